from accounts.permissions import Permission
from core.views.base import ScopedListView, ThingDetailView
from planning.models import PlanExtract
from planning.models.plan import PlanStatus
from planning.presenters import extracts as shown


class ExtractListView(ScopedListView):
    model = PlanExtract
    rule = Permission.EXTRACT_VIEW
    template_name = "planning/extract/list.html"

    def get_base_queryset(self):
        return super().get_base_queryset().select_related("plan", "unit", "received_by")


class ExtractDetailView(ThingDetailView):
    model = PlanExtract
    rule = Permission.EXTRACT_VIEW
    template_name = "planning/extract/detail.html"

    def get_context_data(self, **kwargs):
        extract = self.object
        return super().get_context_data(
            is_superseded=extract.plan.status == PlanStatus.SUPERSEDED,
            rounds=shown.rounds(extract),
            next_step=shown.next_step(extract),
            ruleset=extract.plan.ruleset,
            methods=extract.plan.methods,
            **kwargs,
        )
