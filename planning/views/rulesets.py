from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.permissions import Permission
from core.cells import Clause
from core.lists import DescribedListView
from core.shapes import Badge
from core.tables import Column, table_of
from core.views.base import ThingDetailView
from planning.models import Ruleset
from planning.presenters.rulesets import facts, numbers


def _clause(number, today):
    return Clause(number.clause) if number.clause else Badge(_("not fixed by the regulation"), "info")


NUMBERS = (
    Column(gettext_lazy("What"), lambda number, today: number.label),
    Column(gettext_lazy("Value"), lambda number, today: number.value),
    Column(gettext_lazy("Clause"), _clause, "tight"),
)


class RulesetListView(DescribedListView):
    model = Ruleset
    rule = Permission.OWN_DESK
    heading = gettext_lazy("The regulation")
    lead = gettext_lazy(
        "Every edition of the regulation with its numbers and texts; a round keeps the edition of its days for good."
    )
    nothing = gettext_lazy("No ruleset is loaded")
    why = gettext_lazy("The system administrator loads the regulation with load_ruleset.")
    icon_name = "book"
    columns = (
        Column(gettext_lazy("Title"), lambda ruleset, today: ruleset.title, is_link=True),
        Column(gettext_lazy("Document number"), lambda ruleset, today: ruleset.document_number),
        Column(gettext_lazy("In force from"), lambda ruleset, today: ruleset.effective_on, "date", is_named=True),
        Column(gettext_lazy("State"), lambda ruleset, today: Badge(ruleset.get_status_display()), "tight"),
    )


class RulesetDetailView(ThingDetailView):
    model = Ruleset
    rule = Permission.OWN_DESK
    template_name = "planning/ruleset/detail.html"

    def get_context_data(self, **kwargs):
        ruleset = self.object
        return super().get_context_data(
            numbers=table_of(_("Numbers and lists"), NUMBERS, numbers(ruleset), self.today),
            facts=facts(ruleset),
            topics=ruleset.topics.all(),
            methods=ruleset.methods.all(),
            **kwargs,
        )
