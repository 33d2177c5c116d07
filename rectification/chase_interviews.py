"""The last step of chasing: the button that leads from an overdue duty to its interview (四(二), R24)."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from accounts.models.unit import UnitKind
from core.buttons import may_do
from core.shapes import Button
from core.verbs import Noun, noun_of
from deadlines.models import Deadline
from inspections.interview_rules import STANDS
from inspections.models import Interview, InterviewProposal, SubdistrictRound
from rectification.chase_ladder import ChaseStep
from rectification.queries.chases import Standing


def interview_buttons(
    deadlines: Sequence[Deadline], standing: dict[Any, Standing], user, today: date
) -> dict[Any, Button]:
    """By the id of the deadline, where the interview is the step to take now: to what the reminders proposed, else to
    the page on which it is called. Three queries at most, none where no duty has come so far."""
    ripe = [one for one in deadlines if _is_ripe(one, standing.get(one.pk), today)]
    noun: Noun | None = noun_of(Interview)
    if not ripe or noun is None:
        return {}
    scope_ids = {scope_id for one in ripe for scope_id in one.scope_ids}
    rounds = SubdistrictRound.objects.visible_to(user).filter(scope_id__in=scope_ids, status__in=STANDS)
    by_scope = {round_.scope_id: round_ for round_ in rounds}
    asked = InterviewProposal.objects.visible_to(user).filter(status="proposed", round__in=list(by_scope.values()))
    proposals = {one.round_id: one for one in asked}
    call, found = noun.verb("call"), {}
    for one in ripe:
        round_ = next((by_scope[pk] for pk in one.scope_ids if pk in by_scope), None)
        if round_ is None or not may_do(noun, call, round_, access=user.access):
            continue
        if (proposal := proposals.get(round_.pk)) is not None:
            found[one.pk] = Button(_("Decide on a proposed interview"), proposal.get_absolute_url(), icon=call.icon)
        else:
            found[one.pk] = Button(call.label, noun.url(call, round_), icon=call.icon)
    return found


def _is_ripe(deadline: Deadline, standing: Standing | None, today: date) -> bool:
    unit = deadline.responsible_unit
    return (
        unit is not None
        and unit.kind == UnitKind.SUBDISTRICT
        and standing is not None
        and standing.coming.step == ChaseStep.INTERVIEW
        and standing.coming.is_due(today)
    )
