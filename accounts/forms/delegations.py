from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.delegable import office_of
from accounts.forms.choices import AccountChoice
from accounts.models import User
from core.forms import DayField, HouseForm


class DelegationForm(HouseForm):
    taker = AccountChoice(
        label=gettext_lazy("Who acts for you"), queryset=User.objects.none(),
        empty_label=gettext_lazy("Choose a person"),
        error_messages={
            "invalid_choice": gettext_lazy("This person cannot act for you here. Choose one of the list."),
        },
    )  # fmt: skip
    from_on = DayField(label=gettext_lazy("First day"))
    to_on = DayField(
        label=gettext_lazy("Last day"), help_text=gettext_lazy("It ends at midnight after this day, by itself.")
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=200,
        help_text=gettext_lazy("For example a business trip. Whoever may see the delegation reads it."),
    )  # fmt: skip

    def __init__(self, *args, takers=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["taker"].queryset = takers if takers is not None else User.objects.none()

    @staticmethod
    def arguments(scope, *, user, today) -> dict:
        takers = office_of(scope).takers(scope, today).exclude(pk=user.pk)
        return {"takers": takers.order_by("full_name", "username")}

    @staticmethod
    def beginning(scope, *, user, today) -> dict:
        return {"from_on": today}

    def clean(self):
        data = super().clean()
        if data.get("from_on") and data.get("to_on") and data["to_on"] < data["from_on"]:
            self.add_error("to_on", _("The last day cannot lie before the first."))
        return data
