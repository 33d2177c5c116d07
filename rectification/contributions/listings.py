"""What listed hazards add elsewhere: to the pages of round, finding and item, to the first page, to closing (R64)."""

from datetime import date

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.permissions import Permission
from core.about import ABOUT, Kind, Whether, is_missing
from core.access import access_of
from core.buttons import WAYS
from core.home import FIGURES, Count, Look
from core.paging import number_words
from core.queries.at_once import Alike
from core.queries.later import Later
from core.sections import MAIN
from core.shapes import Button, Figure, Section
from core.verbs import noun_of
from inspections.closing import Gap, register_gate
from inspections.models import Finding, SubdistrictRound
from inspections.withdrawals import register_withdrawal_follower
from rectification.actions.listing_ways import stop_for_withdrawn
from rectification.filters.listings import ON_THE_LIST
from rectification.models import HazardListing, RectificationItem
from rectification.models.listing import ON_LIST, OWED, ListingStatus
from rectification.policies.hand_offs import numbers_of
from rectification.presenters.listings import listings_table, unpublished
from rectification.queries import listings

_SECTION = "rectification/listing/_section.html"
OF_ROUND = Kind(HazardListing, lambda round_: Q(round=round_.pk), listings.as_proposed)
UNPROPOSED = Whether(lambda round_: listings.not_proposed(Finding.objects.filter(round=round_.pk)))
OF_FINDING = Kind(HazardListing, lambda finding: Q(finding=finding.pk), listings.as_proposed, Permission.LISTING_VIEW)
OF_ITEM = Kind(
    HazardListing,
    lambda item: Q(finding=item.finding_id),
    listings.as_proposed,
    Permission.LISTING_VIEW,
    ("finding_id",),
)


def register_listings() -> None:
    """Called in AppConfig.ready()."""
    register_gate(gate)
    register_withdrawal_follower(stop_for_withdrawn)
    for model, kind in ((SubdistrictRound, OF_ROUND), (Finding, OF_FINDING), (RectificationItem, OF_ITEM)):
        ABOUT.add(model, kind, order=530)
    ABOUT.add(Finding, listings.KNOWN, order=531)
    ABOUT.add(SubdistrictRound, UNPROPOSED, order=531)
    MAIN.add(SubdistrictRound, on_round, order=530)
    MAIN.add(Finding, on_finding, order=530)
    MAIN.add(RectificationItem, on_item, order=530)
    WAYS.add(RectificationItem, from_item, order=530)
    FIGURES.add(figure, order=610)


def gate(round_, today) -> list[Gap]:
    """Every confirmed major hazard was listed and removed, both published, or its removal was verified before the
    committee decided (三(三)4, 四(二)二, R64)."""
    found = []
    if unlisted := numbers_of(listings.not_proposed(round_.findings.all()).order_by("number")):
        words = _("major hazard neither listed nor verified as removed before: finding %(numbers)s")
        found.append(Gap(words % {"numbers": unlisted}, f"{round_.get_absolute_url()}#listings", _("Team leader")))
    for listing in listings.with_all(HazardListing.objects.filter(round=round_).unfinished()):
        found.append(Gap(_why_open(listing), listing.get_absolute_url(), _who_acts(listing)))
    return found


def _why_open(listing) -> str:
    if listing.status == ListingStatus.REMOVED:
        return _("%(listing)s: %(missing)s") % {"listing": listing, "missing": _(", ").join(unpublished(listing))}
    return _("%(listing)s is not removed from the list (now: %(status)s)") % {
        "listing": listing, "status": listing.get_status_display(),
    }  # fmt: skip


def _who_acts(listing) -> str:
    if listing.status in OWED:
        return listing.round.subdistrict.short_name
    return _("Committee office") if listing.status == ListingStatus.REMOVED else _("Safety committee")


def _section(found, waiting, today: date) -> Section | None:
    if not found and not waiting:
        return None
    return Section(_SECTION, {"table": listings_table(found, today), "waiting": waiting})


def on_round(round_, user, today: date) -> Section | None:
    """The listings of the round, and the major hazards that nobody has put forward."""
    if not access_of(user).permits(Permission.LISTING_VIEW, round_.scope_ids):
        return None
    return _section(OF_ROUND.of(round_, user), _unproposed(round_, user), today)


def _unproposed(round_, user) -> list[Finding]:
    if is_missing(UNPROPOSED, round_):
        return []
    seen = Finding.objects.visible_to(user).filter(round=round_)
    return list(listings.not_proposed(seen).order_by("number"))


def on_finding(finding, user, today: date) -> Section | None:
    return _section(OF_FINDING.of(finding, user), [], today)


def on_item(item, user, today: date) -> Section | None:
    """The subdistrict reads its own once it is listed."""
    return _section(OF_ITEM.of(item, user), [], today)


def from_item(item, user, today: date) -> list[Button]:
    """To the proposal, for the office: a hazard that stays unrectified is listed whatever its kind."""
    noun = noun_of(HazardListing)
    if noun is None or Permission.LISTING_PROPOSE not in access_of(user).everywhere:
        return []
    verb = noun.verb("propose")
    if verb.offered is None or not verb.offered(item.finding, user, today):
        return []
    return [Button(verb.label, noun.url(verb, item.finding), icon=verb.icon)]


def figure(look: Look) -> Later[Figure] | None:
    """How many stand on the list now, for whoever reads them all."""
    if Permission.LISTING_VIEW not in look.access.everywhere:
        return None
    return look.counted(_listed, Alike(_on_list, look.user), Alike(_overdue, look.user, (look.today,)))


def _on_list(user: User) -> QuerySet[HazardListing]:
    return HazardListing.objects.visible_to(user).standing().filter(status__in=ON_LIST).order_by().only("pk")


def _overdue(user: User, today: date) -> QuerySet[HazardListing]:
    return _on_list(user).filter(status__in=OWED, due_on__lt=today)


def _listed(of_all: Count, late: Count) -> Figure:
    (total, is_more), (overdue, are_more) = of_all, late
    path = f"{reverse('rectification:listing-register')}?status={ON_THE_LIST}"
    note = _("Of these overdue: %(count)s") % {"count": number_words(overdue, is_more=are_more)}
    return Figure(_("Listed hazards"), number_words(total, is_more=is_more), note, path, "bad" if overdue else "")
