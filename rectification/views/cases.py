from django.core.paginator import Paginator
from django.db.models import Count
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from accounts.permissions import Permission
from core.buttons import bulk_buttons
from core.presenters import badge_of
from core.views.base import ScopedListView, ThingDetailView
from deadlines.models import Deadline
from inspections.models.correction import CorrectionStatus
from records.models import EvidenceLink, IssuedDocument
from rectification import duties
from rectification.filters import CaseFilter, ItemFilter
from rectification.models import RectificationCase
from rectification.presenters import cases as presenter
from rectification.presenters.items import item_row, sees_inner
from rectification.queries.progress import progress_of, with_progress
from rectification.views.inside import ITEMS_A_PAGE


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
            presenter.CaseRow(case, badge_of(case), presenter.due_of(case, self.today))
            for case in context["object_list"]
        ]
        return context


class CaseDetailView(ThingDetailView):
    """The whole of one rectification: stage, next step, numbers, and its items with filters."""

    rule = Permission.CASE_VIEW
    model = RectificationCase
    template_name = "rectification/case/detail.html"

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
        submissions = list(
            case.submissions.select_related("committed_by__unit")
            .annotate(item_count=Count("lines"))
            .order_by("number")
        )
        inner = sees_inner(case, self.access)
        filterset = ItemFilter(
            self.request.GET, queryset=self.items, request=self.request, today=self.today,
            sees_inner=inner,
        )  # fmt: skip
        page = Paginator(filterset.qs, ITEMS_A_PAGE).get_page(self.request.GET.get("page"))
        documents = IssuedDocument.objects.visible_to(user).filter(subject_id=str(case.pk)).defer("data")
        return super().get_context_data(
            case=case,
            stages=presenter.stages_of(case, submissions[-1].submitted_on if submissions else None),
            next_step=presenter.next_step_of(
                case,
                progress.all,
                unanswered=case.items.unanswered().count(),
                principals=[term.full_name for term in terms],
                today=self.today,
                review=self.review(),
            ),
            facts=presenter.facts_of(case, sees_inner=inner),
            progress=progress,
            kind_rows=presenter.kind_rows(progress),
            submissions=submissions[::-1],
            documents=documents.order_by("numbered_at"),
            is_being_corrected=case.corrections.filter(status=CorrectionStatus.PROPOSED).exists(),
            papers=EvidenceLink.objects.visible_to(user).filter(subject_id=str(case.pk)).select_related("blob"),
            filter=filterset,
            page_obj=page,
            rows=[item_row(item, self.today) for item in page],
            bulk=bulk_buttons(case, user=user, today=self.today),
            exports=[
                {"label": _("Ledger (Excel)"), "url": reverse("rectification:case-ledger", args=[case.pk, "xlsx"])},
                {"label": _("Ledger (CSV)"), "url": reverse("rectification:case-ledger", args=[case.pk, "csv"])},
            ],
            **kwargs,
        )
