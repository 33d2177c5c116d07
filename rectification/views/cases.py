from django.core.paginator import Paginator
from django.db.models import Count
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.permissions import Permission
from core.buttons import bulk_buttons
from core.cells import Due, Link, Soft
from core.day_words import day_in_list
from core.lists import DescribedListView
from core.presenters import badge_of
from core.shapes import Button
from core.tables import Column
from core.views.base import ThingDetailView
from deadlines.models import Deadline
from inspections.models.correction import CorrectionStatus
from records.models import EvidenceLink, IssuedDocument
from rectification import duties
from rectification.filters import CaseFilter, ItemFilter
from rectification.models import RectificationCase
from rectification.presenters import cases as presenter
from rectification.presenters.item_table import item_table
from rectification.presenters.items import item_row, sees_inner
from rectification.queries.progress import PROGRESS, progress_of, with_progress


def _subdistrict(row, today):
    case = row.case
    return Link(f"{case.unit.short_name} {case.round.entry.cycle}", case.get_absolute_url())


def _received(row, today):
    case = row.case
    return case.received_on or Soft(_("deemed %(day)s") % {"day": day_in_list(case.deemed_on)})


def _overdue(row, today):
    count = row.case.overdue_count
    return Link(count, f"{row.case.get_absolute_url()}?overdue=1") if count else None


def _closed(row, today):
    return f"{row.case.closed_count} / {row.case.live_count}"


ITEMS_A_PAGE = 25


class CaseListView(DescribedListView):
    rule = Permission.CASE_VIEW
    model = RectificationCase
    filterset_class = CaseFilter
    heading = gettext_lazy("Rectification")
    lead = gettext_lazy("One row for each feedback: what was found, what is rectified, what is closed.")
    nothing = gettext_lazy("No feedback has been issued yet")
    why = gettext_lazy(
        "Once the committee has approved a report and the office has issued the feedback, its rectification stands"
        " here."
    )
    icon_name = "list-check"
    columns = (
        Column(gettext_lazy("Subdistrict"), _subdistrict),
        Column(gettext_lazy("Feedback"), lambda row, today: row.case.feedback.full_number, is_desk_only=True),
        Column(gettext_lazy("Issued on"), lambda row, today: row.case.issued_on, "date", is_desk_only=True),
        Column(gettext_lazy("Received on"), _received, "date", is_desk_only=True),
        Column(gettext_lazy("To be filed by"), lambda row, today: Due(row.due), "tight"),
        Column(gettext_lazy("Closed / all"), _closed, "num", is_named=True),
        Column(gettext_lazy("Overdue"), _overdue, "num", is_named=True),
        Column(gettext_lazy("State"), lambda row, today: row.badge, "tight"),
    )

    def get_base_queryset(self):
        found = (
            super()
            .get_base_queryset()
            .select_related("unit", "round__entry__cycle", "feedback", "deadline", "resubmission")
        )
        return found.order_by("-issued_on", "pk")

    def rows_of(self, things):
        """The numbers of the cases shown alone: they are counted from all their items."""
        counted = with_progress(RectificationCase.objects.filter(pk__in=[case.pk for case in things]), self.today)
        numbers = {row.pop("pk"): row for row in counted.values("pk", *PROGRESS)}
        for case in things:
            vars(case).update(numbers[case.pk])
        return [presenter.CaseRow(case, badge_of(case), presenter.due_of(case, self.today)) for case in things]


class CaseDetailView(ThingDetailView):
    """The whole of one rectification: stage, next step, numbers, and its items with filters."""

    rule = Permission.CASE_VIEW
    model = RectificationCase
    template_name = "rectification/case/detail.html"

    @cached_property
    def items(self):
        return self.object.items.select_related("deadline", "finding").order_by("number")

    def ledger_url(self, form: str) -> str:
        """Of what the filters let through."""
        url = reverse("rectification:case-ledger", args=[self.object.pk, form])
        asked = self.request.GET.copy()
        asked.pop("page", None)
        return f"{url}?{asked.urlencode()}" if asked else url

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
        rows = [item_row(item, self.today) for item in page]
        bulk = bulk_buttons(case, user=user, today=self.today)
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
            rows=rows,
            table=item_table(rows, self.today, is_choosable=bool(bulk)),
            bulk=bulk,
            exports=[
                Button(label, self.ledger_url(form))
                for form, label in (("xlsx", _("Ledger (Excel)")), ("csv", _("Ledger (CSV)")))
            ],
            **kwargs,
        )
