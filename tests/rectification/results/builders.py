"""Results of a round whose rectification is accepted (tests.rectification.builders: decided on 2026-05-25).

Counted and told on Tuesday 2026-05-26, so that the subdistrict may object for seven days, until 2026-06-02; agreed to
on 2026-05-27 and locked on 2026-05-28. Copied on Friday 2026-05-29, receipt due after ten days on Monday 2026-06-08.
Announced on 2026-06-01.
"""

from datetime import date

from accounts.models.unit import UnitKind
from accounts.roles import Role
from rectification.models import Announcement, Assessment
from rectification.models.announcement import Part
from rectification.scenes import results as steps
from tests.accounts import builders as people
from tests.ready_states import ready
from tests.rectification import builders as b

TOLD = date(2026, 5, 26)
OBJECT_BY = date(2026, 6, 2)
AGREED = date(2026, 5, 27)
LOCKED = date(2026, 5, 28)
COPIED = date(2026, 5, 29)
RECEIPT_BY = date(2026, 6, 8)
ANNOUNCED = date(2026, 6, 1)
BODIES = {"partymass": "区党群工作部", "politics": "区政法委"}


def with_bodies(case):
    """The two bodies that get copies, each with a copy recipient."""
    for code, name in BODIES.items():
        body = people.unit(UnitKind.PARTY_BODY, name, short_name=name, gets_copies=True, org_code=code)
        case.here.extra[code] = people.person(Role.COPY_RECIPIENT, body, code)
    return case


@ready
def accepted():
    """The case, with both bodies in the house."""
    case = b.accepted_case()
    here = case.here
    case.here = here
    return with_bodies(case)


@ready
def drafted() -> Assessment:
    case = accepted()
    return _with(steps.drafted(case.here, case.round, on=TOLD), case)


@ready
def told() -> Assessment:
    one = drafted()
    return _with(steps.told(one.here, one, on=TOLD), one.case)


@ready
def locked() -> Assessment:
    one = told()
    here = one.here
    one = _with(steps.agreed(here, one, by=here.principal, on=AGREED), one.case)
    return _with(steps.locked(here, one, on=LOCKED), one.case)


def copied() -> list:
    """Both letters, the Party-Mass Work Department's first."""
    one = locked()
    return [_with(copy, one.case) for copy in steps.copied(one.here, one.case.round, on=COPIED)]


@ready
def composed(part: str = Part.FEEDBACK) -> Announcement:
    case = accepted()
    return _with(steps.composed(case.here, case.round, part, on=ANNOUNCED), case)


@ready
def approved(part: str = Part.FEEDBACK) -> Announcement:
    one = composed(part)
    return _with(steps.approved(one.here, one, on=ANNOUNCED), one.case)


@ready
def published(part: str = Part.FEEDBACK) -> Announcement:
    one = approved(part)
    return _with(steps.published(one.here, one, on=ANNOUNCED), one.case)


def finished(case):
    """All that 三(三)6 asks before the round may close."""
    with_bodies(case)
    steps.finished(case.here, case.round, principal=case.here.principal, on=b.DECIDED)
    return case


def fresh(thing):
    return type(thing).objects.get(pk=thing.pk)


def _with(thing, case):
    thing.case, thing.here = case, case.here
    return thing
