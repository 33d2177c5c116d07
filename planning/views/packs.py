from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.permissions import Permission
from core.views.base import ScopedListView, ThingDetailView
from planning.models import RulePack
from planning.presenters.packs import numbers


class PackListView(ScopedListView):
    model = RulePack
    rule = Permission.OWN_DESK
    template_name = "planning/pack/list.html"


class PackDetailView(ThingDetailView):
    model = RulePack
    rule = Permission.OWN_DESK
    template_name = "planning/pack/detail.html"

    def get_context_data(self, **kwargs):
        pack = self.object
        return super().get_context_data(
            crumbs=[{"label": _("The regulation"), "url": reverse("planning:pack-list")}],
            numbers=numbers(pack),
            facts=[
                {"label": _("Document number"), "value": pack.document_number},
                {"label": _("In force from"), "value": pack.effective_on},
                {"label": _("State"), "value": pack.get_status_display()},
            ],
            contents=pack.content_items.all(),
            methods=pack.methods.all(),
            **kwargs,
        )
