"""The verbs of a finding (R15, R87). Each locks the round first: what the report freezes cannot move meanwhile."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Unit, User
from accounts.permissions import Permission
from core.actions.moves import apply_move, begin, begin_many
from core.refusals import IllegalMove, NotAllowed
from core.transitions import Transition, check_move, check_permission, lock
from inspections.actions.enterprises import SubjectFinder
from inspections.actions.leads import open_lead_scope
from inspections.actions.photos import set_chosen
from inspections.copies import copies_of
from inspections.models import Enterprise, Finding, SubdistrictRound
from inspections.models.finding import RECTIFIED_KINDS, TAKEN_BACK, FindingKind
from inspections.policies import (
    require_changeable,
    require_due_after_found,
    require_number_of,
    require_recordable,
    require_report_approved,
    require_report_pending,
)
from inspections.queries.criteria import listed_as
from inspections.withdrawals import tell_followers
from planning.policies import require_leader
from records.actions.decisions import decide
from records.actions.evidence import attach_all
from records.policies import Paper, require_past

EDITABLE = frozenset(
    {
        "kind", "text", "requirement", "suggestion", "place", "sector", "topic_number", "responsibility",
        "legal_basis", "criterion", "handling", "due_on", "due_text", "supervising_department", "remark",
    }
)  # fmt: skip


@transaction.atomic
def record(
    *,
    round: SubdistrictRound,
    kind: str,
    text: str,
    by: User,
    on: date,
    at: datetime,
    subject_name: str = "",
    credit_code: str = "",
    evidence: Sequence[UploadedFile] = (),
    **facts: Any,
) -> Finding:
    """Write down what was found on `on`: a draft until the leader confirms it.

    `subject_name` is the body or enterprise as typed; an unknown name becomes an enterprise of the subdistrict (R8),
    an empty one means the subdistrict itself. A ready `unit` or `enterprise` may be given instead. `facts` are the
    fields of EDITABLE, `evidence` uploaded files taken that day. Raises NotAllowed for whoever does not serve in the
    team, IllegalMove, also for a `due_on` before `on`.
    """
    round_ = lock(round)
    require_recordable(round_, by=by, day=timezone.localdate(at))
    require_due_after_found(facts.get("due_on"), on)
    recorder = FindingRecorder(round_, by=by, at=at)
    finding = recorder.record(kind=kind, text=text, on=on, subject_name=subject_name, credit_code=credit_code, **facts)
    attach_all(uploads=evidence, subject=finding, scope=finding.scope, by=by, at=at, taken_on=on)
    return finding


@transaction.atomic
def attach_evidence(
    *,
    finding: Finding,
    uploads: Sequence[UploadedFile],
    by: User,
    at: datetime,
    taken_on: date | None = None,
    note: str = "",
) -> list:
    """Add photos and papers to a finding (四(二)二, R82), as long as findings may be recorded. All files or none."""
    round_, finding = _lock_both(finding, None)
    check_permission(Permission.FINDING_RECORD, by=by, scope_ids=finding.scope_ids)
    require_recordable(round_, by=by, day=timezone.localdate(at))
    if finding.status in TAKEN_BACK:
        raise IllegalMove(_("The finding was taken back; nothing is added to it any more."))
    return attach_all(
        uploads=uploads, subject=finding, scope=finding.scope, by=by, at=at, taken_on=taken_on, note=note
    )


class FindingRecorder:
    """Records findings of one locked round, one or a whole list; the caller has checked the right to."""

    def __init__(self, round_: SubdistrictRound, *, by: User, at: datetime):
        self.round, self.by, self.at = round_, by, at
        self.subjects = SubjectFinder(subdistrict=round_.subdistrict, by=by, at=at)
        self._last: dict[bool, int] = {}

    def record(self, *, on: date, **facts: Any) -> Finding:
        """Stored, with its event. Takes what `prepare` takes, and raises as it does."""
        finding = self.prepare(on=on, **facts)
        return begin(finding, "finding.record", by=self.by, on=on, at=self.at, new=_told(finding))

    def store(self, findings: list[Finding]) -> None:
        """Store the prepared findings of a list in few statements, each with its event."""
        begin_many(
            findings,
            "finding.record",
            by=self.by,
            at=self.at,
            on=lambda finding: finding.found_on,
            new=_told,
        )

    def prepare(
        self,
        *,
        kind: str,
        text: str,
        on: date,
        subject_name: str = "",
        credit_code: str = "",
        unit: Unit | None = None,
        enterprise: Enterprise | None = None,
        **facts: Any,
    ) -> Finding:
        """The finding with its number and subject, checked and not stored yet. Raises IllegalMove."""
        require_past(on, at=self.at)
        batch = {name: facts.pop(name) for name in ("batch", "batch_row") if name in facts}
        facts = _checked(self.round, facts | {"kind": FindingKind(kind), "text": text}, on)
        if unit is None and enterprise is None:
            subject = self.subjects.find(subject_name, credit_code=credit_code, sector=facts.get("sector", ""))
        else:
            subject = {"unit": unit, "enterprise": enterprise}
        require_one_subject(self.round, **subject)
        number = self._next(is_lead=kind == FindingKind.LEAD)
        scope, is_apart = self.round.scope, kind == FindingKind.LEAD
        if is_apart:
            scope = open_lead_scope(round=self.round, number=number, by=self.by, at=self.at)
        return Finding(
            round=self.round, scope=scope, is_apart=is_apart, number=number, found_on=on,
            recorded_by=self.by, recorded_at=self.at, **copies_of(self.round), **facts, **subject, **batch,
        )  # fmt: skip

    def _next(self, *, is_lead: bool) -> int:
        """Numbers grow by one; the round is locked, and no finding is ever deleted, so none is used twice."""
        if is_lead not in self._last:
            numbered = Finding.objects.filter(round=self.round)
            numbered = numbered.leads() if is_lead else numbered.exclude(kind=FindingKind.LEAD)
            self._last[is_lead] = numbered.aggregate(last=Max("number"))["last"] or 0
        self._last[is_lead] += 1
        return self._last[is_lead]


def _told(finding: Finding) -> dict[str, Any]:
    return {"finding": finding.number, "kind": finding.kind}


@transaction.atomic
def edit(
    *,
    finding: Finding,
    by: User,
    on: date,
    at: datetime,
    version: int | None = None,
    subject_name: str | None = None,
    found_on: date | None = None,
    **facts: Any,
) -> Finding:
    """Change a draft; only what is given changes, and where nothing does nothing is stored. `on` is the day of it.

    Raises NotAllowed, IllegalMove (a confirmed finding is immutable, R87), StaleCopy.
    """
    round_, finding = _lock_both(finding, version)
    move = check_move(finding, "edit", by=by)
    require_recordable(round_, by=by, day=timezone.localdate(at))
    if "kind" in facts and (facts["kind"] == FindingKind.LEAD) != finding.is_lead:
        raise IllegalMove(
            _("A lead and an ordinary finding are kept apart. Withdraw this one and record it anew as the other kind.")
        )
    facts = _checked(round_, facts, found_on or finding.found_on)
    if found_on is not None:
        require_past(found_on, at=at)
        facts["found_on"] = found_on
    _require_due(finding, facts)
    if subject_name is not None:
        facts |= SubjectFinder(subdistrict=round_.subdistrict, by=by, at=at).find(subject_name)
    changed = sorted(name for name, value in facts.items() if getattr(finding, name) != value)
    changed = [name for name in changed if name != "listed_criterion"]
    if not changed:
        return finding
    return apply_move(finding, move, by=by, on=on, at=at, new={"fields": changed}, **facts)


@transaction.atomic
def confirm(
    *,
    finding: Finding,
    by: User,
    on: date,
    at: datetime,
    photos: Collection[str] | None = None,
    version: int | None = None,
    **facts: Any,
) -> Finding:
    """The leader in office on `on` stands for the finding; from now on it is immutable (R15, R87).

    `facts` may complete the draft: topic_number, criterion, handling, due_on … Required are the content, for a
    major hazard the criterion it meets, and the handling of what has to be rectified. `photos`, where given, are
    those that go along with it (inspections.actions.photos).
    Raises NotAllowed, IllegalMove, StaleCopy.
    """
    round_, finding = _lock_both(finding, version)
    move = check_move(finding, "confirm", by=by)
    require_leader(round_.team, by, on)
    require_changeable(round_)
    require_past(on, at=at, not_before=finding.found_on)
    facts = _checked(round_, facts, finding.found_on)
    _require_due(finding, facts)
    _require_complete({**{name: getattr(finding, name) for name in EDITABLE}, **facts})
    new = {"photos": set_chosen(finding, photos, by=by)} if photos is not None else {}
    return apply_move(finding, move, by=by, on=on, at=at, new=new, confirmed_by=by, confirmed_on=on, **facts)


def _require_due(finding: Finding, facts: dict[str, Any]) -> None:
    """A date that passed already is refused where it is set; one that came with a list stays as the list says it."""
    due_on, found_on = facts.get("due_on", finding.due_on), facts.get("found_on", finding.found_on)
    if (due_on, found_on) != (finding.due_on, finding.found_on):
        require_due_after_found(due_on, found_on)


def _require_complete(facts: dict[str, Any]) -> None:
    if facts["topic_number"] is None:
        raise IllegalMove(_("Choose which topic of inspection this finding belongs to before confirming it (三(一))."))
    if facts["kind"] == FindingKind.MAJOR_HAZARD and not facts["criterion"].strip():
        raise IllegalMove(_("Name the criterion by which this is a major hazard: standard and article."))
    if facts["kind"] in RECTIFIED_KINDS and not facts["handling"]:
        raise IllegalMove(_("Choose how this finding is to be handled: at once, by a date, or suspension."))


@transaction.atomic
def withdraw(
    *, finding: Finding, reason: str, by: User, on: date, at: datetime, version: int | None = None
) -> Finding:
    """The leader takes a finding back before the report is approved; it stays visible, and counts as withdrawn
    where it had been confirmed (R87).

    Raises NotAllowed, IllegalMove, StaleCopy.
    """
    round_, finding = _lock_both(finding, version)
    move = check_move(finding, "withdraw", by=by)
    require_report_pending(round_)
    require_leader(round_.team, by, on)
    require_past(on, at=at, not_before=finding.found_on)
    return _take_back(finding, move, reason, by=by, on=on, at=at)


@transaction.atomic
def revoke(
    *,
    finding: Finding,
    reason: str,
    by: User,
    on: date,
    at: datetime,
    paper: Paper | None = None,
    version: int | None = None,
) -> Finding:
    """The committee decides that a finding of an approved report does not stand (R87); what was issued of it is owed
    by nobody any more. Raises NotAllowed, IllegalMove, StaleCopy.
    """
    round_, finding = _lock_both(finding, version)
    move = check_move(finding, "revoke", by=by)
    report = require_report_approved(round_)
    decision = decide(
        finding, "finding.revoke", by=by, on=on, at=at, note=reason, paper=paper, not_before=report.decided_on
    )
    return _take_back(finding, move, reason, by=by, on=on, at=at, new=decision.told, decision=decision)


def _take_back(
    finding: Finding, move: Transition, reason: str, *, by: User, on: date, at: datetime, **facts: Any
) -> Finding:
    if not reason.strip():
        raise IllegalMove(_("Say why the finding is withdrawn."))
    apply_move(finding, move, by=by, on=on, at=at, reason=reason, withdraw_reason=reason.strip(), **facts)
    tell_followers(finding, by=by, on=on, at=at)
    return finding


@transaction.atomic
def discard(*, finding: Finding, by: User, on: date, at: datetime, version: int | None = None) -> Finding:
    """A recorder takes his own draft away: a slip of the pen, which no report counts as withdrawn.

    It keeps its number and its history. Raises NotAllowed for anybody else, IllegalMove once it is confirmed,
    StaleCopy.
    """
    round_, finding = _lock_both(finding, version)
    move = check_move(finding, "discard", by=by)
    require_recordable(round_, by=by, day=timezone.localdate(at))
    if finding.recorded_by_id != by.pk:
        raise NotAllowed(_("Only whoever recorded a draft discards it; the leader withdraws it with a reason."))
    require_past(on, at=at)
    return apply_move(finding, move, by=by, on=on, at=at)


def require_one_subject(round_: SubdistrictRound, *, unit: Unit | None, enterprise: Enterprise | None) -> None:
    if (unit is None) == (enterprise is None):
        raise IllegalMove(_("A finding is about exactly one body or enterprise."))
    if enterprise is not None and enterprise.subdistrict_id != round_.subdistrict_id:
        raise IllegalMove(_("This enterprise lies in another subdistrict than the round."))


def _lock_both(finding: Finding, version: int | None) -> tuple[SubdistrictRound, Finding]:
    round_ = lock(finding.round)
    return round_, lock(finding, version=version)


def _checked(round_: SubdistrictRound, facts: dict[str, Any], found_on: date) -> dict:
    """The fields as they are stored, with the line of the list that the words of the criterion name. Raises TypeError
    for a name that is no field of EDITABLE, IllegalMove."""
    if unknown := set(facts) - EDITABLE:
        raise TypeError(f"A finding has no editable {', '.join(sorted(unknown))}.")
    facts = {name: value.strip() if isinstance(value, str) else value for name, value in facts.items()}
    if "text" in facts and not facts["text"]:
        raise IllegalMove(_("Describe the problem."))
    if facts.get("topic_number") is not None:
        require_number_of(round_.ruleset.topics, facts["topic_number"], _("topic"))
    fields = {field.name: field for field in Finding._meta.fields}
    for name, value in facts.items():
        limit = fields[name].max_length
        if isinstance(value, str) and limit and len(value) > limit:
            raise IllegalMove(
                _("“%(field)s” has at most %(limit)s characters, here are %(length)s.")
                % {"field": fields[name].verbose_name, "limit": limit, "length": len(value)}
            )
    if "criterion" in facts:
        facts["listed_criterion"] = listed_as(facts["criterion"], found_on)
    return facts
