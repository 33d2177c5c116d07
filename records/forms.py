from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.roles import Role
from core.forms import DayField, HouseForm, VersionedForm
from core.refusals import IllegalMove
from core.shapes import Picture
from records.file_types import ACCEPT, check_upload
from records.policies import Paper
from records.presenters.gallery import picture_of

# In one field of one form; more are added afterwards.
MAX_FILES_AT_ONCE = 20


class DateInput(forms.DateInput):
    """The browser's own calendar, which wants ISO dates whatever the language."""

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")


class MultipleFileInput(forms.ClearableFileInput):
    """Camera and files of the device, under one name; what was chosen comes in its order."""

    template_name = "_components/photo_field.html"
    allow_multiple_selected = True

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["widget"] |= {"max_files": MAX_FILES_AT_ONCE, "max_bytes": settings.MAX_UPLOAD_BYTES}
        return context


class EvidenceField(forms.FileField):
    """One file that can be kept as evidence; refuses the others with the words of check_upload."""

    widget = forms.FileInput

    def widget_attrs(self, widget):
        return super().widget_attrs(widget) | {"accept": ACCEPT, "data-max-bytes": settings.MAX_UPLOAD_BYTES}

    def clean(self, data, initial=None):
        upload = super().clean(data, initial)
        if upload and upload is not initial:
            try:
                check_upload(upload)
            except IllegalMove as refusal:
                raise forms.ValidationError(refusal.reason, code="refused") from refusal
        return upload


class MultipleEvidenceField(EvidenceField):
    """Several such files, at most MAX_FILES_AT_ONCE; cleans to a list in their order, every refused file named."""

    widget = MultipleFileInput

    def clean(self, data, initial=None):
        uploads = data if isinstance(data, list | tuple) else [data] if data else []
        if not uploads:
            super().clean(None, initial)
            return []
        if len(uploads) > MAX_FILES_AT_ONCE:
            raise forms.ValidationError(
                _("At most %(limit)s files at once; these are %(count)s. Add the others afterwards."),
                code="too_many", params={"limit": MAX_FILES_AT_ONCE, "count": len(uploads)},
            )  # fmt: skip
        cleaned, errors = [], []
        for upload in uploads:
            try:
                cleaned.append(super().clean(upload, initial))
            except forms.ValidationError as error:
                errors.extend(error.error_list)
        if errors:
            raise forms.ValidationError(errors)
        return cleaned


class PictureChoices(forms.CheckboxSelectMultiple):
    """Pictures that are kept already, each shown beside its tick; `links` are offered by the field."""

    template_name = "_components/picture_choices.html"
    pictures: dict[str, Picture] = {}

    def create_option(self, name, value, *args, **kwargs):
        option = super().create_option(name, value, *args, **kwargs)
        return option | {"picture": self.pictures[str(value)]}


class PictureChoiceField(forms.MultipleChoiceField):
    """Some of the pictures of a thing, by the ids of their links."""

    widget = PictureChoices

    def offer(self, links) -> None:
        """These are chosen from, in their order; each has a viewing copy."""
        shown = {str(link.pk): picture_of(link, number) for number, link in enumerate(links, start=1)}
        self.choices = [(pk, _("Photo %(number)s") % {"number": number}) for number, pk in enumerate(shown, start=1)]
        self.widget.pictures = shown


class DecisionFields(HouseForm):
    """What every decision of the committee is asked, for one thing or many: the day and, where it was decided on
    paper, the meeting and the scan. Number and scan are cleaned to one `paper`, as records.actions.decisions.decide
    wants it.
    """

    on = DayField(label=_("Day of the decision"), widget=DateInput)
    meeting_number = forms.CharField(
        label=_("Number of the meeting"),
        required=False,
        max_length=60,
        help_text=_("Only for a decision taken on paper; the secretary always gives it."),
    )
    scan = EvidenceField(
        label=_("Scan of the signed paper"),
        required=False,
        help_text=_("PDF or picture of the paper as it was signed."),
    )

    def ask_of(self, user):
        """The secretary decides nothing himself: what a meeting decided is recorded with its number and its scan."""
        super().ask_of(user)
        if user.role == Role.SECRETARY:
            for name in ("meeting_number", "scan"):
                self.fields[name].required = True
            self.fields["meeting_number"].help_text = _("The meeting that decided, as its minutes are numbered.")

    def clean(self):
        data = super().clean()
        number, scan = data.pop("meeting_number", ""), data.pop("scan", None)
        return data | {"paper": Paper(meeting_number=number, on=data.get("on"), scan=scan)}


class DecisionForm(DecisionFields, VersionedForm):
    """Approve or return: besides, the opinion. Give `initial={"on": today, "version": …}`."""

    note = forms.CharField(
        label=_("Opinion of the committee"), widget=forms.Textarea(attrs={"rows": 4}), required=False, max_length=4000
    )
    field_order = ["on", "note", "meeting_number", "scan"]

    def __init__(self, *args, needs_note=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["note"].required = needs_note
        if needs_note:
            self.fields["note"].label = _("Reason and what is to be mended")


class ScanForm(VersionedForm):
    upload = EvidenceField(
        label=_("Signed scan or edited Word file"),
        help_text=_("A PDF or pictures as it was signed; or a .docx, with the reason."),
    )
    note = forms.CharField(
        label=_("Reason or note"),
        help_text=_("Needed for a text edited after it was issued."),
        required=False,
        max_length=200,
    )


class ReceiptForm(VersionedForm):
    on = DayField(label=_("Received on"), widget=DateInput)
