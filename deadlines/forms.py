from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import HouseForm, VersionedForm
from deadlines.calendar_csv import MOST_BYTES, read_year


class ExplainForm(VersionedForm):
    explanation = forms.CharField(
        label=_("Why it was late"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4})
    )

    @staticmethod
    def beginning(deadline, *, user, today) -> dict:
        return {"explanation": deadline.late_explanation}


class DayForm(VersionedForm):
    """`version` 0: the day had no row of its own when the form was opened."""

    is_workday = forms.TypedChoiceField(
        label=_("That day people"),
        choices=[("1", _("work")), ("0", _("are off"))],
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
    )
    name = forms.CharField(
        label=_("Name"),
        max_length=40,
        required=False,
        help_text=_("Of the holiday, as the notice calls it; it appears in the explanation of due dates."),
    )
    reason = forms.CharField(
        label=_("Reason"), max_length=200, help_text=_("Such as number and date of the notice that changed the day.")
    )


class YearImportForm(HouseForm):
    """A year's arrangement as a file; shown first, stored when it comes back confirmed."""

    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100)
    source = forms.CharField(
        label=_("Source"),
        max_length=120,
        help_text=_("Number of the State Council's notice, such as 国办发明电〔2026〕5号."),
    )
    file = forms.FileField(
        label=_("List of days (CSV)"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,text/csv", "data-max-bytes": MOST_BYTES}),
    )
    text = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)
    confirmed = forms.BooleanField(required=False, widget=forms.HiddenInput)
    keeps_draft = False

    def clean(self):
        given = super().clean()
        file = given.get("file")
        if file is not None and file.size > MOST_BYTES:
            self.add_error("file", _("The file is too large for one year. Is it the right one?"))
            return given
        content = file.read() if file is not None else given.get("text", "").encode()
        if not content.strip():
            self.add_error("file", _("Choose the file with the list of days."))
        elif "year" in given:
            read = read_year(content, year=given["year"])
            given["rows"], given["text"] = read.rows, read.text
            for problem in read.problems:
                self.add_error("file", problem)
        return given
