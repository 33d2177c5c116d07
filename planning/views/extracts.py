from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.permissions import Permission
from core.cells import Link, Soft
from core.lists import DescribedListView
from core.tables import Column, table_of
from core.views.base import ThingDetailView
from planning.models import PlanExtract
from planning.models.plan import PlanStatus
from planning.presenters import extracts as shown
from planning.presenters.periods import period


def _plan(extract, today):
    title = Link(extract.plan.title, extract.get_absolute_url())
    return (title, _("Edition %(edition)s") % {"edition": extract.plan.edition}) if extract.plan.edition > 1 else title


SUBDISTRICT = Column(gettext_lazy("Subdistrict"), lambda extract, today: extract.unit.short_name)
SENT = Column(gettext_lazy("Sent on"), lambda extract, today: extract.published_on, "date", is_named=True)
RECEIVED = Column(gettext_lazy("Received on"), lambda extract, today: shown.received(extract), "date", is_named=True)
ROUNDS = (
    Column(gettext_lazy("Planned"), lambda one, today: period(one.from_on, one.to_on)),
    Column(gettext_lazy("Days"), lambda one, today: one.days, "num"),
    Column(gettext_lazy("Cycle"), lambda one, today: _("Cycle %(number)s") % {"number": one.cycle}, "tight"),
    Column(gettext_lazy("Team"), lambda one, today: one.team or Soft(_("still open"))),
)


class ExtractListView(DescribedListView):
    model = PlanExtract
    rule = Permission.EXTRACT_VIEW
    heading = gettext_lazy("Extracts of the plan")
    lead = gettext_lazy("What the annual plan says about you.")
    lead_clause = "三(三)1"
    nothing = gettext_lazy("No extract yet")
    why = gettext_lazy("Your part of the annual plan appears here once the plan is published.")
    icon_name = "calendar-check"
    columns = (Column(gettext_lazy("Plan"), _plan), SUBDISTRICT, SENT, RECEIVED)

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
            rounds=table_of(_("Your inspection"), ROUNDS, shown.rounds(extract), self.today),
            next_step=shown.next_step(extract),
            ruleset=extract.plan.ruleset,
            methods=extract.plan.methods,
            **kwargs,
        )
