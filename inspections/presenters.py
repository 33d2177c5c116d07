"""What pages say of a round: counts, coverage, what is missing, what may be done. Reads only."""

from dataclasses import replace

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.permissions import Permission
from core.buttons import button
from core.refusals import Refusal
from core.transitions import may_move
from inspections.models import Finding
from inspections.models.correction import CorrectionStatus
from inspections.models.finding import FindingKind, FindingStatus
from inspections.models.report import ReportStatus
from inspections.models.round import RoundStatus
from inspections.policies import report_of, require_recordable
from inspections.queries.coverage import coverage_of, methods_used
from planning.models import InspectionTopic

STATUS_TONES = {
    RoundStatus.NOTIFIED: "info", RoundStatus.ON_SITE: "warn", RoundStatus.ENDED: "warn", RoundStatus.CLOSED: "ok",
    FindingStatus.DRAFT: "warn", FindingStatus.CONFIRMED: "ok", CorrectionStatus.PROPOSED: "warn",
    ReportStatus.DRAFTING: "warn", ReportStatus.SUBMITTED: "info", ReportStatus.RETURNED: "bad",
    ReportStatus.APPROVED: "ok",
}  # fmt: skip

coverage = coverage_of
methods = methods_used


def badge(thing) -> dict:
    """Label and tone of a state."""
    return {"label": thing.get_status_display(), "tone": STATUS_TONES.get(thing.status, "")}


def counts(round_, user) -> dict:
    """How many findings this person sees, by state and kind, in one query; withdrawn ones only in `withdrawn`."""
    standing = ~Q(status=FindingStatus.WITHDRAWN)
    return (
        Finding.objects.visible_to(user)
        .filter(round=round_)
        .order_by()
        .aggregate(
            total=Count("pk", filter=standing),
            draft=Count("pk", filter=Q(status=FindingStatus.DRAFT)),
            confirmed=Count("pk", filter=Q(status=FindingStatus.CONFIRMED)),
            withdrawn=Count("pk", filter=~standing),
            **{kind.value: Count("pk", filter=standing & Q(kind=kind)) for kind in FindingKind},
        )
    )


def topic_labels(ruleset_ids) -> dict[tuple, str]:
    """Number and short name of each content of these rulesets, by ruleset and number, in one query."""
    items = InspectionTopic.objects.filter(ruleset_id__in=ruleset_ids)
    return {(item.ruleset_id, item.number): f"{item.number}. {item.short}" for item in items}


def finding_rows(findings, ruleset_of) -> list[tuple]:
    """Each finding with its badge and its topic in words, for _table.html; `ruleset_of` gives its id."""
    findings = list(findings)
    labels = topic_labels({ruleset_of(finding) for finding in findings})
    return [
        (finding, badge(finding), labels.get((ruleset_of(finding), finding.topic_number), "")) for finding in findings
    ]


def what_is_missing(round_, today) -> list[dict]:
    """What has to be done before the round's next step, each with the page that mends it (text, url)."""
    if round_.status == RoundStatus.ON_SITE:
        missing = _not_covered(round_)
        if not round_.entry_minutes:
            missing.insert(0, {"text": _("the record of the opening meeting"), "url": ""})
        return missing
    if round_.status == RoundStatus.ENDED:
        return missing_for_report(round_, report_of(round_))
    return []


def missing_for_report(round_, report) -> list[dict]:
    """What keeps the report from being submitted (R3, R43); empty once it is submitted."""
    if report is not None and report.status in (ReportStatus.SUBMITTED, ReportStatus.APPROVED):
        return []
    missing = []
    if round_.ended_on is None:
        missing.append(_gap(_("the last day on site"), "inspections:round-end", round_))
    if report is not None and not report.assessment.strip():
        missing.append(_gap(_("the overall assessment"), "inspections:report-edit", report))
    drafts = list(round_.findings.ordinary().drafts().order_by("number").values_list("number", flat=True))
    if drafts:
        words = _("confirm or withdraw findings %(numbers)s") % {"numbers": shortened(drafts)}
        gap = _gap(words, "inspections:finding-list", round_)
        missing.append(gap | {"url": gap["url"] + "?status=draft"})
    has_reason = report is not None and report.uncovered_reason
    return missing if has_reason else [*missing, *_not_covered(round_)]


def links_for(user, round_, missing) -> list[dict]:
    """The same without links for those who read only: the pages behind would refuse them."""
    if user.access.permits(Permission.FINDING_RECORD, round_.scope_ids):
        return missing
    return [gap | {"url": ""} for gap in missing]


def shortened(numbers, limit=12) -> str:
    """The first of many numbers, and how many there are."""
    words = _(", ").join(str(number) for number in numbers[:limit])
    if len(numbers) > limit:
        words += _(" … (%(count)s in all)") % {"count": len(numbers)}
    return words


def _not_covered(round_) -> list[dict]:
    left = [f"{topic.number}. {topic.short}" for topic in coverage_of(round_) if not topic.is_answered]
    if not left:
        return []
    words = _("a record or a reason for: %(topics)s") % {"topics": _("; ").join(left)}
    # Once fieldwork has ended, the reason is asked where the report is submitted.
    on_site = round_.status == RoundStatus.ON_SITE
    return [_gap(words, "inspections:topic-leave-out", round_) if on_site else {"text": words, "url": ""}]


def _gap(text, name, thing) -> dict:
    return {"text": text, "url": reverse(name, args=[thing.pk])}


def may_record(round_, user, at) -> bool:
    """Whether to offer recording; the action asks again."""
    if not user.access.permits(Permission.FINDING_RECORD, round_.scope_ids):
        return False
    try:
        require_recordable(round_, by=user, at=at)
    except Refusal:
        return False
    return True


def finding_actions(finding, user, at) -> list[dict]:
    """Buttons of a finding's page: what its state allows and this person may."""
    rows = []
    is_leader_ish = may_move(finding, "confirm", access=user.access)
    if is_leader_ish:
        rows.append(
            button(_("Confirm finding"), "inspections:finding-confirm", finding, kind="primary", icon="check2-circle")
        )
    if may_move(finding, "edit", access=user.access) and may_record(finding.round, user, at):
        kind = "secondary" if rows else "primary"
        rows.append(button(_("Edit"), "inspections:finding-edit", finding, kind=kind, icon="pencil"))
    records = may_record(finding.round, user, at)
    if records and finding.status != FindingStatus.WITHDRAWN:
        rows.append(button(_("Add photos and papers"), "inspections:finding-attach", finding, icon="paperclip"))
    if records:
        rows.append(button(_("Record another finding"), "inspections:finding-add", finding.round, icon="plus-lg"))
    if may_move(finding, "withdraw", access=user.access) and _may_withdraw(finding, user):
        rows.append(
            button(_("Withdraw finding"), "inspections:finding-withdraw", finding, kind="danger", icon="x-circle")
        )
    return rows


def _may_withdraw(finding, user) -> bool:
    report = report_of(finding.round)
    is_approved = report is not None and report.status == ReportStatus.APPROVED
    return is_approved == (Permission.FINDING_WITHDRAW in user.access.everywhere)


def correction_rows(corrections, *, room, decider) -> list[dict]:
    """Corrections of one thing, the latest first; `decider` is whoever looks and may decide, or None. `room` is the
    app whose pages decide. Nobody decides on his own proposal."""
    rows = []
    for one in corrections.select_related("proposed_by__unit", "decided_by__unit"):
        waits = one.status == CorrectionStatus.PROPOSED
        urls = {}
        if waits and decider is not None and one.proposed_by_id != decider.pk:
            urls = {verb: reverse(f"{room}:correction-{verb}", args=[one.pk]) for verb in ("confirm", "refuse")}
        rows.append({"correction": one, "badge": badge(one), "urls": urls})
    return rows


def closing_actions(round_, gaps) -> list[dict]:
    """Closing the round; while anything is open, why it cannot be done yet, and the page that names it."""
    close = button(_("Close the round"), "inspections:round-close", round_, kind="primary", icon="check-circle")
    if not gaps:
        return [close]
    words = ngettext("%(count)s thing is still open.", "%(count)s things are still open.", len(gaps))
    check = button(_("Closing check"), "inspections:round-close", round_, icon="list-check")
    return [replace(close, kind="secondary", disabled_reason=words % {"count": len(gaps)}), check]


def report_actions(report, user) -> list[dict]:
    rows = []
    for verb, label, kind, icon in (
        ("submit", _("Submit the report to the committee"), "primary", "send"),
        ("approve", _("Approve the report"), "primary", "check2-circle"),
        ("return", _("Return the report"), "danger", "arrow-return-left"),
        ("edit", _("Edit"), "secondary", "pencil"),
    ):
        if may_move(report, verb, access=user.access):
            rows.append(button(label, f"inspections:report-{verb}", report, kind=kind, icon=icon))
    rows.append(button(_("Preview (PDF)"), "inspections:report-preview", report, icon="file-earmark-pdf"))
    return sorted(rows, key=lambda row: {"primary": 0, "secondary": 1, "danger": 2}[row["kind"]])
