"""Cases and items, built by calling the actions on a round whose report is approved.

Days: the report is approved on 2026-03-25; the feedback is issued on Thursday 2026-03-26, deemed received on Tuesday
2026-03-31 (three working days), so that without a signature it runs to 2026-05-31, a Sunday, and is due on 2026-06-01.
Signed on 2026-03-27 it is due on Wednesday 2026-05-27. Filed on 2026-05-20, decided on 2026-05-25.
"""

from datetime import date

from accounts.actions import terms
from accounts.roles import Role
from core.actions.bulk import do_many
from rectification.actions import cases
from rectification.models import RectificationCase
from rectification.scenes import listings, steps
from tests.accounts import builders as people
from tests.inspections.builders import World, approved_report, at_on
from tests.ready_states import ready

ISSUED = date(2026, 3, 26)
DEEMED = date(2026, 3, 31)
SIGNED = date(2026, 3, 27)
REPORTED = date(2026, 5, 11)
SUBMITTED = date(2026, 5, 20)
CHECKED = date(2026, 5, 21)
DECIDED = date(2026, 5, 25)


def subdistrict_people(here: World) -> World:
    """A principal in post, a second principal and a clerk of the subdistrict, and a principal of another one."""
    secadmin = people.security_admin()
    terms.begin_term(
        unit=here.subdistrict, user=here.principal, full_name=here.principal.full_name, post="party_secretary",
        from_on=date(2024, 1, 1), by=secadmin, at=at_on(date(2026, 1, 5)),
    )  # fmt: skip
    here.extra["director"] = people.principal(here.subdistrict, "xingren-director", post="office_director")
    here.extra["clerk"] = people.person(Role.SUBDISTRICT, here.subdistrict, "xingren-clerk")
    here.extra["foreigner"] = people.principal(here.other_subdistrict, "xingcheng")
    return here


@ready
def issued_case(here: World | None = None, *, on=ISSUED, meeting_on=None, **kwargs) -> RectificationCase:
    """Feedback issued, nobody has signed; `case.here` is the world with the people of the subdistrict."""
    report = approved_report(here, **kwargs)
    here = subdistrict_people(report.here)
    case = steps.issued(here, report.round, on=on, meeting_on=meeting_on)
    case.here = here
    return case


@ready
def signed_case(here: World | None = None, *, on=SIGNED, **kwargs) -> RectificationCase:
    case = issued_case(here, **kwargs)
    here = case.here
    case = steps.signed(here, case, by=here.principal, on=on)
    case.here = here
    return case


def report_item(item, here, *, on=REPORTED, **kwargs):
    return steps.reported(here, item, measures="已清理并张贴标识", by=here.extra["clerk"], on=on, **kwargs)


def explain_item(item, here, *, on=REPORTED, expected_on=date(2026, 8, 31)):
    return steps.explained(
        here, item, reason="设备采购周期较长", expected_on=expected_on, by=here.extra["clerk"], on=on
    )


def verify_item(item, here, *, on=CHECKED):
    return steps.verified(here, item, verification="现场核验，已整改到位", by=here.member, on=on)


def close_item(item, here, *, on=DECIDED):
    return steps.closed(here, item, on=on)


def return_item(item, here, *, on=DECIDED, **kwargs):
    return steps.returned(here, item, reason="照片不能证明整改完成", on=on, **kwargs)


def many(action, items, **facts):
    """The action on each of these items, as the page for many does it."""
    return do_many(action=action, things=items, argument="item", **facts)


def submit(case, here, *, on=SUBMITTED, **kwargs):
    return steps.filed(here, case, on=on, **({"by": here.principal} | kwargs))


def fresh(thing):
    return type(thing).objects.get(pk=thing.pk)


@ready
def reported_case(here: World | None = None, **kwargs) -> RectificationCase:
    """Signed for, every item reported, not filed yet."""
    case = signed_case(here, **kwargs)
    for item in case.items.all():
        report_item(item, case.here)
    return case


@ready
def submitted_case(here: World | None = None, **kwargs) -> RectificationCase:
    """Filed with the committee, every item reported."""
    case = reported_case(here, **kwargs)
    here = case.here
    submit(case, here)
    case = fresh(case)
    case.here = here
    return case


@ready
def returned_case(here: World | None = None) -> RectificationCase:
    """The committee returned item 1 and, with it, the whole; the others are verified and closed."""
    case = submitted_case(here)
    here = case.here
    first, *others = case.items.all()
    return_item(first, here)
    for item in others:
        close_item(verify_item(item, here), here)
    case = cases.return_(case=case, note="第1项重新整改", by=here.committee, on=DECIDED, at=at_on(DECIDED))
    case.here = here
    return case


@ready
def accepted_case(here: World | None = None) -> RectificationCase:
    case = submitted_case(here)
    here = case.here
    for item in case.items.all():
        close_item(verify_item(item, here), here)
    leave_major_out(case.round, here)
    case = steps.accepted(here, case, on=DECIDED)
    case.here = here
    return case


def leave_major_out(round_, here, *, on=DECIDED) -> None:
    """Their removal was verified before the committee decided, so none of them is listed (R64)."""
    for finding in round_.findings.confirmed().filter(kind="major_hazard"):
        listing = listings.proposed(here, finding, by=here.office, department=here.department, on=on, due_on=None)
        listings.left_out(here, listing, on=on)
