"""From the feedback to its acceptance, 三(三)4–5 (R58, R59, R66–R68, R90)."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions.messages import notify as tell
from accounts.actions.scopes import unit_scope
from accounts.models import TermOfOffice, Unit, User
from accounts.permissions import Permission
from accounts.roles import Role
from core.actions.moves import apply_move, begin, store
from core.day_words import day_in_words
from core.refusals import IllegalMove
from core.transitions import check_move, check_permission, lock
from deadlines.actions.deadlines import meet, pull_forward
from deadlines.arithmetic import Period, PeriodUnit
from deadlines.models import Deadline
from deadlines.people import of_roles
from deadlines.policies import require_explained
from inspections.models import SubdistrictRound
from inspections.papers.report import stay_of
from inspections.people import members_on, subdistrict_users, users_of
from records.actions import documents
from records.actions.decisions import decide
from records.actions.evidence import attach_all
from records.models.document import DocumentStatus
from records.policies import Paper, require_past
from rectification import duties, papers
from rectification.actions.clocks import (
    has_running_date,
    open_case_deadline,
    open_resubmission,
)
from rectification.actions.filings import keep_review, write_lines
from rectification.actions.issuing import issue_items
from rectification.actions.rectification_plans import ask
from rectification.deliveries import deemed_receipt, earliest_delivery
from rectification.models import RectificationCase, Submission
from rectification.models.case import CaseStatus
from rectification.models.submission import ReviewDecision
from rectification.policies import (
    approved_report,
    require_answered,
    require_principal,
    require_term,
    require_whole_report,
)
from rectification.snapshot import feedback_of, items_of


@transaction.atomic
def issue_feedback(
    *,
    round: SubdistrictRound,
    by: User,
    on: date,
    at: datetime,
    meeting_on: date | None = None,
    meeting_place: str = "",
    meeting_term: TermOfOffice | None = None,
    plan_due_on: date | None = None,
) -> RectificationCase:
    """Issue the approved feedback to the subdistrict and start the two months (三(三)4–5, R58, R59, R66).

    The clock runs at once, from the earlier of the feedback meeting with a principal present (`meeting_on`,
    `meeting_term` his term) and the deemed receipt, some working days after `on`; a signature pulls it forward.
    With `plan_due_on` a plan of rectification is asked for along with it.
    Raises NotAllowed, IllegalMove while the report is not approved or when the feedback was issued already.
    """
    check_permission(Permission.FEEDBACK_ISSUE, by=by)
    round_ = lock(round)
    report = approved_report(round_)
    if RectificationCase.objects.filter(round_id=round_.pk).exists():
        raise IllegalMove(_("The feedback of this round was issued already."))
    require_past(on, at=at, not_before=report.decided_on)
    unit, ruleset = round_.subdistrict, round_.ruleset
    case = RectificationCase(
        status=CaseStatus.AWAITING_RECEIPT,
        round=round_,
        unit=unit,
        scope=unit_scope(unit=unit, by=by, at=at),
        issued_on=on,
        deemed_on=deemed_receipt(on, ruleset),
        **_meeting(unit, meeting_on, meeting_place, meeting_term, not_before=report.decided_on, at=at),
    )
    findings = {str(finding.pk): finding for finding in round_.findings.confirmed().ordinary()}
    start_on, start_reason = earliest_delivery(case)
    case.deadline = open_case_deadline(
        case,
        duties.RECTIFICATION,
        start_on=start_on,
        start_reason=start_reason,
        period=Period(ruleset.rectification_months, PeriodUnit.MONTHS),
        by=by,
        at=at,
    )
    # What report and letter print as the date of an item is what the item is held to.
    dates: dict[str, Any] = {"standing": findings, "submitted_on": report.submitted_on}
    case.feedback = documents.number_document(
        kind="feedback",
        title=papers.feedback_title(unit),
        data=feedback_of(report.frozen, **dates) | stay_of(round_),
        scope=case.scope,
        round_scope=round_.scope,
        addressee=unit,
        subject=case,
        on=on,
        by=by,
        at=at,
    )
    begin(case, "case.issue_feedback", by=by, on=on, at=at, new={"number": case.feedback.full_number})
    issue_items(case, items_of(report.frozen, **dates), findings, by=by, on=on, at=at)
    tell(
        recipients=subdistrict_users(round_),
        subject=_("Feedback of the inspection: %(number)s") % {"number": case.feedback.full_number},
        body=_("A principal is asked to sign for it. Rectify and report by %(due)s (三(三)5).")
        % {"due": day_in_words(case.deadline.due_on)},
        about=case,
        at=at,
    )
    if plan_due_on is not None:
        ask(case=case, due_on=plan_due_on, by=by, on=on, at=at)
    return case


def _meeting(
    unit: Unit, on: date | None, place: str, term: TermOfOffice | None, *, not_before: date | None, at: datetime
) -> dict[str, Any]:
    if on is None:
        return {}
    require_past(on, at=at, not_before=not_before)
    if term is not None:
        require_term(unit, term, on=on)
    return {"meeting_on": on, "meeting_place": place.strip(), "meeting_term": term}


@transaction.atomic
def record_meeting(
    *,
    case: RectificationCase,
    place: str,
    on: date,
    by: User,
    at: datetime,
    term: TermOfOffice | None = None,
    version: int | None = None,
) -> RectificationCase:
    """Record the feedback meeting held on `on` after the issue, with a principal present (三(三)4, R59).

    It delivers: earlier than the day the clock runs from, it pulls the two months forward; later, nothing moves.
    """
    case = lock(case, version=version)
    move = check_move(case, "record_meeting", by=by)
    if case.meeting_on is not None:
        raise IllegalMove(
            _("The feedback meeting of %(on)s is recorded already.") % {"on": day_in_words(case.meeting_on)}
        )
    approved_on = approved_report(case.round).decided_on
    meeting = _meeting(case.unit, on, place, term, not_before=approved_on, at=at)
    apply_move(case, move, by=by, on=on, at=at, new={"on": on}, **meeting)
    _deliver(case, on, duties.MEETING, by=by, at=at)
    return case


@transaction.atomic
def sign_receipt(
    *, case: RectificationCase, by: User, on: date, at: datetime, version: int | None = None
) -> RectificationCase:
    """A principal in post on `on` has received the feedback (R5, R59); both are asked, the first counts.

    `on` lies between the day of issue and that of `at`, both inclusive. Earlier than the deemed receipt it pulls the
    two months forward; later it is recorded and changes nothing. Raises NotAllowed for anybody else, IllegalMove.
    """
    case = lock(case, version=version)
    move = check_move(case, "sign_receipt", by=by)
    require_past(on, at=at, not_before=case.issued_on)
    term = require_principal(case.unit, by=by, on=on)
    apply_move(
        case, move, by=by, on=on, at=at, new={"received_on": on}, received_on=on, received_by=by, received_term=term
    )
    _deliver(case, on, duties.SIGNED, by=by, at=at)
    if case.feedback.status == DocumentStatus.ISSUED and case.feedback.received_on is None:
        documents.receive(document=case.feedback, on=on, by=by, at=at, with_matter=True)
    tell(
        recipients=of_roles(Role.OFFICE),
        subject=_("Feedback signed for: %(unit)s") % {"unit": case.unit.short_name},
        about=case,
        at=at,
    )
    return case


def _deliver(case: RectificationCase, on: date, reason: str, *, by: User, at: datetime) -> None:
    deadline = Deadline.objects.get(pk=case.deadline_id)
    if deadline.is_open and on <= deadline.started_on:
        case.deadline = pull_forward(deadline=deadline, start_on=on, start_reason=reason, by=by, on=on, at=at)


@transaction.atomic
def submit(
    *,
    case: RectificationCase,
    measures: str,
    investigation: str,
    commitment: str,
    by: User,
    on: date,
    at: datetime,
    lateness_reason: str = "",
    evidence: Sequence[UploadedFile] = (),
    version: int | None = None,
) -> Submission:
    """File the report on rectification, punishment and investigation with the committee (三(三)5, R66, R67, R90).

    By a principal in post on `on`, with his word for its truth in `commitment`. Every item of this filing is reported
    or explained; after a return only the returned ones are in it. Days late of the first filing are fixed by it.
    Raises NotAllowed, StaleCopy, IllegalMove naming what is missing.
    """
    case = lock(case, version=version)
    move = check_move(case, "submit", by=by)
    require_past(on, at=at, not_before=case.decided_on or case.issued_on)
    require_principal(case.unit, by=by, on=on)
    require_whole_report(measures, investigation, commitment)
    number = case.submissions.count() + 1
    items = list(case.items.live().filter(filing=number).order_by("number"))
    require_answered(case)
    deadline = Deadline.objects.get(pk=case.running_deadline.pk)
    lateness_reason = require_explained(deadline, lateness_reason, on=on)
    days_late = max((on - deadline.due_on).days, 0)
    submission = Submission(
        case=case,
        number=number,
        measures=measures.strip(),
        investigation=investigation.strip(),
        lateness_reason=lateness_reason if days_late else "",
        committed_by=by,
        commitment=commitment.strip(),
        submitted_on=on,
        submitted_at=at,
    )
    submission.save(force_insert=True)
    write_lines(submission, items)
    apply_move(
        case, move, by=by, on=on, at=at, new={"submission": number, "items": len(items), "days_late": days_late},
        proposed_by=by, proposed_on=on, decision=None,
    )  # fmt: skip
    if evidence:
        attach_all(uploads=evidence, subject=case, scope=case.scope, round_scope=case.round.scope, by=by, at=at)
    meet(deadline=deadline, on=on, by=by, at=at, late_explanation=lateness_reason)
    open_case_deadline(
        case, duties.REVIEW, start_on=on, start_reason=duties.SUBMITTED, responsible_role="committee",
        period=Period(case.round.ruleset.review_days, PeriodUnit.DAYS), by=by, at=at,
    )  # fmt: skip
    tell(
        recipients=[*of_roles(Role.COMMITTEE, Role.SECRETARY, Role.OFFICE), *_team(case, at)],
        subject=_("Rectification report submitted: %(unit)s") % {"unit": case.unit.short_name},
        about=case,
        at=at,
    )
    return submission


def _team(case: RectificationCase, at: datetime) -> list[User]:
    return users_of(members_on(case.round, timezone.localdate(at)))


@transaction.atomic
def return_(
    *,
    case: RectificationCase,
    note: str,
    by: User,
    on: date,
    at: datetime,
    due_on: date | None = None,
    paper: Paper | None = None,
    version: int | None = None,
) -> RectificationCase:
    """The committee returns what is not done (三(三)5, R68); its report comes back within the ruleset's days, but not
    before the two months end, or by `due_on` where the committee sets a day. Only the unfinished items are carried
    over; one with a date of its own keeps it (ADR 10).

    Raises NotAllowed for whoever submitted it, StaleCopy, IllegalMove without an unfinished item or a reason.
    """
    case = lock(case, version=version)
    move = check_move(case, "return", by=by)
    if not note.strip():
        raise IllegalMove(_("Say what is to be mended before the report comes back."))
    decision = decide(case, "case.return", by=by, on=on, at=at, note=note, paper=paper, scope=case.round.scope)
    unfinished = list(case.items.unfinished().select_related("deadline"))
    if not unfinished:
        raise IllegalMove(_("No item is returned or unfinished. Return the items first, or accept the report."))
    if due_on is not None and due_on <= on:
        raise IllegalMove(_("The new date must lie after the day of the decision."))
    resubmission = open_resubmission(case, due_on=due_on, on=on, by=by, at=at)
    apply_move(
        case, move, by=by, on=on, at=at, reason=note,
        new={"items": len(unfinished), "due_on": resubmission.due_on} | decision.told,
        resubmission=resubmission, decision=decision,
    )  # fmt: skip
    _meet_review(case, by=by, on=on, at=at)
    number = case.submissions.count() + 1
    for item in unfinished:
        store(item, by=by, filing=number, deadline=item.deadline if has_running_date(item) else resubmission)
    keep_review(case, ReviewDecision.RETURNED, by=by, on=on, at=at, resubmit_on=resubmission.due_on)
    # The letter still says what was explained; the next filing has to say it anew.
    for item in unfinished:
        if item.is_explained:
            store(item, by=by, unfinished_reason="", expected_on=None)
    _tell_decision(case, _("Rectification report returned: %(unit)s"), note, at=at)
    return case


@transaction.atomic
def accept(
    *,
    case: RectificationCase,
    by: User,
    on: date,
    at: datetime,
    note: str = "",
    paper: Paper | None = None,
    version: int | None = None,
) -> RectificationCase:
    """The committee accepts the rectification; every item is closed (三(三)5, 四(二)二, R68, R84).

    Raises NotAllowed for whoever submitted it, StaleCopy, IllegalMove naming the items that are not closed.
    """
    case = lock(case, version=version)
    move = check_move(case, "accept", by=by)
    decision = decide(case, "case.accept", by=by, on=on, at=at, note=note, paper=paper, scope=case.round.scope)
    numbers = list(case.items.not_closed().order_by("number").values_list("number", flat=True))
    if numbers:
        raise IllegalMove(
            _("Not closed yet: items %(numbers)s. Close or return them first.")
            % {"numbers": _(", ").join(str(number) for number in numbers)}
        )
    apply_move(case, move, by=by, on=on, at=at, reason=note, new=decision.told, accepted_on=on, decision=decision)
    _meet_review(case, by=by, on=on, at=at)
    keep_review(case, ReviewDecision.ACCEPTED, by=by, on=on, at=at)
    _tell_decision(case, _("Rectification accepted: %(unit)s"), note, at=at)
    return case


def _meet_review(case: RectificationCase, *, by: User, on: date, at: datetime) -> None:
    review = Deadline.objects.open().of(case).of_kind(duties.REVIEW.code).first()
    if review is not None:
        meet(deadline=review, on=on, by=by, at=at)


def _tell_decision(case: RectificationCase, subject: str, note: str, *, at: datetime) -> None:
    tell(
        recipients=[*subdistrict_users(case.round), *of_roles(Role.OFFICE), *_team(case, at)],
        subject=subject % {"unit": case.unit.short_name},
        body=note,
        about=case,
        at=at,
    )
