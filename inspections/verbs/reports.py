from django.utils.translation import gettext_lazy as _

from core.verbs import Noun, Verb, Work
from inspections.actions import reports
from inspections.forms.reports import ReportForm, ReturnReportForm, SubmitReportForm
from inspections.models import InspectionReport, SubdistrictRound
from inspections.models.round import RoundStatus
from inspections.policies import shown_report_of
from inspections.presenters.reports import report_crumbs
from inspections.queries.names import name_fields
from inspections.queries.reports import rounds_without_report, with_round
from inspections.views.reports import SubmitReportView
from records.forms import DecisionForm
from records.previews import numbered_papers


def _waits_for_its_report(round_, user, today) -> bool:
    return round_.status == RoundStatus.ENDED and shown_report_of(round_) is None


REPORT = Noun(
    model=InspectionReport,
    name="report",
    path="reports",
    home="inspections:round-list",
    fetch=with_round,
    named=tuple(name_fields("round")),
    crumbs=report_crumbs,
    verbs=(
        Verb(
            name="draft",
            label=_("Draft report"),
            on=SubdistrictRound,
            action=reports.draft,
            effect=_("What the data already say is filled in; dates, methods, figures and counts stay with the data."),
            done=_("The report is begun."),
            clause="三(三)3",
            icon="file-earmark-text",
            is_step=True,
            offered=_waits_for_its_report,
            work=Work(order=400, find=rounds_without_report),
        ),
        Verb(
            name="submit",
            label=_("Submit report"),
            action=reports.submit,
            form=SubmitReportForm,
            view=SubmitReportView,
            effect=_("The report, the feedback text and the numbered list are frozen as they are now."),
            done=_("The report is submitted; the committee decides."),
            clause="三(三)3",
            icon="send",
            is_step=True,
            work=Work(order=410),
        ),
        Verb(
            name="approve",
            label=_("Approve report"),
            action=reports.approve,
            form=DecisionForm,
            effect=_("The report gets its number; after that the feedback may be issued."),
            done=_("The report is approved."),
            preview=numbered_papers,
            clause="三(三)4",
            icon="check2-circle",
            is_step=True,
            work=Work(order=420),
        ),
        Verb(
            name="edit",
            label=_("Edit report"),
            action=reports.edit,
            form=ReportForm,
            done=_("The report is stored."),
            icon="pencil",
        ),
        Verb(
            name="return",
            label=_("Return report"),
            action=reports.return_,
            form=ReturnReportForm,
            effect=_("List what is to be changed; the leader submits the report again."),
            done=_("The report is returned to the team."),
            clause="三(三)4",
            icon="arrow-return-left",
            tone="danger",
        ),
    ),
)
