"""One assessment as pages show it: each deduction with its reckoning, the formula under the score (R70)."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from core.day_words import day_in_words
from core.shapes import Crumb, Fact, Missing, Stage, Step
from core.tables import Column, Table, table_of
from records.presenters.decisions import decision_facts
from rectification.models import Assessment
from rectification.models.assessment import AssessmentStatus
from rectification.policies.assessments import why_not_locked
from rectification.score import RATE, formula, plain, sum_of, weights_of

CLAUSE = "三(三)6"


def crumbs(assessment) -> list[Crumb]:
    found = [Crumb(_("Assessments"), reverse("rectification:assessment-list"))]
    return [*found, Crumb(str(assessment), assessment.get_absolute_url())] if assessment is not None else found


def why_not_lockable(assessment: Assessment, user, today: date) -> str:
    return why_not_locked(assessment, today)


def points_of_score(assessment: Assessment, user, today: date) -> list[str]:
    """Above the forms of those who tell, object and decide."""
    told = [_("Score: %(score)s of 100") % {"score": plain(assessment.score)}, sum_words(assessment)]
    return [*told, assessment.objection] if assessment.objection else told


def sum_words(assessment: Assessment) -> str:
    return sum_of(assessment.lines, assessment.adjustment, assessment.score)


def formula_lines(assessment: Assessment) -> list[str]:
    """What stands under the score: the formula, the same with the numbers, and how the rate is counted."""
    return [formula(weights_of(assessment.ruleset, assessment.figures)), sum_words(assessment), RATE]


LINES = (
    Column(gettext_lazy("What is counted"), lambda line, today: line.label, is_title=True),
    Column(gettext_lazy("How much"), lambda line, today: line.amount),
    Column(gettext_lazy("How it counts"), lambda line, today: line.reckoning),
    Column(gettext_lazy("Points off"), lambda line, today: plain(line.points), "num"),
)


def lines_table(assessment: Assessment, today: date) -> Table:
    return table_of(_("Deductions"), LINES, assessment.lines, today)


def stages_of(assessment: Assessment) -> list[Stage]:
    days = [
        (_("Counted"), assessment.drafted_on),
        (_("Told to the subdistrict"), assessment.told_on),
        (pgettext("assessment", "Settled"), assessment.agreed_on or assessment.answered_on),
        (_("Locked"), assessment.locked_on),
    ]
    at = {"drafted": 1, "told": 2, "objected": 2, "settled": 3}.get(assessment.status, len(days))
    return [
        Stage(label, "done" if index < at else "current" if index == at else "todo", on if index < at else None)
        for index, (label, on) in enumerate(days)
    ]


def step_of(assessment: Assessment, today: date) -> Step | None:
    """What happens next, and who does it; None once it is locked."""
    office, committee, place = _("Committee office"), _("Safety committee"), assessment.unit.short_name
    if assessment.status == AssessmentStatus.DRAFTED:
        return Step(_("Look through the figures and tell the subdistrict"), office, CLAUSE)
    if assessment.status == AssessmentStatus.TOLD:
        if missing := why_not_locked(assessment, today):
            what = _("Object until %(day)s, or say that there is no objection")
            words = what % {"day": day_in_words(assessment.object_by)}
            return Step(words, place, CLAUSE, missing=[Missing(missing)])
        return Step(_("Lock the assessment: nobody objected in time"), committee, CLAUSE)
    if assessment.status == AssessmentStatus.OBJECTED:
        return Step(_("Answer the objection"), committee, CLAUSE)
    if assessment.status == AssessmentStatus.SETTLED:
        return Step(_("Lock the assessment"), committee, CLAUSE)
    return None


def facts_of(assessment: Assessment, *, is_inner: bool) -> list[Fact]:
    sheet = assessment.sheet
    edition = assessment.ruleset
    rows = [
        Fact(_("Score"), _("%(score)s of 100") % {"score": plain(assessment.score)}, clause=CLAUSE),
        Fact(_("Subdistrict"), assessment.unit.name),
        Fact(_("Year"), assessment.year),
        Fact(_("Edition of the regulation"), edition.document_number or edition.title, edition.get_absolute_url()),
        Fact(_("Counted on"), assessment.drafted_on),
        Fact(_("Score sheet"), sheet.full_number if sheet else None, sheet.get_absolute_url() if sheet else ""),
    ]
    more = [
        Fact(_("Told to the subdistrict on"), assessment.told_on),
        Fact(_("Objection possible until"), assessment.object_by),
        Fact(_("No objection, on"), assessment.agreed_on),
        Fact(_("Objection"), assessment.objection, wide=True),
        Fact(_("Objected on"), assessment.objected_on),
        Fact(_("Answer"), assessment.get_outcome_display() if assessment.outcome else ""),
        Fact(_("Reason of the answer"), assessment.answer, wide=True),
        Fact(_("Adjusted by"), plain(assessment.adjustment) if assessment.adjustment else ""),
        Fact(_("Reason for opening it again"), assessment.reopen_reason, wide=True),
    ]
    decided = decision_facts(assessment.decision, sees_scan=is_inner) if assessment.decision_id else []
    return [*rows, *(fact for fact in more if fact.value), *decided]
