from typing import NamedTuple

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.permissions import Permission
from core.cells import Clause, Link
from core.lists import DescribedListView
from core.presenters import timeline
from core.shapes import Badge
from core.tables import Column, table_of
from core.views.base import ThingDetailView
from planning.models import Ruleset
from planning.models.ruleset import RulesetStatus
from planning.presenters import rulesets as shown
from planning.presenters.edition_changes import changes_table
from planning.queries.rulesets import last_days, problems_of


def _clause(number, today):
    return Clause(number.clause) if number.clause else Badge(_("not fixed by the regulation"), "info")


NUMBERS = (
    Column(gettext_lazy("What"), lambda number, today: number.label),
    Column(gettext_lazy("Value"), lambda number, today: number.value),
    Column(gettext_lazy("Clause"), _clause, "tight"),
)


class EditionRow(NamedTuple):
    ruleset: Ruleset
    last_on: object
    badge: Badge


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
        Column(gettext_lazy("Title"), lambda row, today: Link(row.ruleset.title, row.ruleset.get_absolute_url())),
        Column(gettext_lazy("Document number"), lambda row, today: row.ruleset.document_number),
        Column(gettext_lazy("In force from"), lambda row, today: row.ruleset.effective_on, "date", is_named=True),
        Column(gettext_lazy("In force until"), lambda row, today: row.last_on, "date"),
        Column(gettext_lazy("State"), lambda row, today: row.badge, "tight"),
    )

    def rows_of(self, things):
        last = last_days(Ruleset.objects.approved())
        return [EditionRow(one, last.get(one.pk), shown.badge(one, last.get(one.pk), self.today)) for one in things]


class RulesetDetailView(ThingDetailView):
    model = Ruleset
    rule = Permission.OWN_DESK
    template_name = "planning/ruleset/detail.html"

    @cached_property
    def last_on(self):
        return last_days(Ruleset.objects.approved()).get(self.object.pk)

    @cached_property
    def is_inside(self) -> bool:
        """Whoever drafts or decides editions reads how one came about; everybody else reads the law alone."""
        return self.may(Permission.RULESET_DRAFT) or self.may(Permission.RULESET_DECIDE)

    def events(self):
        told = timeline([self.object], self.request.user)
        return told if self.is_inside else shown.public_events(told)

    def get_context_data(self, **kwargs):
        ruleset, last_on, today = self.object, self.last_on, self.today
        is_draft = ruleset.status == RulesetStatus.DRAFT
        problems = problems_of(ruleset) if is_draft else []
        return super().get_context_data(
            badge=shown.badge(ruleset, last_on, today),
            stages=shown.stages(ruleset, last_on, today),
            next_step=shown.next_step(ruleset, problems, last_on, today),
            returned_with=ruleset.decision_note if is_draft else "",
            changes=changes_table(ruleset, today),
            numbers=table_of(_("Numbers and lists"), NUMBERS, shown.numbers(ruleset), today),
            events=self.events(),
            facts=shown.facts(ruleset, last_on, is_inside=self.is_inside),
            topics=ruleset.topics.all(),
            methods=ruleset.methods.all(),
            **kwargs,
        )
