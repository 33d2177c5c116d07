from django import forms
from django.utils.translation import gettext_lazy as _

from core.day_words import day_in_words
from core.forms import DayField, ReasonForm, VersionedForm
from inspections.queries.recordings import recordings_of
from records.forms import DateInput, MultipleEvidenceField


class DayForm(VersionedForm):
    """A verb that happens on a day; `initial` gives today."""

    on = DayField(label=_("Day"), widget=DateInput)


class OrderReasonField(forms.CharField):
    """Why two days stand the other way round than usual; asked for only where they may."""

    def __init__(self, **kwargs):
        super().__init__(required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 2}), **kwargs)


class NotifyForm(DayForm):
    """The planned entry may lie behind already."""

    on = DayField(label=_("Date of the notice"), widget=DateInput)
    order_reason = OrderReasonField(label=_("Reason for a notice after the planned entry"))

    @staticmethod
    def arguments(entry, *, user, today) -> dict:
        return {"is_late": entry.from_on < today}

    def __init__(self, *args, is_late, **kwargs):
        super().__init__(*args, **kwargs)
        if not is_late:
            del self.fields["order_reason"]


class EnterForm(VersionedForm):
    clauses = {"minutes": "三(三)2"}

    on = DayField(label=_("Day of entry"), widget=DateInput)
    place = forms.CharField(label=_("Place of the opening meeting"), max_length=100)
    minutes = forms.CharField(
        label=_("Record of the opening meeting"),
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=20000,
        help_text=_("Who attended, what task was explained, what the subdistrict said."),
    )
    order_reason = OrderReasonField(
        label=_("Reason for an entry before the notice"),
        help_text=_("Only where the team came before the notice was given, such as on a visit without warning."),
    )


class EndForm(VersionedForm):
    clauses = {"on": "三(三)3", "short_reason": "一(二)1", "no_recording_reason": "四(二)二"}

    on = DayField(label=_("Last day on site"), widget=DateInput)
    short_reason = forms.CharField(
        label=_("Reason for a short stay"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    evidence = MultipleEvidenceField(label=_("Sound and film of the checks on site"), required=False)
    no_recording_reason = forms.CharField(
        label=_("Reason why nothing was recorded"), max_length=300, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_(
            "There is no sound or film of this round yet: add one above, or say why; it stands in the report."
        ),
    )  # fmt: skip

    def __init__(self, *args, minimum_days, entered_on, is_recorded, **kwargs):
        super().__init__(*args, **kwargs)
        if is_recorded:
            del self.fields["no_recording_reason"]
        self.fields["short_reason"].help_text = _(
            "For fewer than %(days)s days, entry on %(entered)s and last day both counted; it stands in the report."
        ) % {"days": minimum_days, "entered": day_in_words(entered_on)}
        self.fields["on"].widget.attrs["min"] = entered_on.isoformat()

    @staticmethod
    def arguments(round_, *, user, today) -> dict:
        entered_on = round_.entered_on or round_.planned_from_on
        return {"minimum_days": round_.ruleset.minimum_round_days, "entered_on": entered_on} | {
            "is_recorded": recordings_of(round_).exists()
        }


class CancelForm(DayForm, ReasonForm):
    reason = forms.CharField(label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
