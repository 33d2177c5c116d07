from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import VersionedForm
from planning.actions.cycles import FIRST_YEAR, LAST_YEAR, MOST_CYCLES
from planning.forms.common import DayForm
from planning.models import Person
from planning.models.membership import MemberRole


class TeamDraftForm(forms.Form):
    year = forms.IntegerField(label=_("Year"), min_value=FIRST_YEAR, max_value=LAST_YEAR)
    cycle = forms.IntegerField(label=_("Cycle"), min_value=1, max_value=MOST_CYCLES, initial=1)
    name = forms.CharField(label=_("Name of the team"), max_length=60)

    clauses = {"cycle": "二(一)"}


class TeamNameForm(VersionedForm):
    name = forms.CharField(label=_("Name of the team"), max_length=60)


class PersonChoice(forms.ModelChoiceField):
    def label_from_instance(self, person):
        return person.named


class MemberForm(VersionedForm):
    """`candidates` is what the search found; the chosen person may be outside of it after a refusal."""

    person = PersonChoice(
        label=_("Person"), queryset=Person.objects.none(), empty_label=None, widget=forms.RadioSelect,
        error_messages={"required": _("Choose a person from the list.")},
    )  # fmt: skip
    role = forms.ChoiceField(label=_("Role"), choices=MemberRole.choices, initial=MemberRole.MEMBER)

    clauses = {"role": "二(一)"}

    def __init__(self, *args, candidates, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = candidates


class RoleForm(VersionedForm):
    role = forms.ChoiceField(label=_("Role"), choices=MemberRole.choices)
    clauses = {"role": "二(一)"}


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

    def __init__(self, *args, candidates, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = candidates
