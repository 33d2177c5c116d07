"""Words and look-ups that templates use."""

from datetime import UTC, date, datetime
from types import SimpleNamespace as Thing

import pytest
from django.test import RequestFactory
from django.utils import translation

from core import parts
from core.day_words import day_in_words
from core.templatetags import ui
from desk.views.components import SampleFilter


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        (None, ""),
        ("2026/3/1", "2026-03-01"),
        ("2026-03-01", "2026-03-01"),
        ("2026/03/01 08:30:15", "2026-03-01T08:30"),
        ("2026-03-01T08:30", "2026-03-01T08:30"),
    ],
)
def test_picker_value_is_what_browsers_read(typed, shown):
    assert ui.picker_value(typed) == shown


@pytest.mark.parametrize(("days", "words"), [(None, ""), ("", ""), (2, "2 days left"), (-1, "1 day overdue")])
def test_days_words(days, words):
    assert parts.days_words(days) == words


def test_tone_of_messages_is_known():
    tones = [ui.tone_of(level) for level in ("debug", "info", "success", "warning", "error")]

    assert tones == ["info", "info", "ok", "warn", "bad"]


def test_icon_with_a_label_is_read_out():
    assert 'aria-label="Print"' in parts.icon("printer", "Print")
    assert 'aria-hidden="true"' in parts.icon("printer")


def test_removing_one_filter_value_keeps_the_other_and_goes_to_the_first_page():
    context = Thing(request=RequestFactory().get("/?kind=a&kind=b&q=x&page=4"))

    assert ui.without(context, "kind", "a") == "?kind=b&q=x"
    assert ui.without(context, "kind") == "?q=x"


def test_csrf_field_needs_a_request():
    assert ui.csrf(Thing()) == ""


def test_filters_of_an_unbound_form_are_none():
    assert ui.active_filters(SampleFilter()) == []


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (date(2026, 3, 1), "2026-03-01"),
        (datetime(2026, 3, 1, 16, 30, tzinfo=UTC), "2026-03-02 00:30"),
        (datetime(2026, 3, 1, 8, 5), "2026-03-01 08:05"),  # noqa: DTZ001  as read from a file
        (None, ""),
        ("text", "text"),
        (7, 7),
    ],
)
def test_day_in_a_list_has_one_form(value, shown):
    assert ui.in_list(value) == shown


@pytest.mark.parametrize(("language", "words"), [("zh-hans", "2026年3月1日"), ("en", "1 March 2026")])
def test_day_in_a_sentence_is_told_as_the_language_tells_it(language, words):
    with translation.override(language):
        assert ui.in_words(date(2026, 3, 1)) == words
        assert ui.in_words(None) == ""


def test_day_beside_one_of_its_year_leaves_the_year_out():
    with translation.override("zh-hans"):
        assert day_in_words(date(2026, 5, 6), date(2026, 3, 1)) == "5月6日"
        assert day_in_words(date(2027, 5, 6), date(2026, 3, 1)) == "2027年5月6日"
