"""The instants at which days begin and end: access is asked by the instant, offices are held by the day."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone


def first_instant_of(day: date) -> datetime:
    """00:00 Asia/Shanghai of the day."""
    return timezone.make_aware(datetime.combine(day, time.min))


def first_instant_after(day: date) -> datetime:
    """00:00 Asia/Shanghai of the day after: what ends on a day counts until 24:00 of it."""
    return first_instant_of(day + timedelta(days=1))


def hull(spans) -> tuple[date, date | None]:
    """The first and the last day (None: open) of a set of spans from–to, both inclusive."""
    spans = list(spans)
    ends = [to_on for _from_on, to_on in spans]
    return min(from_on for from_on, _to_on in spans), None if None in ends else max(ends)
