"""A major hazard on its way to the list of the committee and off it, built by the actions.

Days: confirmed on 2026-03-02, the report approved on 2026-03-25, the feedback signed on 2026-03-27. Proposed on
2026-03-20, listed on 2026-03-30 until 2026-05-20, the sign shown on 2026-04-01, checked on 2026-04-10, acceptance
asked for on 2026-05-11, checked on 2026-05-12, decided on 2026-05-13, published the day after.
"""

from datetime import date

from accounts.roles import Role
from rectification.models import HazardListing
from rectification.scenes import listings as steps
from tests.accounts import builders as people
from tests.ready_states import ready
from tests.rectification.builders import signed_case

PROPOSED, LISTED, DUE, SIGNED = date(2026, 3, 20), date(2026, 3, 30), date(2026, 5, 20), date(2026, 4, 1)
CHECKED, REQUESTED, LOOKED = date(2026, 4, 10), date(2026, 5, 11), date(2026, 5, 12)
DECIDED, PUBLISHED, LATER = date(2026, 5, 13), date(2026, 5, 14), date(2026, 6, 20)


def with_here(listing, here) -> HazardListing:
    listing = HazardListing.objects.get(pk=listing.pk)
    listing.here = here
    return listing


@ready
def case_with_major():
    """Signed for; `case.here.extra` holds the officer of the department and the major hazard."""
    case = signed_case()
    here = case.here
    here.extra["officer"] = people.person(Role.DEPARTMENT, here.department, "emergency-officer")
    here.extra["other_officer"] = people.person(
        Role.DEPARTMENT, people.unit("department", "区市场监管分局", short_name="市场监管分局"), "market-officer"
    )
    here.extra["major"] = case.round.findings.get(kind="major_hazard")
    return case


@ready
def proposed(**facts) -> HazardListing:
    case = case_with_major()
    here = case.here
    told = {"by": here.leader, "department": here.department, "on": PROPOSED, "due_on": DUE} | facts
    return with_here(steps.proposed(here, here.extra["major"], **told), here)


@ready
def listed() -> HazardListing:
    listing = proposed()
    here = listing.here
    return with_here(steps.listed(here, listing, on=LISTED, first_check_on=CHECKED), here)


@ready
def signed() -> HazardListing:
    """The sign is shown and the plan is there."""
    listing = listed()
    here = listing.here
    return with_here(steps.sign_shown(here, listing, by=here.extra["clerk"], on=SIGNED), here)


@ready
def requested() -> HazardListing:
    listing = signed()
    here = listing.here
    return with_here(steps.requested(here, listing, by=here.extra["clerk"], on=REQUESTED), here)


@ready
def looked_at(result="removed") -> HazardListing:
    """Checked for acceptance by a member of the team."""
    listing = requested()
    here = listing.here
    return with_here(steps.accepted(here, listing, by=here.member, on=LOOKED, result=result), here)


@ready
def removed() -> HazardListing:
    listing = looked_at()
    here = listing.here
    return with_here(steps.removed(here, listing, on=DECIDED), here)


def published(listing, here) -> HazardListing:
    """Listing and removal both."""
    steps.published(here, listing, on=PUBLISHED)
    return with_here(steps.removal_published(here, listing, on=PUBLISHED), here)


def everybody(here) -> dict:
    named = {
        name: getattr(here, name) for name in ("office", "committee", "secretary", "leader", "member", "stranger")
    }
    return named | {name: here.extra[name] for name in ("clerk", "foreigner", "officer", "other_officer")}


def seen_by(thing, here) -> set[str]:
    found = set()
    for name, person in everybody(here).items():
        person.__dict__.pop("access", None)
        if type(thing).objects.visible_to(person).filter(pk=thing.pk).exists():
            found.add(name)
    return found
