from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.permissions import Permission
from core.lists import DescribedListView
from core.views.base import ThingDetailView
from records.presenters.gallery import gallery_of
from records.queries.evidence import evidence_of
from rectification.filters.follow_ups import FollowUpFilter
from rectification.models import FollowUpCheck, RectificationItem
from rectification.presenters import follow_ups as presenter
from rectification.queries.follow_ups import with_all


class FollowUpListView(DescribedListView):
    """Every check of the rounds in reach."""

    rule = Permission.FINDING_VIEW
    model = FollowUpCheck
    filterset_class = FollowUpFilter
    columns = (
        presenter.MATTER,
        presenter.ROUND,
        presenter.KIND,
        presenter.EARLIER,
        presenter.CLOSED,
        presenter.CHECKED,
        presenter.STATE,
    )
    heading = gettext_lazy("Follow-up checks")
    lead = gettext_lazy("What earlier rounds closed and a later round drew by lot to look at it again.")
    nothing = gettext_lazy("No follow-up checks")
    why = gettext_lazy(
        "None was drawn, or the filters let nothing through. It is drawn on the page of a round that is prepared or "
        "on site."
    )
    icon_name = "arrow-counterclockwise"
    export_verb = "follow_up.export"

    def get_base_queryset(self):
        return with_all(super().get_base_queryset()).order_by("-drawn_on", "round_id", "number", "pk")

    def get_context_data(self, **kwargs):
        return super().get_context_data(actions=[], **kwargs)


class FollowUpDetailView(ThingDetailView):
    rule = Permission.FINDING_VIEW
    model = FollowUpCheck
    template_name = "rectification/follow_up/detail.html"

    def get_context_data(self, **kwargs):
        check, user = self.object, self.request.user
        seen = RectificationItem.objects.visible_to(user).filter(pk=check.item_id).first()
        kept = evidence_of([check, check.finding] if check.finding else [check], user)
        links = [link for found in kept.values() for link in found]
        return super().get_context_data(
            next_step=presenter.step_of(check),
            fact_title=_("Follow-up check"),
            facts=presenter.facts_of(check, item_url=seen.get_absolute_url() if seen else ""),
            gallery=gallery_of(links, _("Photos and papers")) if links else None,
            **kwargs,
        )
