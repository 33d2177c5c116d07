from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import VersionedForm
from inspections.actions.reports import TEXTS
from inspections.models import InspectionReport
from records.forms import DecisionForm

_HELP = {
    "overview": _(
        "Dates, team, methods, figures and counts are added from the data; write here what they do not say."
    ),
    "assessment": _(
        "Required before the report is submitted. A judgement of the subdistrict as a whole; "
        "it also opens the feedback."
    ),
    "achievements": _("One point a line; the numbers are added in print."),
    "handling_proposals": _(
        "Part three, the problems found, is made from the findings. One point a line: hand-over, listing, interviews."
    ),
    "suggestions": _("One point a line."),
    "feedback_text": _(
        "A heading begins with 一、; its points follow, one a line. Left empty, it is made from the findings."
    ),
}


class ReportForm(VersionedForm):
    clauses = {"assessment": "一(一)", "feedback_text": "三(三)4", "suggestions": "一(二)2"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("assessment", *(name for name in TEXTS if name != "assessment")):
            self.fields[name] = forms.CharField(
                label=InspectionReport._meta.get_field(name).verbose_name,
                help_text=_HELP[name],
                required=False,
                max_length=50000,
                widget=forms.Textarea(attrs={"rows": 8 if name in ("assessment", "feedback_text") else 5}),
            )

    @staticmethod
    def beginning(report, *, user, today) -> dict:
        return {name: getattr(report, name) for name in TEXTS}


class ReturnReportForm(DecisionForm):
    """Back to the team, with the list of what is to be changed."""

    @staticmethod
    def arguments(report, *, user, today) -> dict:
        return {"needs_note": True}


class SubmitReportForm(VersionedForm):
    clauses = {"lateness_reason": "三(三)3", "uncovered_reason": "三(一)"}

    lateness_reason = forms.CharField(
        label=_("Why the report is late"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    uncovered_reason = forms.CharField(
        label=_("Why these topics were left out"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args, is_late, open_topics, **kwargs):
        super().__init__(*args, **kwargs)
        if not is_late:
            del self.fields["lateness_reason"]
        if open_topics:
            self.fields["uncovered_reason"].help_text = _("; ").join(
                f"{topic.number}. {topic.short}" for topic in open_topics
            )
        else:
            del self.fields["uncovered_reason"]
