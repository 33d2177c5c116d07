from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Unit
from accounts.models.unit import UnitKind
from core.forms import DayField, HouseForm, VersionedForm
from inspections.forms.criteria import CriterionField
from records.forms import DateInput, DecisionFields, DecisionForm, MultipleEvidenceField
from rectification.actions.listings import SETTLED
from rectification.models import HazardListing
from rectification.models.listing import CheckResult
from rectification.queries.duties import receiver_by_duty


def _of_model(name, *, rows=0, **kwargs):
    field = HazardListing._meta.get_field(name)
    widget = {"widget": forms.Textarea(attrs={"rows": rows})} if rows else {}
    return forms.CharField(
        label=field.verbose_name, **({"required": False, "max_length": field.max_length or 4000} | widget | kwargs)
    )


def departments():
    return Unit.objects.filter(kind=UnitKind.DEPARTMENT, is_active=True).order_by("org_code", "name")


class DepartmentField(forms.ModelChoiceField):
    def __init__(self, **kwargs):
        super().__init__(queryset=Unit.objects.none(), empty_label=_("Choose"), required=False, **kwargs)

    def label_from_instance(self, unit):
        return unit.name


class _SettledFields(HouseForm):
    """五落实, and who supervises."""

    clauses = {"responsible_body": "三(三)4", "department": "三(三)4"}

    responsible_body = _of_model("responsible_body")
    responsible_person = _of_model("responsible_person")
    department = DepartmentField(label=_("Supervising department"))
    measures = _of_model("measures", rows=3)
    interim_measures = _of_model("interim_measures", rows=2)
    funds = _of_model("funds", help_text=_("How much, and who pays it."))
    due_on = DayField(label=_("To be removed by"), widget=DateInput, required=False)
    plan = _of_model("plan", rows=2)
    plan_files = MultipleEvidenceField(
        label=_("Emergency plan as a file"), required=False,
        help_text=_("The subdistrict may add it after the listing, at the latest before it asks for acceptance."),
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["department"].queryset = departments()


class ProposeForm(_SettledFields, VersionedForm):
    """What is not known yet is prepared later; only the reason is needed now."""

    reason = _of_model("reason", rows=2, required=True)
    criterion = CriterionField()
    on = DayField(label=_("Proposed on"), widget=DateInput)
    field_order = ["reason", "criterion", "on"]

    def __init__(self, *args, has_criterion, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["criterion"].required = True
        if has_criterion:
            del self.fields["criterion"]

    @staticmethod
    def arguments(finding, *, user, today) -> dict:
        return {"has_criterion": bool(finding.criterion)}

    @staticmethod
    def beginning(finding, *, user, today) -> dict:
        duty = receiver_by_duty(finding)
        known = {"responsible_body": finding.subject_name, "measures": finding.requirement, "due_on": finding.due_on}
        return known | ({"department": duty.pk} if duty is not None and duty.kind == UnitKind.DEPARTMENT else {})


class PrepareForm(_SettledFields, VersionedForm):
    @staticmethod
    def beginning(listing, *, user, today) -> dict:
        return {name: getattr(listing, name) for name in SETTLED}


class ListForm(DecisionForm):
    clauses = {"on": "三(三)4"}

    first_check_on = DayField(label=_("First check due"), widget=DateInput, required=False)


class NotListForm(DecisionForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, needs_note=True, **kwargs)
        self.fields["note"].label = _("Why it is not listed")


class SignForm(VersionedForm):
    on = DayField(label=_("Put up on"), widget=DateInput)
    sign_place = _of_model("sign_place")
    evidence = MultipleEvidenceField(label=_("Photo of the sign at the place"))


class PlanForm(VersionedForm):
    on = DayField(label=_("Day of the plan"), widget=DateInput)
    evidence = MultipleEvidenceField(label=_("Emergency plan as a file"))


class CheckForm(VersionedForm):
    on = DayField(label=pgettext_lazy("check of a listing", "Checked on"), widget=DateInput)
    result = forms.ChoiceField(
        label=pgettext_lazy("check of a listing", "Result"), choices=[("", _("Choose …")), *CheckResult.choices]
    )
    words = forms.CharField(
        label=pgettext_lazy("check of a listing", "What it showed"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    next_check_on = DayField(label=_("Next check due"), widget=DateInput, required=False)
    evidence = MultipleEvidenceField(label=_("Photos and papers"), required=False)


OF_ACCEPTANCE = (CheckResult.REMOVED, CheckResult.NOT_REMOVED)


class AcceptanceCheckForm(VersionedForm):
    clauses = {"result": "三(三)4"}

    on = DayField(label=pgettext_lazy("check of a listing", "Checked on"), widget=DateInput)
    result = forms.ChoiceField(
        label=pgettext_lazy("check of a listing", "Result"),
        choices=[("", _("Choose …")), *((one.value, one.label) for one in OF_ACCEPTANCE)],
    )  # fmt: skip
    words = forms.CharField(
        label=pgettext_lazy("check of a listing", "What it showed"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    evidence = MultipleEvidenceField(label=_("Photos and papers"))


class RequestForm(VersionedForm):
    clauses = {"rectification": "三(三)4"}

    on = DayField(label=_("Requested on"), widget=DateInput)
    rectification = _of_model("rectification", rows=4, required=True)
    evidence = MultipleEvidenceField(label=_("Photos and papers that show it is removed"))
    lateness_reason = forms.CharField(
        label=_("Why it is late"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Only after the last day."),
    )  # fmt: skip


class RejectForm(DecisionFields, VersionedForm):
    note = forms.CharField(
        label=_("Why the acceptance is refused"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )
    due_on = DayField(label=_("To be removed by"), widget=DateInput)
    field_order = ["on", "note", "due_on", "meeting_number", "scan"]


class PublishForm(VersionedForm):
    on = DayField(label=_("Published on"), widget=DateInput)
    where = forms.CharField(
        label=_("Where"),
        max_length=200,
        help_text=_("Such as the site of the government, a newspaper, a notice board."),
    )
    url = forms.URLField(label=_("Web address"), required=False, max_length=300, assume_scheme="https")
    evidence = MultipleEvidenceField(
        label=_("File that proves it"), required=False, help_text=_("A picture or a PDF; needed without an address.")
    )
