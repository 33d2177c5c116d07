from django.urls import reverse
from django.utils.translation import gettext_lazy

from accounts.permissions import Permission
from core.lists import DescribedListView
from core.tables import Column
from core.views.base import ThingDetailView
from core.views.verbs import VerbView
from records.queries.evidence import evidence_of
from rectification.contributions.samples import drawn_seen
from rectification.filters import ItemOverviewFilter
from rectification.models import RectificationItem
from rectification.presenters import items as presenter
from rectification.presenters.course import course_of
from rectification.presenters.item_table import DUE, KIND, NUMBER, PROBLEM, STATE
from rectification.queries.items import items_listed, neighbours_of


def pictures_seen(item, user) -> presenter.Pictures:
    """All that this person may see of it."""
    return presenter.pictures_of(evidence_of([item], user).get(str(item.pk), []), item)


class ItemListView(DescribedListView):
    """The items of every case in reach."""

    rule = Permission.CASE_VIEW
    model = RectificationItem
    filterset_class = ItemOverviewFilter
    heading = gettext_lazy("Rectification items")
    lead = gettext_lazy(
        "Each problem or hazard of the feedback that has to be rectified, of all subdistricts and years."
    )
    nothing = gettext_lazy("No items")
    icon_name = "card-checklist"
    page_rows = staticmethod(items_listed)
    columns = (
        NUMBER,
        PROBLEM,
        Column(gettext_lazy("Round"), lambda row, today: row.item.case.round),
        KIND,
        DUE,
        STATE,
    )

    def get_base_queryset(self):
        return super().get_base_queryset().order_by("-issued_on", "case_id", "number", "pk")

    def get_filter_arguments(self):
        return {"today": self.today}

    def rows_of(self, things):
        return [presenter.item_row(item, self.today) for item in things]

    def get_context_data(self, **kwargs):
        return super().get_context_data(actions=[], **kwargs)


class ItemDetailView(ThingDetailView):
    rule = Permission.CASE_VIEW
    model = RectificationItem
    template_name = "rectification/item/detail.html"

    def get_context_data(self, **kwargs):
        item, user = self.object, self.request.user
        case = item.case
        inner = presenter.sees_inner(case, self.access)
        before, after = neighbours_of(item)
        return super().get_context_data(
            case=case,
            item=item,
            row=presenter.item_row(item, self.today),
            next_step=presenter.next_step_of(item, case, self.today),
            facts=presenter.facts_of(item, case, sees_inner=inner),
            course=course_of(item, user, self.today, sees_inner=inner),
            sample=drawn_seen(item, user),
            before=before,
            after=after,
            **kwargs,
        )


class ItemVerbView(VerbView):
    """A verb of an item, below what is known of it; `?back=review` leads back to the committee's list of what is to be
    decided."""

    template_name = "rectification/item/action.html"

    @property
    def cancel_url(self) -> str:
        if self.request.GET.get("back") == "review" or self.request.POST.get("back") == "review":
            return reverse("rectification:case-review", args=[self.thing.case_id])
        return self.thing.get_absolute_url()

    def get_success_url(self):
        return self.cancel_url

    def get_context_data(self, **kwargs):
        item = self.thing
        return super().get_context_data(
            item=item,
            row=presenter.item_row(item, self.today),
            sees_inner=presenter.sees_inner(item.case, self.access),
            pictures=pictures_seen(item, self.request.user),
            sample=drawn_seen(item, self.request.user),
            **kwargs,
        )
