from django.urls import reverse

from accounts.permissions import Permission
from core.views.base import ThingDetailView
from core.views.verbs import VerbView
from rectification.models import RectificationItem
from rectification.presenters import items as presenter
from rectification.presenters.course import course_of


class ItemDetailView(ThingDetailView):
    rule = Permission.CASE_VIEW
    model = RectificationItem
    template_name = "rectification/item/detail.html"

    def get_context_data(self, **kwargs):
        item, user = self.object, self.request.user
        case = item.case
        inner = presenter.sees_inner(case, self.access)
        neighbours = case.items.order_by("number")
        return super().get_context_data(
            case=case,
            item=item,
            row=presenter.item_row(item, self.today),
            next_step=presenter.next_step_of(item, case, self.today),
            facts=presenter.facts_of(item, case, sees_inner=inner),
            course=course_of(item, user, self.today, sees_inner=inner),
            before=neighbours.filter(number__lt=item.number).last(),
            after=neighbours.filter(number__gt=item.number).first(),
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
            **kwargs,
        )
