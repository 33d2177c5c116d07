from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import BulkForm, DayField, HouseForm, VersionedForm
from records.forms import DateInput, MultipleEvidenceField
from rectification.models import Remedy
from rectification.models.five import FIVE
from rectification.policies.rectification_plans import SILENT, usual_due_on


def _text(label, *, rows=3, limit=500, **kwargs):
    return forms.CharField(label=label, max_length=limit, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)


def _of_remedy(name, *, rows=0, **kwargs):
    field = Remedy._meta.get_field(name)
    widget = {"widget": forms.Textarea(attrs={"rows": rows})} if rows else {}
    return forms.CharField(
        label=field.verbose_name, required=False, **({"max_length": field.max_length or 4000} | widget | kwargs)
    )


def asked_day(**kwargs):
    return DayField(label=_("Plan of rectification to be filed by"), widget=DateInput, **kwargs)


class AskPlanForm(VersionedForm):
    due_on = asked_day(help_text=SILENT)
    wanted = _text(
        _("What it is to deal with"), rows=2, required=False,
        help_text=_("Such as major hazards; empty: all items of the feedback."),
    )  # fmt: skip
    on = DayField(label=_("Asked for on"), widget=DateInput)

    @staticmethod
    def beginning(case, *, user, today) -> dict:
        usual = usual_due_on(case.round.ruleset, today)
        return {"due_on": usual} if usual else {}


class _RemedyFields(HouseForm):
    """五落实 of an item: what is not known yet may be said later, and is needed before the plan is filed."""

    measures = _of_remedy("measures", rows=3)
    responsible_person = _of_remedy("responsible_person")
    due_on = DayField(label=_("To be fixed by"), widget=DateInput, required=False)
    funds = _of_remedy("funds", help_text=_("How much, and who pays it; “none needed” where it costs nothing."))
    plan = _of_remedy("plan", rows=3)

    def asks_emergency(self, *, is_major: bool) -> None:
        if not is_major:
            del self.fields["plan"]


class FillForm(_RemedyFields, VersionedForm):
    def __init__(self, *args, is_major, **kwargs):
        super().__init__(*args, **kwargs)
        self.asks_emergency(is_major=is_major)

    @staticmethod
    def arguments(remedy, *, user, today) -> dict:
        return {"is_major": remedy.is_major}

    @staticmethod
    def beginning(remedy, *, user, today) -> dict:
        """Where no day is planned yet, that by which the item is due."""
        known = {name: getattr(remedy, name) for name in FIVE}
        return known | {"due_on": remedy.due_on or remedy.item.due_on}


class FillManyForm(_RemedyFields, BulkForm):
    """The same for all that are chosen; a field that is left empty leaves theirs as it is."""

    def __init__(self, *args, is_major, **kwargs):
        super().__init__(*args, **kwargs)
        self.asks_emergency(is_major=is_major)

    @staticmethod
    def arguments(plan, remedies, *, user, today) -> dict:
        return {"is_major": bool(remedies) and all(one.is_major for one in remedies)}

    def clean(self):
        data = super().clean()
        if not any(data.get(name) for name in FIVE) and not self.errors:
            raise forms.ValidationError(
                _(
                    "Nothing is filled in: what is left empty stays as it is at each of them. Fill in at least "
                    "one field."
                ),
                code="empty",
            )
        return data


class FilePlanForm(VersionedForm):
    organisation = _text(
        _("Organisation and guarantees"), rows=5, limit=8000,
        help_text=_("Who leads, how it is followed up, what money and people are there; a paragraph a line."),
    )  # fmt: skip
    evidence = MultipleEvidenceField(
        label=_("Stamped plan or other papers"), required=False, help_text=_("Optional; PDF, Word, Excel or pictures.")
    )
    lateness_reason = _text(_("Why it is late"), rows=2, limit=1000)
    on = DayField(label=_("Filed on"), widget=DateInput)

    @staticmethod
    def arguments(plan, *, user, today) -> dict:
        return {"is_late": plan.deadline is not None and today > plan.deadline.due_on}

    @staticmethod
    def beginning(plan, *, user, today) -> dict:
        return {"organisation": plan.organisation}

    def __init__(self, *args, is_late, **kwargs):
        super().__init__(*args, **kwargs)
        if not is_late:
            del self.fields["lateness_reason"]


class AcceptPlanForm(VersionedForm):
    review = _text(_("Opinion on the plan"), rows=2, required=False)
    on = DayField(label=_("Accepted on"), widget=DateInput)


class SendPlanBackForm(VersionedForm):
    reason = _text(_("What the plan lacks"))
    due_on = asked_day()
    on = DayField(label=_("Sent back on"), widget=DateInput)

    @staticmethod
    def beginning(plan, *, user, today) -> dict:
        usual = usual_due_on(plan.case.round.ruleset, today)
        return {"due_on": usual} if usual else {}


class CallPlanOffForm(VersionedForm):
    reason = _text(_("Why no plan is needed any more"), rows=2)
    on = DayField(label=_("Called off on"), widget=DateInput)
