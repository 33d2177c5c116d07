from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.permissions import Permission
from core.day_words import day_in_words
from core.views.base import ThingDetailView
from inspections.forms.corrections import CorrectForm
from inspections.views.corrections import ConfirmCorrection, CorrectionList, ProposeCorrection, RefuseCorrection
from rectification.actions import corrections
from rectification.deliveries import due_after
from rectification.models import ReceiptCorrection, RectificationCase
from rectification.models.correction import CorrectableDelivery
from rectification.views.cases import CaseActionView
from rectification.views.inside import case_crumbs, case_queryset

LIST = "rectification:case-corrections"


class CaseCorrectView(ProposeCorrection, CaseActionView):
    rule = Permission.RECEIPT_CORRECT
    action = staticmethod(corrections.correct_fact)
    form_class = CorrectForm
    explanation = gettext_lazy(
        "Nothing changes until the other side confirms: the committee office, or a principal of the subdistrict. Both "
        "days stay in the timeline."
    )
    correctable = CorrectableDelivery
    list_name = LIST


class CaseCorrectionListView(CorrectionList, ThingDetailView):
    rule = Permission.CASE_VIEW
    model = RectificationCase
    template_name = "rectification/case/corrections.html"
    decides = Permission.RECEIPT_CORRECT
    room = "rectification"
    list_crumbs = staticmethod(case_crumbs)

    def get_queryset(self):
        return case_queryset(super().get_queryset())


class _OfCase:
    rule = Permission.RECEIPT_CORRECT
    model = ReceiptCorrection
    list_name = LIST
    list_crumbs = staticmethod(case_crumbs)


class CorrectionConfirmView(_OfCase, ConfirmCorrection):
    action = staticmethod(corrections.confirm)

    def points(self):
        correction = self.thing
        due = _("The rectification report is then due on %(new)s; until now on %(old)s.") % {
            "new": day_in_words(due_after(correction)),
            "old": day_in_words(correction.case.deadline.due_on),
        }
        return [*super().points(), due]


class CorrectionRefuseView(_OfCase, RefuseCorrection):
    action = staticmethod(corrections.refuse)
