from django.utils.translation import gettext as _

from accounts.permissions import Permission
from core.buttons import bulk_buttons, may_do
from core.verbs import noun_of
from core.views.base import ThingDetailView
from records.models import IssuedDocument
from records.queries.evidence import evidence_of
from rectification.models import RectificationPlan
from rectification.presenters import rectification_plans as presenter
from rectification.queries.rectification_plans import with_item


class RectificationPlanDetailView(ThingDetailView):
    """How each item will be rectified; whoever writes it fills it in from here."""

    rule = Permission.CASE_VIEW
    model = RectificationPlan
    template_name = "rectification/plan/detail.html"

    def fill_url(self, remedies):
        """Where a remedy is filled in, for whoever may now."""
        noun = noun_of(RectificationPlan)
        verb = noun.verb("fill")
        if not remedies or not may_do(noun, verb, remedies[0], access=self.access):
            return None
        return lambda remedy: noun.url(verb, remedy)

    def get_context_data(self, **kwargs):
        plan, user, today = self.object, self.request.user, self.today
        remedies = list(with_item(plan.remedies.live()))
        for remedy in remedies:
            remedy.plan_of = plan
        bulk = bulk_buttons(plan, user=user, today=today)
        papers = IssuedDocument.objects.visible_to(user).filter(subject_id=str(plan.pk)).defer("data")
        return super().get_context_data(
            next_step=presenter.step_of(plan, today),
            fact_title=_("Plan of rectification"),
            facts=presenter.facts_of(plan),
            remedies=presenter.remedies_table(
                remedies, today, fill_url=self.fill_url(remedies), is_choosable=bool(bulk), is_owed=plan.is_owed
            ),
            bulk=bulk,
            papers=papers.order_by("numbered_at"),
            files=evidence_of([plan], user).get(str(plan.pk), []),
            **kwargs,
        )
