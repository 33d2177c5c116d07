from accounts.permissions import Permission
from core.views.base import ScopedListView, ThingDetailView
from planning.models import Ruleset
from planning.presenters.rulesets import facts, numbers


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
            numbers=numbers(ruleset),
            facts=facts(ruleset),
            topics=ruleset.topics.all(),
            methods=ruleset.methods.all(),
            **kwargs,
        )
