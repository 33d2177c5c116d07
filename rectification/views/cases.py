from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.permissions import Permission
from core.presenters import timeline
from core.views.base import ScopedListView, ThingDetailView
from core.views.verbs import ActionView
from deadlines.models import Deadline
from inspections.models import SubdistrictRound
from inspections.models.correction import CorrectionStatus
from inspections.models.report import ReportStatus
from inspections.policies import report_of
from records.models import EvidenceLink, IssuedDocument
from rectification import duties
from rectification.actions import cases
from rectification.commitment import COMMITMENT
from rectification.deliveries import due_if_issued
from rectification.filters import CaseFilter, ItemFilter
from rectification.forms.cases import AcceptForm, IssueForm, MeetingForm, ReceiveForm, ReturnForm, SubmitForm
from rectification.models import RectificationCase
from rectification.presenters import cases as presenter
from rectification.presenters.items import row_of, sees_inner
from rectification.queries.progress import progress_of, with_progress
from rectification.snapshot import items_of
from rectification.views.inside import ITEMS_A_PAGE, InCaseMixin, bulk_verbs, case_crumbs, case_queryset


class CaseListView(ScopedListView):
    rule = Permission.CASE_VIEW
    model = RectificationCase
    filterset_class = CaseFilter
    template_name = "rectification/case/list.html"

    def get_base_queryset(self):
        found = (
            super()
            .get_base_queryset()
            .select_related("unit", "round__entry__cycle", "feedback", "deadline", "resubmission")
        )
        return with_progress(found, self.today).order_by("-issued_on", "unit__org_code", "pk")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        context["rows"] = [
            {
                "case": case,
                "tone": presenter.TONES[case.status],
                "due": presenter.due_of(case, self.today),
            }
            for case in context["object_list"]
        ]
        return context


class CaseDetailView(ThingDetailView):
    """The whole of one rectification: stage, next step, numbers, and its items with filters."""

    rule = Permission.CASE_VIEW
    model = RectificationCase
    template_name = "rectification/case/detail.html"

    def get_queryset(self):
        return case_queryset(super().get_queryset())

    @cached_property
    def items(self):
        return self.object.items.select_related("deadline", "finding").order_by("number")

    def review(self):
        """The running duty of the committee, as far as this person sees it."""
        found = Deadline.objects.visible_to(self.request.user).open().of(self.object)
        return found.of_kind(duties.REVIEW.code).first()

    def get_context_data(self, **kwargs):
        case, user = self.object, self.request.user
        progress = progress_of(case.items.all(), self.today)
        terms = case.unit.terms.in_post(self.today)
        submissions = list(case.submissions.select_related("committed_by__unit"))
        filterset = ItemFilter(
            self.request.GET, queryset=self.items, request=self.request, today=self.today,
            sees_inner=sees_inner(case, self.access),
        )  # fmt: skip
        page = Paginator(filterset.qs, ITEMS_A_PAGE).get_page(self.request.GET.get("page"))
        documents = IssuedDocument.objects.visible_to(user).filter(subject_id=str(case.pk)).defer("data")
        return super().get_context_data(
            case=case,
            crumbs=case_crumbs(),
            tone=presenter.TONES[case.status],
            stages=presenter.stages_of(case, submissions[-1].submitted_on if submissions else None),
            next_step=presenter.next_step_of(
                case,
                progress.all,
                unanswered=case.items.unanswered().count(),
                principals=[term.full_name for term in terms],
                today=self.today,
                review=self.review(),
            ),
            actions=presenter.actions_of(case, progress.all, self.access),
            facts=presenter.facts_of(case),
            progress=progress,
            kind_rows=presenter.kind_rows(progress),
            submissions=submissions[::-1],
            documents=documents.order_by("numbered_at"),
            is_being_corrected=case.corrections.filter(status=CorrectionStatus.PROPOSED).exists(),
            papers=EvidenceLink.objects.visible_to(user).filter(subject_id=str(case.pk)).select_related("blob"),
            filter=filterset,
            page_obj=page,
            rows=[row_of(item, self.today) for item in page],
            bulk_verbs=bulk_verbs(case, progress.all, user, self.access),
            exports=[
                {"label": _("Ledger (Excel)"), "url": reverse("rectification:case-ledger", args=[case.pk, "xlsx"])},
                {"label": _("Ledger (CSV)"), "url": reverse("rectification:case-ledger", args=[case.pk, "csv"])},
            ],
            events=timeline([case], user),
            **kwargs,
        )


class FeedbackIssueView(ActionView):
    """What the committee has approved goes out; shows what that is before it does."""

    rule = Permission.FEEDBACK_ISSUE
    model = SubdistrictRound
    action = staticmethod(cases.issue_feedback)
    argument = "round"
    form_class = IssueForm
    template_name = "rectification/case/issue.html"
    title = gettext_lazy("Issue the feedback")
    submit_label = gettext_lazy("Give the feedback its number and issue it")
    success_message = gettext_lazy("The feedback is issued; the subdistrict has been told.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"unit": self.thing.subdistrict}

    def facts(self, form):
        """The report's approval is asked anew; of the round's own changes none touches what is issued."""
        return {name: value for name, value in form.cleaned_data.items() if name != "version"}

    def get_context_data(self, **kwargs):
        report = report_of(self.thing)
        snapshot = report.snapshot if report and report.status == ReportStatus.APPROVED else None
        lines = []
        if snapshot:
            findings = self.thing.findings.confirmed().ordinary()
            lines = items_of(
                snapshot, standing={str(finding.pk): finding for finding in findings},
                on=self.today, until=due_if_issued(self.today, self.thing.ruleset),
            )  # fmt: skip
        return super().get_context_data(
            lines=lines, is_approved=snapshot is not None,
            case=RectificationCase.objects.filter(round=self.thing).first(),
            **kwargs,
        )  # fmt: skip


class CaseActionView(InCaseMixin, ActionView):
    model = RectificationCase
    argument = "case"

    @cached_property
    def thing(self):
        if not self.may(self.rule, self.case):
            raise PermissionDenied
        return self.case

    def get_context_data(self, **kwargs):
        return super().get_context_data(case=self.case, crumbs=case_crumbs(self.case), **kwargs)


class CaseMeetingView(CaseActionView):
    action = staticmethod(cases.record_meeting)
    rule = Permission.FEEDBACK_ISSUE
    form_class = MeetingForm
    title = submit_label = gettext_lazy("Record the feedback meeting")
    explanation = gettext_lazy("The feedback given to a principal in a meeting is delivered by it.")
    success_message = gettext_lazy("The meeting is recorded.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"unit": self.case.unit}


class CaseReceiveView(CaseActionView):
    action = staticmethod(cases.sign_receipt)
    rule = Permission.FEEDBACK_RECEIVE
    form_class = ReceiveForm
    template_name = "rectification/case/receive.html"
    title = submit_label = gettext_lazy("Sign for the feedback")
    success_message = gettext_lazy("Your receipt is recorded. The two months run from it.")


class CaseSubmitView(CaseActionView):
    action = staticmethod(cases.submit)
    rule = Permission.CASE_SUBMIT
    form_class = SubmitForm
    template_name = "rectification/case/submit.html"
    title = submit_label = gettext_lazy("File the rectification report")
    success_message = gettext_lazy("The report is with the committee for review.")

    @cached_property
    def days_late(self) -> int:
        return max((self.today - self.case.running_deadline.due_on).days, 0)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"days_late": self.days_late}

    def get_initial(self):
        last = self.case.submissions.order_by("number").last()
        kept = {"measures": last.measures, "investigation": last.investigation} if last else {}
        return super().get_initial() | kept

    def facts(self, form):
        """What the principal put his word to is kept in the words he read."""
        return super().facts(form) | {"on": self.today, "commitment": COMMITMENT}

    def get_success_url(self):
        return self.case.get_absolute_url()

    def get_context_data(self, **kwargs):
        case = self.case
        number = case.submissions.count() + 1
        filing = case.items.live().filter(filing=number)
        items = filing.select_related("deadline", "finding").order_by("number")
        return super().get_context_data(
            due=presenter.due_of(case, self.today),
            days_late=self.days_late,
            number=number,
            tally=progress_of(filing, self.today).all,
            explained=[item for item in items if item.is_explained],
            unanswered=case.items.unanswered().order_by("number"),
            **kwargs,
        )


class _DecisionView(CaseActionView):
    rule = Permission.CASE_REVIEW
    template_name = "rectification/case/decide.html"

    def get_context_data(self, **kwargs):
        case = self.case
        return super().get_context_data(
            tally=progress_of(case.items.all(), self.today).all,
            unfinished=case.items.unfinished().order_by("number"),
            submission=case.submissions.order_by("number").last(),
            **kwargs,
        )


class CaseReturnView(_DecisionView):
    action = staticmethod(cases.return_)
    form_class = ReturnForm
    tone = "danger"
    title = submit_label = gettext_lazy("Return to the subdistrict")
    explanation = gettext_lazy("Only the items below go back; what is closed stays closed. They count as not done.")
    success_message = gettext_lazy(
        "The report is returned; the opinion has its number and the subdistrict has been told."
    )


class CaseAcceptView(_DecisionView):
    action = staticmethod(cases.accept)
    form_class = AcceptForm
    title = submit_label = gettext_lazy("Accept rectification")
    explanation = gettext_lazy("Every item is closed. The opinion gets its number and goes to the subdistrict.")
    success_message = gettext_lazy("The rectification is accepted.")
