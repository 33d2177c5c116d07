from accounts.permissions import Permission
from core.links import Target, page_of
from core.views.base import ThingDetailView
from records.models import Draw
from records.presenters import draws as presenter


class DrawDetailView(ThingDetailView):
    """What is needed to draw once more, and whether it comes out the same: it is drawn again whenever somebody
    looks."""

    rule = Permission.FINDING_VIEW
    model = Draw
    template_name = "records/draw/detail.html"

    def get_queryset(self):
        return super().get_queryset().select_related("drawn_by__unit")

    def get_context_data(self, **kwargs):
        draw = self.object
        back = page_of(Target(draw.subject_kind, draw.subject_id), self.request.user)
        return super().get_context_data(
            facts=presenter.facts_of(draw, back),
            badge=presenter.badge_of(draw),
            is_repeatable=draw.is_repeatable,
            table=presenter.table_of_candidates(draw, self.today),
            **kwargs,
        )
