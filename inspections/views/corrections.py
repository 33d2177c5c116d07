from accounts.permissions import Permission
from core.buttons import buttons_of, may_do, verb_button
from core.verbs import noun_of
from core.views.base import ThingDetailView
from inspections.models import FactCorrection, SubdistrictRound
from inspections.presenters.corrections import correction_rows, corrections_table
from inspections.presenters.rounds import round_crumbs


class CorrectionListView(ThingDetailView):
    """What was corrected of the dates of a round; here it is proposed and decided."""

    rule = Permission.ROUND_VIEW
    model = SubdistrictRound
    template_name = "inspections/round/corrections.html"

    def get_context_data(self, **kwargs):
        round_, user, today = self.object, self.request.user, self.today
        noun = noun_of(FactCorrection)
        propose = noun.verb("propose")
        may_propose = may_do(noun, propose, round_, access=self.access)
        rows = correction_rows(round_.corrections, lambda one: buttons_of(one, user=user, today=today))
        return super().get_context_data(
            corrections=corrections_table(rows, today),
            actions=[verb_button(noun, propose, round_, user=user, today=today)] if may_propose else [],
            crumbs=round_crumbs(round_),
            events=[],
            **kwargs,
        )
