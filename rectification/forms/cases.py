from django import forms
from django.db.models import F
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.models import TermOfOffice
from core.day_words import day_in_words
from core.forms import DayField, VersionedForm
from records.forms import DateInput, DecisionForm, MultipleEvidenceField
from rectification.commitment import COMMITMENT
from rectification.deliveries import usual_resubmission
from rectification.forms.rectification_plans import asked_day
from rectification.policies.rectification_plans import SILENT, usual_due_on


class MeetingField(forms.ModelChoiceField):
    def label_from_instance(self, term):
        return str(term)


class IssueForm(VersionedForm):
    """Issue the feedback; the meeting may be recorded now or later. `unit` is the subdistrict."""

    clauses = {"on": "三(三)5", "meeting_on": "三(三)4"}

    on = DayField(
        label=_("Day of the feedback"), widget=DateInput,
        help_text=_("The day the document bears."),
    )  # fmt: skip
    meeting_on = DayField(
        label=_("Day of the feedback meeting"), widget=DateInput, required=False,
        help_text=_("Only where it has been held already, with a principal present; the two months then run from it."),
    )  # fmt: skip
    meeting_place = forms.CharField(label=_("Place of the meeting"), required=False, max_length=100)
    meeting_term = MeetingField(
        label=_("Principal present"), queryset=TermOfOffice.objects.none(), required=False, empty_label=_("—")
    )

    plan_due_on = asked_day(required=False, help_text=format_lazy("{} {}", SILENT, _("Empty: none is asked for now.")))

    @staticmethod
    def beginning(round_, *, user, today) -> dict:
        usual = usual_due_on(round_.ruleset, today)
        return {"plan_due_on": usual} if usual else {}

    @staticmethod
    def arguments(round_, *, user, today) -> dict:
        return {"unit": round_.subdistrict, "workdays": round_.ruleset.deemed_receipt_workdays}

    def __init__(self, *args, unit, workdays, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["on"].help_text = _(
            "The day the document bears; where nobody signs within %(count)s working days, it counts as received."
        ) % {"count": workdays}
        self.fields["meeting_term"].queryset = unit.terms.all()

    def clean(self):
        data = super().clean()
        if data.get("meeting_on") and not data.get("meeting_term"):
            self.add_error("meeting_term", _("Say which principal was present; without one it delivers nothing."))
        if data.get("meeting_term") and not data.get("meeting_on") and "meeting_on" not in self.errors:
            self.add_error("meeting_on", _("Give the day of the meeting."))
        return data


class MeetingForm(VersionedForm):
    clauses = {"on": "三(三)4"}

    on = DayField(label=_("Day of the feedback meeting"), widget=DateInput)
    place = forms.CharField(label=_("Place of the meeting"), max_length=100)
    term = MeetingField(label=_("Principal present"), queryset=TermOfOffice.objects.none(), empty_label=_("—"))

    @staticmethod
    def arguments(case, *, user, today) -> dict:
        return {"unit": case.unit}

    def __init__(self, *args, unit, **kwargs):
        super().__init__(*args, **kwargs)
        # Those in post first.
        self.fields["term"].queryset = unit.terms.order_by(F("to_on").desc(nulls_first=True), "-from_on")


class ReceiveForm(VersionedForm):
    clauses = {"on": "三(三)5"}

    on = DayField(
        label=_("Received on"), widget=DateInput,
        help_text=_("The day you received the feedback; not before it was issued, not after today."),
    )  # fmt: skip


class SubmitForm(VersionedForm):
    """The two parts of R67 and the word of R90; `days_late` adds the reason."""

    clauses = {"measures": "三(三)5", "investigation": "三(三)5", "commitment": "四(三)"}

    measures = forms.CharField(
        label=_("Part one: rectification"), max_length=20000, widget=forms.Textarea(attrs={"rows": 7}),
        help_text=_(
            "How it was organised, what was done, what is unfinished and what will last. "
            "The items are added by themselves."
        ),
    )  # fmt: skip
    investigation = forms.CharField(
        label=_("Part two: punishment and investigation"), max_length=20000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("People, units and fines. Where there was none, write “none”; it must not stay empty."),
    )  # fmt: skip
    lateness_reason = forms.CharField(
        label=_("Why it is late"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    evidence = MultipleEvidenceField(
        label=_("Stamped report or other papers"),
        required=False,
        help_text=_("Optional; PDF, Word, Excel or pictures."),
    )
    commitment = forms.BooleanField(
        # A label has no stop: what is wrong with the field is said behind it.
        label=COMMITMENT.rstrip("。"),
        error_messages={"required": _("The report can only be filed with the principal's commitment to its truth.")},
    )

    @staticmethod
    def arguments(case, *, user, today) -> dict:
        return {"days_late": case.days_late(today)}

    @staticmethod
    def beginning(case, *, user, today) -> dict:
        """Both parts as filed last, to be gone on with."""
        last = case.submissions.order_by("number").last()
        return {"measures": last.measures, "investigation": last.investigation} if last else {}

    def __init__(self, *args, days_late=0, **kwargs):
        super().__init__(*args, **kwargs)
        if not days_late:
            del self.fields["lateness_reason"]

    def clean_commitment(self) -> str:
        """What the principal put his word to is kept in the words he read."""
        return COMMITMENT


class ReturnForm(DecisionForm):
    clauses = {"note": "三(三)5"}

    due_on = DayField(label=_("To be filed again by"), widget=DateInput, required=False)
    field_order = ["on", "note", "due_on", "meeting_number", "scan"]

    @staticmethod
    def arguments(case, *, user, today) -> dict:
        return {"case": case, "today": today}

    def __init__(self, *args, case, today, **kwargs):
        """The day that an empty field gives stands beside it, by the same sum as the action's."""
        super().__init__(*args, needs_note=True, **kwargs)
        self.fields["due_on"].help_text = _(
            "Empty: %(days)s days from the day of the decision (days of the ruleset), but not before the two months "
            "end on %(end)s. Decided today, that is %(due)s."
        ) % {
            "days": case.round.ruleset.resubmission_days,
            "end": day_in_words(case.deadline.due_on),
            "due": day_in_words(usual_resubmission(case, on=today)),
        }


class AcceptForm(DecisionForm):
    clauses = {"on": "三(三)5"}
