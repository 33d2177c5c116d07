"""A wrong day that started a clock is mended by two people, recomputes the clock and stays in the timeline."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions.messages import notify as tell
from accounts.moves import check_move, check_permission, lock
from accounts.permissions import Permission
from accounts.refusals import IllegalMove
from accounts.roles import Role
from deadlines.actions.deadlines import restart
from deadlines.models import Deadline
from deadlines.people import of_roles
from inspections.actions.rounds import require_free, require_long_enough
from inspections.models import FactCorrection
from inspections.models.correction import CorrectableFact
from inspections.models.round import RoundStatus
from inspections.people import leader_users
from inspections.policies import require_conductor
from records.actions.events import record_event
from records.actions.moves import apply_move, begin, store
from records.policies import require_other_person, require_past

CORRECTABLE = (RoundStatus.ON_SITE, RoundStatus.ENDED, RoundStatus.CLOSED)


@transaction.atomic
def correct_fact(*, round, field, old, new, reason, by, at, short_reason="") -> FactCorrection:
    """Propose that the day recorded as `old` was `new` (DESIGN §1); nothing changes until another confirms.

    `short_reason` is wanted where the stay becomes shorter than the pack's (R7).
    Raises NotAllowed, and IllegalMove where `old` is not what is recorded or `new` cannot be.
    """
    round_ = lock(round)
    check_permission(Permission.ROUND_CONDUCT, by=by, scope_ids=round_.scope_ids)
    today = timezone.localdate(at)
    require_conductor(round_, by=by, on=today)
    if not reason.strip():
        raise IllegalMove(_("Say how the wrong day came about."))
    correction = FactCorrection(
        round=round_, scope=round_.scope, field=CorrectableFact(field), old_on=old, new_on=new,
        reason=reason.strip(), short_reason=short_reason.strip(), proposed_by=by, proposed_on=today,
    )  # fmt: skip
    _require_possible(correction, round_, at=at)
    if round_.corrections.filter(field=field, status="proposed").exists():
        raise IllegalMove(_("A correction of this day awaits confirmation already."))
    begin(correction, "correction.propose", by=by, on=today, at=at, reason=reason, new={"field": field, "on": new})
    others = {user.pk: user for user in [*of_roles(Role.OFFICE), *leader_users(round_, today)] if user.pk != by.pk}
    tell(
        recipients=others.values(),
        subject=_("Please confirm: %(fact)s of %(round)s was %(new)s, not %(old)s")
        % {"fact": correction.get_field_display(), "round": round_, "new": new, "old": old},
        body=reason,
        path=round_.get_absolute_url(),
        at=at,
    )
    return correction


@transaction.atomic
def confirm(*, correction, by, at, note="", version=None) -> FactCorrection:
    """The second person agrees: the day changes, and the clock it started is counted anew."""
    round_ = lock(correction.round)
    correction = lock(correction, version=version)
    move = check_move(correction, "confirm", by=by)
    today = timezone.localdate(at)
    _require_second(correction, round_, by=by, today=today)
    _require_possible(correction, round_, at=at)
    apply_move(
        correction, move, by=by, on=today, at=at, reason=note,
        decided_by=by, decided_on=today, decision_note=note,
    )  # fmt: skip
    changes = {correction.field: correction.new_on}
    if round_.ended_on is not None:
        days = _days(round_, correction)
        changes["short_reason"] = _short_reason(round_, correction) if days < round_.pack.minimum_round_days else ""
    store(round_, by=by, **changes)
    record_event(
        "fact.correct", target=round_, by=by, on=correction.new_on, at=at, reason=correction.reason,
        old={"field": correction.field, "on": correction.old_on},
        new={"field": correction.field, "on": correction.new_on, "proposed_by": correction.proposed_by.printed_name},
    )  # fmt: skip
    if correction.field == CorrectableFact.ENDED_ON:
        for deadline in Deadline.objects.live().of(round_).of_kind("report"):
            restart(
                deadline=deadline, start_on=correction.new_on, reason=correction.reason,
                by=by, on=correction.new_on, at=at,
            )  # fmt: skip
    return correction


@transaction.atomic
def refuse(*, correction, note, by, at, version=None) -> FactCorrection:
    """The recorded day stands."""
    round_ = lock(correction.round)
    correction = lock(correction, version=version)
    move = check_move(correction, "refuse", by=by)
    today = timezone.localdate(at)
    _require_second(correction, round_, by=by, today=today)
    if not note.strip():
        raise IllegalMove(_("Say why the recorded day stands."))
    return apply_move(
        correction, move, by=by, on=today, at=at, reason=note,
        decided_by=by, decided_on=today, decision_note=note.strip(),
    )  # fmt: skip


def _require_second(correction, round_, *, by, today) -> None:
    require_other_person(
        by, correction.proposed_by_id, _("You proposed this correction yourself. A second person has to confirm it.")
    )
    require_conductor(round_, by=by, on=today)


def _require_possible(correction, round_, *, at) -> None:
    recorded = getattr(round_, correction.field)
    if round_.status not in CORRECTABLE or recorded is None:
        raise IllegalMove(_("This day is not recorded yet, or the round is archived; there is nothing to correct."))
    if recorded != correction.old_on:
        raise IllegalMove(
            _("The recorded day is %(recorded)s, not %(old)s. Look again before you correct it.")
            % {"recorded": recorded, "old": correction.old_on}
        )
    if correction.new_on == recorded:
        raise IllegalMove(_("The right day is the same as the recorded one."))
    require_past(correction.new_on, at=at)
    entered_on, ended_on = _stay(round_, correction)
    if ended_on is not None:
        if ended_on < entered_on:
            raise IllegalMove(_("The last day on site cannot lie before the day of entry."))
        require_long_enough(round_.pack, entered_on, ended_on, _short_reason(round_, correction))
    require_free(round_, entered_on, ended_on)


def _stay(round_, correction):
    days = {"entered_on": round_.entered_on, "ended_on": round_.ended_on, correction.field: correction.new_on}
    return days["entered_on"], days["ended_on"]


def _days(round_, correction) -> int:
    entered_on, ended_on = _stay(round_, correction)
    return (ended_on - entered_on).days + 1


def _short_reason(round_, correction) -> str:
    return correction.short_reason or round_.short_reason
