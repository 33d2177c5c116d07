"""异议: filed by the inspected, answered by the committee; the clocks run on meanwhile (DESIGN §2)."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions.messages import notify
from accounts.models import User
from core.actions.moves import apply_move, begin
from core.refusals import IllegalMove
from core.transitions import Transition, check_move, check_permission, lock
from deadlines.actions.deadlines import meet, open_deadline, void
from deadlines.arithmetic import Period, PeriodUnit
from deadlines.models import Deadline
from inspections.actions import findings
from inspections.people import subdistrict_users
from records.actions.decisions import decide
from records.actions.documents import number_document
from records.actions.evidence import attach_all
from records.policies import Paper, require_past
from rectification import duties
from rectification.actions.clocks import committee_unit
from rectification.models import Objection, RectificationCase, RectificationItem
from rectification.papers import objection as paper_of
from rectification.policies import require_live, require_principal
from rectification.policies.objections import require_objectionable

Uploads = Sequence[UploadedFile]


@transaction.atomic
def file(*, item: RectificationItem, text: str, by: User, on: date, at: datetime, evidence: Uploads = ()) -> Objection:
    """A principal in post on `on` objects to an issued item, within the ruleset's days from the receipt.

    Nothing stands still by it: the item is owed as before. Raises NotAllowed, IllegalMove.
    """
    case = lock(item.case)
    item = lock(item)
    item.case = case
    check_permission(Objection.TRANSITIONS.rows_of("file")[0].permission, by=by, scope_ids=case.scope_ids)
    require_principal(case.unit, by=by, on=on)
    require_live(item)
    require_past(on, at=at, not_before=case.issued_on)
    # By the day on which it comes in, not by that written on it.
    require_objectionable(item, timezone.localdate(at))
    if not text.strip():
        raise IllegalMove(_("Say what of the item does not hold, and why."))
    if Objection.objects.standing().filter(item=item).exists():
        raise IllegalMove(_("An objection to this item was filed already."))
    objection = Objection(
        scope=case.scope, case=case, item=item, text=text.strip(), filed_on=on, filed_at=at, filed_by=by
    )
    begin(objection, "objection.file", by=by, on=on, at=at, new={"item": item.number})
    objection.deadline = _open_answer(case, objection, on=on, by=by, at=at)
    objection.save(update_fields=["deadline"])
    if evidence:
        attach_all(uploads=evidence, subject=objection, scope=case.scope, round_scope=case.round.scope, by=by, at=at)
    return objection


def _open_answer(case: RectificationCase, objection: Objection, *, on: date, by: User, at: datetime) -> Deadline:
    ruleset = case.round.ruleset
    return open_deadline(
        kind=duties.OBJECTION_ANSWER.code, scope=case.scope, round_scope=case.round.scope, subject=objection,
        responsible_unit=committee_unit(), responsible_role="committee", roll=ruleset.rolls_to_workday, start_on=on,
        start_reason=duties.OBJECTED, period=Period(ruleset.objection_answer_days, PeriodUnit.DAYS), by=by, at=at,
    )  # fmt: skip


@transaction.atomic
def take_back(*, objection: Objection, by: User, on: date, at: datetime, version: int | None = None) -> Objection:
    """The subdistrict no longer objects. Raises NotAllowed, IllegalMove, StaleCopy."""
    case, objection = _lock(objection, version)
    move = check_move(objection, "take_back", by=by)
    require_principal(case.unit, by=by, on=on)
    require_past(on, at=at, not_before=objection.filed_on)
    apply_move(objection, move, by=by, on=on, at=at)
    for deadline in Deadline.objects.open().of(objection):
        void(deadline=deadline, reason=_("The objection was taken back."), by=by, on=on, at=at)
    return objection


@transaction.atomic
def uphold(
    *,
    objection: Objection,
    note: str,
    by: User,
    on: date,
    at: datetime,
    paper: Paper | None = None,
    version: int | None = None,
) -> Objection:
    """The finding does not stand: the committee withdraws it, and the item is owed by nobody (R87). `note` says why;
    it stands in the numbered answer. Raises NotAllowed, IllegalMove, StaleCopy."""
    answered = _answer(objection, "uphold", note, by=by, on=on, at=at, paper=paper, version=version)
    findings.revoke(finding=answered.item.finding, reason=note, by=by, on=on, at=at, paper=paper)
    return answered


@transaction.atomic
def uphold_partly(
    *,
    objection: Objection,
    note: str,
    by: User,
    on: date,
    at: datetime,
    paper: Paper | None = None,
    version: int | None = None,
) -> Objection:
    """Part of the item does not hold: `note` says which, and what is still owed; it stands at the item and in the
    numbered answer. Raises NotAllowed, IllegalMove, StaleCopy."""
    return _answer(objection, "uphold_partly", note, by=by, on=on, at=at, paper=paper, version=version)


@transaction.atomic
def reject(
    *,
    objection: Objection,
    note: str,
    by: User,
    on: date,
    at: datetime,
    paper: Paper | None = None,
    version: int | None = None,
) -> Objection:
    """The item stands as it was issued; `note` says why. Raises NotAllowed, IllegalMove, StaleCopy."""
    return _answer(objection, "reject", note, by=by, on=on, at=at, paper=paper, version=version)


def _answer(
    objection: Objection,
    verb: str,
    note: str,
    *,
    by: User,
    on: date,
    at: datetime,
    paper: Paper | None,
    version: int | None,
) -> Objection:
    case, objection = _lock(objection, version)
    move: Transition = check_move(objection, verb, by=by)
    if not note.strip():
        raise IllegalMove(_("Answer the objection: what holds, what does not, and why."))
    # The paper of a meeting may speak of more than this subdistrict, so it stays with those who inspect.
    decision = decide(
        objection, f"objection.{verb}", note=note, scope=case.round.scope, by=by, on=on, at=at, paper=paper,
        not_before=objection.filed_on,
    )  # fmt: skip
    data = paper_of.letter_data(objection, decision, result=str(move.target))
    letter = number_document(
        kind="objection_answer", title=data["title"], data=data, scope=case.scope, round_scope=case.round.scope,
        addressee=case.unit, subject=objection, on=on, by=by, at=at,
    )  # fmt: skip
    facts: dict[str, Any] = {"decision": decision, "outcome": note.strip(), "letter": letter}
    apply_move(objection, move, by=by, on=on, at=at, reason=note, new=decision.told, **facts)
    if objection.deadline is not None and objection.deadline.is_open:
        meet(deadline=objection.deadline, on=on, by=by, at=at)
    notify(
        recipients=subdistrict_users(case.round), subject=_("%(objection)s was answered") % {"objection": objection},
        body=str(objection.get_status_display()), about=objection, at=at,
    )  # fmt: skip
    return objection


def _lock(objection: Objection, version: int | None) -> tuple[RectificationCase, Objection]:
    """The case first, as everywhere (items.py)."""
    case = lock(objection.case)
    objection = lock(objection, version=version)
    objection.case = case
    return case, objection
