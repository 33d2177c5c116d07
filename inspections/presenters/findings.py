"""What pages say of findings."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.permissions import Permission
from core.about import Always, Whether, is_missing, once
from core.cells import Desk, Link
from core.presenters import badge_of
from core.queries.later import Batch
from core.shapes import Badge, Crumb, Fact
from core.shortened import shortened
from inspections.models import Finding, InspectionReport
from inspections.models.finding import TAKEN_BACK, FindingKind, FindingStatus
from inspections.models.report import ReportStatus
from inspections.policies import FROZEN, is_recordable, report_of
from inspections.presenters.rounds import round_crumbs
from inspections.queries.photos import may_go_along
from inspections.queries.topics import topic_labels
from planning.models.ruleset import InspectionTopic
from records.models import Decision, EvidenceLink
from records.presenters.decisions import decision_facts
from records.queries.decisions import decisions_about
from records.queries.evidence import pictures_of

# Of a problem in a list.
PROBLEM_SIGNS = 28


def findings_crumb(round_) -> Crumb:
    return Crumb(_("Findings"), reverse("inspections:finding-list", args=[round_.pk]))


def finding_crumbs(finding) -> list[Crumb]:
    label = _("Finding %(number)s") % {"number": finding.number}
    own = Crumb(label, finding.get_absolute_url())
    return [*round_crumbs(finding.round), findings_crumb(finding.round), own]


def state_of(finding) -> Badge:
    """Withdrawn is told apart from a draft that was withdrawn: nobody had stood for that one (R87)."""
    if finding.status == FindingStatus.WITHDRAWN and finding.confirmed_on is None:
        return Badge(_("Withdrawn as a draft"))
    return badge_of(finding)


class _Around:
    """What stands around the findings of a page, read for all of them once a column asks."""

    def __init__(self, findings, ruleset_of, user, *, topics, batch):
        self.findings, self.ruleset_of, self.user, self.batch = findings, ruleset_of, user, batch
        if topics is not None:
            self.topics = topics

    @cached_property
    def topics(self) -> dict[tuple, str]:
        return topic_labels({self.ruleset_of(finding) for finding in self.findings})

    @cached_property
    def pictures(self) -> dict[str, list[EvidenceLink]]:
        """With what else the batch was asked until then."""
        return self.batch.later(pictures_of(self.findings, self.user)).told

    @cached_property
    def round_names(self) -> dict[Any, str]:
        """Many findings stand in a few rounds."""
        return {pk: str(one) for pk, one in {finding.round_id: finding.round for finding in self.findings}.items()}


@dataclass(frozen=True)
class FindingRow:
    """A line of the list: the finding, its state, its topic in words, and the pictures this person may see."""

    finding: Finding
    around: _Around

    @property
    def badge(self) -> Badge:
        return state_of(self.finding)

    @property
    def topic(self) -> str:
        return self.around.topics.get((self.around.ruleset_of(self.finding), self.finding.topic_number), "")

    @property
    def round_name(self) -> str:
        return self.around.round_names[self.finding.round_id]

    @property
    def pictures(self) -> list[EvidenceLink]:
        return self.around.pictures.get(str(self.finding.pk), [])


def finding_rows(findings, ruleset_of, user, *, batch: Batch, topics=None) -> list[FindingRow]:
    """`ruleset_of` gives the id of the ruleset whose topics a finding names; `topics` are their labels
    (inspections.queries.topics) where they are known already. Their pictures are read in the batch."""
    findings = list(findings)
    around = _Around(findings, ruleset_of, user, topics=topics, batch=batch)
    return [FindingRow(finding, around) for finding in findings]


def problem_cell(finding: Finding, number: Any = ""):
    """The problem in one line; the whole stands in its title and in files."""
    short = shortened(finding.text, PROBLEM_SIGNS)
    return Link(short, finding.get_absolute_url(), number=number, full=finding.text)


def kind_cell(finding: Finding):
    label = FindingKind(finding.kind).label
    return Badge(label, "bad") if finding.kind == FindingKind.MAJOR_HAZARD else label


def state_cell(row: FindingRow):
    """A badge only where it is not the ordinary state."""
    badge = row.badge
    return Desk(badge.label) if row.finding.status == FindingStatus.CONFIRMED else badge


def state_told_by(row: FindingRow) -> tuple:
    return row.finding.status, row.finding.confirmed_on is None


def _topic(finding, user, today):
    return InspectionTopic.objects.filter(ruleset__subdistrictround=finding.round_id, number=finding.topic_number)


TOPIC = Always(_topic, ("round_id", "topic_number"))


def facts_of(finding) -> list[Fact]:
    topic = next(iter(TOPIC.of(finding)), None)
    enterprise = finding.enterprise
    always = [
        Fact(_("Topic"), str(topic) if topic else None, clause="三(一)", wide=True),
        Fact(_("Handling"), finding.get_handling_display(), clause="三(三)4"),
    ]
    before = [
        Fact(_("Kind"), finding.get_kind_display()),
        Fact(_("Inspected body or enterprise"), finding.subject_name, _way_to_subject(finding), clause="一(二)1"),
        Fact(_("Unified social credit code"), enterprise.credit_code if enterprise else ""),
        Fact(_("Place"), finding.place),
        Fact(_("Industry"), finding.sector),
        Fact(_("Found on"), finding.found_on),
    ]
    after = [
        Fact(_("To be fixed by"), finding.due_on or finding.due_text),
        Fact(_("Responsibility"), finding.get_responsibility_display(), clause="三(一)3"),
        Fact(_("Supervising department"), finding.supervising_department),
        Fact(_("Requirement"), finding.requirement, wide=True),
        Fact(_("Criterion of a major hazard"), criterion_words(finding), wide=True),
        Fact(_("Legal basis"), finding.legal_basis, wide=True),
        Fact(_("Opinion and suggestion"), finding.suggestion, wide=True),
        Fact(_("Remark"), finding.remark, wide=True),
        Fact(_("Recorded by"), finding.recorded_by),
        Fact(_("Confirmed by"), finding.confirmed_by, clause="二(一)"),
        Fact(_("Confirmed on"), finding.confirmed_on),
        Fact(_("Reason for withdrawing"), finding.withdraw_reason, clause="四(三)", wide=True),
        # Of a lead also with whom it was entrusted: for whoever sees the lead.
        *(fact for decision in _decisions_of(finding) for fact in decision_facts(decision)),
    ]
    return [*_given(before), *always, *_given(after)]


DECIDED = Whether(decisions_about)


def _decisions_of(finding) -> Iterable[Decision]:
    return () if is_missing(DECIDED, finding) else decisions_about(finding)


def criterion_words(finding) -> str:
    """With the content where it is of the list; else with the mark that it was typed."""
    if not finding.criterion:
        return ""
    listed = finding.listed_criterion
    if listed is not None:
        return f"{finding.criterion}：{listed.text}"
    return _("%(criterion)s (typed; not in the list of criteria)") % {"criterion": finding.criterion}


def chosen_words(finding, evidence) -> str:
    """How many of its photos go to the subdistrict; "" where none could."""
    photos = [link for link in evidence if link.is_picture]
    if not photos or not may_go_along(finding):
        return ""
    count = sum(link.is_chosen for link in photos)
    words = ngettext(
        "%(count)s of %(total)s photo goes to the subdistrict with it.",
        "%(count)s of %(total)s photos go to the subdistrict with it.",
        len(photos),
    )
    return words % {"count": count, "total": len(photos)}


def _way_to_subject(finding) -> str:
    """To the page of the enterprise, for findings that make it known (inspections.queries.enterprises)."""
    is_known_by_it = not finding.is_lead and finding.scope_id == finding.round.scope_id
    if finding.enterprise is None or not is_known_by_it or finding.status in TAKEN_BACK:
        return ""
    return finding.enterprise.get_absolute_url()


def _given(facts) -> list[Fact]:
    return [fact for fact in facts if fact.value]


def may_record(round_, user, today) -> bool:
    """Whether to offer recording; the action asks again. A page asks it for each of its buttons and is answered
    from what it asked first."""
    if not user.access.permits(Permission.FINDING_RECORD, round_.scope_ids):
        return False
    answers = round_.__dict__.setdefault("_may_record", {})
    if (user.pk, today) not in answers:
        answers[user.pk, today] = is_recordable(round_, by=user, day=today)
    return answers[user.pk, today]


def _report_of(finding) -> InspectionReport | None:
    return report_of(finding.round)


def is_frozen(finding) -> bool:
    """Whether the report of its round is submitted or approved, and what it froze stands."""
    report = once(finding, _report_of)
    return report is not None and report.status in FROZEN


def is_reported(finding) -> bool:
    """Whether the committee has approved the report of its round, and decides on its findings from then on."""
    report = once(finding, _report_of)
    return report is not None and report.status == ReportStatus.APPROVED
