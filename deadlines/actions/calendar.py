"""The calendar of working days: seeded, imported by the system administrator, edited by the office (DESIGN §3.2)."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.permissions import Permission
from core.actions.events import record_event
from core.refusals import IllegalMove, StaleCopy
from core.transitions import check_permission, lock
from deadlines.actions.recount import recompute_year
from deadlines.day_rows import DayRow
from deadlines.models import CalendarDay, CalendarYear
from deadlines.statutory_days import missing_statutory_days, missing_words


@transaction.atomic
def import_year(*, rows: Iterable[DayRow], year: int, source: str, by: User | None, at: datetime) -> CalendarYear:
    """Take the published arrangement of a year in place of what was there; open deadlines follow, later only.

    `rows` are DayRow. Raises IllegalMove for a day of another year, a day given twice, and a list that lacks a
    statutory day, which would be part of a file. `by` None stands for the house itself.
    """
    if by is not None:
        check_permission(Permission.CALENDAR_IMPORT, by=by)
    rows = list(rows)
    days = [row.date for row in rows]
    if any(day.year != year for day in days):
        raise IllegalMove(
            _("The list holds days of another year than %(year)s. Set such a day on the page of its own year.")
            % {"year": year}
        )
    if len(set(days)) != len(days):
        raise IllegalMove(_("The list names a day twice."))
    if lacking := missing_statutory_days(rows, year=year):
        raise IllegalMove(missing_words(lacking))
    loaded = replace_year(rows, year=year, source=source, is_provisional=False, at=at)
    record_event("calendar.import", target=loaded, by=by, on=None, at=at, new={"source": source, "days": len(rows)})
    recompute_year(year=year, by=by, at=at)
    return loaded


@transaction.atomic
def edit_day(
    *, day: date, is_workday: bool, name: str, reason: str, by: User, at: datetime, version: int | None = None
) -> CalendarDay:
    """Set one day by hand; open deadlines follow, later only.

    `version` is that of the row the form was opened on, 0 where the day had none. Raises StaleCopy where it is
    another by now, IllegalMove for a year that was never loaded, not even provisionally.
    """
    check_permission(Permission.CALENDAR_EDIT, by=by)
    if not CalendarYear.objects.select_for_update().filter(pk=day.year).exists():
        raise IllegalMove(_("The year %(year)s is not in the calendar. Import it first.") % {"year": day.year})
    known = CalendarDay.objects.filter(date=day).first()
    if version is not None and (known.version if known else 0) != version:
        raise StaleCopy(_("Somebody changed this day after you opened it. Look at it again, then decide."))
    old = {"is_workday": known.is_workday, "name": known.name} if known else {}
    row = lock(known) if known else CalendarDay(year_id=day.year, date=day, version=0)
    row.is_workday, row.name, row.note = is_workday, name, reason[:200]
    row.version += 1
    row.save()
    record_event(
        "calendar.edit_day",
        target=row,
        by=by,
        on=day,
        at=at,
        old=old,
        new={"is_workday": is_workday, "name": name},
        reason=reason,
    )
    recompute_year(year=day.year, by=by, at=at)
    return row


def replace_year(
    rows: Iterable[DayRow], *, year: int, source: str, is_provisional: bool, at: datetime
) -> CalendarYear:
    """Write the year's rows in place of the old ones; plain days are not stored."""
    loaded, _created = CalendarYear.objects.update_or_create(
        pk=year, defaults={"source": source[:120], "is_provisional": is_provisional, "loaded_at": at}
    )
    loaded.days.all().delete()
    CalendarDay.objects.bulk_create(
        CalendarDay(year=loaded, date=row.date, is_workday=row.is_workday, name=row.name[:40])
        for row in rows
        if not row.is_plain
    )
    return loaded
