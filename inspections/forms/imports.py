from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import DayField, HouseForm
from inspections.forms.days import bound_picker
from inspections.importing import MAX_BYTES, UnreadableFile, read_upload
from records.forms import DateInput


class UploadListForm(HouseForm):
    upload = forms.FileField(
        label=_("List of findings"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.et,.csv", "data-max-bytes": MAX_BYTES}),
        help_text=_(
            "Excel (.xlsx, .xls), WPS (.et) or CSV. "
            "Nothing is stored as a finding before you confirm on the next page."
        ),
    )

    found_on = DayField(
        label=_("Found on"), widget=DateInput, help_text=_("For rows that name no day of their own."),
    )  # fmt: skip

    @staticmethod
    def arguments(round_, *, user, today) -> dict:
        return {"first_on": round_.entered_on, "last_on": round_.last_day_on_site(today)}

    @staticmethod
    def beginning(round_, *, user, today) -> dict:
        return {"found_on": round_.last_day_on_site(today)}

    def __init__(self, *args, first_on, last_on, **kwargs):
        super().__init__(*args, **kwargs)
        bound_picker(self.fields["found_on"], first_on, last_on)

    def clean_upload(self):
        """Asks the size before anybody reads the file; reads it here, where nothing waits for a lock."""
        upload = self.cleaned_data["upload"]
        if upload.size > MAX_BYTES:
            raise forms.ValidationError(
                _("The file is larger than %(limit)s MB. Take out pictures, or split the list into several files."),
                params={"limit": MAX_BYTES // 1024 // 1024},
            )
        self.data_read = upload.read()
        try:
            self.book = read_upload(self.data_read, upload.name)
        except UnreadableFile as refusal:
            raise forms.ValidationError(str(refusal), code="refused") from refusal
        return upload
