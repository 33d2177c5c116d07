"""Refusals without end do not fill the log: after some lines a minute they are counted."""

import io
import logging

import pytest
from django.test import Client

from config import log
from config.log import RefusalRate


@pytest.fixture
def rate(monkeypatch):
    """A filter of three lines a minute; `waits` are the seconds after which it wants to tell."""
    rate = RefusalRate(lines=3)
    rate.waits = []
    monkeypatch.setattr(rate, "_tell_after", rate.waits.append)
    return rate


def passes(rate, status=403, at=0.0) -> bool:
    record = logging.makeLogRecord({"name": "django.request", "msg": "Forbidden", "created": at})
    if status:
        record.status_code = status
    return rate.filter(record)


def test_after_some_lines_a_minute_refusals_are_counted_and_told(rate, caplog):
    found = [passes(rate, at=600 + second) for second in range(10)]

    assert found == [True] * 3 + [False] * 7
    # Once, at the end of the minute.
    assert rate.waits == [57.0]
    rate.tell()
    assert [record.getMessage() for record in caplog.records] == [
        "7 more requests were refused with 403 within a minute"
    ]
    rate.tell()
    assert len(caplog.records) == 1


def test_next_minute_begins_anew(rate):
    for _number in range(5):
        passes(rate, at=600)

    assert [passes(rate, at=660) for _number in range(4)] == [True] * 3 + [False]


def test_one_kind_does_not_hide_another(rate):
    for _number in range(100):
        passes(rate, 404)

    assert passes(rate, 403)


@pytest.mark.parametrize("status", [500, 503, None])
def test_what_is_broken_is_always_written(rate, status):
    assert all(passes(rate, status) for _number in range(100))


def test_timer_tells_by_itself(monkeypatch):
    begun = []

    class Timer:
        def __init__(self, seconds, call):
            begun.append((seconds, call))

        def start(self):
            assert self.daemon

    monkeypatch.setattr(log.threading, "Timer", Timer)
    rate = RefusalRate(lines=0)

    passes(rate, at=90)

    assert begun == [(30.0, rate.tell)]


@pytest.mark.django_db
def test_flood_of_refused_requests_is_a_bounded_number_of_lines(monkeypatch, settings):
    """Through the product's own handler, as set up from the settings."""
    handler = next(one for one in logging.getLogger().handlers if one.get_name() == "console")
    monkeypatch.setattr(handler, "stream", io.StringIO())
    assert [type(one) for one in handler.filters] == [RefusalRate]
    fresh = RefusalRate(lines=settings.REFUSAL_LINES)
    monkeypatch.setattr(handler, "filters", [fresh])

    for _number in range(200):
        assert Client().get("/nowhere/").status_code == 404
    fresh.tell()

    lines = handler.stream.getvalue().splitlines()
    # The minute may turn in between.
    assert 61 <= len(lines) <= 121
    assert lines[-1].endswith("more requests were refused with 404 within a minute")
