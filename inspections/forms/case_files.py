from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import DayField, HouseForm, VersionedForm
from inspections.models import Supplement
from inspections.models.case_file import Retention
from inspections.queries.case_files import has_main, supplements_left
from records.forms import DateInput, EvidenceField


class MakeCaseFileForm(HouseForm):
    """The volumes that have none yet: the main one, then each supplement."""

    clauses = {"retention": "四(二)二"}

    supplement = forms.ModelChoiceField(
        label=_("Volume"), queryset=Supplement.objects.none(), required=False, empty_label=_("Main volume")
    )
    retention = forms.ChoiceField(
        label=_("Retention term"), choices=Retention.choices, initial=Retention.THIRTY,
        help_text=_("As the archive's table of retention terms says."),
    )  # fmt: skip

    @staticmethod
    def arguments(round_, *, user, today) -> dict:
        return {"supplements": supplements_left(round_), "has_main": has_main(round_)}

    def __init__(self, *args, supplements, has_main, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["supplement"]
        field.queryset = supplements
        if not supplements:
            # Whether there is anything to make at all the action says.
            del self.fields["supplement"]
        elif has_main:
            field.empty_label, field.required = None, True


class HandOverCaseFileForm(VersionedForm):
    archive = forms.CharField(label=_("Archive that takes it"), max_length=100)
    on = DayField(label=_("Handed over on"), widget=DateInput)


class CaseFileReceiptForm(VersionedForm):
    signed_by = forms.CharField(label=_("Who signed for the archive"), max_length=60)
    on = DayField(label=_("Received on"), widget=DateInput)
    receipt = EvidenceField(label=_("Scan of the signed transfer list"))
