from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.permissions import Permission
from core.cells import Link, Soft
from core.joined import joined_columns
from core.lists import DescribedListView
from core.presenters import timeline
from core.queries.later import Batch
from core.tables import Column
from core.views.base import ThingDetailView
from inspections.filters import EnterpriseFilter
from inspections.models import Enterprise, Finding
from inspections.presenters import enterprises as presenter
from inspections.presenters.findings import finding_rows
from inspections.queries import enterprises as queries

# Of the history on a page; the list of findings shows all.
LATEST = 100


def _name(row, today):
    enterprise = row.enterprise
    former = enterprise.former_name
    named = Link(enterprise.name, enterprise.get_absolute_url())
    return (named, Soft(_("formerly %(name)s") % {"name": former})) if former else named


REGISTER = (
    Column(gettext_lazy("Enterprise"), _name, is_title=True, width=32),
    Column(gettext_lazy("Subdistrict"), lambda row, today: row.enterprise.subdistrict.short_name, "tight"),
    Column(gettext_lazy("Industry"), lambda row, today: row.enterprise.sector, is_desk_only=True),
    Column(
        gettext_lazy("Unified social credit code"), lambda row, today: row.enterprise.credit_code, "tight",
        is_desk_only=True, width=22,
    ),
    Column(gettext_lazy("Key enterprise"), lambda row, today: _("yes") if row.enterprise.is_key else None, "tight"),
)  # fmt: skip
COUNTED = (
    Column(gettext_lazy("Findings"), lambda row, today: row.count, "num", is_named=True),
    Column(gettext_lazy("Latest finding"), lambda row, today: row.latest, "date", is_desk_only=True),
)


class EnterpriseListView(DescribedListView):
    """Enterprises as far as this person knows of them (R8)."""

    rule = Permission.ENTERPRISE_VIEW
    model = Enterprise
    filterset_class = EnterpriseFilter
    paginate_by = 50
    heading = gettext_lazy("Enterprises")
    lead = gettext_lazy("To which rounds were extended.")
    lead_clause = "一(二)1"
    nothing = gettext_lazy("No enterprise here")
    why = gettext_lazy("No round has looked at an enterprise yet, or at none that the filters let through.")
    icon_name = "building"
    export_verb = "enterprise.export"
    page_rows = staticmethod(queries.enterprises_listed)
    counts_in_order = True

    def get_base_queryset(self):
        return super().get_base_queryset().select_related("subdistrict").order_by("name", "pk")

    def read_for_file(self, found):
        return queries.with_former_name(found)

    @property
    def sees_findings(self) -> bool:
        return self.may(Permission.FINDING_VIEW)

    def get_columns(self):
        return (*REGISTER, *COUNTED) if self.sees_findings else REGISTER

    @property
    def export_columns(self):
        address = Column(gettext_lazy("Address"), lambda row, today: row.enterprise.address, width=30)
        return (*self.get_columns(), address)

    def rows_of(self, things):
        counts = queries.counted(things, self.request.user) if self.sees_findings else {}
        return [queries.Counted(one, *counts.get(one.pk, (0, None))) for one in things]

    def thing_of(self, row):
        return row.enterprise


class EnterpriseDetailView(ThingDetailView):
    """Facts and history: rounds, findings and what became of them; other apps add theirs. What the person sees of the
    things that name the enterprise is what he sees here."""

    rule = Permission.ENTERPRISE_VIEW
    model = Enterprise
    template_name = "inspections/enterprise/detail.html"

    def get_object(self, queryset=None):
        """It has no scope of its own: what names it has (Enterprise.scope_ids)."""
        enterprise = get_object_or_404(self.get_queryset(), pk=self.kwargs["pk"])
        if not self.may(self.rule):
            raise PermissionDenied
        return enterprise

    def get_context_data(self, **kwargs):
        enterprise, user, today = self.object, self.request.user, self.today
        context = {"facts": presenter.facts_of(enterprise), "events": []}
        if self.may(Permission.FINDING_VIEW):
            context |= self._history(enterprise, user, today)
        # Who entered it and when would tell others that a team was there.
        if Permission.FINDING_VIEW in self.access.everywhere:
            context["events"] = timeline([enterprise], user)
        return super().get_context_data(**context, **kwargs)

    def _history(self, enterprise, user, today) -> dict:
        found = queries.findings_seen(user).filter(enterprise=enterprise)
        found = found.select_related("unit", "enterprise", "round__subdistrict", "round__entry__cycle")
        findings = list(found.order_by("-found_on", "-number")[:LATEST])
        batch = Batch()
        rows = finding_rows(findings, lambda finding: finding.round.ruleset_id, user, batch=batch)
        joined = joined_columns(Finding, findings, user, today, thing_of=lambda row: row.finding, batch=batch)
        visits = queries.rounds_that_visited(enterprise, user)
        return {
            "visits": presenter.rounds_table(visits, today),
            "findings": presenter.findings_table(rows, queries.repeated(findings), joined, today),
        }
