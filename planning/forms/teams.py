from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import DayForm, HouseForm, VersionedForm
from planning.actions.cycles import FIRST_YEAR, LAST_YEAR, MOST_CYCLES
from planning.models import Person
from planning.models.membership import MemberRole
from planning.queries.teams import free_people


class TeamDraftForm(HouseForm):
    year = forms.IntegerField(label=_("Year"), min_value=FIRST_YEAR, max_value=LAST_YEAR)
    cycle = forms.IntegerField(label=_("Cycle"), min_value=1, max_value=MOST_CYCLES, initial=1)
    name = forms.CharField(label=_("Name of the team"), max_length=60)

    clauses = {"cycle": "二(一)"}

    @staticmethod
    def beginning(nothing, *, user, today) -> dict:
        return {"year": today.year}


class TeamNameForm(VersionedForm):
    name = forms.CharField(label=_("Name of the team"), max_length=60)

    @staticmethod
    def beginning(team, *, user, today) -> dict:
        return {"name": team.name}


class PersonChoice(forms.ModelChoiceField):
    def label_from_instance(self, person):
        return person.named


class MemberForm(VersionedForm):
    """`candidates` are all who may be chosen; what the page's search found is a part of them."""

    person = PersonChoice(
        label=_("Person"), queryset=Person.objects.none(), empty_label=None, widget=forms.RadioSelect,
        error_messages={"required": _("Choose a person from the list.")},
    )  # fmt: skip
    role = forms.ChoiceField(label=_("Role"), choices=MemberRole.choices, initial=MemberRole.MEMBER)

    clauses = {"role": "二(一)"}

    @staticmethod
    def arguments(team, *, user, today) -> dict:
        return {"candidates": free_people(team, user)}

    @staticmethod
    def beginning(team, *, user, today) -> dict:
        has_leader = team.memberships.proposed_or_serving().filter(role=MemberRole.LEADER).exists()
        return {"role": MemberRole.MEMBER if has_leader else MemberRole.LEADER}

    def __init__(self, *args, candidates, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = candidates


class RoleForm(VersionedForm):
    role = forms.ChoiceField(label=_("Role"), choices=MemberRole.choices)
    clauses = {"role": "二(一)"}

    @staticmethod
    def beginning(membership, *, user, today) -> dict:
        return {"role": membership.role}


class DropForm(VersionedForm):
    reason = forms.CharField(
        label=_("Reason"), required=False, max_length=300,
        help_text=_("Kept in the file; only the office and the committee read it."),
    )  # fmt: skip


class SubstituteForm(DayForm):
    person = PersonChoice(
        label=_("Substitute"), queryset=Person.objects.none(), empty_label=None, widget=forms.RadioSelect,
        error_messages={"required": _("Choose a person from the list.")},
    )  # fmt: skip
    field_order = ["person", "on"]

    @staticmethod
    def arguments(membership, *, user, today) -> dict:
        return {"candidates": free_people(membership.team, user)}

    def __init__(self, *args, candidates, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = candidates
