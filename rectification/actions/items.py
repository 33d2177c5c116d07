"""What happens to one item between issue and 销号 (三(三)5, R66, R68): each verb for one item."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actions.messages import notify as tell
from accounts.models import User
from core.actions.moves import apply_move
from core.refusals import IllegalMove
from core.transitions import Transition, check_move, lock
from deadlines.actions.deadlines import meet
from deadlines.arithmetic import Period, PeriodUnit
from deadlines.models import Deadline
from inspections.models.finding import FindingKind
from inspections.people import subdistrict_users
from planning.policies import require_leader
from records.actions.decisions import decide
from records.actions.evidence import attach_all
from records.models import Decision
from records.models.evidence import EvidenceRole
from records.policies import Paper, require_past
from rectification import duties
from rectification.actions.clocks import open_item_deadline, reopen_own_date
from rectification.actions.sample_results import settle_sample
from rectification.models import RectificationCase, RectificationItem
from rectification.models.case import CaseStatus
from rectification.policies import (
    require_checker,
    require_evidence_or_reason,
    require_live,
    require_not_archived,
    require_with_subdistrict,
)
from rectification.policies.samples import require_sample_checked
from rectification.queries.items import has_evidence

Uploads = Sequence[UploadedFile]


def _lock(item: RectificationItem, version: int | None) -> tuple[RectificationCase, RectificationItem]:
    """The case first, always: whoever files or decides on the whole holds it, and nobody waits for another in turn."""
    case = lock(item.case)
    item = lock(item, version=version)
    item.case = case
    return case, item


def _take(
    item: RectificationItem, move: Transition, *, new: dict[str, Any] | None = None, **facts: Any
) -> RectificationItem:
    """The event says in which report the item stood."""
    return apply_move(item, move, new={"filing": item.filing, **(new or {})}, **facts)


@transaction.atomic
def report(
    *,
    item: RectificationItem,
    measures: str,
    by: User,
    on: date,
    at: datetime,
    evidence: Uploads = (),
    before: Uploads = (),
    responsible_name: str = "",
    penalty: str = "",
    no_evidence_reason: str = "",
    version: int | None = None,
) -> RectificationItem:
    """The subdistrict says what was done (R66); `before` and `evidence` are uploads of before and after the mending,
    `penalty` what became of the matter itself (R67). A major hazard needs `evidence`, or `no_evidence_reason` (R64).

    Meets a date of the item's own. Check and opinion were of the report before, if any, and stand in the timeline from
    now on. Raises NotAllowed, StaleCopy, IllegalMove.
    """
    case, item = _lock(item, version)
    move = check_move(item, "report", by=by)
    _require_reportable(case, item, measures, on=on, at=at)
    _take(
        item, move, by=by, on=on, at=at, measures=measures.strip(), reported_on=on, reported_by=by,
        no_evidence_reason=_reason_without(evidence, item, no_evidence_reason),
        responsible_name=responsible_name.strip(), penalty=penalty.strip(), unfinished_reason="", expected_on=None,
        verified_on=None, verified_by=None, verification="", opinion="", opinion_on=None, opinion_by=None,
    )  # fmt: skip
    _keep(case, item, before, EvidenceRole.BEFORE, by=by, at=at)
    _keep(case, item, evidence, EvidenceRole.AFTER, by=by, at=at)
    for deadline in Deadline.objects.open().of(item).of_kind(duties.ITEM.code):
        meet(deadline=deadline, on=on, by=by, at=at)
    return item


@transaction.atomic
def amend(
    *,
    item: RectificationItem,
    measures: str,
    by: User,
    on: date,
    at: datetime,
    evidence: Uploads = (),
    before: Uploads = (),
    responsible_name: str = "",
    penalty: str = "",
    no_evidence_reason: str = "",
    version: int | None = None,
) -> RectificationItem:
    """Complete a report that nobody has verified and no principal has filed yet: better words, more pictures."""
    case, item = _lock(item, version)
    move = check_move(item, "amend", by=by)
    _require_reportable(case, item, measures, on=on, at=at)
    _take(
        item, move, by=by, on=on, at=at, measures=measures.strip(), reported_by=by,
        no_evidence_reason=_reason_without(evidence, item, no_evidence_reason),
        responsible_name=responsible_name.strip(), penalty=penalty.strip(),
        verified_on=None, verified_by=None, verification="",
    )  # fmt: skip
    _keep(case, item, before, EvidenceRole.BEFORE, by=by, at=at)
    _keep(case, item, evidence, EvidenceRole.AFTER, by=by, at=at)
    return item


def _require_reportable(
    case: RectificationCase, item: RectificationItem, measures: str, *, on: date, at: datetime
) -> None:
    require_live(item)
    require_with_subdistrict(case)
    require_past(on, at=at, not_before=case.issued_on)
    if not measures.strip():
        raise IllegalMove(_("Describe what was done."))


def _reason_without(evidence: Uploads, item: RectificationItem, reason: str) -> str:
    """The reason that a major hazard keeps with its report; none where evidence comes or came with it. Raises
    EvidenceMissing where it has neither."""
    if item.kind != FindingKind.MAJOR_HAZARD or evidence or has_evidence(item):
        return ""
    require_evidence_or_reason(item, reason)
    return reason.strip()


def _keep(
    case: RectificationCase, item: RectificationItem, uploads: Uploads, role: EvidenceRole, *, by: User, at: datetime
) -> None:
    """It belongs to the report in which the item stands now, whether it goes with it or looks at it."""
    if uploads:
        attach_all(
            uploads=uploads, subject=item, scope=case.scope, round_scope=case.round.scope, by=by, at=at, role=role,
            filing=item.filing,
        )  # fmt: skip


@transaction.atomic
def explain(
    *,
    item: RectificationItem,
    reason: str,
    expected_on: date,
    by: User,
    on: date,
    at: datetime,
    version: int | None = None,
) -> RectificationItem:
    """Not finished when the report is filed: why, and by which day after `on`. The item's date stays (R66)."""
    case, item = _lock(item, version)
    move = check_move(item, "explain", by=by)
    require_live(item)
    require_with_subdistrict(case)
    require_past(on, at=at, not_before=case.issued_on)
    if not reason.strip():
        raise IllegalMove(_("Say why it is not finished."))
    if expected_on is None or expected_on <= on:
        raise IllegalMove(_("Give a day after today by which it will be finished."))
    return _take(
        item, move, by=by, on=on, at=at, reason=reason, new={"expected_on": expected_on},
        unfinished_reason=reason.strip(), expected_on=expected_on,
    )  # fmt: skip


@transaction.atomic
def give_opinion(
    *, item: RectificationItem, opinion: str, by: User, on: date, at: datetime, version: int | None = None
) -> RectificationItem:
    """The leader in office that day says what he holds of the rectification; the committee decides. The same opinion
    given twice was sent twice, and stands once."""
    case, item = _lock(item, version)
    move = check_move(item, "give_opinion", by=by)
    require_leader(case.round.team, by, on)
    require_live(item)
    require_past(on, at=at, not_before=item.reported_on)
    if not opinion.strip():
        raise IllegalMove(_("The opinion is empty."))
    words = opinion.strip()
    if (item.opinion, item.opinion_on, item.opinion_by_id) == (words, on, by.pk):
        return item
    # The subdistrict is not to learn of it: the event stands with the team, not with the item.
    return _take(
        item, move, by=by, on=on, at=at, reason=words, scope_id=case.round.scope_id,
        opinion=words, opinion_on=on, opinion_by=by,
    )  # fmt: skip


@transaction.atomic
def verify(
    *,
    item: RectificationItem,
    verification: str,
    by: User,
    on: date,
    at: datetime,
    evidence: Uploads = (),
    version: int | None = None,
) -> RectificationItem:
    """A member of the team or the office has seen that it is fixed; never whoever rectified it (R68)."""
    return _check(item, "verify", verification, by=by, on=on, at=at, evidence=evidence, version=version)


@transaction.atomic
def fail_check(
    *,
    item: RectificationItem,
    verification: str,
    by: User,
    on: date,
    at: datetime,
    evidence: Uploads = (),
    version: int | None = None,
) -> RectificationItem:
    """A check found it not fixed; the state stays until the committee returns the item."""
    return _check(item, "fail_check", verification, by=by, on=on, at=at, evidence=evidence, version=version)


def _check(
    item: RectificationItem,
    verb: str,
    verification: str,
    *,
    by: User,
    on: date,
    at: datetime,
    evidence: Uploads,
    version: int | None,
) -> RectificationItem:
    case, item = _lock(item, version)
    move = check_move(item, verb, by=by)
    require_live(item)
    require_checker(item, case, by=by)
    require_past(on, at=at, not_before=item.reported_on)
    if not verification.strip():
        raise IllegalMove(_("Describe what the check showed."))
    # A later check overwrites the item's words; those of each stay with its event.
    words = verification.strip()
    _take(item, move, by=by, on=on, at=at, reason=words, verification=words, verified_on=on, verified_by=by)
    settle_sample(item, passed=verb == "verify", words=words, by=by, on=on, at=at)
    _keep(case, item, evidence, EvidenceRole.CHECK, by=by, at=at)
    return item


@transaction.atomic
def return_(
    *,
    item: RectificationItem,
    reason: str,
    by: User,
    on: date,
    at: datetime,
    due_on: date | None = None,
    paper: Paper | None = None,
    version: int | None = None,
) -> RectificationItem:
    """The committee is not satisfied (R68); it counts as not done. `due_on`: a date of its own, after `on`.

    Without one an own date that has not passed counts again; else the case's running date, and from the return of
    the whole that of the resubmission.
    """
    case, item = _lock(item, version)
    move = check_move(item, "return", by=by)
    require_live(item)
    decision = _decide(item, "return", reason, by=by, on=on, at=at, paper=paper, not_before=item.reported_on)
    if not reason.strip():
        raise IllegalMove(_("Say why the item is returned."))
    if due_on is None:
        deadline = reopen_own_date(item, by=by, on=on, at=at) or case.running_deadline
    else:
        _require_later(due_on, on)
        deadline = open_item_deadline(item, start_on=on, start_reason=duties.RETURNED, due_on=due_on, by=by, at=at)
    _take(
        item, move, by=by, on=on, at=at, reason=reason, new=decision.told, decision=decision,
        return_reason=reason.strip(),
        returns=item.returns + 1, filing=_next_filing(case), deadline=deadline,
    )  # fmt: skip
    if not case.is_under_review:
        _tell_unit(case, item, _("Item %(number)s was returned"), reason, at=at)
    return item


@transaction.atomic
def close(
    *,
    item: RectificationItem,
    by: User,
    on: date,
    at: datetime,
    paper: Paper | None = None,
    version: int | None = None,
) -> RectificationItem:
    """销号 by the committee, of a verified item and by somebody who did not report it (四(二)二, R84)."""
    case, item = _lock(item, version)
    move = check_move(item, "close", by=by)
    require_live(item)
    require_checker(item, case, by=by)
    require_sample_checked(item)
    decision = _decide(item, "close", "", by=by, on=on, at=at, paper=paper, not_before=item.verified_on)
    return _take(item, move, by=by, on=on, at=at, new=decision.told, closed_on=on, decision=decision)


@transaction.atomic
def reopen(
    *,
    item: RectificationItem,
    reason: str,
    by: User,
    on: date,
    at: datetime,
    due_on: date | None = None,
    paper: Paper | None = None,
    version: int | None = None,
) -> RectificationItem:
    """A closed item was not fixed after all, or came back: open again, with a date of its own.

    `due_on` is that date, after `on`; by default the ruleset's days to resubmit from `on`.
    """
    case, item = _lock(item, version)
    move = check_move(item, "reopen", by=by)
    require_live(item)
    require_not_archived(case)
    decision = _decide(item, "reopen", reason, by=by, on=on, at=at, paper=paper, not_before=item.closed_on)
    if not reason.strip():
        raise IllegalMove(_("Say why the item is opened again."))
    if due_on is not None:
        _require_later(due_on, on)
    clock: dict[str, Any] = (
        {"due_on": due_on} if due_on else {"period": Period(case.round.ruleset.resubmission_days, PeriodUnit.DAYS)}
    )
    deadline = open_item_deadline(item, start_on=on, start_reason=duties.REOPENED, by=by, at=at, **clock)
    _take(
        item, move, by=by, on=on, at=at, reason=reason, new=decision.told, decision=decision,
        return_reason=reason.strip(),
        filing=_next_filing(case), deadline=deadline, closed_on=None,
    )  # fmt: skip
    _tell_unit(case, item, _("Item %(number)s was opened again"), reason, at=at)
    return item


def _require_later(due_on: date, on: date) -> None:
    if due_on <= on:
        raise IllegalMove(_("The new date must lie after the day of the decision."))


def _next_filing(case: RectificationCase) -> int:
    """The report the item will stand in: the coming one, be the last one under review or not."""
    return case.submissions.count() + (0 if case.status == CaseStatus.ACCEPTED else 1)


def _decide(item: RectificationItem, verb: str, note: str, **facts: Any) -> Decision:
    """The paper of a meeting may speak of more than this subdistrict, so it stays with those who inspect."""
    return decide(item, f"item.{verb}", note=note, scope=item.case.round.scope, **facts)


def _tell_unit(case: RectificationCase, item: RectificationItem, subject: str, reason: str, *, at: datetime) -> None:
    tell(
        recipients=subdistrict_users(case.round),
        subject=subject % {"number": item.number},
        body=reason,
        about=item,
        at=at,
    )
