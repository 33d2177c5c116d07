"""延期: asked by the subdistrict before the date has passed, decided by the committee (DESIGN §2)."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import cast

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions.messages import notify
from accounts.models import User
from core.actions.moves import apply_move, begin
from core.day_words import day_in_words
from core.refusals import IllegalMove
from core.transitions import check_move, check_permission, lock
from deadlines.actions.deadlines import extend
from deadlines.models import Deadline
from inspections.people import subdistrict_users
from records.actions.decisions import decide
from records.actions.documents import number_document
from records.actions.evidence import attach_all
from records.models import Decision, IssuedDocument
from records.policies import Paper, require_past
from rectification.models import Extension, RectificationCase, RectificationItem
from rectification.papers import extension as paper_of
from rectification.policies import require_live, require_with_subdistrict
from rectification.policies.extensions import require_grantable, require_later_day, require_movable

Uploads = Sequence[UploadedFile]


@transaction.atomic
def request(
    *, item: RectificationItem, until_on: date, reason: str, by: User, on: date, at: datetime, evidence: Uploads = ()
) -> Extension:
    """Ask for a later day than a date of this item's own, on or before that date (`on`). The clock runs on.

    Raises NotAllowed, IllegalMove: for an item that hangs on the two months, too (R66).
    """
    case = lock(item.case)
    item = lock(item)
    item.case = case
    check_permission(Extension.TRANSITIONS.rows_of("request")[0].permission, by=by, scope_ids=case.scope_ids)
    require_live(item)
    return _ask(case, item, item.deadline, "request", until_on, reason, by=by, on=on, at=at, evidence=evidence)


@transaction.atomic
def request_resubmission(
    *, case: RectificationCase, until_on: date, reason: str, by: User, on: date, at: datetime, evidence: Uploads = ()
) -> Extension:
    """Ask for a later day of resubmitting what was returned, on or before that day (`on`). The clock runs on.

    Raises NotAllowed, IllegalMove.
    """
    case = lock(case)
    verb = "request_resubmission"
    check_permission(Extension.TRANSITIONS.rows_of(verb)[0].permission, by=by, scope_ids=case.scope_ids)
    return _ask(case, None, case.resubmission, verb, until_on, reason, by=by, on=on, at=at, evidence=evidence)


def _ask(
    case: RectificationCase,
    item: RectificationItem | None,
    deadline: Deadline | None,
    verb: str,
    until_on: date,
    reason: str,
    *,
    by: User,
    on: date,
    at: datetime,
    evidence: Uploads,
) -> Extension:
    require_with_subdistrict(case)
    # Written down on a later day than asked would let a date be moved that has passed.
    require_movable(deadline, timezone.localdate(at))
    deadline = lock(cast(Deadline, deadline))
    require_past(on, at=at, not_before=deadline.started_on)
    require_later_day(until_on, deadline.due_on)
    if not reason.strip():
        raise IllegalMove(_("Say why the date cannot be kept."))
    if Extension.objects.filter(deadline=deadline, status="requested").exists():
        raise IllegalMove(_("A later day was asked for already and is not decided yet."))
    extension = Extension(
        scope=case.scope, case=case, item=item, deadline=deadline, due_on=deadline.due_on, until_on=until_on,
        reason=reason.strip(), requested_on=on, requested_at=at, requested_by=by,
    )  # fmt: skip
    begin(extension, f"extension.{verb}", by=by, on=on, at=at, reason=reason, new={"until_on": until_on})
    if evidence:
        attach_all(uploads=evidence, subject=extension, scope=case.scope, round_scope=case.round.scope, by=by, at=at)
    return extension


@transaction.atomic
def take_back(*, extension: Extension, by: User, on: date, at: datetime, version: int | None = None) -> Extension:
    """It is not needed any more, or was wrong. Raises NotAllowed, IllegalMove, StaleCopy."""
    _case, extension = _lock(extension, version)
    move = check_move(extension, "take_back", by=by)
    require_past(on, at=at, not_before=extension.requested_on)
    return apply_move(extension, move, by=by, on=on, at=at)


@transaction.atomic
def grant(
    *,
    extension: Extension,
    granted_until_on: date,
    by: User,
    on: date,
    at: datetime,
    note: str = "",
    paper: Paper | None = None,
    version: int | None = None,
) -> Extension:
    """The committee gives a later day, at most the one asked for; reminders begin anew for it. Numbers the 延期审批表.

    Raises NotAllowed, IllegalMove, StaleCopy.
    """
    case, extension = _lock(extension, version)
    move = check_move(extension, "grant", by=by)
    require_grantable(extension, granted_until_on)
    decision = _decide(extension, "grant", note, by=by, on=on, at=at, paper=paper)
    form = _number(case, extension, decision, granted_until_on=granted_until_on, by=by, on=on, at=at)
    apply_move(
        extension, move, by=by, on=on, at=at, new=decision.told | {"granted_until_on": granted_until_on},
        decision=decision, granted_until_on=granted_until_on, form=form,
    )  # fmt: skip
    extend(deadline=extension.deadline, due_on=granted_until_on, reason=extension.reason, by=by, on=on, at=at)
    _tell(case, extension, _("%(extension)s was granted"), day_in_words(granted_until_on), at=at)
    return extension


@transaction.atomic
def refuse(
    *,
    extension: Extension,
    note: str,
    by: User,
    on: date,
    at: datetime,
    paper: Paper | None = None,
    version: int | None = None,
) -> Extension:
    """The date stays, `note` says why. Numbers the 延期审批表. Raises NotAllowed, IllegalMove, StaleCopy."""
    case, extension = _lock(extension, version)
    move = check_move(extension, "refuse", by=by)
    if not note.strip():
        raise IllegalMove(_("Say why no later day is given."))
    decision = _decide(extension, "refuse", note, by=by, on=on, at=at, paper=paper)
    form = _number(case, extension, decision, granted_until_on=None, by=by, on=on, at=at)
    apply_move(
        extension, move, by=by, on=on, at=at, reason=note, new=decision.told, decision=decision,
        refusal_reason=note.strip(), form=form,
    )  # fmt: skip
    _tell(case, extension, _("%(extension)s was refused"), note, at=at)
    return extension


def _lock(extension: Extension, version: int | None) -> tuple[RectificationCase, Extension]:
    """The case first, as everywhere (items.py)."""
    case = lock(extension.case)
    extension = lock(extension, version=version)
    extension.case = case
    extension.deadline = lock(extension.deadline)
    return case, extension


def _decide(
    extension: Extension, verb: str, note: str, *, by: User, on: date, at: datetime, paper: Paper | None
) -> Decision:
    """The paper of a meeting may speak of more than this subdistrict, so it stays with those who inspect."""
    return decide(
        extension, f"extension.{verb}", note=note, scope=extension.case.round.scope, by=by, on=on, at=at, paper=paper,
        not_before=extension.requested_on,
    )  # fmt: skip


def _number(
    case: RectificationCase,
    extension: Extension,
    decision: Decision,
    *,
    granted_until_on: date | None,
    by: User,
    on: date,
    at: datetime,
) -> IssuedDocument:
    data = paper_of.form_data(extension, decision, granted_until_on=granted_until_on)
    return number_document(
        kind="extension_form", title=data["title"], data=data, scope=case.scope, round_scope=case.round.scope,
        addressee=case.unit, subject=extension, on=on, by=by, at=at,
    )  # fmt: skip


def _tell(case: RectificationCase, extension: Extension, subject: str, body: str, *, at: datetime) -> None:
    notify(
        recipients=subdistrict_users(case.round), subject=subject % {"extension": extension}, body=body,
        about=extension, at=at,
    )  # fmt: skip
