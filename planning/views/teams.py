from django.db.models import Count, Prefetch, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.permissions import Permission
from core.cells import Link
from core.lists import DescribedListView
from core.paging import page_of
from core.presenters import timeline
from core.shapes import Badge
from core.tables import Column
from core.views.base import ThingDetailView
from core.views.verbs import VerbView
from planning.actions import cycles
from planning.filters import TeamFilter
from planning.models import InspectionTeam, Membership, Ruleset
from planning.models.team import TeamStatus
from planning.presenters import team_tables as tables
from planning.presenters import teams as shown
from planning.presenters.rulesets import numbers_of_teams
from planning.problems import warnings
from planning.queries.teams import former_of, members_of, places_of, problems_told_of, substitutes_decided_on

# A district's team has some dozens, that of a nation thousands.
ENTRIES_SHOWN = 100


def _size(row, today):
    return (row.team.size, Badge(row.size_note, "warn")) if row.size_note else row.team.size


class TeamListView(DescribedListView):
    model = InspectionTeam
    rule = Permission.TEAM_VIEW
    filterset_class = TeamFilter
    heading = _("Inspection teams")
    lead_clause = "二(一)"
    nothing = _("No team yet")
    why = _("Nothing is composed yet, or nothing that the filters let through.")
    icon_name = "people"
    columns = (
        Column(_("Team"), lambda row, today: Link(row.team.name, row.team.get_absolute_url())),
        Column(_("Cycle"), lambda row, today: row.team.cycle),
        Column(pgettext_lazy("team", "Team leader"), lambda row, today: row.leader),
        Column(_("Size"), _size, "num", is_desk_only=True),
        Column(_("Subdistricts"), lambda row, today: row.places_told),
        Column(_("State"), lambda row, today: row.badge, "tight"),
    )

    def get_base_queryset(self):
        open_ones = Q(memberships__to_on=None)
        return (
            super()
            .get_base_queryset()
            .select_related("cycle", "ruleset")
            .annotate(size=Count("memberships", filter=open_ones, distinct=True))
            .prefetch_related(Prefetch("memberships", Membership.objects.select_related("person")))
            .order_by("-cycle__year", "cycle__number", "name")
        )

    def rows_of(self, things):
        places = places_of(things)
        return [shown.list_row(team, places[team.pk]) for team in things]

    @cached_property
    def lead(self):
        return _("%(numbers)s, proposed by the office and approved by the committee.") % {
            "numbers": numbers_of_teams(Ruleset.objects.in_force_on(self.today).first())
        }


class TeamDetailView(ThingDetailView):
    model = InspectionTeam
    rule = Permission.TEAM_VIEW
    template_name = "planning/team/detail.html"

    def get_context_data(self, **kwargs):
        team, user, today = self.object, self.request.user, self.today
        # Who runs or approves teams reads reasons and decisions; a team reads who it is (R32).
        is_inside = Permission.TEAM_VIEW in self.access.everywhere
        members = members_of(team)
        pending = [one for one in members if one.is_pending_substitute]
        problems = problems_told_of(team) if is_inside and team.status != TeamStatus.STOOD_DOWN else []
        former = former_of(team) if is_inside else []
        changes = sum(one.from_on is not None for one in former)
        entries = team.entries.ruling().select_related("subdistrict", "plan").order_by("from_on", "pk")
        return super().get_context_data(
            stages=shown.stages(team),
            next_step=shown.next_step(team, problems, pending) if is_inside else None,
            warnings=warnings(problems),
            counter=shown.counter(team.ruleset, members),
            members=tables.members_table(
                shown.member_rows(members, user=user, today=today), today, is_inside=is_inside
            ),
            former=tables.former_table(shown.member_rows(former, user=user, today=today), today),
            is_inside=is_inside,
            returned_with=team.decision_note if is_inside and team.status == TeamStatus.DRAFT else "",
            facts=shown.facts(team, changes, substitutes_decided_on(team)) if is_inside else [],
            entries=page_of(entries, self.request.GET, ENTRIES_SHOWN),
            events=timeline([team], user) if is_inside else [],
            **kwargs,
        )


class TeamDraftView(VerbView):
    """Makes the cycle where its number is new."""

    @property
    def explanation(self):
        numbers = numbers_of_teams(Ruleset.objects.in_force_on(self.today).first())
        return _("%(numbers)s; the people are added next.") % {"numbers": numbers}

    def facts(self, form) -> dict:
        data = super().facts(form)
        year, number = data.pop("year"), data.pop("cycle")
        cycle = cycles.open_cycle(year=year, number=number, by=self.request.user, at=self.now)
        return data | {"cycle": cycle}
