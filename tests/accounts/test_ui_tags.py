"""Words and look-ups that templates use."""

from types import SimpleNamespace as Thing

import pytest
from django import forms
from django.http import QueryDict
from django.test import RequestFactory
from django.utils import translation

from accounts.templatetags import ui
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
    assert ui.days_words(days) == words


def test_tone_of_messages_is_known():
    tones = [ui.tone_of(level) for level in ("debug", "info", "success", "warning", "error")]

    assert tones == ["info", "info", "ok", "warn", "bad"]


def test_row_of_another_length_fails():
    with pytest.raises(ValueError, match="argument 2 is shorter"):
        ui.beside(["a", "b"], ["1"])


def test_icon_with_a_label_is_read_out():
    assert 'aria-label="Print"' in ui.icon("printer", "Print")
    assert 'aria-hidden="true"' in ui.icon("printer")


def test_removing_one_filter_value_keeps_the_other_and_goes_to_the_first_page():
    context = Thing(request=RequestFactory().get("/?kind=a&kind=b&q=x&page=4"))

    assert ui.without(context, "kind", "a") == "?kind=b&q=x"
    assert ui.without(context, "kind") == "?q=x"


def test_csrf_field_needs_a_request():
    assert ui.csrf(Thing()) == ""


def test_filters_of_an_unbound_form_are_none():
    assert ui.active_filters(SampleFilter()) == []


def test_filter_of_a_range_is_found_under_both_names():
    class Range(forms.Form):
        due = forms.CharField(label="Due", widget=forms.TextInput())

    form = Range(QueryDict("due_after=2026-01-01&due_before="))
    form.fields["due"].widget.suffixes = ["after", "before"]

    assert ui.active_filters(form) == [
        {"name": "due_after", "value": "2026-01-01", "label": "Due", "shown": "2026-01-01"}
    ]
