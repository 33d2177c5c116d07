from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy

from accounts.permissions import Permission
from planning.actions import members
from planning.filters import search_people
from planning.forms.common import ReasonForm
from planning.forms.teams import DropForm, MemberForm, RoleForm, SubstituteForm
from planning.models import InspectionTeam, Membership, Person
from planning.models.membership import MemberRole
from planning.presenters.teams import counter, substitute_points
from planning.queries.teams import members_of
from planning.team_rules import person_problems
from planning.views.common import DayView, DecisionView, VerbView

SHOWN = 30


class _PickView(VerbView):
    """Choose one person of the register, found by words in the address; what is chosen survives a refusal."""

    template_name = "planning/team/pick.html"
    role = MemberRole.MEMBER

    @property
    def team(self):
        return self.thing

    @property
    def cancel_url(self):
        return self.team.get_absolute_url()

    @cached_property
    def free_people(self):
        """Who may be chosen at all: everybody in the register who does not belong to the team now."""
        there = self.team.memberships.proposed_or_serving().values("person")
        return Person.objects.visible_to(self.request.user).exclude(pk__in=there).select_related("unit")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"candidates": self.free_people}

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        words = self.request.GET.get("q", "")
        found = search_people(self.free_people, words)
        chosen = context["form"].data.get("person", "")
        rows = [
            {
                "person": person,
                "is_chosen": str(person.pk) == chosen,
                "problems": [one.text for one in person_problems(self.team.ruleset, person, self.role)],
            }
            for person in found[:SHOWN]
        ]
        people = members_of(self.team)
        return context | {
            "team": self.team,
            "words": words,
            "rows": rows,
            "hidden_count": max(found.count() - SHOWN, 0),
            "counter": counter(self.team.ruleset, people),
        }


class MemberAddView(_PickView):
    model = InspectionTeam
    action = staticmethod(members.add_member)
    argument = "team"
    rule = Permission.TEAM_PROPOSE
    form_class = MemberForm
    title = gettext_lazy("Add a member")
    submit_label = gettext_lazy("Add to the team")
    explanation = gettext_lazy(
        "Serving officials and staff of member units, and experts; the leader is of section level."
    )
    clause = "二(一)"
    success_message = gettext_lazy("The member is added.")

    def get_initial(self):
        has_leader = self.thing.memberships.proposed_or_serving().filter(role=MemberRole.LEADER).exists()
        return {
            "version": self.thing.version,
            "role": MemberRole.MEMBER if has_leader else MemberRole.LEADER,
        }


class SubstituteView(_PickView):
    model = Membership
    action = staticmethod(members.substitute)
    argument = "membership"
    rule = Permission.TEAM_CHANGE
    form_class = SubstituteForm
    title = gettext_lazy("Propose a substitute")
    submit_label = gettext_lazy("Propose to the committee")
    explanation = gettext_lazy("The substitute serves once the committee has approved him.")
    clause = "二(三)"
    success_message = gettext_lazy("The substitute is proposed; the committee has been told.")

    @property
    def team(self):
        return self.thing.team

    @property
    def role(self):
        return self.thing.role


class MemberRoleView(VerbView):
    model = Membership
    action = staticmethod(members.change_role)
    argument = "membership"
    rule = Permission.TEAM_PROPOSE
    form_class = RoleForm
    title = gettext_lazy("Change the role")
    submit_label = gettext_lazy("Save")
    explanation = gettext_lazy("A team has exactly one leader; who led before becomes a member.")
    clause = "二(一)"
    success_message = gettext_lazy("The role is changed.")

    def get_initial(self):
        return {"version": self.thing.version, "role": self.thing.role}


class MemberDropView(VerbView):
    model = Membership
    action = staticmethod(members.drop_member)
    argument = "membership"
    rule = Permission.TEAM_PROPOSE
    form_class = DropForm
    title = gettext_lazy("Take the candidate out")
    submit_label = gettext_lazy("Take out")
    tone = "danger"
    success_message = gettext_lazy("The candidate is taken out.")


class MemberRemoveView(DayView):
    model = Membership
    action = staticmethod(members.remove_member)
    argument = "membership"
    rule = Permission.TEAM_CHANGE
    form_class = ReasonForm
    title = gettext_lazy("Take the member out at once")
    submit_label = gettext_lazy("Take out now")
    tone = "danger"
    explanation = gettext_lazy(
        "All access ends this moment; earlier records keep the name. The reason is read by office and committee only."
    )
    clause = "二(三)"
    success_message = gettext_lazy("The member is taken out; access has ended.")


class _SubstituteDecisionView(DecisionView):
    """Says who would serve where and for whom, since the committee decides from a message."""

    model = Membership
    rule = Permission.TEAM_DECIDE

    def get_context_data(self, **kwargs):
        return super().get_context_data(points=substitute_points(self.thing), **kwargs)


class SubstituteApproveView(_SubstituteDecisionView):
    action = staticmethod(members.approve_substitute)
    argument = "membership"
    title = gettext_lazy("Approve the substitute")
    submit_label = gettext_lazy("Approve")
    explanation = gettext_lazy("The substitute serves from the day of the decision; access begins at once.")
    clause = "二(三)"
    success_message = gettext_lazy("The substitute is approved.")


class SubstituteRefuseView(_SubstituteDecisionView):
    action = staticmethod(members.refuse_substitute)
    argument = "membership"
    needs_note = True
    title = gettext_lazy("Refuse the substitute")
    submit_label = gettext_lazy("Refuse")
    tone = "danger"
    clause = "二(三)"
    success_message = gettext_lazy("The substitute is refused; the reason is kept in the file.")
