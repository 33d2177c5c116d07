from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.permissions import Permission
from core.buttons import button
from core.presenters import timeline
from core.views.base import ScopedListView, ThingDetailView
from planning.actions import extracts
from planning.models import PlanExtract
from planning.models.plan import PlanStatus
from planning.views.common import VerbView
from records.forms import ReceiptForm


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

    def get_queryset(self):
        return super().get_queryset().select_related("plan__ruleset", "unit", "received_by__unit")

    def get_context_data(self, **kwargs):
        extract = self.object
        is_superseded = extract.plan.status == PlanStatus.SUPERSEDED
        is_open = extract.received_on is None and not is_superseded
        actions = []
        if is_open and self.may(Permission.EXTRACT_RECEIVE, extract):
            actions = [
                button(_("Confirm receipt"), "planning:extract-receive", extract, kind="primary", icon="check2-square")
            ]
        rounds = [
            one | {"from_on": parse_date(one["from_on"]), "to_on": parse_date(one["to_on"])} for one in extract.rounds
        ]
        return super().get_context_data(
            crumbs=[{"label": _("Extracts of the plan"), "url": reverse("planning:extract-list")}],
            is_superseded=is_superseded,
            rounds=[one | {"days": (one["to_on"] - one["from_on"]).days + 1} for one in rounds],
            actions=actions,
            next_step={
                "what": _next_step(extract, is_superseded),
                "who": extract.unit.short_name if is_open else "",
                "clause": "三(三)1",
                "signal": "normal" if is_open else "done",
            },
            ruleset=extract.plan.ruleset,
            methods=extract.plan.methods,
            events=timeline([extract], self.request.user),
            **kwargs,
        )


def _next_step(extract, is_superseded) -> str:
    if extract.received_on is not None:
        return _("Receipt is confirmed")
    if is_superseded:
        return _("Nothing; the extract of the newer edition counts")
    return _("Confirm receipt and prepare for the inspection") if extract.rounds else _("Confirm receipt")


class ExtractReceiveView(VerbView):
    model = PlanExtract
    action = staticmethod(extracts.receive)
    argument = "extract"
    rule = Permission.EXTRACT_RECEIVE
    form_class = ReceiptForm
    title = gettext_lazy("Confirm receipt of the extract")
    submit_label = gettext_lazy("Confirm receipt")
    clause = "三(三)1"
    success_message = gettext_lazy("Receipt is confirmed. Thank you.")
