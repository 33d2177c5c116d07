"""立行立改: ordered on site, fixed by the subdistrict, verified by somebody else (DESIGN §2)."""

from collections.abc import Sequence
from datetime import date, datetime, time

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actions.messages import notify
from accounts.actions.scopes import unit_scope
from accounts.models import User
from core.actions.moves import apply_move, begin
from core.day_words import day_in_words
from core.refusals import IllegalMove, NotAllowed
from core.transitions import check_move, check_permission, lock
from deadlines.actions.deadlines import meet, open_deadline, void
from deadlines.models import Deadline
from deadlines.policies import require_explained
from inspections import duties
from inspections.models import Finding, ImmediateOrder
from inspections.order_rules import require_orderable, require_within_stay
from inspections.papers import order as paper
from inspections.people import leader_users, subdistrict_users
from records.actions.documents import number_document
from records.actions.evidence import attach_all
from records.models.evidence import EvidenceRole
from records.policies import require_past

Uploads = Sequence[UploadedFile]


@transaction.atomic
def issue(
    *, finding: Finding, requirement: str, due_on: date, by: User, on: date, at: datetime,
    due_time: time | None = None, evidence: Uploads = (),
) -> ImmediateOrder:  # fmt: skip
    """Order a confirmed finding to be fixed at once, by `due_on` (at `due_time` Asia/Shanghai) of the stay.

    `evidence` shows it before, and goes to the subdistrict. Raises NotAllowed, IllegalMove.
    """
    round_ = lock(finding.round)
    finding = lock(finding)
    check_permission(ImmediateOrder.TRANSITIONS.rows_of("issue")[0].permission, by=by, scope_ids=finding.scope_ids)
    require_orderable(finding, round_)
    require_past(on, at=at, not_before=finding.confirmed_on)
    require_within_stay(due_on, round_, on=on)
    if not requirement.strip():
        raise IllegalMove(_("Say what has to be done."))
    scope = unit_scope(unit=round_.subdistrict, by=by, at=at)
    order = ImmediateOrder(
        round=round_, finding=finding, scope=scope, text=finding.text, subject_name=finding.subject_name,
        place=finding.place, requirement=requirement.strip(), issued_on=on, issued_by=by, due_on=due_on,
        due_time=due_time,
    )  # fmt: skip
    data = paper.notice_data(order)
    order.notice = number_document(
        kind="immediate_order", title=data["title"], data=data, scope=scope, round_scope=round_.scope,
        addressee=round_.subdistrict, subject=order, on=on, by=by, at=at,
    )  # fmt: skip
    begin(order, "order.issue", by=by, on=on, at=at, new={"number": order.notice.full_number, "due_on": due_on})
    _start(order, due_on, duties.ORDERED, by=by, on=on, at=at)
    _keep(order, evidence, EvidenceRole.BEFORE, by=by, on=on, at=at)
    words = _("%(order)s: to be fixed by %(day)s") % {"order": order, "day": day_in_words(due_on)}
    notify(recipients=subdistrict_users(round_), subject=words, about=order, at=at)
    return order


@transaction.atomic
def report_fixed(
    *, order: ImmediateOrder, measures: str, evidence: Uploads, by: User, on: date, at: datetime,
    lateness_reason: str = "", version: int | None = None,
) -> ImmediateOrder:  # fmt: skip
    """Fixed on the day `on`: said by the subdistrict, or seen by the team on site. `evidence` shows it after; after
    the day with `lateness_reason`. Raises NotAllowed, StaleCopy, IllegalMove."""
    order = _locked(order, version)
    move = check_move(order, "report_fixed", by=by)
    require_past(on, at=at, not_before=order.issued_on)
    if not measures.strip():
        raise IllegalMove(_("Say how it was fixed."))
    if not evidence:
        raise IllegalMove(_("Add photos or papers that show it is fixed."))
    deadline = order.deadline
    late = require_explained(deadline, lateness_reason, on=on)
    apply_move(order, move, by=by, on=on, at=at, measures=measures.strip(), fixed_on=on, fixed_by=by)
    _keep(order, evidence, EvidenceRole.AFTER, by=by, on=on, at=at)
    if deadline is not None and deadline.is_open:
        meet(deadline=deadline, on=on, by=by, at=at, late_explanation=late)
    others = [person for person in leader_users(order.round, on) if person.pk != by.pk]
    notify(recipients=others, subject=_("%(order)s: fixed, to be verified") % {"order": order}, about=order, at=at)
    return order


@transaction.atomic
def verify(
    *, order: ImmediateOrder, verification: str, by: User, on: date, at: datetime, evidence: Uploads = (),
    version: int | None = None,
) -> ImmediateOrder:  # fmt: skip
    """Somebody else than who said it fixed looked on the day `on`. Raises NotAllowed, StaleCopy, IllegalMove."""
    order = _locked(order, version)
    move = check_move(order, "verify", by=by)
    _require_another(order, by)
    require_past(on, at=at, not_before=order.fixed_on)
    if not verification.strip():
        raise IllegalMove(_("Say what the check showed."))
    apply_move(order, move, by=by, on=on, at=at, verification=verification.strip(), verified_on=on, verified_by=by)
    _keep(order, evidence, "", by=by, on=on, at=at)
    return order


@transaction.atomic
def send_back(
    *, order: ImmediateOrder, reason: str, due_on: date, by: User, on: date, at: datetime,
    version: int | None = None,
) -> ImmediateOrder:  # fmt: skip
    """It is not fixed: a new day, `due_on`, runs. Raises NotAllowed, StaleCopy, IllegalMove."""
    order = _locked(order, version)
    move = check_move(order, "send_back", by=by)
    _require_another(order, by)
    require_past(on, at=at, not_before=order.fixed_on)
    if not reason.strip():
        raise IllegalMove(_("Say what is not fixed."))
    if due_on < on:
        raise IllegalMove(_("The new day lies before the check."))
    reason = reason.strip()
    apply_move(
        order, move, by=by, on=on, at=at, reason=reason, new={"due_on": due_on}, due_on=due_on, due_time=None,
        returns=order.returns + 1, return_reason=reason,
    )  # fmt: skip
    _start(order, due_on, duties.SENT_BACK, by=by, on=on, at=at)
    words = _("%(order)s was sent back") % {"order": order}
    notify(recipients=subdistrict_users(order.round), subject=words, body=reason, about=order, at=at)
    return order


@transaction.atomic
def stop_for_withdrawn(finding: Finding, *, by: User, on: date, at: datetime) -> None:
    """After a withdrawal nothing is owed any more: the clock stops."""
    for order in ImmediateOrder.objects.filter(finding=finding):
        for deadline in Deadline.objects.open().of(order):
            void(deadline=deadline, reason=_("The finding was withdrawn."), by=by, on=on, at=at)


def _locked(order: ImmediateOrder, version: int | None) -> ImmediateOrder:
    round_ = lock(order.round)
    order = lock(order, version=version)
    order.round = round_
    if order.is_withdrawn:
        raise IllegalMove(_("The finding was withdrawn; nothing is owed any more."))
    return order


def _require_another(order: ImmediateOrder, by: User) -> None:
    if order.fixed_by_id == by.pk:
        raise NotAllowed(_("Whoever said it fixed does not verify it."))


def _start(order: ImmediateOrder, due_on: date, reason: str, *, by: User, on: date, at: datetime) -> None:
    order.deadline = open_deadline(
        kind=duties.ORDER.code, scope=order.scope, round_scope=order.round.scope, subject=order, start_on=on,
        due_on=due_on, start_reason=reason, responsible_unit=order.round.subdistrict, by=by, at=at,
    )  # fmt: skip
    order.save(update_fields=["deadline"])


def _keep(order: ImmediateOrder, uploads: Uploads, role: str, *, by: User, on: date, at: datetime) -> None:
    if uploads:
        attach_all(
            uploads=uploads, subject=order, scope=order.scope, round_scope=order.round.scope, by=by, at=at,
            taken_on=on, role=role,
        )  # fmt: skip
