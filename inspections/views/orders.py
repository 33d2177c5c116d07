from django.utils.translation import gettext_lazy as _

from accounts.permissions import Permission
from core.lists import DescribedListView
from core.views.base import ThingDetailView
from inspections.asked_filters import OrderFilter
from inspections.models import ImmediateOrder
from inspections.presenters import orders as presenter
from inspections.queries.orders import with_all
from records.models.evidence import EvidenceRole
from records.presenters.gallery import gallery_of
from records.queries.evidence import evidence_of


class OrderListView(DescribedListView):
    """Every order in reach; of a subdistrict, its own."""

    rule = Permission.ORDER_VIEW
    model = ImmediateOrder
    filterset_class = OrderFilter
    columns = (
        presenter.MATTER,
        presenter.NUMBER,
        presenter.SUBDISTRICT,
        presenter.ISSUED,
        presenter.DUE,
        presenter.FIXED,
        presenter.VERIFIED,
        presenter.STATE,
    )
    heading = _("Orders to fix at once")
    lead = _("What the team has fixed while it is on site, each with a day of its own.")
    nothing = _("No orders to fix at once")
    why = _("None was issued, or the filters let nothing through. It is issued on the page of a confirmed finding.")
    icon_name = "lightning"
    export_verb = "order.export"

    def get_base_queryset(self):
        return with_all(super().get_base_queryset()).order_by("-issued_on", "pk")

    def get_filter_arguments(self):
        return {"today": self.today, "is_inner": Permission.ORDER_VIEW in self.access.everywhere}

    def get_context_data(self, **kwargs):
        return super().get_context_data(actions=[], **kwargs)


class OrderDetailView(ThingDetailView):
    rule = Permission.ORDER_VIEW
    model = ImmediateOrder
    template_name = "inspections/order/detail.html"

    def get_context_data(self, **kwargs):
        order, user = self.object, self.request.user
        links = evidence_of([order], user).get(str(order.pk), [])
        shown = [(role.label, [one for one in links if one.role == role]) for role in EvidenceRole]
        return super().get_context_data(
            badge=presenter.state_of(order),
            next_step=presenter.step_of(order, self.today),
            fact_title=_("Order to fix at once"),
            facts=presenter.facts_of(
                order, is_inner=self.access.permits(Permission.FINDING_VIEW, (order.round.scope_id,))
            ),
            galleries=[gallery_of(found, label) for label, found in shown if found],
            **kwargs,
        )
