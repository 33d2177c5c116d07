from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.permissions import Permission
from core.cells import Link, Soft
from core.lists import DescribedListView
from core.shapes import Badge
from core.tables import Column, table_of
from core.views.base import ThingDetailView
from planning.filters import PersonFilter
from planning.models import Person
from planning.presenters.people import facts
from planning.queries.teams import with_account


def _unit(person, today):
    if person.unit is None:
        return None
    name = person.unit.short_name
    return name if person.unit.is_member_unit else (name, Soft(_("not a member unit")))


def _in_post(person, today):
    return _("yes") if person.is_in_post else Badge(_("no"), "warn")


def _account(person, today):
    return person.user and person.user.username


SERVICE = (
    Column(gettext_lazy("Team"), lambda one, today: Link(one.team.name, one.team.get_absolute_url())),
    Column(gettext_lazy("Cycle"), lambda one, today: one.team.cycle),
    Column(gettext_lazy("Role"), lambda one, today: one.get_role_display(), "tight"),
    Column(gettext_lazy("Serves from"), lambda one, today: one.from_on, "date"),
    Column(gettext_lazy("Serves until"), lambda one, today: one.to_on, "date"),
)


class PersonListView(DescribedListView):
    model = Person
    rule = Permission.TEAM_PROPOSE
    filterset_class = PersonFilter
    heading = gettext_lazy("Register of people")
    lead = gettext_lazy("Who may serve in a team: serving officials and staff of member units, and experts.")
    lead_clause = "二(一)"
    nothing = gettext_lazy("Nobody found")
    why = gettext_lazy("Nobody is in the register yet, or nobody that the filters let through.")
    icon_name = "people"
    columns = (
        Column(gettext_lazy("Full name"), lambda person, today: person.full_name, is_link=True),
        Column(gettext_lazy("Unit"), _unit),
        Column(gettext_lazy("Post"), lambda person, today: person.post),
        Column(gettext_lazy("Rank"), lambda person, today: person.get_rank_display(), is_desk_only=True),
        Column(gettext_lazy("Kind of member"), lambda person, today: person.get_member_type_display(), "tight"),
        Column(gettext_lazy("Field of expertise"), lambda person, today: person.specialty, is_desk_only=True),
        Column(gettext_lazy("Account"), _account, "tight", is_desk_only=True),
        Column(gettext_lazy("In post"), _in_post, "tight"),
    )

    def get_base_queryset(self):
        return with_account(super().get_base_queryset())


class PersonDetailView(ThingDetailView):
    model = Person
    rule = Permission.TEAM_PROPOSE
    template_name = "planning/person/detail.html"

    def get_context_data(self, **kwargs):
        memberships = self.object.memberships.select_related("team__cycle")
        latest_first = memberships.order_by("-team__cycle__year", "-team__cycle__number")
        return super().get_context_data(
            facts=facts(self.object),
            service=table_of(_("Service in teams"), SERVICE, latest_first, self.today),
            **kwargs,
        )
