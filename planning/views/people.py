from accounts.permissions import Permission
from core.views.base import ScopedListView, ThingDetailView
from planning.filters import PersonFilter
from planning.models import Person
from planning.presenters.people import facts
from planning.queries.teams import with_account


class PersonListView(ScopedListView):
    model = Person
    rule = Permission.TEAM_PROPOSE
    filterset_class = PersonFilter
    template_name = "planning/person/list.html"

    def get_base_queryset(self):
        return with_account(super().get_base_queryset())


class PersonDetailView(ThingDetailView):
    model = Person
    rule = Permission.TEAM_PROPOSE
    template_name = "planning/person/detail.html"

    def get_context_data(self, **kwargs):
        memberships = self.object.memberships.select_related("team__cycle")
        return super().get_context_data(
            facts=facts(self.object),
            memberships=memberships.order_by("-team__cycle__year", "-team__cycle__number"),
            **kwargs,
        )
