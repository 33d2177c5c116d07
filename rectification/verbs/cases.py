from django.utils.translation import gettext_lazy as _

from core.verbs import Noun, Verb, Work
from inspections.models import SubdistrictRound
from inspections.models.report import ReportStatus
from inspections.policies import shown_report_of
from inspections.queries.names import name_fields
from records.previews import numbered_papers
from rectification.actions import cases
from rectification.forms.cases import AcceptForm, IssueForm, MeetingForm, ReceiveForm, ReturnForm, SubmitForm
from rectification.models import RectificationCase
from rectification.papers.filed_report import filed_report
from rectification.presenters.cases import why_not_filed
from rectification.presenters.crumbs import case_crumbs
from rectification.queries.cases import rounds_to_feed_back, to_file, with_parts
from rectification.views.case_verbs import CaseDecisionView, CaseIssueView, CaseReceiptView, CaseSubmitView


def _has_approved_report(round_, user, today) -> bool:
    report = shown_report_of(round_)
    is_approved = report is not None and report.status == ReportStatus.APPROVED
    return is_approved and getattr(round_, "case", None) is None


def _has_no_meeting(case, user, today) -> bool:
    return case.meeting_on is None


def _why_not_accepted(case, user, today):
    return _("Possible once every item is closed.") if case.items.not_closed().exists() else ""


def _why_not_returned(case, user, today):
    return "" if case.items.unfinished().exists() else _("Return an item first.")


CASE = Noun(
    model=RectificationCase,
    name="case",
    path="rectification",
    home="rectification:case-list",
    fetch=with_parts,
    named=tuple(name_fields("round")),
    crumbs=case_crumbs,
    verbs=(
        Verb(
            name="issue_feedback",
            label=_("Issue the feedback"),
            action=cases.issue_feedback,
            form=IssueForm,
            view=CaseIssueView,
            on=SubdistrictRound,
            effect=_("It gets its number and goes to the subdistrict; the two months start to run."),
            done=_("The feedback is issued; the subdistrict has been told."),
            who=_("Committee office"),
            preview=numbered_papers,
            clause="三(三)4",
            icon="send",
            is_step=True,
            offered=_has_approved_report,
            work=Work(order=500, find=rounds_to_feed_back),
        ),
        Verb(
            name="sign_receipt",
            label=_("Sign for the feedback"),
            action=cases.sign_receipt,
            form=ReceiveForm,
            view=CaseReceiptView,
            done=_("Your receipt is recorded. The two months run from it."),
            clause="三(三)4",
            icon="check2-square",
            is_step=True,
            work=Work(order=510),
        ),
        Verb(
            name="submit",
            label=_("File the rectification report"),
            action=cases.submit,
            form=SubmitForm,
            view=CaseSubmitView,
            done=_("The report is with the committee for review."),
            preview=filed_report,
            clause="三(三)5",
            icon="send",
            is_step=True,
            blocked=why_not_filed,
            work=Work(order=610, find=to_file),
        ),
        Verb(
            name="accept",
            label=_("Accept the rectification"),
            action=cases.accept,
            form=AcceptForm,
            view=CaseDecisionView,
            effect=_("Every item is closed. The opinion gets its number and goes to the subdistrict."),
            done=_("The rectification is accepted."),
            who=_("Safety committee"),
            preview=numbered_papers,
            clause="三(三)5",
            icon="check-lg",
            is_step=True,
            blocked=_why_not_accepted,
        ),
        Verb(
            name="return",
            label=_("Return to the subdistrict"),
            action=cases.return_,
            form=ReturnForm,
            view=CaseDecisionView,
            effect=_("Only the items below go back; what is closed stays closed. They count as not done."),
            done=_("The report is returned; the opinion has its number and the subdistrict has been told."),
            who=_("Safety committee"),
            preview=numbered_papers,
            clause="三(三)5",
            icon="reply",
            tone="danger",
            blocked=_why_not_returned,
        ),
        Verb(
            name="record_meeting",
            label=_("Record the feedback meeting"),
            action=cases.record_meeting,
            form=MeetingForm,
            effect=_("The feedback given to a principal in a meeting is delivered by it."),
            done=_("The meeting is recorded."),
            who=_("Committee office"),
            clause="三(三)4",
            icon="people",
            offered=_has_no_meeting,
        ),
    ),
)
