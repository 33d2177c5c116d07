from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.permissions import Permission
from core.lists import DescribedListView
from core.views.base import ThingDetailView
from records.queries.evidence import evidence_of
from rectification.filters.extensions import ExtensionFilter
from rectification.models import Extension
from rectification.presenters import extensions as presenter
from rectification.presenters.items import sees_inner
from rectification.queries.extensions import with_all


class ExtensionListView(DescribedListView):
    """Every extension in reach; of a subdistrict, its own."""

    rule = Permission.CASE_VIEW
    model = Extension
    filterset_class = ExtensionFilter
    columns = (
        presenter.MATTER,
        presenter.UNIT,
        presenter.ASKED,
        presenter.DUE,
        presenter.UNTIL,
        presenter.GIVEN,
        presenter.STATE,
    )
    heading = gettext_lazy("Extensions")
    lead = gettext_lazy("Later days asked for, of items with a date of their own and of what was returned.")
    nothing = gettext_lazy("No extensions")
    why = gettext_lazy(
        "None was asked for, or the filters let nothing through. It is asked for on the page of an item."
    )
    icon_name = "calendar-plus"
    export_verb = "extension.export"

    def get_base_queryset(self):
        return with_all(super().get_base_queryset()).order_by("-requested_on", "-requested_at", "pk")

    def get_filter_arguments(self):
        return {"is_inner": Permission.CASE_VIEW in self.access.everywhere}

    def get_context_data(self, **kwargs):
        return super().get_context_data(actions=[], **kwargs)


class ExtensionDetailView(ThingDetailView):
    rule = Permission.CASE_VIEW
    model = Extension
    template_name = "rectification/asked.html"

    def get_context_data(self, **kwargs):
        extension, user = self.object, self.request.user
        inner = sees_inner(extension.case, self.access)
        return super().get_context_data(
            badge=presenter.state_of(extension),
            next_step=presenter.step_of(extension),
            fact_title=_("Extension"),
            facts=presenter.facts_of(extension, sees_inner=inner),
            files=evidence_of([extension], user).get(str(extension.pk), []),
            **kwargs,
        )
