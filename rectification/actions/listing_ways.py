"""What the verbs of a listed hazard share: who is let in, its clock, its files, who is told (ADR 36)."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import cast

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actions.grants import grant_to_group
from accounts.actions.messages import notify as tell
from accounts.actions.scopes import open_scope, unit_group
from accounts.models import Scope, Unit, User
from accounts.roles import ACTS_FOR_UNIT, Grant, Role, ScopeKind
from core.actions.moves import store
from core.transitions import lock
from deadlines.actions.deadlines import open_deadline, void
from deadlines.models import Deadline
from deadlines.people import of_roles
from inspections.models import Finding
from inspections.people import leader_users, subdistrict_users
from records.actions.evidence import attach_all
from records.models import EvidenceLink
from rectification import duties
from rectification.models import HazardListing
from rectification.policies.listings import require_standing

# What a file is, kept as its note: archived, so Chinese like every paper.
PLAN, SIGN, RECTIFIED, PUBLISHED, REMOVAL_PUBLISHED = "应急预案", "现场公示牌", "整改完成情况", "挂牌公布", "摘牌公布"


def locked(listing: HazardListing, version: int | None) -> HazardListing:
    """The round first, so that no finding is withdrawn meanwhile. Raises StaleCopy, IllegalMove."""
    round_ = lock(listing.round)
    listing = lock(listing, version=version)
    listing.round = round_
    require_standing(listing)
    return listing


def let_in(listing: HazardListing, *, by: User, at: datetime) -> Scope:
    """The scope of its own, with the subdistrict and the supervising department let into it. What was prepared for
    them goes along: the emergency plan."""
    scope = open_scope(
        kind=ScopeKind.LISTING, label=_("Listed hazard in %(unit)s") % {"unit": listing.round.subdistrict}
    )
    department = cast(Unit, listing.department)  # settled before it is listed
    for unit, grant in ((listing.round.subdistrict, Grant.OFFICIAL), (department, Grant.OFFICER)):
        grant_to_group(group=unit_group(unit), grant=grant, scope=scope, by=by, at=at)
    for link in EvidenceLink.objects.filter(subject_id=str(listing.pk), note=PLAN):
        store(link, by=by, scope=scope, round_scope=listing.inner_scope)
    return scope


def open_clock(
    listing: HazardListing, *, due_on: date, on: date, start_reason: str, by: User, at: datetime
) -> Deadline:
    """Until the day the committee set; the regulation names none."""
    return open_deadline(
        kind=duties.LISTING.code, scope=listing.scope, round_scope=listing.inner_scope, subject=listing, start_on=on,
        due_on=due_on, start_reason=start_reason, responsible_unit=listing.round.subdistrict, by=by, at=at,
    )  # fmt: skip


def keep(
    listing: HazardListing, uploads: Sequence[UploadedFile], what: str, *, on: date, by: User, at: datetime
) -> None:
    if uploads:
        attach_all(
            uploads=uploads, subject=listing, scope=listing.scope, round_scope=listing.inner_scope, by=by, at=at,
            note=what, taken_on=on,
        )  # fmt: skip


def has_file(listing: HazardListing, what: str) -> bool:
    return EvidenceLink.objects.filter(subject_id=str(listing.pk), note=what).exists()


def tell_sides(listing: HazardListing, subject: str, body: str = "", *, by: User, at: datetime) -> None:
    """Subdistrict, department, team leader and office, but for who did it. `subject` names the listing."""
    officers = User.objects.filter(unit=listing.department, role__in=ACTS_FOR_UNIT, is_active=True)
    people = [*subdistrict_users(listing.round), *officers, *inside(listing, on=listing.listed_on)]
    _tell(listing, people, subject, body, by=by, at=at)


def tell_inside(listing: HazardListing, subject: str, body: str = "", *, by: User, at: datetime) -> None:
    """Team leader, office and committee alone."""
    people = [*inside(listing, on=listing.proposed_on), *of_roles(Role.COMMITTEE)]
    _tell(listing, people, subject, body, by=by, at=at)


def inside(listing: HazardListing, *, on: date | None) -> list[User]:
    return [*leader_users(listing.round, on), *of_roles(Role.OFFICE)]


def _tell(listing: HazardListing, people: Sequence[User], subject: str, body: str, *, by: User, at: datetime) -> None:
    others = list({person.pk: person for person in people if person.pk != by.pk}.values())
    tell(recipients=others, subject=subject % {"listing": listing}, body=body, about=listing, at=at)


@transaction.atomic
def stop_for_withdrawn(finding: Finding, *, by: User, on: date, at: datetime) -> None:
    """After a withdrawal nothing is owed any more: the clock stops."""
    for listing in HazardListing.objects.filter(finding=finding):
        for deadline in Deadline.objects.open().of(listing):
            void(deadline=deadline, reason=_("The finding was withdrawn."), by=by, on=on, at=at)
