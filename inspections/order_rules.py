"""What can be ordered to be fixed at once, and by when."""

from datetime import date

from django.utils.translation import gettext as _

from core.day_words import day_in_words
from core.refusals import IllegalMove
from inspections.models import Finding, ImmediateOrder, SubdistrictRound
from inspections.models.finding import FindingStatus, Handling
from inspections.models.round import RoundStatus


def why_not_orderable(finding: Finding, round_: SubdistrictRound) -> str:
    """Why no order can be issued for it; "" where one can. One query at most."""
    if finding.is_apart or finding.handling != Handling.FIX_AT_ONCE or not finding.becomes_item:
        return _("Only what the subdistrict has to fix at once is ordered so.")
    if finding.status != FindingStatus.CONFIRMED:
        return _("The finding is not confirmed yet.")
    if round_.status != RoundStatus.ON_SITE:
        return _("Orders to fix at once are issued while the team is on site.")
    if ImmediateOrder.objects.filter(finding=finding).exists():
        return _("It is ordered already.")
    return ""


def require_orderable(finding: Finding, round_: SubdistrictRound) -> None:
    """Raises IllegalMove with the reason."""
    if words := why_not_orderable(finding, round_):
        raise IllegalMove(words)


def last_day_of(round_: SubdistrictRound, on: date) -> date:
    """The last day an order of the day `on` may give: the stay as planned, or `on` where it lasts longer."""
    return max(round_.planned_to_on, on)


def require_within_stay(due_on: date, round_: SubdistrictRound, *, on: date) -> None:
    last = last_day_of(round_, on)
    if not on <= due_on <= last:
        raise IllegalMove(
            _("It has to be fixed during the stay: between %(first)s and %(last)s.")
            % {"first": day_in_words(on), "last": day_in_words(last)}
        )
