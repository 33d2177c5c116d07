"""The days of a story that cannot wait for them: a period has to pass before somebody is late."""

from datetime import UTC, date, datetime, time, timedelta
from time import monotonic

from django.utils import timezone

from tests.story import worker

MORNING = time(10)


class Calendar:
    """Turns the product to another day; the clock goes on from its morning, and the worker does what is due."""

    def __init__(self, monkeypatch, day: date):
        self._monkeypatch = monkeypatch
        self._turn(day)

    def turn_to(self, day: date) -> None:
        assert day > self.today, (self.today, day)
        self._turn(day)
        worker.runs()

    def _turn(self, day):
        self.today, began = day, monotonic()
        morning = timezone.make_aware(datetime.combine(day, MORNING)).astimezone(UTC)
        self._monkeypatch.setattr(timezone, "now", lambda: morning + timedelta(seconds=monotonic() - began))
