from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.permissions import Permission
from core.lists import DescribedListView
from core.views.base import ThingDetailView
from records.queries.evidence import evidence_of
from rectification.filters.objections import ObjectionFilter
from rectification.models import Objection
from rectification.presenters import objections as presenter
from rectification.presenters.items import sees_inner
from rectification.queries.objections import with_all


class ObjectionListView(DescribedListView):
    """Every objection in reach; of a subdistrict, its own."""

    rule = Permission.CASE_VIEW
    model = Objection
    filterset_class = ObjectionFilter
    columns = (presenter.ITEM, presenter.UNIT, presenter.FILED, presenter.ANSWER_BY, presenter.STATE)
    heading = gettext_lazy("Objections")
    lead = gettext_lazy("What subdistricts hold against issued items, and what the committee answered.")
    nothing = gettext_lazy("No objections")
    why = gettext_lazy("None was filed, or the filters let nothing through. It is filed on the page of an item.")
    icon_name = "chat-left-dots"
    export_verb = "objection.export"

    def get_base_queryset(self):
        return with_all(super().get_base_queryset()).order_by("-filed_on", "-filed_at", "pk")

    def get_filter_arguments(self):
        return {"is_inner": Permission.CASE_VIEW in self.access.everywhere}

    def get_context_data(self, **kwargs):
        return super().get_context_data(actions=[], **kwargs)


class ObjectionDetailView(ThingDetailView):
    rule = Permission.CASE_VIEW
    model = Objection
    template_name = "rectification/asked.html"

    def get_context_data(self, **kwargs):
        objection, user = self.object, self.request.user
        inner = sees_inner(objection.case, self.access)
        return super().get_context_data(
            next_step=presenter.step_of(objection, self.today),
            fact_title=_("Objection"),
            facts=presenter.facts_of(objection, sees_inner=inner),
            files=evidence_of([objection], user).get(str(objection.pk), []),
            **kwargs,
        )
