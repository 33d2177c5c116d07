from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.forms.choices import AccountChoice
from accounts.models import User
from accounts.models.term import PrincipalPost
from accounts.roles import Role
from core.forms import DayField, HouseForm, VersionedForm


class TermForm(HouseForm):
    user = AccountChoice(
        label=gettext_lazy("Account"), queryset=User.objects.none(), required=False,
        empty_label=gettext_lazy("No account"),
        help_text=gettext_lazy("With an account of the unit the principal signs receipts and submits reports."),
    )  # fmt: skip
    full_name = forms.CharField(
        label=gettext_lazy("Full name"), max_length=50, required=False,
        help_text=gettext_lazy("May stay empty where an account is chosen."),
    )  # fmt: skip
    post = forms.ChoiceField(label=gettext_lazy("Post"), choices=PrincipalPost.choices)
    from_on = DayField(label=gettext_lazy("In post from"))
    to_on = DayField(
        label=gettext_lazy("Last day in post"), required=False, open_end=True,
        help_text=gettext_lazy("Leave empty while it is not known."),
    )  # fmt: skip

    def __init__(self, *args, unit=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = User.objects.filter(unit=unit, role=Role.SUBDISTRICT, is_active=True)

    @staticmethod
    def arguments(unit, *, user, today) -> dict:
        return {"unit": unit}

    @staticmethod
    def beginning(unit, *, user, today) -> dict:
        return {"from_on": today}

    def clean(self):
        data = super().clean()
        if not data.get("full_name"):
            if data.get("user"):
                data["full_name"] = data["user"].full_name
            elif "user" not in self.errors and "full_name" not in self.errors:
                self.add_error("full_name", _("Enter the name, or choose the account."))
        if data.get("from_on") and data.get("to_on") and data["to_on"] < data["from_on"]:
            self.add_error("to_on", _("The last day in post cannot lie before the first."))
        return data


class TermEndForm(VersionedForm):
    to_on = DayField(
        label=gettext_lazy("Last day in post"),
        help_text=gettext_lazy("The right to sign and to submit ends at midnight after this day."),
    )  # fmt: skip

    @staticmethod
    def beginning(term, *, user, today) -> dict:
        return {"to_on": term.to_on or today}
