from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from accounts.permissions import Permission
from core.presenters import timeline
from core.verbs import noun_of
from core.views.base import ScopedListView, ThingDetailView
from core.views.verbs import VerbView
from inspections.changes import with_changes
from inspections.contributions.ways import import_button, record_button
from inspections.filters import FindingFilter, OverviewFilter
from inspections.forms.findings import BulkForm
from inspections.models import Finding
from inspections.presenters.findings import facts_of, finding_rows, may_record
from inspections.presenters.rounds import counts, round_crumbs
from inspections.queries.enterprises import enterprises_known_to
from inspections.views.inside import InsideRound
from records.models import EvidenceLink

NAMES_OFFERED = 500


class FindingListView(InsideRound, ScopedListView):
    """The findings of one round, with the bulk bar for those who may use it."""

    rule = Permission.FINDING_VIEW
    model = Finding
    filterset_class = FindingFilter
    template_name = "inspections/finding/list.html"
    paginate_by = 50

    def get_base_queryset(self):
        found = super().get_base_queryset().filter(round=self.round)
        return found.select_related("unit", "enterprise").order_by("number", "recorded_at")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        round_, user, today = self.round, self.request.user, self.today
        records = may_record(round_, user, today)
        return context | {
            "rows": finding_rows(context["object_list"], lambda finding: round_.ruleset_id),
            "counts": counts(round_, user),
            "actions": [record_button(round_, user, today), import_button(round_)] if records else [],
            "bulk": bulk_form(round_, Finding.objects.none(), auto_id="bulk_%s") if records else None,
            "exports": exports(reverse("inspections:finding-list", args=[round_.pk]), self.get_base_queryset()),
            "crumbs": round_crumbs(round_),
        }


def bulk_form(round_, findings, data=None, **kwargs) -> BulkForm:
    """One verb for many findings, under the label it has everywhere."""
    label = noun_of(Finding).verb("confirm").label
    return BulkForm(data, ruleset=round_.ruleset, queryset=findings, confirm_label=label, **kwargs)


class FindingOverviewView(ScopedListView):
    """Findings of every round in reach."""

    rule = Permission.FINDING_VIEW
    model = Finding
    filterset_class = OverviewFilter
    template_name = "inspections/finding/overview.html"
    paginate_by = 50

    def get_base_queryset(self):
        found = (
            super()
            .get_base_queryset()
            .select_related("unit", "enterprise", "round__subdistrict", "round__entry__cycle")
        )
        return found.order_by("-round__planned_from_on", "round", "number")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {
            "rows": finding_rows(context["object_list"], lambda finding: finding.round.ruleset_id),
            "exports": exports(reverse("inspections:finding-overview"), self.get_base_queryset()),
        }


def exports(base, findings) -> list[dict]:
    """Files of the list; of leads, one of their own for whoever sees any of them (ADR 9)."""
    files = [{"label": "Excel", "url": f"{base}export.xlsx"}, {"label": "CSV", "url": f"{base}export.csv"}]
    if findings.apart().exists():
        files += [
            {"label": _("Leads, Excel"), "url": f"{base}leads.xlsx"},
            {"label": _("Leads, CSV"), "url": f"{base}leads.csv"},
        ]
    return files


class FindingDetailView(ThingDetailView):
    rule = Permission.FINDING_VIEW
    model = Finding
    template_name = "inspections/finding/detail.html"

    def get_context_data(self, **kwargs):
        finding, user = self.object, self.request.user
        evidence = EvidenceLink.objects.visible_to(user).filter(subject_id=str(finding.pk)).select_related("blob")
        return super().get_context_data(
            facts=facts_of(finding),
            evidence=evidence,
            events=with_changes(timeline([finding], user), finding),
            **kwargs,
        )


class _WithNames(VerbView):
    """Offers names while the subject is typed: those this person has read in the subdistrict already."""

    template_name = "inspections/finding/form.html"

    @property
    def round_of_form(self):
        return self.thing.round

    def get_context_data(self, **kwargs):
        known = enterprises_known_to(self.request.user, self.round_of_form.subdistrict_id)
        names = known.order_by("name").values_list("name", flat=True)[:NAMES_OFFERED]
        return super().get_context_data(known_names=list(names), **kwargs)


class FindingRecordView(_WithNames):
    """The day it happened is the one on which it was found."""

    @property
    def round_of_form(self):
        return self.thing

    def facts(self, form):
        facts = super().facts(form)
        return facts | {"on": facts.pop("found_on")}


class FindingEditView(_WithNames):
    """A draft, with the names it may be about."""


class Filtered(InsideRound):
    """What the page's filters let through, for exports and bulk verbs."""

    @cached_property
    def filtered(self):
        base = Finding.objects.visible_to(self.request.user).filter(round=self.round)
        query = QueryDict(self.request.GET.urlencode())
        return FindingFilter(
            query, queryset=base.select_related("unit", "enterprise"), request=self.request
        ).qs.order_by("number", "recorded_at")
