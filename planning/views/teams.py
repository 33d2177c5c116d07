from django.db.models import Count, Prefetch, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.permissions import Permission
from core.buttons import button
from core.presenters import timeline
from core.views.base import ScopedListView, ThingDetailView
from core.views.verbs import ActionView
from planning.actions import cycles, teams
from planning.filters import TeamFilter
from planning.forms.common import ReasonForm
from planning.forms.teams import TeamDraftForm, TeamNameForm
from planning.models import InspectionTeam, PlanEntry
from planning.models.team import TeamStatus
from planning.presenters import teams as shown
from planning.problems import warnings
from planning.queries.teams import members_of, problems_of
from planning.views.common import DayView, DecisionView, VerbView


class TeamListView(ScopedListView):
    model = InspectionTeam
    rule = Permission.TEAM_VIEW
    filterset_class = TeamFilter
    template_name = "planning/team/list.html"

    def get_base_queryset(self):
        open_ones = Q(memberships__to_on=None)
        return (
            super()
            .get_base_queryset()
            .select_related("cycle", "ruleset")
            .annotate(size=Count("memberships", filter=open_ones, distinct=True))
            .prefetch_related(
                Prefetch(
                    "entries", PlanEntry.objects.ruling().select_related("subdistrict"), to_attr="ruling_entries"
                ),
                "memberships__person",
            )
            .order_by("-cycle__year", "cycle__number", "name")
        )

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        rows = [shown.list_row(team) for team in context["object_list"]]
        actions = []
        if self.may(Permission.TEAM_PROPOSE):
            actions = [button(_("Compose a team"), "planning:team-draft", kind="primary", icon="plus-lg")]
        return context | {"rows": rows, "actions": actions}


class TeamDetailView(ThingDetailView):
    model = InspectionTeam
    rule = Permission.TEAM_VIEW
    template_name = "planning/team/detail.html"

    def get_queryset(self):
        return super().get_queryset().select_related("cycle", "ruleset", "proposed_by", "decided_by", "paper_scan")

    def get_context_data(self, **kwargs):
        team, access = self.object, self.access
        # Who runs or approves teams reads reasons and decisions; a team reads who it is (R32).
        is_inside = Permission.TEAM_VIEW in access.everywhere
        members = members_of(team)
        serving = [one for one in members if one.from_on or one.substitutes_id is None]
        pending = [one for one in members if one not in serving]
        problems = problems_of(team) if is_inside and team.status != TeamStatus.STOOD_DOWN else []
        former = (
            team.memberships.filter(to_on__isnull=False)
            .select_related("person__unit")
            .prefetch_related("substituted_by__person")
            .order_by("-to_on", "person__full_name")
        )
        entries = team.entries.ruling().select_related("subdistrict", "plan").order_by("from_on")
        return super().get_context_data(
            crumbs=[{"label": _("Inspection teams"), "url": reverse("planning:team-list")}],
            badge=shown.badge(team),
            stages=shown.stages(team),
            next_step=shown.next_step(team, problems, pending) if is_inside else None,
            actions=shown.actions(team, problems, access=access),
            warnings=warnings(problems),
            counter=shown.counter(team.ruleset, members),
            members=shown.member_rows(team, members, access=access),
            former=shown.former_rows(team, former, access=access) if is_inside else [],
            changes=sum(one.from_on is not None for one in former) if is_inside else None,
            is_inside=is_inside,
            returned_with=team.decision_note if is_inside and team.status == TeamStatus.DRAFT else "",
            entries=entries,
            events=timeline([team], self.request.user) if is_inside else [],
            **kwargs,
        )


class TeamDraftView(ActionView):
    rule = Permission.TEAM_PROPOSE
    form_class = TeamDraftForm
    title = gettext_lazy("Compose a team")
    submit_label = gettext_lazy("Save draft")
    explanation = gettext_lazy("One or two teams a cycle, six to eight people each; the people are added next.")
    clause = "二(一)"
    success_message = gettext_lazy("The draft is saved. Add the members next.")

    @property
    def cancel_url(self):
        return reverse("planning:team-list")

    def get_initial(self):
        return {"year": self.today.year, "cycle": 1}

    def act(self, form):
        data = form.cleaned_data
        by, at = self.request.user, self.now
        cycle = cycles.open_cycle(year=data["year"], number=data["cycle"], by=by, at=at)
        return teams.draft(cycle=cycle, name=data["name"], by=by, on=self.today, at=at)


class TeamEditView(VerbView):
    model = InspectionTeam
    action = staticmethod(teams.edit)
    argument = "team"
    rule = Permission.TEAM_PROPOSE
    form_class = TeamNameForm
    title = gettext_lazy("Rename the team")
    submit_label = gettext_lazy("Save")
    success_message = gettext_lazy("The team is saved.")

    def get_initial(self):
        return {"version": self.thing.version, "name": self.thing.name}


class TeamProposeView(DayView):
    model = InspectionTeam
    action = staticmethod(teams.propose)
    argument = "team"
    rule = Permission.TEAM_PROPOSE
    title = gettext_lazy("Propose the team to the committee")
    submit_label = gettext_lazy("Propose")
    explanation = gettext_lazy("The composition is locked until the committee has decided.")
    clause = "二(三)"
    success_message = gettext_lazy("The team is proposed; the committee has been told.")

    def get_context_data(self, **kwargs):
        return super().get_context_data(points=[one.words for one in warnings(problems_of(self.thing))], **kwargs)


class TeamApproveView(DecisionView):
    model = InspectionTeam
    action = staticmethod(teams.approve)
    argument = "team"
    rule = Permission.TEAM_DECIDE
    title = gettext_lazy("Approve the team")
    submit_label = gettext_lazy("Approve")
    explanation = gettext_lazy("The members serve from the day of the decision; their access begins at once.")
    clause = "二(三)"
    success_message = gettext_lazy("The team is approved; its members have been told.")

    def get_context_data(self, **kwargs):
        return super().get_context_data(points=[one.words for one in warnings(problems_of(self.thing))], **kwargs)


class TeamReturnView(DecisionView):
    model = InspectionTeam
    action = staticmethod(teams.return_)
    argument = "team"
    rule = Permission.TEAM_DECIDE
    needs_note = True
    title = gettext_lazy("Return the team")
    submit_label = gettext_lazy("Return")
    tone = "danger"
    explanation = gettext_lazy("The reason stays with the team; the office composes it anew.")
    clause = "二(三)"
    success_message = gettext_lazy("The team is returned to the office.")


class TeamStandDownView(DayView):
    model = InspectionTeam
    action = staticmethod(teams.stand_down)
    argument = "team"
    rule = Permission.TEAM_CHANGE
    form_class = ReasonForm
    title = gettext_lazy("Stand the team down")
    submit_label = gettext_lazy("Stand down")
    tone = "danger"
    explanation = gettext_lazy(
        "Everybody's service ends, and with it all access to the team's rounds. Reports and opinions still owed by "
        "the leader must be in before."
    )
    success_message = gettext_lazy("The team is stood down.")
