"""The duty to report in time, and the ladder of a round's own ruleset."""

from django.utils.translation import gettext_lazy as _

from deadlines.kinds import DeadlineKind
from inspections.models import SubdistrictRound
from inspections.people import leader_users


def leader_in_office(deadline, today) -> list:
    """The leader of the day the message goes out, not of the day the clock started."""
    round_ = SubdistrictRound.objects.filter(pk=deadline.subject_id).first()
    return leader_users(round_, today) if round_ else []


def ladders_of_rounds(deadlines) -> dict:
    """The rungs of the rulesets that the rounds of these duties carry, by the deadline's id. One query."""
    scope_ids = {scope_id for deadline in deadlines for scope_id in deadline.scope_ids}
    rounds = SubdistrictRound.objects.filter(scope_id__in=scope_ids)
    ladders = dict(rounds.values_list("scope_id", "ruleset__ladder"))
    return {
        deadline.pk: ladders[scope_id]
        for deadline in deadlines
        for scope_id in reversed(deadline.scope_ids)
        if scope_id in ladders
    }


REPORT = DeadlineKind(code="report", label=_("Inspection report"), responsible=leader_in_office, clause="三(三)3")
