from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from accounts.permissions import Permission
from core.lists import DescribedListView
from core.tables import Column
from core.views.base import ThingDetailView
from records.models import EvidenceLink, IssuedDocument
from records.models.evidence import EvidenceRole
from records.presenters.gallery import Gallery, gallery_of
from rectification.actions import listing_ways as ways
from rectification.filters.listings import ListingFilter
from rectification.models import HazardListing, ListingCheck
from rectification.presenters import listings as presenter
from rectification.presenters.listings import DUE, HAZARD, NUMBER, STATE
from rectification.queries.listings import in_order, listings_listed, with_all


def _light(listing, today):
    """Overdue is told beside the state, as a word."""
    deadline = presenter.running(listing)
    return deadline.signal(today).label if deadline else None


SUBDISTRICT = Column(_("Subdistrict"), lambda one, today: one.round.subdistrict.short_name, "tight")
DEPARTMENT = Column(
    _("Supervising department"), lambda one, today: one.department.short_name if one.department else None,
    is_desk_only=True,
)  # fmt: skip
LISTED = Column(_("Listed on"), lambda one, today: one.listed_on, "date", is_desk_only=True)

COLUMNS = (HAZARD, NUMBER, SUBDISTRICT, DEPARTMENT, LISTED, DUE, STATE)
# 挂牌督办台账: what the file says besides.
LEDGER = (
    NUMBER,
    SUBDISTRICT,
    Column(_("Inspected body"), lambda one, today: one.subject_name, width=28),
    Column(_("Hazard"), lambda one, today: one.text, width=50),
    Column(_("Place"), lambda one, today: one.place),
    Column(_("Criterion"), lambda one, today: one.criterion, width=40),
    Column(_("Body responsible for the removal"), lambda one, today: one.responsible_body),
    Column(_("Person responsible, with post"), lambda one, today: one.responsible_person),
    DEPARTMENT,
    Column(_("Measures"), lambda one, today: one.measures, width=40),
    Column(_("Control until it is removed"), lambda one, today: one.interim_measures, width=40),
    Column(_("Funds"), lambda one, today: one.funds),
    Column(_("Emergency plan"), lambda one, today: one.plan, width=30),
    LISTED,
    Column(_("To be removed by"), lambda one, today: one.due_on),
    Column(_("Deadline"), _light),
    Column(_("Sign put up on"), lambda one, today: one.sign_on),
    Column(_("Acceptance requested on"), lambda one, today: one.requested_on),
    Column(_("Times refused"), lambda one, today: one.rejections),
    Column(_("Removed from the list on"), lambda one, today: one.removed_on),
    Column(_("Listing published on"), lambda one, today: one.published_on),
    Column(_("Removal published on"), lambda one, today: one.removal_published_on),
    STATE,
)


class ListingRegisterView(DescribedListView):
    """挂牌督办台账: every hazard in reach; subdistrict and department read their own once it is listed."""

    rule = Permission.LISTING_VIEW
    model = HazardListing
    filterset_class = ListingFilter
    columns = COLUMNS
    export_columns = LEDGER
    heading = _("Listed hazards")
    lead = _("Major hazards on the list of the committee, until they are removed from it.")
    lead_clause = "三(三)4"
    nothing = _("No hazard is listed")
    why = _("What leader or office propose and the committee lists stands here until it is removed.")
    icon_name = "pin-angle"
    export_verb = "listing.export"
    page_rows = staticmethod(listings_listed)

    def get_base_queryset(self):
        return in_order(with_all(super().get_base_queryset()))

    def get_filter_arguments(self):
        return {"today": self.today, "is_inner": Permission.LISTING_VIEW in self.access.everywhere}


@dataclass(frozen=True)
class CheckRow:
    check: ListingCheck
    links: list[EvidenceLink]


class ListingDetailView(ThingDetailView):
    """One hazard on its way to the list and off it."""

    rule = Permission.LISTING_VIEW
    model = HazardListing
    template_name = "rectification/listing/detail.html"

    def get_context_data(self, **kwargs):
        listing, user, today = self.object, self.request.user, self.today
        is_inner = self.access.permits(Permission.LISTING_VIEW, (listing.inner_scope_id,))
        checks = list(listing.checks.select_related("checked_by__unit"))
        files = self._files([listing, *checks])
        rows = [CheckRow(one, files.get(str(one.pk), [])) for one in reversed(checks)]
        documents = IssuedDocument.objects.visible_to(user).of(listing).defer("data")
        return super().get_context_data(
            badge=presenter.state_of(listing, today),
            stages=presenter.stages_of(listing),
            next_step=presenter.step_of(listing, user, today),
            facts=presenter.facts_of(listing, is_inner=is_inner),
            settled=presenter.settled_facts(listing),
            course=presenter.course_facts(listing, is_inner=is_inner),
            checks=presenter.checks_table(rows, today),
            galleries=self._galleries(files.get(str(listing.pk), []), is_inner=is_inner),
            documents=documents,
            **kwargs,
        )

    def _files(self, things) -> dict[str, list[EvidenceLink]]:
        seen = EvidenceLink.objects.visible_to(self.request.user)
        found: dict[str, list[EvidenceLink]] = {}
        for link in seen.filter(subject_id__in=[str(one.pk) for one in things]).select_related("blob"):
            found.setdefault(link.subject_id, []).append(link)
        return found

    def _galleries(self, links, *, is_inner) -> list[Gallery]:
        """By what they show, and first the hazard as it was found: for whoever reads the finding."""
        if is_inner:
            before = self._files([self.object.finding]).get(str(self.object.finding_id), [])
            links = [*before, *links]
        shown = [(EvidenceRole.BEFORE.label, [one for one in links if one.subject_kind == "finding"])]
        kinds = (ways.SIGN, ways.PLAN, ways.RECTIFIED, ways.PUBLISHED, ways.REMOVAL_PUBLISHED)
        shown += [(kind, [one for one in links if one.note == kind]) for kind in kinds]
        return [gallery_of(found, label) for label, found in shown if found]
