"""提请约谈: put before the office by the reminders, decided by a person (DESIGN §3.5, 四(二)一)."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.actions.messages import notify
from accounts.models import User
from accounts.models.unit import UnitKind
from accounts.roles import Role
from core.actions.moves import apply_move, begin
from core.refusals import IllegalMove
from core.transitions import check_move, lock
from deadlines.actions.sweep import CHASE_FROM
from deadlines.models import Deadline
from deadlines.people import of_roles
from inspections.interview_rules import STANDS
from inspections.models import Interview, InterviewProposal, SubdistrictRound
from inspections.models.interview_proposal import ProposalGround
from records.policies import require_past


@transaction.atomic
def propose(*, deadline: Deadline, rung: int, on: date, at: datetime) -> InterviewProposal | None:
    """After the last rung of a duty of a subdistrict, or after any once as many duties of the round as the ruleset
    says are or were late. None where none is due, one waits, an interview runs, or it was decided on before."""
    unit = deadline.responsible_unit
    if unit is None or unit.kind != UnitKind.SUBDISTRICT:
        return None
    round_ = SubdistrictRound.objects.filter(
        scope_id__in=deadline.scope_ids, subdistrict=unit, status__in=STANDS
    ).first()  # fmt: skip
    if round_ is None:
        return None
    round_ = lock(round_)
    late = _late_count(round_, on)
    is_last = rung <= CHASE_FROM
    if not is_last and late < round_.ruleset.interview_late_count:
        return None
    known = InterviewProposal.objects.filter(round=round_)
    ground = ProposalGround.LAST_RUNG if is_last else ProposalGround.REPEATED
    # Lateness again and again is put forward once a round, the end of a ladder once for each date.
    decided = Q(ground=ground) if not is_last else Q(ground=ground, deadline=deadline, due_on=deadline.due_on)
    if known.filter(Q(status="proposed") | decided).exists():
        return None
    if Interview.objects.filter(round=round_, enterprise=None).running().exists():
        return None
    proposal = InterviewProposal(
        round=round_, scope=round_.scope, unit=unit, ground=ground, deadline=deadline, due_on=deadline.due_on,
        late_count=late, proposed_on=on,
    )  # fmt: skip
    begin(proposal, "interview_proposal.propose", by=None, on=on, at=at, new={"late_count": late})
    words = _("%(proposal)s; decide on it") % {"proposal": proposal}
    notify(recipients=of_roles(Role.OFFICE), subject=words, about=proposal, at=at)
    return proposal


@transaction.atomic
def decline(
    *, interview_proposal: InterviewProposal, reason: str, by: User, on: date, at: datetime,
    version: int | None = None,
) -> InterviewProposal:  # fmt: skip
    """No interview is called, and why. Raises NotAllowed, StaleCopy, IllegalMove."""
    proposal = lock(interview_proposal, version=version)
    move = check_move(proposal, "decline", by=by)
    require_past(on, at=at, not_before=proposal.proposed_on)
    if not reason.strip():
        raise IllegalMove(_("Say why no interview is called."))
    reason = reason.strip()
    return apply_move(proposal, move, by=by, on=on, at=at, reason=reason, declined_on=on, decline_reason=reason)


def _late_count(round_: SubdistrictRound, on: date) -> int:
    """Duties of the subdistrict out of this round that are overdue on the day, or were met late."""
    of_round = Q(scope=round_.scope_id) | Q(round_scope=round_.scope_id)
    late = Q(met_on=None, voided_at=None, due_on__lt=on) | Q(days_late__gt=0)
    return Deadline.objects.filter(of_round, late, responsible_unit=round_.subdistrict).count()
