"""催办: numbered notes about what is overdue, from the first blue one to the supervision letter (二(一)2, R24)."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions.messages import notify
from accounts.actions.scopes import unit_scope
from accounts.models import Unit, User
from accounts.models.unit import UnitKind
from accounts.permissions import Permission
from core.actions.moves import apply_move, begin
from core.day_words import day_in_words
from core.refusals import IllegalMove
from core.transitions import check_move, check_permission, lock
from deadlines.arithmetic import Period, PeriodUnit
from deadlines.kinds import kind_of
from deadlines.models import Deadline
from deadlines.people import committee
from deadlines.reckoning import reckon_from_table
from inspections.models import SubdistrictRound
from planning.bodies import principals_of, team_name
from records.actions.documents import number_document
from records.policies import require_past
from records.typesetting.text import date_words
from rectification.chase_ladder import ChaseLevel, ChaseRules, Upcoming, highest, upcoming
from rectification.models import Chase, ChaseLine
from rectification.papers import chase as paper
from rectification.policies.chases import (
    require_addressee,
    require_level,
    require_not_chased_on,
    require_overdue,
)
from rectification.queries.chases import Standing, matters_of, of_body, rules_of, standings


@transaction.atomic
def issue(
    *, deadlines: Sequence[Deadline], by: User, on: date, at: datetime, level: str = "", reason: str = "",
    request: str = "",
) -> list[Chase]:  # fmt: skip
    """Chase these overdue duties: one numbered paper for each body that owes some of them, dated `on`.

    `level` is that of the ladder where it is empty; a higher one needs `reason`. `request` is printed besides, a line
    a sentence. Raises NotAllowed, IllegalMove; then none of the papers is issued.
    """
    if not deadlines:
        raise IllegalMove(_("Choose at least one overdue duty."))
    require_past(on, at=at)
    # In one order, so that two officers who chase the same duties wait for each other and do not lock each other out.
    found = [lock(deadline) for deadline in sorted(deadlines, key=lambda one: str(one.pk))]
    for deadline in found:
        check_permission(Permission.CHASE_ISSUE, by=by, scope_ids=deadline.scope_ids)
        require_overdue(deadline, on)
    return [
        _issue_one(unit, duties, level=level, reason=reason.strip(), request=request.strip(), by=by, on=on, at=at)
        for unit, duties in of_body(found)
    ]


@transaction.atomic
def reply(*, chase: Chase, reply: str, by: User, on: date, at: datetime, version: int | None = None) -> Chase:
    """The body addressed says why it is late and what it does; the duty itself is met on its own page."""
    chase = lock(chase, version=version)
    move = check_move(chase, "reply", by=by)
    require_addressee(chase, by=by, today=timezone.localdate(at))
    require_past(on, at=at, not_before=chase.issued_on)
    if not reply.strip():
        raise IllegalMove(_("Say why it is late, and by when it will be done."))
    apply_move(chase, move, by=by, on=on, at=at, reply=reply.strip(), replied_on=on, replied_by=by)
    notify(recipients=[chase.issued_by], subject=_("Reply to %(chase)s") % {"chase": chase}, about=chase, at=at)
    return chase


@transaction.atomic
def withdraw(*, chase: Chase, reason: str, by: User, on: date, at: datetime, version: int | None = None) -> Chase:
    """Issued in error. The number stays used and the paper readable; the ladder counts it no more."""
    chase = lock(chase, version=version)
    move = check_move(chase, "withdraw", by=by)
    require_past(on, at=at, not_before=chase.issued_on)
    if not reason.strip():
        raise IllegalMove(_("Say why it is withdrawn."))
    reason = reason.strip()
    apply_move(chase, move, by=by, on=on, at=at, reason=reason, withdrawn_on=on, withdrawal_reason=reason)
    _tell(chase, on, _("%(chase)s was withdrawn") % {"chase": chase}, reason, at=at)
    return chase


# --- One paper -----------------------------------------------------------------------------------------------------


def _issue_one(
    unit: Unit | None, deadlines: list[Deadline], *, level: str, reason: str, request: str, by: User, on: date,
    at: datetime,
) -> Chase:  # fmt: skip
    deadlines = sorted(deadlines, key=lambda one: (one.due_on, one.subject_label))
    before, rules = standings(deadlines), rules_of(deadlines)
    for deadline in deadlines:
        require_not_chased_on(deadline, before[deadline.pk], on)
    proposed = highest([before[deadline.pk].proposed(on) for deadline in deadlines])
    chosen = ChaseLevel(level or proposed)
    require_level(chosen, proposed, reason)
    round_ = None if unit else _round_of(deadlines[0])
    scope = unit_scope(unit=unit, by=by, at=at) if unit else deadlines[0].scope
    body_name, addressee = _names(unit, round_)
    answer_by = max(_answer_by(rules[deadline.pk], on) for deadline in deadlines)
    steps = [upcoming(one.due_on, rules[one.pk], last=chosen, answer_by=answer_by) for one in deadlines]
    coming = min(steps, key=lambda step: step.on)
    matters = matters_of(deadlines)
    data = paper.paper_data(
        chosen, addressee=addressee, body_name=body_name, on=on, answer_by=answer_by, request=request, coming=coming,
        duties=[(one, matters[one.pk], len(before[one.pk].lines)) for one in deadlines],
        former=_former(before.values()),
    )  # fmt: skip
    chase = Chase(
        level=chosen, raised_reason=reason if chosen != proposed else "", scope=scope, unit=unit,
        addressee_name=unit.name if unit else addressee, request=request, issued_on=on, issued_at=at, issued_by=by,
        answer_by=answer_by, next_step=coming.step, next_on=coming.on,
    )  # fmt: skip
    # The round's team does not read what is addressed to a body of the outside: no round scope.
    chase.letter = number_document(
        kind=paper.kind_of(chosen), title=data["title"], data=data, scope=scope, addressee=unit, subject=chase, on=on,
        by=by, at=at,
    )  # fmt: skip
    # Why the level was raised is not for the body addressed, which reads this event.
    begin(
        chase, "chase.issue", by=by, on=on, at=at,
        new={"number": chase.letter.full_number, "chase_level": str(chosen.label), "duties": len(deadlines)},
    )  # fmt: skip
    _write_lines(chase, deadlines, matters, steps)
    _tell_issued(chase, deadlines, on, at=at)
    return chase


def _answer_by(rules: ChaseRules, on: date) -> date:
    """The last day to comply; a rest day moves it on."""
    return reckon_from_table(on, Period(rules.answer_days, PeriodUnit.DAYS)).due_on


def _round_of(deadline: Deadline) -> SubdistrictRound:
    return SubdistrictRound.objects.select_related("team").get(scope=deadline.scope_id)


def _names(unit: Unit | None, round_: SubdistrictRound | None) -> tuple[str, str]:
    """As the text calls the body, and as it is addressed."""
    if unit is None:
        name = team_name(round_.team)  # type: ignore[union-attr]  # a team's duty has a round
        return round_.team.name, name  # type: ignore[union-attr]
    return unit.short_name, principals_of(unit) if unit.kind == UnitKind.SUBDISTRICT else unit.name


def _former(before: Iterable[Standing]) -> list[str]:
    """Earlier papers about any of these duties, each once, in their order."""
    chases = {line.chase_id: line.chase for standing in before for line in standing.lines}
    ordered = sorted(chases.values(), key=lambda one: (one.issued_on, one.issued_at))
    return [f"{date_words(one.issued_on)}{one.letter.full_number}" for one in ordered]


def _write_lines(chase: Chase, deadlines: Sequence[Deadline], matters: dict, steps: Sequence[Upcoming]) -> None:
    ChaseLine.objects.bulk_create(
        ChaseLine(
            chase=chase, deadline=deadline, number=number, matter=matters[deadline.pk], due_on=deadline.due_on,
            days_late=(chase.issued_on - deadline.due_on).days, next_on=step.on,
        )
        for number, (deadline, step) in enumerate(zip(deadlines, steps, strict=True), start=1)
    )  # fmt: skip


def _tell_issued(chase: Chase, deadlines: Sequence[Deadline], on: date, *, at: datetime) -> None:
    level, number = chase.get_level_display(), chase.letter.full_number
    subject = _("Chase %(level)s %(number)s: %(count)s duties overdue") % {
        "level": level, "number": number, "count": len(deadlines),
    }  # fmt: skip
    body = _("To be done by %(day)s.") % {"day": day_in_words(chase.answer_by)}
    _tell(chase, on, subject, body, at=at, deadlines=deadlines)
    if chase.level == ChaseLevel.LETTER:
        notify(recipients=committee(None, on), subject=subject, body=body, about=chase, at=at)


def _tell(
    chase: Chase, on: date, subject: str, body: str, *, at: datetime, deadlines: Sequence[Deadline] | None = None
) -> None:
    """Whoever answers today for one of the duties."""
    duties = deadlines if deadlines is not None else [line.deadline for line in chase.lines.select_related("deadline")]
    people = [person for duty in duties for person in kind_of(duty.kind).responsible(duty, on)]
    notify(recipients=people, subject=subject, body=body, about=chase, at=at)
