"""The duty to report in time, and the ladder of a round's own ruleset."""

from django.utils.translation import gettext_lazy as _

from deadlines.kinds import DeadlineKind
from inspections.models import SubdistrictRound
from inspections.people import leader_users


def leader_in_office(deadline, today) -> list:
    """The leader of the day the message goes out, not of the day the clock started."""
    round_ = SubdistrictRound.objects.filter(pk=deadline.subject_id).first()
    return leader_users(round_, today) if round_ else []


def ladder_of_round(deadline) -> tuple[int, ...] | None:
    """The rungs of the ruleset that the round of this duty carries."""
    round_ = SubdistrictRound.objects.filter(scope_id__in=deadline.scope_ids).select_related("ruleset").first()
    return tuple(round_.ruleset.ladder) if round_ else None


REPORT = DeadlineKind(code="report", label=_("Inspection report"), responsible=leader_in_office, clause="三(三)3")
