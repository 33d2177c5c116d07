from django.utils.translation import gettext_lazy as _

from accounts.permissions import Permission
from core.lists import DescribedListView
from core.tables import Column
from core.views.base import ThingDetailView
from rectification.filters.results import AnnouncementFilter
from rectification.models import Announcement
from rectification.presenters import announcements as presenter
from rectification.queries.announcements import with_all
from rectification.views.public import public_url

ROUND = Column(_("Round"), lambda one, today: str(one.round), is_desk_only=True)


class AnnouncementListView(DescribedListView):
    """Every announcement; a subdistrict reads its own once they are approved."""

    rule = Permission.ANNOUNCEMENT_VIEW
    model = Announcement
    filterset_class = AnnouncementFilter
    columns = (presenter.ABOUT, presenter.PART, ROUND, presenter.NUMBER, presenter.PUBLISHED, presenter.STATE)
    heading = _("Announcements")
    lead = _("What the public is told of feedback and rectification, where and when.")
    lead_clause = "三(三)6"
    nothing = _("Nothing is announced yet")
    why = _("An announcement is drafted from the page of its round.")
    icon_name = "globe"
    export_verb = "announcement.export"

    def get_base_queryset(self):
        return with_all(super().get_base_queryset()).order_by("-drafted_on", "id")

    def get_filter_arguments(self):
        return {"today": self.today, "is_inner": Permission.ANNOUNCEMENT_VIEW in self.access.everywhere}


class AnnouncementDetailView(ThingDetailView):
    """The text before and after, what must be hidden, and where it was published; to the subdistrict the approved text
    and its publications alone."""

    rule = Permission.ANNOUNCEMENT_VIEW
    model = Announcement
    template_name = "rectification/announcement/detail.html"

    def get_context_data(self, **kwargs):
        announcement, user, today = self.object, self.request.user, self.today
        is_inner = Permission.ANNOUNCEMENT_VIEW in self.access.everywhere
        inner = {}
        if is_inner:
            before, after = presenter.before_and_after(announcement)
            inner = {
                "before": before,
                "after": after,
                "words": presenter.words_table(announcement, user, today),
                "next_step": presenter.step_of(announcement),
            }
        return super().get_context_data(
            stages=presenter.stages_of(announcement),
            fact_title=_("Announcement"),
            facts=presenter.facts_of(announcement, is_inner=is_inner),
            publications=presenter.publications_table(announcement, public_url(announcement), user, today),
            is_inner=is_inner,
            **inner,
            **kwargs,
        )
