"""The report of a round, 三(三)3–4 (R56–R58): made from the data, frozen at submission, decided by the committee."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions.messages import notify as tell
from accounts.models import User
from accounts.permissions import Permission
from accounts.roles import Role
from core.actions.moves import apply_move, begin
from core.day_words import day_in_words
from core.frozen_data import frozen
from core.refusals import IllegalMove
from core.transitions import check_move, check_permission, lock
from deadlines.actions.deadlines import meet
from deadlines.models import Deadline
from deadlines.people import of_roles
from inspections.models import InspectionReport, SubdistrictRound
from inspections.models.finding import FindingKind
from inspections.models.round import RoundStatus
from inspections.papers.report import snapshot_of, stay_of
from inspections.people import acting_on, users_of
from inspections.policies import DRAFTABLE, require_serving
from inspections.queries.coverage import coverage_of
from inspections.stay_gaps import stay_gaps
from planning.policies import require_leader
from records.actions.decisions import decide, send_back
from records.actions.documents import number_document
from records.policies import Paper, require_past

TEXTS = ("overview", "achievements", "assessment", "handling_proposals", "suggestions", "feedback_text")
PROPOSALS = {
    FindingKind.MAJOR_HAZARD: "对重大事故隐患，建议由区安委会挂牌督办，明确责任单位、整改措施和完成时限",
    FindingKind.VIOLATION: "对非法违法违规问题，分类处置后依据职责分工移交有关部门依法依规调查处理",
    FindingKind.GENERAL_HAZARD: "对一般隐患，由街道督促责任单位限期整改，逐项核验销号",
}


@transaction.atomic
def draft(*, round: SubdistrictRound, by: User, on: date, at: datetime) -> InspectionReport:
    """Begin the report, with what the data already say. Raises NotAllowed, IllegalMove."""
    round_ = lock(round)
    check_permission(Permission.REPORT_DRAFT, by=by, scope_ids=round_.scope_ids)
    require_serving(round_, by=by, day=timezone.localdate(at))
    if round_.status not in DRAFTABLE:
        raise IllegalMove(_("A report is drafted once the team has entered and before the round is closed."))
    if InspectionReport.objects.filter(round=round_).exists():
        raise IllegalMove(_("The report of this round was begun already; go on with it."))
    kinds = set(round_.findings.ordinary().standing().values_list("kind", flat=True))
    report = InspectionReport(
        round=round_,
        scope=round_.scope,
        overview=f"进驻当日在{round_.entry_place}召开会议，向{round_.subdistrict.short_name}通报了巡查工作任务",
        handling_proposals="\n".join(words for kind, words in PROPOSALS.items() if kind in kinds),
    )
    return begin(report, "report.draft", by=by, on=on, at=at)


@transaction.atomic
def edit(
    *, report: InspectionReport, by: User, on: date, at: datetime, version: int | None = None, **texts: Any
) -> InspectionReport:
    """Change sections (the fields of TEXTS). Raises NotAllowed, IllegalMove, StaleCopy."""
    report = lock(report, version=version)
    move = check_move(report, "edit", by=by)
    require_serving(report.round, by=by, day=timezone.localdate(at))
    if unknown := set(texts) - set(TEXTS):
        raise TypeError(f"A report has no section {', '.join(sorted(unknown))}.")
    texts = {name: text.strip() for name, text in texts.items()}
    return apply_move(report, move, by=by, on=on, at=at, new={"fields": sorted(texts)}, **texts)


@transaction.atomic
def submit(
    *,
    report: InspectionReport,
    by: User,
    on: date,
    at: datetime,
    lateness_reason: str = "",
    uncovered_reason: str = "",
    version: int | None = None,
) -> InspectionReport:
    """The leader sends the report to the committee and freezes it (二(一), 三(三)3, R15, R56, R57).

    The first submission meets the 15-day deadline; after `due_on` it needs `lateness_reason`. Topics with neither
    record nor reason need `uncovered_reason` (R43). Raises NotAllowed, StaleCopy, IllegalMove naming what is missing.
    """
    round_ = lock(report.round)
    report = lock(report, version=version)
    move = check_move(report, "submit", by=by)
    require_leader(round_.team, by, on)
    if round_.status != RoundStatus.ENDED:
        raise IllegalMove(_("The team is still on site. Enter the last day on site first."))
    require_past(on, at=at, not_before=round_.ended_on)
    _require_whole(report, round_, uncovered_reason)
    deadline = Deadline.objects.open().of(round_).of_kind("report").first()
    if deadline is not None and on > deadline.due_on and not lateness_reason.strip():
        raise IllegalMove(
            _("The report was due on %(due)s, %(days)s days ago. Say why it is late; the reason stands in the report.")
            % {"due": day_in_words(deadline.due_on), "days": (on - deadline.due_on).days}
        )
    report.lateness_reason = lateness_reason.strip() or report.lateness_reason
    report.uncovered_reason = uncovered_reason.strip() or report.uncovered_reason
    snapshot = frozen(snapshot_of(report, on=on))
    apply_move(
        report, move, by=by, on=on, at=at, new={"counts": snapshot["counts"]},
        snapshot=snapshot, lateness_reason=report.lateness_reason, uncovered_reason=report.uncovered_reason,
        submissions=report.submissions + 1, first_submitted_on=report.first_submitted_on or on,
        submitted_by=by, submitted_on=on, proposed_by=by, proposed_on=on,
        decision=None,
    )  # fmt: skip
    if deadline is not None:
        meet(deadline=deadline, on=on, by=by, at=at, late_explanation=lateness_reason.strip())
    tell(
        recipients=of_roles(Role.COMMITTEE, Role.SECRETARY, Role.OFFICE),
        subject=_("Inspection report submitted: %(round)s") % {"round": round_},
        about=report,
        at=at,
    )
    return report


def _require_whole(report: InspectionReport, round_: SubdistrictRound, uncovered_reason: str) -> None:
    if not report.assessment.strip():
        raise IllegalMove(_("The overall assessment is empty; a list of findings alone is no report (一(一))."))
    drafts = round_.findings.ordinary().drafts().order_by("number").values_list("number", flat=True)
    if drafts:
        raise IllegalMove(
            _("These findings are neither confirmed nor withdrawn: %(numbers)s.")
            % {"numbers": _(", ").join(f"{number}" for number in drafts)}
        )
    if left := stay_gaps(round_):
        raise IllegalMove(
            _("Still to be done before the report is submitted: %(gaps)s.")
            % {"gaps": _("; ").join(str(one.text) for one in left)}
        )
    open_topics = [topic for topic in coverage_of(round_) if not topic.is_answered]
    if open_topics and not (uncovered_reason.strip() or report.uncovered_reason):
        raise IllegalMove(
            _("No record and no reason for: %(topics)s. Say why these topics were left out (三(一)).")
            % {"topics": _("; ").join(f"{topic.number}. {topic.short}" for topic in open_topics)}
        )


@transaction.atomic
def approve(
    *,
    report: InspectionReport,
    by: User,
    on: date,
    at: datetime,
    note: str = "",
    paper: Paper | None = None,
    version: int | None = None,
) -> InspectionReport:
    """The committee approves (三(三)4, R58): the report gets its number; what it froze may be fed back from now on.
    The paper is the team's word to the committee and bears the day on which it was submitted, not that of its number.

    Raises NotAllowed for whoever submitted it, StaleCopy, IllegalMove, also where a finding of the frozen list was
    withdrawn since: then the report has to be returned and submitted anew (R57).
    """
    round_ = lock(report.round)
    report = lock(report, version=version)
    move = check_move(report, "approve", by=by)
    decision = decide(report, "report.approve", by=by, on=on, at=at, note=note, paper=paper)
    _require_unchanged(report, round_)
    submitted_on = report.submitted_on or on
    apply_move(report, move, by=by, on=on, at=at, reason=note, new=decision.told, decision=decision)
    number_document(
        kind="inspection_report",
        title=f"关于{round_.subdistrict.short_name}安全生产巡查工作情况的报告",
        data=report.frozen["report"],
        scope=round_.scope,
        subject=report,
        on=submitted_on,
        by=by,
        at=at,
    )
    _tell_team(report, _("Inspection report approved: %(round)s") % {"round": round_}, note, on=on, at=at)
    return report


def _require_unchanged(report: InspectionReport, round_: SubdistrictRound) -> None:
    present = {str(pk) for pk in round_.findings.confirmed().ordinary().values_list("pk", flat=True)}
    if set(report.frozen["reported"]) != present:
        raise IllegalMove(
            _("Findings were withdrawn after the submission. Return the report, so that it comes back as it now is.")
        )
    if not stay_of(round_).items() <= report.frozen["report"].items():
        raise IllegalMove(
            _(
                "A day of the stay was corrected after the submission. Return the report, so that it comes back with "
                "the right one."
            )
        )


@transaction.atomic
def return_(
    *,
    report: InspectionReport,
    note: str,
    by: User,
    on: date,
    at: datetime,
    paper: Paper | None = None,
    version: int | None = None,
) -> InspectionReport:
    """The committee sends the report back with the list of what is to be changed."""
    lacking = _("List what is to be changed before the report comes back.")
    report = send_back(report, lacking=lacking, note=note, by=by, on=on, at=at, paper=paper, version=version)
    _tell_team(report, _("Inspection report returned: %(round)s") % {"round": report.round}, note, on=on, at=at)
    return report


def _tell_team(report: InspectionReport, subject: str, body: str, *, on: date, at: datetime) -> None:
    team = users_of(acting_on(report.round, timezone.localdate(at)))
    tell(recipients=[*team, *of_roles(Role.OFFICE)], subject=subject, body=body, about=report, at=at)
