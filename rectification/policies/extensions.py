"""Which dates may be moved, until when that is asked, and to which day."""

from datetime import date

from django.utils.translation import gettext as _

from core.day_words import day_in_words
from core.refusals import IllegalMove
from deadlines.models import Deadline
from rectification import duties
from rectification.models import Extension

# The two months of 三(三)5 are not among them (R66).
MOVABLE = (duties.ITEM.code, duties.RESUBMISSION.code)


def why_not_movable(deadline: Deadline | None, today: date) -> str:
    """Why no later day can be asked for; "" where it can."""
    if deadline is None or deadline.kind not in MOVABLE:
        return _(
            "The two months of 三(三)5 do not move: file in time, with the reason and a new date for what is "
            "unfinished."
        )
    if not deadline.is_open:
        return _("This date does not run any more.")
    if deadline.due_on < today:
        return _("A later day is asked for before the date has passed; it was %(day)s.") % {
            "day": day_in_words(deadline.due_on)
        }
    return ""


def require_movable(deadline: Deadline | None, on: date) -> None:
    """Raises IllegalMove with the reason."""
    if words := why_not_movable(deadline, on):
        raise IllegalMove(words)


def require_later_day(until_on: date, due_on: date) -> None:
    if until_on <= due_on:
        raise IllegalMove(
            _("The new date must be later than the present one, %(due)s.") % {"due": day_in_words(due_on)}
        )


def require_grantable(extension: Extension, granted_until_on: date) -> None:
    """The day lies after the present one and no later than asked; the duty still runs."""
    if not extension.deadline.is_open:
        raise IllegalMove(_("The duty was done or ended meanwhile; nothing is left to be extended."))
    require_later_day(granted_until_on, extension.deadline.due_on)
    if granted_until_on > extension.until_on:
        raise IllegalMove(
            _("Asked for is %(day)s; no later day is given than that.") % {"day": day_in_words(extension.until_on)}
        )
