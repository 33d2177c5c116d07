"""The sum behind a due date in words, so that nobody has to believe it (DESIGN §3.4, R2)."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy, pgettext, pgettext_lazy

from core.clauses import clause_words
from core.day_words import day_in_words
from deadlines.arithmetic import Period, PeriodUnit
from deadlines.day_rows import SATURDAY
from deadlines.holidays import holiday_label
from deadlines.models import NominalDay


def explain(deadline) -> str:
    """One line: start, period, counted last day, why the due date differs, clause. `deadline` is a Deadline or
    anything with its date fields; the day it was made needs no calendar, since what moved it is stored with it."""
    parts = [_count(deadline) if deadline.period else _set_date(deadline)]
    if deadline.period:
        parts += _moves(deadline)
    if deadline.extended_from_on:
        parts.append(_extension(deadline))
    text = _("; ").join(parts)
    if deadline.may_still_move:
        text += _(". ") + _unpublished(deadline)
    if deadline.clause:
        text += _(". ") + _("Basis: %(clause)s") % {"clause": clause_words(deadline.clause)}
    return text


_PERIODS = {
    PeriodUnit.DAYS: ngettext_lazy("%(count)s day", "%(count)s days", "count"),
    PeriodUnit.MONTHS: ngettext_lazy("%(count)s month", "%(count)s months", "count"),
    PeriodUnit.WORKING_DAYS: ngettext_lazy("%(count)s working day", "%(count)s working days", "count"),
}
_WEEKDAYS = (
    pgettext_lazy("day of the week", "Monday"),
    pgettext_lazy("day of the week", "Tuesday"),
    pgettext_lazy("day of the week", "Wednesday"),
    pgettext_lazy("day of the week", "Thursday"),
    pgettext_lazy("day of the week", "Friday"),
    pgettext_lazy("day of the week", "Saturday"),
    pgettext_lazy("day of the week", "Sunday"),
)


def period_words(period: Period) -> str:
    return _PERIODS[period.unit] % {"count": period.count}


def weekday_words(day: date) -> str:
    return str(_WEEKDAYS[day.weekday()])


def _start_words(deadline) -> str:
    return day_in_words(deadline.started_on, deadline.started_on)


def _count(deadline) -> str:
    period = Period.parse(deadline.period)
    pieces = {
        "start": _start_words(deadline),
        "reason": _(deadline.start_reason) if deadline.start_reason else "",
        "period": period_words(period),
        "nominal": day_in_words(deadline.nominal_on, deadline.started_on),
    }
    if deadline.start_reason:
        text = _("%(reason)s on %(start)s, counted from the next day, %(period)s, until %(nominal)s") % pieces
    else:
        text = _("Counted from the day after %(start)s, %(period)s, until %(nominal)s") % pieces
    was_cut = period.unit == PeriodUnit.MONTHS and deadline.nominal_on.day != deadline.started_on.day
    if was_cut:
        text += _(" (that month has no day %(day)s, so its last day counts)") % {"day": deadline.started_on.day}
    return text


def _set_date(deadline) -> str:
    pieces = {
        "start": _start_words(deadline),
        "reason": _(deadline.start_reason) if deadline.start_reason else "",
        "due": day_in_words(deadline.nominal_on, deadline.started_on),
    }
    if deadline.start_reason:
        return _("%(reason)s on %(start)s, to be done by %(due)s") % pieces
    return _("Set on %(start)s, to be done by %(due)s") % pieces


def _moves(deadline) -> list[str]:
    counted_due = deadline.extended_from_on or deadline.due_on
    day = deadline.nominal_day
    if day == NominalDay.MAKE_UP:
        return [
            _("that %(weekday)s is a make-up working day, so it does not move")
            % {"weekday": weekday_words(deadline.nominal_on)}
        ]
    if day == NominalDay.WORKDAY:
        if counted_due == deadline.nominal_on:
            return []
        return [_("the day told before, %(due)s, stands") % {"due": day_in_words(counted_due, deadline.nominal_on)}]
    why = _rest_words(deadline)
    if counted_due == deadline.nominal_on:
        return [_("%(why)s falls there, which by this rule moves nothing") % {"why": why}]
    moved = {"why": why, "due": day_in_words(counted_due, deadline.nominal_on), "weekday": weekday_words(counted_due)}
    if counted_due.weekday() >= SATURDAY:
        return [_("%(why)s falls there, so it moves to %(due)s (%(weekday)s, a make-up working day)") % moved]
    return [_("%(why)s falls there, so it moves to %(due)s") % moved]


def _rest_words(deadline) -> str:
    names = [str(holiday_label(name)) for name in deadline.holiday_name.split("、") if name]
    if deadline.nominal_day == NominalDay.WEEKEND:
        names.insert(0, weekday_words(deadline.nominal_on))
    words = pgettext("between names of rest days", " and ").join(names) or _("A rest day")
    # The days given around a festival bear its name too.
    return _("%(name)s holiday") % {"name": words} if deadline.nominal_day == NominalDay.HOLIDAY and names else words


def _extension(deadline) -> str:
    return _("extended to %(due)s") % {"due": day_in_words(deadline.due_on, deadline.extended_from_on)}


def _unpublished(deadline) -> str:
    year = max(deadline.nominal_on, deadline.due_on).year
    if year == deadline.started_on.year + 1:
        return _("Next year's holiday arrangement is not published yet; this date is to be checked")
    return _("The holiday arrangement of %(year)s is not published yet; this date is to be checked") % {"year": year}
