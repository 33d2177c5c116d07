"""A wrong day of a round that started a clock is mended by two people and recomputes the clock (DESIGN §1, ADR 12)."""

from datetime import date, datetime
from typing import cast

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.permissions import Permission
from accounts.roles import Role
from core.refusals import IllegalMove
from core.transitions import check_move, check_permission, lock
from deadlines.actions.deadlines import restart
from deadlines.models import Deadline
from deadlines.people import of_roles
from inspections.actions import facts
from inspections.actions.copies import keep_copies
from inspections.actions.rounds import require_all_before, require_free, require_long_enough
from inspections.corrected_days import tell_followers
from inspections.models import FactCorrection, SubdistrictRound
from inspections.models.correction import CorrectableFact
from inspections.models.round import RoundStatus
from inspections.people import leader_users
from inspections.policies import require_conductor

CORRECTABLE = (RoundStatus.ON_SITE, RoundStatus.ENDED, RoundStatus.CLOSED)


@transaction.atomic
def correct_fact(
    *,
    round: SubdistrictRound,
    field: str,
    old: date,
    new: date,
    reason: str,
    by: User,
    at: datetime,
    short_reason: str = "",
) -> FactCorrection:
    """Propose that the day recorded as `old` was `new` (DESIGN §1); nothing changes until another confirms.

    `short_reason` is wanted where the stay becomes shorter than the ruleset's (R7).
    Raises NotAllowed, and IllegalMove where `old` is not what is recorded or `new` cannot be.
    """
    round_ = lock(round)
    check_permission(Permission.ROUND_CONDUCT, by=by, scope_ids=round_.scope_ids)
    today = timezone.localdate(at)
    require_conductor(round_, by=by, on=today)
    correction = FactCorrection(
        round=round_, scope=round_.scope, field=CorrectableFact(field), old_on=old, new_on=new,
        reason=reason.strip(), short_reason=short_reason.strip(), proposed_by=by, proposed_on=today,
    )  # fmt: skip
    _require_possible(correction, at=at)
    others = [*of_roles(Role.OFFICE), *leader_users(round_, today)]
    return facts.put_forward(correction, by=by, on=today, at=at, to=others)


@transaction.atomic
def confirm(
    *, correction: FactCorrection, by: User, at: datetime, note: str = "", version: int | None = None
) -> FactCorrection:
    """The second person agrees: the day changes, and the clock it started is counted anew."""
    round_, correction = _lock_both(correction, version)
    move = check_move(correction, "confirm", by=by)
    today = timezone.localdate(at)
    _require_second(correction, by=by, today=today)
    _require_possible(correction, at=at)
    facts.decide(correction, move, by=by, on=today, at=at, note=note)
    changes = {}
    entered_on, ended_on = _stay(correction)
    if ended_on is not None:
        days = (ended_on - entered_on).days + 1
        changes["short_reason"] = _short_reason(correction) if days < round_.ruleset.minimum_round_days else ""
    facts.write_down(correction, by=by, at=at, **changes)
    if correction.field == CorrectableFact.ENDED_ON:
        for deadline in Deadline.objects.live().of(round_).of_kind("report"):
            restart(
                deadline=deadline, start_on=correction.new_on, reason=correction.reason,
                by=by, on=today, at=at,
            )  # fmt: skip
    keep_copies(correction.round)
    tell_followers(correction, by=by, on=today, at=at)
    return correction


@transaction.atomic
def refuse(
    *, correction: FactCorrection, note: str, by: User, at: datetime, version: int | None = None
) -> FactCorrection:
    """The recorded day stands."""
    _round, correction = _lock_both(correction, version)
    move = check_move(correction, "refuse", by=by)
    today = timezone.localdate(at)
    _require_second(correction, by=by, today=today)
    if not note.strip():
        raise IllegalMove(_("Say why the recorded day stands."))
    return facts.decide(correction, move, by=by, on=today, at=at, note=note)


def _lock_both(correction: FactCorrection, version: int | None) -> tuple[SubdistrictRound, FactCorrection]:
    round_ = lock(correction.round)
    correction = lock(correction, version=version)
    correction.round = round_
    return round_, correction


def _require_second(correction: FactCorrection, *, by: User, today: date) -> None:
    facts.require_second(correction, by=by)
    require_conductor(correction.round, by=by, on=today)


def _require_possible(correction: FactCorrection, *, at: datetime) -> None:
    round_ = correction.round
    if round_.status not in CORRECTABLE:
        raise IllegalMove(_("The days of a round are corrected from its entry until it is archived."))
    facts.require_recorded(correction, at=at)
    entered_on, ended_on = _stay(correction)
    if ended_on is not None:
        if ended_on < entered_on:
            raise IllegalMove(_("The last day on site cannot lie before the day of entry."))
        if correction.field == CorrectableFact.ENDED_ON:
            require_all_before(round_, ended_on, until=correction.old_on)
        require_long_enough(round_.ruleset, entered_on, ended_on, _short_reason(correction))
    require_free(round_, entered_on, ended_on)


def _stay(correction: FactCorrection) -> tuple[date, date | None]:
    round_ = correction.round
    entered_on, ended_on = round_.entered_on, round_.ended_on
    if correction.field == CorrectableFact.ENDED_ON:
        ended_on = correction.new_on
    else:
        entered_on = correction.new_on
    # From its entry on, a round has the day of it (round_on_site_has_entry).
    return cast(date, entered_on), ended_on


def _short_reason(correction: FactCorrection) -> str:
    return correction.short_reason or correction.round.short_reason
