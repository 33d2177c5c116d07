from django import forms
from django.utils.translation import gettext_lazy as _

from inspections.importing import MAX_BYTES


class UploadListForm(forms.Form):
    upload = forms.FileField(
        label=_("List of findings"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv", "data-max-bytes": MAX_BYTES}),
        help_text=_("Excel (.xlsx) or CSV. Nothing is stored as a finding before you confirm on the next page."),
    )

    def clean_upload(self):
        """Asks the size before anybody reads the file."""
        upload = self.cleaned_data["upload"]
        if upload.size > MAX_BYTES:
            raise forms.ValidationError(
                _("The file is larger than %(limit)s MB. Take out pictures, or split the list into several files."),
                params={"limit": MAX_BYTES // 1024 // 1024},
            )
        return upload
