from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.forms import DayField, ReasonForm, VersionedForm
from records.forms import DateInput, MultipleEvidenceField
from rectification.models.announcement import Medium, Part, RedactionKind
from rectification.queries.announcements import parts_left


class DraftAnnouncementForm(VersionedForm):
    clauses = {"part": "三(三)6"}

    part = forms.ChoiceField(label=_("What is announced"), choices=Part.choices, widget=forms.RadioSelect)

    def __init__(self, *args, left, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["part"].choices = [choice for choice in Part.choices if choice[0] in left]

    @staticmethod
    def arguments(round_, *, user, today) -> dict:
        return {"left": parts_left(round_)}

    @staticmethod
    def beginning(round_, *, user, today) -> dict:
        return {"part": next(iter(parts_left(round_)), "")}


class EditAnnouncementForm(VersionedForm):
    title = forms.CharField(label=_("Title"), max_length=100)
    text = forms.CharField(
        label=_("Text of the announcement"), max_length=30000, widget=forms.Textarea(attrs={"rows": 24}),
        help_text=_("A paragraph a line; a line that begins with 一、 is a heading."),
    )  # fmt: skip

    @staticmethod
    def beginning(announcement, *, user, today) -> dict:
        return {"title": announcement.title, "text": announcement.text}


class ListWordsForm(VersionedForm):
    clauses = {"words": "三(三)6"}

    words = forms.CharField(
        label=_("Words to be hidden"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One a line."),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=[("", "—"), *RedactionKind.choices])
    replacement = forms.CharField(
        label=_("Instead"), max_length=40, required=False, help_text=_("Such as 某企业; empty: （略）.")
    )


class KeepWordForm(ReasonForm):
    reason = forms.CharField(
        label=_("Why the public may read it"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )


class PublishForm(VersionedForm):
    clauses = {"medium": "三(三)6"}

    medium = forms.ChoiceField(label=pgettext_lazy("medium", "Published"), choices=Medium.choices)
    place = forms.CharField(
        label=_("Where exactly"), max_length=100, required=False, help_text=_("Name of the site, paper or board.")
    )
    url = forms.URLField(label=_("Web address"), max_length=300, required=False, assume_scheme="https")
    on = DayField(label=_("Published on"), widget=DateInput)
    evidence = MultipleEvidenceField(
        label=_("Proof"), required=False,
        help_text=_("A photo of the board, a picture of the page, the file. Not needed for our own public page."),
    )  # fmt: skip
