"""The duty to report in time, and the ladder of a round's own ruleset."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from deadlines.kinds import DeadlineKind
from deadlines.people import unit_and_principals
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
# Silent in the regulation: the day is the team's own, that of the reply comes from the ruleset.
ORDER = DeadlineKind(code="immediate_order", label=_("Order to fix at once"), responsible=unit_and_principals)
INTERVIEW_REPLY = DeadlineKind(
    code="interview_reply", label=_("Reply after an interview"), responsible=unit_and_principals, clause="四(二)"
)
KINDS = (REPORT, ORDER, INTERVIEW_REPLY)
# Shown by deadlines.explanation through gettext.
ORDERED = gettext_noop("Order issued")
SENT_BACK = gettext_noop("Order sent back")
INTERVIEWED = gettext_noop("Interview held")
ASKED_AGAIN = gettext_noop("Reply asked for again")
