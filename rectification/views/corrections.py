from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.permissions import Permission
from core.buttons import button
from core.day_words import day_in_words
from core.views.base import ThingDetailView
from core.views.verbs import ActionView
from inspections.forms.corrections import CorrectForm, RefuseCorrectionForm, RemarkForm
from inspections.models.correction import CorrectionStatus
from inspections.presenters.corrections import correction_rows, reason_of
from rectification.actions import corrections
from rectification.deliveries import due_after
from rectification.models import ReceiptCorrection, RectificationCase
from rectification.models.correction import CorrectableDelivery
from rectification.views.cases import CaseActionView
from rectification.views.inside import case_crumbs, case_queryset

LIST = "rectification:case-corrections"


class CaseCorrectView(CaseActionView):
    rule = Permission.RECEIPT_CORRECT
    action = staticmethod(corrections.correct_fact)
    form_class = CorrectForm
    title = gettext_lazy("Correct a wrong date")
    submit_label = gettext_lazy("Propose correction")
    explanation = gettext_lazy(
        "Nothing changes until the other side confirms: the committee office, or a principal of the subdistrict. Both "
        "days stay in the timeline."
    )
    success_message = gettext_lazy("The correction is proposed and waits for a second person.")

    @cached_property
    def recorded(self) -> list[tuple]:
        found = [(fact.value, fact.label, getattr(self.thing, fact.value)) for fact in CorrectableDelivery]
        return [fact for fact in found if fact[2] is not None]

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"facts": self.recorded}

    def get_initial(self):
        field, _label, day = self.recorded[-1] if self.recorded else ("", "", None)
        return {"field": field, "old": day}

    def get_success_url(self):
        return reverse(LIST, args=[self.thing.pk])


class CaseCorrectionListView(ThingDetailView):
    rule = Permission.CASE_VIEW
    model = RectificationCase
    template_name = "rectification/case/corrections.html"

    def get_queryset(self):
        return case_queryset(super().get_queryset())

    def get_context_data(self, **kwargs):
        case = self.object
        may_decide = self.may(Permission.RECEIPT_CORRECT, case)

        def actions_of(correction) -> list:
            waits = correction.status == CorrectionStatus.PROPOSED
            if not (may_decide and waits) or correction.proposed_by_id == self.request.user.pk:
                return []
            return [
                button(_("Confirm correction"), "rectification:correction-confirm", correction, kind="primary"),
                button(_("Refuse correction"), "rectification:correction-refuse", correction),
            ]

        return super().get_context_data(
            corrections=correction_rows(case.corrections, actions_of),
            may_propose=may_decide,
            crumbs=case_crumbs(case),
            **kwargs,
        )


class _DecideCorrection(ActionView):
    """Confirm or refuse what another has proposed."""

    rule = Permission.RECEIPT_CORRECT
    model = ReceiptCorrection
    argument = "correction"

    def get_success_url(self):
        return reverse(LIST, args=[self.thing.case_id])

    def points(self) -> list[str]:
        return [reason_of(self.thing)]

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            crumbs=case_crumbs(self.thing.case), cancel_url=self.get_success_url(), points=self.points(), **kwargs
        )


class CorrectionConfirmView(_DecideCorrection):
    action = staticmethod(corrections.confirm)
    form_class = RemarkForm
    title = submit_label = gettext_lazy("Confirm correction")
    explanation = gettext_lazy("The day changes and the deadline it started is counted anew.")
    success_message = gettext_lazy("The day is corrected and the deadline is counted anew.")

    def points(self):
        correction = self.thing
        due = _("The rectification report is then due on %(new)s; until now on %(old)s.") % {
            "new": day_in_words(due_after(correction)),
            "old": day_in_words(correction.case.deadline.due_on),
        }
        return [*super().points(), due]


class CorrectionRefuseView(_DecideCorrection):
    action = staticmethod(corrections.refuse)
    form_class = RefuseCorrectionForm
    title = submit_label = gettext_lazy("Refuse correction")
    tone = "danger"
    success_message = gettext_lazy("The recorded day stands.")
