"""Which days can be meant, and the instants at which days begin and end: access is asked by the instant, offices are
held by the day."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

# Days that people can mean, in forms, filters, lists and addresses: from before any office or hazard that is still of
# interest, to an end that leaves whatever is reckoned from it within the calendar.
FIRST_YEAR, LAST_YEAR = 1990, 2100
FIRST_DAY, LAST_DAY = date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)


def first_instant_of(day: date) -> datetime:
    """00:00 Asia/Shanghai of the day."""
    return timezone.make_aware(datetime.combine(day, time.min))


def first_instant_after(day: date) -> datetime:
    """00:00 Asia/Shanghai of the day after: what ends on a day counts until 24:00 of it."""
    return first_instant_of(day + timedelta(days=1))


def instants_round(spans: list[tuple[date, date | None]]) -> tuple[datetime, datetime | None]:
    """From the first instant of the earliest to the first instant after the latest of these spans of days.

    Spans are from–to, both inclusive; an open one (to: None) leaves the end open.
    """
    ends = [to_on for _from_on, to_on in spans if to_on is not None]
    is_open = len(ends) < len(spans)
    return first_instant_of(min(from_on for from_on, _to_on in spans)), None if is_open else first_instant_after(
        max(ends)
    )
