from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.choices import SuggestedInput
from core.forms import DayField, HouseForm, ReasonForm, VersionedForm
from inspections.models import Finding, HazardCriterion
from records.forms import DateInput


class CriterionInput(SuggestedInput):
    """Suggestions come from the list of criteria, whatever page the field stands on."""

    def render(self, name, value, attrs=None, renderer=None):
        # The field's own name is the one the input sends along.
        address = f"{reverse('inspections:criterion-list')}?suggest={name}"
        return super().render(name, value, (attrs or {}) | {"hx-get": address}, renderer)


class CriterionField(forms.CharField):
    """A line of the list of criteria, found by typing; other words are kept as typed where the list lacks it."""

    def __init__(self, **kwargs):
        of_model = Finding._meta.get_field("criterion")
        told = {
            "label": of_model.verbose_name, "required": False, "max_length": of_model.max_length,
            "widget": CriterionInput,
            "help_text": _("Type a few words and choose from the list; required for a major hazard. What the list "
                           "lacks may be typed: standard and article."),
        }  # fmt: skip
        super().__init__(**told | kwargs)


def _of_model(name, *, rows=0):
    field = HazardCriterion._meta.get_field(name)
    widget = forms.Textarea(attrs={"rows": rows}) if rows else None
    return forms.CharField(
        label=field.verbose_name, max_length=field.max_length, **({"widget": widget} if widget else {})
    )


class CriterionAddForm(HouseForm):
    sector = _of_model("sector")
    standard = _of_model("standard")
    edition = _of_model("edition")
    article = _of_model("article")
    text = _of_model("text", rows=3)
    from_on = DayField(label=_("In force from"), widget=DateInput)


class CriterionReviseForm(VersionedForm):
    """Begins with the line it follows."""

    edition = _of_model("edition")
    article = _of_model("article")
    text = _of_model("text", rows=3)
    from_on = DayField(label=_("In force from"), widget=DateInput)

    @staticmethod
    def beginning(criterion, *, user, today) -> dict:
        return {"article": criterion.article, "text": criterion.text, "from_on": today}


class CriterionEndForm(ReasonForm):
    until_on = DayField(label=_("In force until"), widget=DateInput)
    field_order = ["until_on", "reason"]

    @staticmethod
    def beginning(criterion, *, user, today) -> dict:
        return {"until_on": today}
