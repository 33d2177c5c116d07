"""The days of one row: when it was found, by when it is to be mended; what cannot be meant is asked about."""

from datetime import date
from typing import TYPE_CHECKING

from dateutil.relativedelta import relativedelta
from django.utils.translation import gettext as _

from core.day_words import day_in_words
from core.days import FIRST_DAY, LAST_DAY

from .book import words_of
from .dates import likely_day, read_date, read_range_end
from .deadline_words import UnreadableWords, likely_deadline, read_deadline
from .questions import Question

if TYPE_CHECKING:
    from .row_reader import RowReader

# A deadline further ahead than this cannot be meant: a year was mistyped. One further ahead than the second is looked
# at; lists that were published hold some of three years. One that has passed may stand in a list of old hazards.
YEARS_MEANT, YEARS_LOOKED_AT = 5, 2


def can_be_meant(due_on: date, reference_on: date) -> bool:
    """Whether a deadline set on `reference_on` can end on that day."""
    return due_on <= reference_on + relativedelta(years=YEARS_MEANT)


def nearest_meant(due_on: date, reference_on: date) -> date:
    """The same day in the first year in which it does not lie before `reference_on`."""
    same = due_on + relativedelta(year=reference_on.year)
    return same if same >= reference_on else due_on + relativedelta(year=reference_on.year + 1)


def read_due(reader: "RowReader", reference_on: date) -> tuple[date | None, str]:
    """The day and how the finding is to be handled, as far as the words of the deadline say."""
    words = words_of(reader.cell("due"))
    try:
        deadline = read_deadline(reader.cell("due"), reference_on=reference_on, add_workdays=reader.terms.add_workdays)
    except UnreadableWords as error:
        proposal = likely_deadline(words, reference_on=reference_on, add_workdays=reader.terms.add_workdays)
        asked = Question(str(error), words, written=None, proposal=proposal, may_be_none=True)
        return _answered(reader, "due", asked)
    due_on = deadline.due_on
    if due_on is None:
        return None, deadline.handling
    facts = {"day": day_in_words(due_on), "years": YEARS_MEANT}
    if not can_be_meant(due_on, reference_on):
        message = _("The deadline %(day)s lies more than %(years)s years ahead. Check the year.")
        nearest = nearest_meant(due_on, reference_on)
        return _answered(reader, "due", Question(message % facts, words, written=due_on, proposal=nearest))
    if due_on > reference_on + relativedelta(years=YEARS_LOOKED_AT):
        message = _("The deadline %(day)s lies more than %(years)s years ahead. Check the year.")
        reader.warn("due", message % (facts | {"years": YEARS_LOOKED_AT}))
    elif due_on < reference_on:
        message = _("The deadline %(day)s lies before the day of the inspection. Check the year.")
        reader.warn("due", message % facts)
    return due_on, deadline.handling


def _answered(reader: "RowReader", code: str, asked: Question) -> tuple[date | None, str]:
    day = reader.ask(code, asked)
    return day, "fix_by_date" if day else ""


def read_found_on(reader: "RowReader") -> date | None:
    """The row's own day; an error for one outside of the stay (R86)."""
    found = _day_found(reader)
    if found and reader.terms.stay and not reader.terms.stay[0] <= found <= reader.terms.stay[1]:
        first, last = reader.terms.stay
        reader.error(
            "found_on",
            _(
                "On %(day)s the team was not on site; it was from %(first)s to %(last)s. Correct the "
                "day, or leave "
                "the row out."
            )
            % {"day": day_in_words(found), "first": day_in_words(first), "last": day_in_words(last)},
        )
    return found


def _day_found(reader: "RowReader") -> date | None:
    """An error also for a day that cannot be meant, which a cell of dates may hold too."""
    cell = reader.cell("found_on")
    if not cell or (isinstance(cell, date) and FIRST_DAY <= cell <= LAST_DAY):
        return cell or None
    words = reader.words("found_on")
    if not words:
        return None
    reference_on = reader.terms.reference_on
    if found := read_date(words, reference_on=reference_on, ahead=False):
        return found
    if found := read_range_end(words, reference_on=reference_on):
        reader.warn("found_on", _several(words, found))
        return found
    message = _("The date “%(words)s” cannot be read. Accepted: 2020-10-31, 2020年10月31日, 10月31日.")
    proposal = likely_day(words, reference_on=reference_on, ahead=False)
    return reader.ask("found_on", Question(message % {"words": words[:40]}, words, written=None, proposal=proposal))


def _several(words: str, day: date) -> str:
    return _("“%(words)s” names several days; the last of them, %(day)s, is taken.") % {
        "words": words[:40],
        "day": day_in_words(day),
    }
