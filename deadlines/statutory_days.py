"""The statutory days of a year, by law and lunar calendar: what the list of any year must name as days off."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.day_words import day_in_words
from deadlines.day_rows import DayRow
from deadlines.holidays import holiday_label

# The library names a day off in lieu 休息日（由 … 调休）; such days are the arrangement's, not the law's.
_IN_LIEU = "休息日"


def statutory_days(year: int) -> dict[date, str]:
    """Days the law gives, with their names in Chinese; those in lieu are not among them. 13 from 2025 on, 12 where
    two festivals share a day, 11 before; as the law stood in that year."""
    import holidays  # late: it reckons the calendars of many faiths when it is loaded, a tenth of a second

    found = holidays.CN(years=year, observed=False, language="zh_CN")
    return {day: name for day, name in sorted(found.items()) if not name.startswith(_IN_LIEU)}


def missing_statutory_days(rows: Iterable[DayRow], *, year: int) -> dict[date, str]:
    """Statutory days that the list does not name as days off, with their names. One on a Sunday is among them: a
    list that leaves it out lost its holiday, and the name explains due dates."""
    off = {row.date for row in rows if not row.is_workday}
    return {day: name for day, name in statutory_days(year).items() if day not in off}


def missing_words(missing: dict[date, str]) -> str:
    """Why such a list is refused and how to mend it, each day by its name."""
    told = []
    for name, days in groupby(missing.items(), key=lambda pair: pair[1]):
        dates = [day_in_words(day, day) for day, _name in days]
        names = pgettext("between names of rest days", " and ").join(
            str(holiday_label(one)) for one in name.split("; ")
        )
        told.append(_("%(name)s (%(days)s)") % {"name": names, "days": _(", ").join(dates)})
    return _(
        "The list lacks statutory days off: %(days)s. Add a row with 0 (day off) for each, "
        "or choose the whole list of the year."
    ) % {"days": _("; ").join(told)}
