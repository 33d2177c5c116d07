from accounts.permissions import Permission
from core.buttons import buttons_of
from core.views.base import ThingDetailView
from inspections.presenters.corrections import corrections_table
from rectification.models import RectificationCase
from rectification.presenters.corrections import correction_rows
from rectification.presenters.crumbs import case_crumbs


class CaseCorrectionListView(ThingDetailView):
    """What was corrected of the days of delivery, and what waits for the other side."""

    rule = Permission.CASE_VIEW
    model = RectificationCase
    template_name = "rectification/case/corrections.html"

    def get_context_data(self, **kwargs):
        case, user, today = self.object, self.request.user, self.today
        found = buttons_of(case, user=user, today=today)
        return super().get_context_data(
            crumbs=case_crumbs(case),
            actions=[each for each in found if each.verb == "receipt_correction.propose"],
            corrections=corrections_table(correction_rows(case, user=user, today=today), today),
            **kwargs,
        )
