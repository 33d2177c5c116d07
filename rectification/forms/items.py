from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import BulkForm, DayField, VersionedForm
from inspections.models.finding import FindingKind
from records.forms import DateInput, DecisionFields, MultipleEvidenceField


def _text(label, *, rows=4, limit=4000, **kwargs):
    return forms.CharField(label=label, max_length=limit, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)


def _reason_without_evidence():
    return _text(
        _("Reason why there is no evidence"), rows=2, limit=500, required=False,
        help_text=_("A major hazard is reported with a photo or paper that shows it is fixed, or with this reason."),
    )  # fmt: skip


class ReportForm(VersionedForm):
    """Photos first: whoever stands before it takes them, and then says what was done."""

    clauses = {"measures": "三(三)5", "penalty": "三(三)5", "no_evidence_reason": "三(三)4"}
    fieldsets = [
        (_("After the rectification"), ["evidence", "no_evidence_reason", "measures"]),
        (_("More, where there is any"), ["before", "responsible_name", "penalty"]),
    ]
    folded = (1,)

    measures = _text(_("What was done"), help_text=_("Measures taken, and how it is now."))
    before = MultipleEvidenceField(label=_("Pictures or papers from before"), required=False)
    evidence = MultipleEvidenceField(
        label=_("Pictures or papers from after"), required=False,
        help_text=_("They show that it is fixed; several may be chosen at once."),
    )  # fmt: skip
    no_evidence_reason = _reason_without_evidence()
    responsible_name = forms.CharField(label=_("Person responsible"), required=False, max_length=60)
    penalty = forms.CharField(
        label=_("Punishment and accountability"), required=False, max_length=500,
        help_text=_("Fines, orders or people held to account for this item, if any."),
    )  # fmt: skip

    def __init__(self, *args, is_major, **kwargs):
        super().__init__(*args, **kwargs)
        if not is_major:
            del self.fields["no_evidence_reason"]

    @staticmethod
    def arguments(item, *, user, today) -> dict:
        return {"is_major": item.kind == FindingKind.MAJOR_HAZARD}


class AmendForm(ReportForm):
    """Begins with what was reported."""

    @staticmethod
    def beginning(item, *, user, today) -> dict:
        return {
            name: getattr(item, name) for name in ("measures", "no_evidence_reason", "responsible_name", "penalty")
        }


class ExplainForm(VersionedForm):
    clauses = {"reason": "三(三)5"}

    reason = _text(_("Reason why it is not finished"), limit=500)
    expected_on = DayField(label=_("Expected to be finished on"), widget=DateInput)


class OpinionForm(VersionedForm):
    opinion = _text(_("Opinion of the team leader"))

    @staticmethod
    def beginning(item, *, user, today) -> dict:
        return {"opinion": item.opinion}


class CheckForm(VersionedForm):
    evidence = MultipleEvidenceField(label=_("Pictures of the check"), required=False)
    verification = _text(_("What the check showed"))
    on = DayField(label=_("Checked on"), widget=DateInput)


class CloseForm(DecisionFields, VersionedForm):
    clauses = {"on": "四(二)二"}


class ReturnItemForm(DecisionFields, VersionedForm):
    clauses = {"reason": "三(三)5"}

    reason = _text(_("Reason for returning"), limit=500, help_text=_("Say what is missing, so that it can be mended."))
    due_on = DayField(
        label=_("A date of its own"), widget=DateInput, required=False,
        help_text=_("Empty: the date of the whole report counts."),
    )  # fmt: skip
    field_order = ["reason", "due_on", "on", "meeting_number", "scan"]


class ReopenForm(ReturnItemForm):
    reason = _text(_("Reason for reopening"), limit=500)
    due_on = DayField(
        label=_("To be fixed by"), widget=DateInput, required=False,
        help_text=_("Empty: the days of the ruleset, counted from the day of the decision."),
    )  # fmt: skip


class BulkReportForm(BulkForm):
    clauses = {"no_evidence_reason": "三(三)4"}

    measures = _text(
        _("What was done"), help_text=_("The same words for all; pictures are added to each item afterwards.")
    )
    no_evidence_reason = _reason_without_evidence()

    def __init__(self, *args, has_major, **kwargs):
        super().__init__(*args, **kwargs)
        if has_major:
            self.fields["no_evidence_reason"].help_text = _(
                "For the major hazards among them, whose photos are added afterwards or cannot be had. Without it "
                "they are reported one by one, with their photos."
            )
        else:
            del self.fields["no_evidence_reason"]

    @staticmethod
    def arguments(case, items, *, user, today) -> dict:
        return {"has_major": any(item.kind == FindingKind.MAJOR_HAZARD for item in items)}


class BulkOpinionForm(BulkForm):
    opinion = _text(
        _("Opinion of the team leader"), help_text=_("The same words for all; the subdistrict does not read them.")
    )
    replace = forms.BooleanField(
        label=_("Replace the opinions given before"), required=False,
        help_text=_("Some of the chosen items bear an opinion; without this tick theirs stands."),
    )  # fmt: skip

    @staticmethod
    def arguments(case, items, *, user, today) -> dict:
        return {"has_opinions": any(item.opinion for item in items)}

    def __init__(self, *args, has_opinions, **kwargs):
        super().__init__(*args, **kwargs)
        if not has_opinions:
            del self.fields["replace"]


class BulkVerifyForm(BulkForm):
    verification = _text(_("What the check showed"))
    on = DayField(label=_("Checked on"), widget=DateInput)


class BulkCloseForm(DecisionFields, BulkForm):
    """One decision for all of them."""
