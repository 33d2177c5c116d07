from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import DayField, HouseForm, VersionedForm
from inspections.actions.findings import EDITABLE
from inspections.forms.criteria import CriterionField
from inspections.forms.days import bound_picker
from inspections.forms.notes import AGAIN, numbered
from inspections.forms.photos import ChoosePhotosForm, links_to_choose_of, photos_field
from inspections.models.finding import Finding, FindingKind, Handling, ResponsibilityLevel
from inspections.queries.findings import last_recorded
from records.forms import DateInput, DecisionFields, MultipleEvidenceField

NAMES_ID = "known-names"


def _words(name, *, rows=0, **kwargs):
    """A field of the finding with the model's own label and limit."""
    of_model = Finding._meta.get_field(name)
    widget = forms.Textarea(attrs={"rows": rows}) if rows else None
    options = {"label": of_model.verbose_name, "required": False, "max_length": of_model.max_length or 20000}
    return forms.CharField(**options | kwargs, **({"widget": widget} if widget else {}))


class _FindingFields(HouseForm):
    clauses = {"topic_number": "三(一)", "subject_name": "一(二)1", "kind": "三(三)4"}
    fieldsets = [
        (_("What was found"), ["evidence", "text", "subject_name", "kind", "topic_number"]),
        (
            _("Place, day, handling and deadline"),
            ["place", "found_on", "handling", "due_on", "requirement", "criterion", "legal_basis"],
        ),
        (
            _("More, where it is known"),
            ["responsibility", "sector", "supervising_department", "suggestion", "due_text", "remark"],
        ),
    ]

    kind = forms.ChoiceField(label=_("Kind"), choices=FindingKind.choices, initial=FindingKind.GENERAL_HAZARD)
    text = _words("text", rows=4, required=True, help_text=_("The fact, with place and quantity."))
    subject_name = forms.CharField(
        label=_("Inspected body or enterprise"), max_length=150, required=False,
        help_text=_("A new name becomes an enterprise of the subdistrict; left empty, it is the subdistrict itself."),
    )  # fmt: skip
    place = _words("place")
    found_on = DayField(label=_("Found on"), widget=DateInput)
    topic_number = forms.TypedChoiceField(label=_("Topic"), coerce=int, empty_value=None, required=False)
    handling = forms.ChoiceField(label=_("Handling"), required=False, choices=[("", _("Choose …")), *Handling.choices])
    due_on = DayField(label=_("To be fixed by"), widget=DateInput, required=False)
    requirement = _words("requirement", rows=2)
    criterion = CriterionField()
    legal_basis = _words("legal_basis")
    responsibility = forms.ChoiceField(
        label=_("Responsibility"),
        required=False,
        choices=[("", _("By who it is about")), *ResponsibilityLevel.choices],
    )
    sector = _words("sector")
    supervising_department = _words("supervising_department")
    suggestion = _words("suggestion", rows=2)
    due_text = _words("due_text")
    remark = _words("remark")

    def __init__(self, *args, ruleset, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["topic_number"].choices = [("", _("Choose …")), *numbered(ruleset.topics.all())]
        self.fields["subject_name"].widget.attrs["list"] = NAMES_ID


class FindingForm(_FindingFields):
    """What somebody on site tells first stands first; the rest may be told by whoever edits the draft."""

    folded = (1, 2)
    also = ((AGAIN, "1", _("Record and go on")),)

    evidence = MultipleEvidenceField(label=_("Photos and papers"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.initial.get("topic_number"):
            self.fields["subject_name"].help_text = _("As in what you recorded last; change it where it differs.")

    @staticmethod
    def arguments(round_, *, user, today) -> dict:
        return {"ruleset": round_.ruleset}

    @staticmethod
    def beginning(round_, *, user, today) -> dict:
        """Besides the day, the body and the topic of what this person recorded last in the round."""
        last = last_recorded(round_, user)
        return {"found_on": round_.last_day_on_site(today)} | (_same_again(last) if last else {})


def _same_again(finding: Finding) -> dict:
    """Nothing of the subdistrict itself: an empty name says as much."""
    name = finding.subject_name if finding.enterprise_id else ""
    return {"subject_name": name, "topic_number": finding.topic_number}


class FindingEditForm(_FindingFields, VersionedForm):
    """A draft as it stands; a lead stays a lead and the others never become one."""

    def __init__(self, *args, is_lead, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [
            (value, label) for value, label in FindingKind.choices if (value == FindingKind.LEAD) == is_lead
        ]

    @staticmethod
    def arguments(finding, *, user, today) -> dict:
        return {"ruleset": finding.round.ruleset, "is_lead": finding.is_lead}

    @staticmethod
    def beginning(finding, *, user, today) -> dict:
        about_subdistrict = finding.unit_id == finding.round.subdistrict_id
        fields = {name: getattr(finding, name) for name in (*EDITABLE, "found_on")}
        return fields | {"subject_name": "" if about_subdistrict else finding.subject_name}


class ConfirmFindingForm(VersionedForm):
    clauses = {"topic_number": "三(一)", "on": "二(一)"}

    on = DayField(label=_("Confirmed on"), widget=DateInput)
    topic_number = forms.TypedChoiceField(label=_("Topic"), coerce=int, empty_value=None, required=False)
    handling = forms.ChoiceField(label=_("Handling"), required=False, choices=[("", _("Choose …")), *Handling.choices])
    due_on = DayField(label=_("To be fixed by"), widget=DateInput, required=False)
    criterion = CriterionField()

    photos = photos_field()

    def __init__(self, *args, ruleset, kind, found_on, links=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["photos"].offer(links)
        if not links:
            del self.fields["photos"]
        self.fields["due_on"].help_text = _("Left empty, the %(months)s months after the feedback count.") % {
            "months": ruleset.rectification_months
        }
        due_on = self.initial.get("due_on")
        if due_on is None or due_on >= found_on:
            # A date that came with a list may be earlier and stay; the browser would not send the form with it.
            bound_picker(self.fields["due_on"], first_on=found_on)
        self.fields["topic_number"].choices = [("", _("Choose …")), *numbered(ruleset.topics.all())]
        if kind != FindingKind.MAJOR_HAZARD:
            del self.fields["criterion"]
        if kind in (FindingKind.LEAD, FindingKind.SUGGESTION):
            del self.fields["handling"]
            del self.fields["due_on"]

    @staticmethod
    def arguments(finding, *, user, today) -> dict:
        told = {"ruleset": finding.round.ruleset, "kind": finding.kind, "found_on": finding.found_on}
        return told | {"links": links_to_choose_of(finding)}

    @staticmethod
    def beginning(finding, *, user, today) -> dict:
        facts = {name: getattr(finding, name) for name in ("topic_number", "handling", "due_on", "criterion")}
        return facts | ChoosePhotosForm.beginning(finding, user=user, today=today)


class WithdrawForm(VersionedForm):
    on = DayField(label=_("Withdrawn on"), widget=DateInput)
    reason = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class RevokeForm(DecisionFields, WithdrawForm):
    """The committee's: besides the reason, in which meeting."""

    field_order = ["reason", "on", "meeting_number", "scan"]


class EvidenceForm(HouseForm):
    uploads = MultipleEvidenceField(label=_("Photos and papers"))
    taken_on = DayField(label=_("Taken on"), widget=DateInput, required=False)
    note = forms.CharField(label=_("Note"), max_length=200, required=False)

    @staticmethod
    def beginning(finding, *, user, today) -> dict:
        return {"taken_on": finding.found_on}
