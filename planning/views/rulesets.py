from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.permissions import Permission
from core.views.base import ScopedListView, ThingDetailView
from planning.models import Ruleset
from planning.presenters.rulesets import numbers


class RulesetListView(ScopedListView):
    model = Ruleset
    rule = Permission.OWN_DESK
    template_name = "planning/ruleset/list.html"


class RulesetDetailView(ThingDetailView):
    model = Ruleset
    rule = Permission.OWN_DESK
    template_name = "planning/ruleset/detail.html"

    def get_context_data(self, **kwargs):
        ruleset = self.object
        return super().get_context_data(
            crumbs=[{"label": _("The regulation"), "url": reverse("planning:ruleset-list")}],
            numbers=numbers(ruleset),
            facts=[
                {"label": _("Document number"), "value": ruleset.document_number},
                {"label": _("In force from"), "value": ruleset.effective_on},
                {"label": _("State"), "value": ruleset.get_status_display()},
            ],
            topics=ruleset.topics.all(),
            methods=ruleset.methods.all(),
            **kwargs,
        )
