from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.forms import DayField, ReasonForm, VersionedForm
from inspections.forms.orders import TimeInput
from inspections.interview_rules import usual_reply_by
from inspections.models import Enterprise
from inspections.models.interview import InterviewLevel
from records.forms import DateInput, MultipleEvidenceField

# What the interview rests on besides the regulation of the district.
LEGAL_BASIS = "《中华人民共和国安全生产法》"


def _text(label, *, rows=3, **kwargs):
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **{"max_length": 4000} | kwargs)


class CallForm(VersionedForm):
    clauses = {"reason": "四(二)", "person": "四(二)"}

    person = forms.CharField(
        label=_("Who is called"),
        max_length=100,
        help_text=_("The leader of the subdistrict or enterprise, with post."),
    )
    level = forms.ChoiceField(label=_("Who speaks"), choices=InterviewLevel.choices)
    reason = _text(pgettext_lazy("interview", "Reason"))
    legal_basis = forms.CharField(label=_("Legal basis"), max_length=300, initial=LEGAL_BASIS)
    meet_on = DayField(label=_("Day of the interview"), widget=DateInput)
    meet_time = forms.TimeField(label=_("Hour"), widget=TimeInput)
    place = forms.CharField(label=_("Place"), max_length=200)
    materials = _text(_("What to bring"), rows=2, max_length=500, required=False)
    on = DayField(label=_("Day of the notice"), widget=DateInput)

    @staticmethod
    def beginning(thing, *, user, today) -> dict:
        return {"legal_basis": LEGAL_BASIS, "level": InterviewLevel.OFFICE}


class CallAboutForm(CallForm):
    @staticmethod
    def beginning(finding, *, user, today) -> dict:
        return CallForm.beginning(finding, user=user, today=today) | {"reason": finding.text}


class CallInRoundForm(CallForm):
    """Of the subdistrict, or of an enterprise in it."""

    enterprise = forms.ModelChoiceField(
        label=_("Enterprise"), queryset=Enterprise.objects.none(), required=False,
        empty_label=_("The leader of the subdistrict"),
        help_text=_("Of those with findings in this round; about one finding, it is called on the page of that."),
    )  # fmt: skip
    field_order = ["enterprise", "person"]

    def __init__(self, *args, enterprises, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["enterprise"].queryset = enterprises

    @staticmethod
    def arguments(round_, *, user, today) -> dict:
        found = round_.findings.ordinary().confirmed().exclude(enterprise=None).values("enterprise")
        return {"enterprises": Enterprise.objects.filter(pk__in=found).order_by("name")}


class HandOverForm(VersionedForm):
    handed_to = forms.CharField(label=_("Handed to"), max_length=100)
    evidence = MultipleEvidenceField(label=_("Proof of the delivery"), required=False)
    on = DayField(label=_("Handed over on"), widget=DateInput)


class HoldForm(VersionedForm):
    clauses = {"opinion": "四(二)", "reply_by": "四(二)"}

    on = DayField(label=_("Held on"), widget=DateInput)
    host = forms.CharField(label=_("Who spoke"), max_length=100, help_text=_("With post."))
    recorder = forms.CharField(label=_("Recorder"), max_length=60)
    attendees = _text(_("Attendees"), rows=2, help_text=_("A person a line, with post."))
    problems = _text(_("Problems put forward"))
    statement = _text(_("Statement of who was called"), required=False)
    opinion = _text(_("Clear opinion on the rectification"), help_text=_("What has to be done, a sentence a line."))
    commitment = _text(_("What was promised"), rows=2, required=False)
    reply_by = DayField(label=_("Reply due on"), widget=DateInput, required=False)
    evidence = MultipleEvidenceField(label=_("Signed record, audio, video"), required=False)

    @staticmethod
    def beginning(interview, *, user, today) -> dict:
        return {"problems": interview.reason, "reply_by": usual_reply_by(interview.round, today)}


class InterviewReplyForm(VersionedForm):
    reply = _text(_("What was done"), help_text=_("About each point of the opinion."))
    evidence = MultipleEvidenceField(label=_("Papers that show it"), required=False)
    lateness_reason = _text(_("Why it is late"), rows=2, max_length=500, required=False)
    on = DayField(label=_("Replied on"), widget=DateInput)


class AskAgainForm(VersionedForm):
    reason = _text(_("What the reply lacks"), rows=2, max_length=500)
    reply_by = DayField(label=_("Reply due on"), widget=DateInput, required=False)
    on = DayField(label=_("Reviewed on"), widget=DateInput)

    @staticmethod
    def beginning(interview, *, user, today) -> dict:
        return {"reply_by": usual_reply_by(interview.round, today)}


class CloseInterviewForm(VersionedForm):
    review = _text(_("Review of the reply"))
    on = DayField(label=_("Reviewed on"), widget=DateInput)


class CallOffForm(ReasonForm):
    on = DayField(label=_("Called off on"), widget=DateInput)


class DeclineForm(ReasonForm):
    on = DayField(label=_("Declined on"), widget=DateInput)
