"""Until when, and against what, the inspected may object."""

from datetime import date

from django.utils.translation import gettext as _

from core.day_words import day_in_words
from core.refusals import IllegalMove
from deadlines.arithmetic import Period, PeriodUnit
from deadlines.reckoning import reckon_from_table
from rectification.deliveries import earliest_delivery
from rectification.models import RectificationCase, RectificationItem
from rectification.models.item import ItemStatus


def last_day_to_object(case: RectificationCase) -> date:
    """Inclusive: the ruleset's days from the earliest delivery of the feedback, which is not counted itself."""
    ruleset = case.round.ruleset
    start_on, _reason = earliest_delivery(case)
    return reckon_from_table(
        start_on, Period(ruleset.objection_days, PeriodUnit.DAYS), roll=ruleset.rolls_to_workday
    ).due_on


def why_not_objectionable(item: RectificationItem, today: date) -> str:
    """Why no objection can be filed; "" where it can."""
    if item.status == ItemStatus.CLOSED:
        return _("The item is closed; there is nothing left to object to.")
    last = last_day_to_object(item.case)
    if today > last:
        return _("Objections could be filed until %(day)s.") % {"day": day_in_words(last)}
    return ""


def require_objectionable(item: RectificationItem, today: date) -> None:
    """Raises IllegalMove with the reason."""
    if words := why_not_objectionable(item, today):
        raise IllegalMove(words)
