"""What pages say of a report."""

from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from core.shapes import Crumb, Fact, Step
from deadlines.models import Deadline
from deadlines.presenters import present
from inspections.models import InspectionReport
from inspections.papers.finding_lists import totals_words
from inspections.presenters.rounds import links_for, missing_for_report, round_crumbs
from records.kinds import document_kind_label
from records.models import IssuedDocument


def report_crumbs(report) -> list[Crumb]:
    return [*round_crumbs(report.round), Crumb(_("Inspection report"), report.get_absolute_url())]


def report_due(round_, user, today):
    """The 15-day deadline of the round, running or met, as pages show it."""
    found = Deadline.objects.visible_to(user).live().of(round_).of_kind("report").order_by("-opened_at").first()
    return present(found, today)


def step_to_report(round_, user, today) -> Step:
    """While no report is begun."""
    return Step(
        what=_("Draft and submit the inspection report"),
        who=_("Team leader"),
        clause="三(三)3",
        deadline=report_due(round_, user, today),
        missing=missing_for_report(round_, None),
    )


def step_of(report, user, today) -> Step:
    # Once it was submitted the duty is met; beside what comes next its date would only mislead.
    due = report_due(report.round, user, today) if report.first_submitted_on is None else None
    what, who, clause = {
        "drafting": (_("Submit the report"), _("Team leader"), "三(三)3"),
        "returned": (_("Change the report as listed and submit it again"), _("Team leader"), "三(三)3"),
        "submitted": (_("Approve or return the report"), _("Safety committee"), "三(三)4"),
        # What follows is the round's: its page knows the feedback and the rectification, this room does not.
        "approved": (_("Approved; the round's page shows what comes next"), "", "三(三)4"),
    }[report.status]
    missing = links_for(user, report.round, missing_for_report(report.round, report))
    return Step(what, who, clause, due, due.signal if due else "", missing)


def papers_of(report, user) -> list[tuple[str, str]]:
    """The paper of the report and that of the feedback with their pages, in that order: as issued, or while there is
    none, as it would be printed now; then what was issued besides."""
    preview = reverse("inspections:report-preview", args=[report.pk])
    drafts = {
        "inspection_report": (_("Report, preview (PDF)"), preview),
        "feedback": (_("Feedback, preview (PDF)"), f"{preview}?paper=feedback"),
    }
    about = Q(subject_id=str(report.pk)) | Q(kind="feedback", round_scope=report.round.scope_id)
    issued = list(IssuedDocument.objects.visible_to(user).filter(about).order_by("numbered_at").defer("data"))
    told = {
        kind: [(f"{document_kind_label(one.kind)} {one.full_number}", one.get_absolute_url()) for one in issued
               if one.kind == kind]
        for kind in dict.fromkeys([*drafts, *(one.kind for one in issued)])
    }  # fmt: skip
    return [paper for kind, papers in told.items() for paper in papers or [drafts[kind]]]


@dataclass(frozen=True)
class Part:
    """One part of the paper: its heading, its text, and what to say while that is empty."""

    label: str
    text: str
    empty: str = ""


def parts_of(report, lines) -> list[Part]:
    """The parts of the paper in their order; the third is made from the findings (`lines`), the others are written."""

    def written(*names):
        label = InspectionReport._meta.get_field
        return [Part(label(name).verbose_name, getattr(report, name)) for name in names]

    found = Part(_("3. Problems found"), f"本次巡查{totals_words(lines)}")
    feedback = Part(
        InspectionReport._meta.get_field("feedback_text").verbose_name,
        report.feedback_text,
        _("Empty: it is made from the findings."),
    )
    return [
        *written("assessment", "overview", "achievements"),
        found,
        *written("handling_proposals", "suggestions"),
        feedback,
    ]


def count_facts(counts) -> list[Fact]:
    labels = {
        "total": _("Problems and hazards"),
        "problem": _("Management shortcomings"),
        "general_hazard": _("Ordinary hazards"),
        "major_hazard": _("Major accident hazards"),
        "violation": _("Violations"),
        "suggestion": _("Suggestions"),
        "withdrawn": _("Withdrawn"),
    }
    return [Fact(label, counts[key]) for key, label in labels.items()]
