"""A date of an item's own runs as long as the item is owed, and never past the two months (ADR 10)."""

from datetime import date

import pytest

from deadlines.models import Deadline
from inspections.actions import findings
from tests.inspections.builders import at_on
from tests.rectification import builders as b

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("R66")]
OWN = date(2026, 7, 1)


def running(item) -> list:
    return list(Deadline.objects.open().of(item))


def withdraw(item, here, *, on=b.DECIDED):
    return findings.revoke(finding=item.finding, reason="异议成立", by=here.committee, on=on, at=at_on(on))


def returned_with_a_date():
    """Item 1, returned by the committee with a date of its own while the report is under review."""
    case = b.submitted_case(findings_count=1)
    item = b.return_item(case.items.first(), case.here, due_on=OWN)
    assert [deadline.due_on for deadline in running(item)] == [OWN]
    return case, item


@pytest.mark.requirement("R87")
def test_date_of_an_item_ends_the_moment_its_finding_is_withdrawn():
    case, item = returned_with_a_date()

    withdraw(item, case.here)

    assert running(item) == []
    ended = Deadline.objects.of(item).get()
    assert (ended.met_on, ended.void_reason) == (None, "问题已撤回。")


def test_withdrawal_ends_neither_the_date_of_the_whole_nor_that_of_another_item():
    case, item = returned_with_a_date()
    other = b.return_item(case.items.last(), case.here, due_on=OWN)

    withdraw(item, case.here)

    assert len(running(other)) == 1
    assert [deadline.kind for deadline in running(case)] == ["rectification_review"]


def test_withdrawal_of_a_finding_that_was_never_issued_ends_nothing():
    case = b.signed_case(findings_count=1)
    suggestion = case.round.findings.get(kind="suggestion")
    before = Deadline.objects.open().count()

    findings.revoke(finding=suggestion, reason="重复", by=case.here.committee, on=b.DECIDED, at=at_on(b.DECIDED))

    assert Deadline.objects.open().count() == before


def test_no_own_date_runs_beside_an_item_that_is_reported_verified_or_closed():
    case, item = returned_with_a_date()
    here = case.here
    b.cases.return_(case=case, note="重新整改", by=here.committee, on=b.DECIDED, at=at_on(b.DECIDED))
    day = date(2026, 5, 28)

    item = b.report_item(b.fresh(item), here, on=day)
    assert running(item) == []
    item = b.verify_item(item, here, on=day)
    assert running(item) == []
    b.close_item(item, here, on=day)
    assert running(item) == []
    assert Deadline.objects.of(item).get().met_on == day
