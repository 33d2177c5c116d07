from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.permissions import Permission
from core.presenters import timeline
from core.views.base import ScopedListView, ThingDetailView
from core.views.verbs import ActionView
from inspections.actions import findings
from inspections.changes import with_changes
from inspections.due_notes import due_notes
from inspections.filters import FindingFilter, OverviewFilter
from inspections.forms.findings import (
    BulkForm,
    ConfirmFindingForm,
    EvidenceForm,
    FindingEditForm,
    FindingForm,
    WithdrawForm,
)
from inspections.models import Finding
from inspections.presenters import badge, counts, finding_actions, finding_rows, may_record
from inspections.queries.enterprises import enterprises_known_to
from inspections.views.inside import InsideRound
from inspections.views.rounds import RoundActionView, round_crumbs
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
        user = self.request.user
        records = may_record(self.round, user, self.now)
        return context | {
            "rows": finding_rows(context["object_list"], lambda finding: self.round.ruleset_id),
            "counts": counts(self.round, user),
            "may_record": records,
            "bulk": BulkForm(ruleset=self.round.ruleset, queryset=Finding.objects.none(), auto_id="bulk_%s")
            if records
            else None,
            "exports": exports(reverse("inspections:finding-list", args=[self.round.pk])),
            "crumbs": round_crumbs(self.round),
        }


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
            "exports": exports(reverse("inspections:finding-overview")),
        }


def exports(base) -> list[dict]:
    return [{"label": "Excel", "url": f"{base}export.xlsx"}, {"label": "CSV", "url": f"{base}export.csv"}]


class FindingDetailView(ThingDetailView):
    rule = Permission.FINDING_VIEW
    model = Finding
    template_name = "inspections/finding/detail.html"

    def get_queryset(self):
        related = (
            "round__subdistrict",
            "round__ruleset",
            "round__team",
            "unit",
            "enterprise",
            "recorded_by",
            "confirmed_by",
        )
        return super().get_queryset().select_related(*related)

    def get_context_data(self, **kwargs):
        finding, user = self.object, self.request.user
        evidence = EvidenceLink.objects.visible_to(user).filter(subject_id=str(finding.pk)).select_related("blob")
        return super().get_context_data(
            badge=badge(finding),
            facts=facts_of(finding),
            actions=finding_actions(finding, user, self.now),
            evidence=evidence,
            events=with_changes(timeline([finding], user), finding),
            crumbs=[*round_crumbs(finding.round), findings_crumb(finding.round)],
            **kwargs,
        )


def findings_crumb(round_) -> dict:
    return {"label": _("Findings"), "url": reverse("inspections:finding-list", args=[round_.pk])}


def facts_of(finding) -> list[dict]:
    topic = finding.round.ruleset.topics.filter(number=finding.topic_number).first()
    enterprise = finding.enterprise
    rows = [
        (_("Kind"), finding.get_kind_display(), "", False),
        (_("Inspected body or enterprise"), finding.subject_name, "一(二)1", False),
        (_("Unified social credit code"), enterprise.credit_code if enterprise else "", "", False),
        (_("Place"), finding.place, "", False),
        (_("Industry"), finding.sector, "", False),
        (_("Found on"), finding.found_on, "", False),
        (_("Topic"), str(topic) if topic else None, "三(一)", True),
        (_("Handling"), finding.get_handling_display(), "三(三)4", False),
        (_("To be fixed by"), finding.due_on or finding.due_text, "", False),
        (_("Responsibility"), finding.get_responsibility_display(), "三(一)3", False),
        (_("Supervising department"), finding.supervising_department, "", False),
        (_("Requirement"), finding.requirement, "", True),
        (_("Criterion of a major hazard"), finding.criterion, "", True),
        (_("Legal basis"), finding.legal_basis, "", True),
        (_("Opinion and suggestion"), finding.suggestion, "", True),
        (_("Remark"), finding.remark, "", True),
        (_("Recorded by"), finding.recorded_by, "", False),
        (_("Confirmed by"), finding.confirmed_by, "二(一)", False),
        (_("Confirmed on"), finding.confirmed_on, "", False),
        (_("Reason for withdrawing"), finding.withdraw_reason, "四(三)", True),
    ]
    return [
        {"label": label, "value": value, "clause": clause, "wide": wide}
        for label, value, clause, wide in rows
        if value or label in (_("Topic"), _("Handling"))
    ]


class KnownNames:
    """Names offered while the subject is typed: those this person has read in the subdistrict already."""

    def get_context_data(self, **kwargs):
        known = enterprises_known_to(self.request.user, self.round_of_form.subdistrict_id)
        names = known.order_by("name").values_list("name", flat=True)[:NAMES_OFFERED]
        return super().get_context_data(known_names=list(names), **kwargs)


class AtItsField:
    """A refusal that concerns one field stands there, like the form's own."""

    def refuse(self, form, refusal, *, status):
        field = getattr(refusal, "field", None)
        if field not in form.fields:
            return super().refuse(form, refusal, status=status)
        form.add_error(field, refusal.reason)
        return self.render_to_response(self.get_context_data(form=form), status=status)


class FindingAddView(AtItsField, KnownNames, RoundActionView):
    action = staticmethod(findings.record)
    rule = Permission.FINDING_RECORD
    form_class = FindingForm
    template_name = "inspections/finding/form.html"
    title = gettext_lazy("Record a finding")
    submit_label = gettext_lazy("Record")
    success_message = gettext_lazy("The finding is recorded; the leader confirms it.")

    @property
    def round_of_form(self):
        return self.thing

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"ruleset": self.thing.ruleset}

    def get_initial(self):
        return {"found_on": self.thing.last_day_on_site(self.today)}

    def facts(self, form):
        facts = super().facts(form)
        return facts | {"on": facts.pop("found_on")}


class FindingActionView(AtItsField, ActionView):
    model = Finding
    argument = "finding"

    def get_context_data(self, **kwargs):
        crumbs = [*round_crumbs(self.thing.round), findings_crumb(self.thing.round)]
        return super().get_context_data(crumbs=crumbs, **kwargs)


class FindingEditView(KnownNames, FindingActionView):
    action = staticmethod(findings.edit)
    rule = Permission.FINDING_RECORD
    form_class = FindingEditForm
    template_name = "inspections/finding/form.html"
    title = gettext_lazy("Edit the finding")
    submit_label = gettext_lazy("Store")
    success_message = gettext_lazy("The finding is stored.")

    @property
    def round_of_form(self):
        return self.thing.round

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"ruleset": self.thing.round.ruleset, "is_lead": self.thing.is_lead}

    def get_initial(self):
        finding = self.thing
        fields = {name: getattr(finding, name) for name in (*findings.EDITABLE, "found_on", "version")}
        about_subdistrict = finding.unit_id == finding.round.subdistrict_id
        return fields | {"subject_name": "" if about_subdistrict else finding.subject_name}

    def facts(self, form):
        return {"on": self.today} | super().facts(form)


class FindingConfirmView(FindingActionView):
    action = staticmethod(findings.confirm)
    rule = Permission.FINDING_CONFIRM
    form_class = ConfirmFindingForm
    title = submit_label = gettext_lazy("Confirm finding")
    clause = "二(一)"
    explanation = gettext_lazy("The leader stands for it; a confirmed finding does not change any more.")
    success_message = gettext_lazy("The finding is confirmed.")

    def get_form_kwargs(self):
        finding = self.thing
        facts = {"ruleset": finding.round.ruleset, "kind": finding.kind, "found_on": finding.found_on}
        return super().get_form_kwargs() | facts

    def get_context_data(self, **kwargs):
        points = due_notes([self.thing], self.thing.round.ruleset)
        return super().get_context_data(points=points, **kwargs)

    def get_initial(self):
        finding = self.thing
        facts = {name: getattr(finding, name) for name in ("topic_number", "handling", "due_on", "criterion")}
        return super().get_initial() | facts


class FindingWithdrawView(FindingActionView):
    action = staticmethod(findings.withdraw)
    rule = Permission.FINDING_WITHDRAW
    form_class = WithdrawForm
    title = submit_label = gettext_lazy("Withdraw finding")
    tone = "danger"
    clause = "四(三)"
    explanation = gettext_lazy("It stays visible with its reason and is counted as withdrawn in the report.")
    success_message = gettext_lazy("The finding is withdrawn.")


class FindingAttachView(FindingActionView):
    action = staticmethod(findings.attach_evidence)
    rule = Permission.FINDING_RECORD
    form_class = EvidenceForm
    title = gettext_lazy("Add photos and papers")
    explanation = gettext_lazy("They are kept as they come, with the day on which they were taken.")
    submit_label = gettext_lazy("Add")
    clause = "四(二)二"
    success_message = gettext_lazy("The files are kept with the finding.")

    def get_initial(self):
        return {"taken_on": self.thing.found_on}

    def get_success_url(self):
        return self.thing.get_absolute_url()


class Filtered(InsideRound):
    """What the page's filters let through, for exports and bulk verbs."""

    @cached_property
    def filtered(self):
        base = Finding.objects.visible_to(self.request.user).filter(round=self.round)
        query = QueryDict(self.request.GET.urlencode())
        return FindingFilter(
            query, queryset=base.select_related("unit", "enterprise"), request=self.request
        ).qs.order_by("number", "recorded_at")
