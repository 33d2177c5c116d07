"""One item: who reports, who checks, who closes; and many at once."""

from datetime import date

import pytest

from core.refusals import IllegalMove, NotAllowed, StaleCopy
from deadlines.models import Deadline
from inspections.closing import gaps
from records.models import EvidenceLink
from rectification.actions import bulk, cases, items
from tests.accounts import builders as people
from tests.inspections.builders import at_on
from tests.records.builders import paper, photo, upload
from tests.rectification import builders as b
from tests.rectification.results.builders import finished

pytestmark = pytest.mark.django_db


def test_report_keeps_pictures_of_before_and_after_where_unit_and_team_see_them():
    case = b.signed_case(findings_count=1)
    item = case.items.first()

    b.report_item(item, case.here, before=[upload(photo(), "前.jpg")], evidence=[upload(photo(), "后.jpg")])

    links = EvidenceLink.objects.filter(subject_id=str(item.pk)).order_by("name")
    assert sorted(links.values_list("role", "filing")) == [("after", 1), ("before", 1)]
    assert {(link.scope_id, link.round_scope_id) for link in links} == {(case.scope_id, case.round.scope_id)}
    assert EvidenceLink.objects.visible_to(case.here.member).count() == 2
    assert EvidenceLink.objects.visible_to(case.here.extra["foreigner"]).count() == 0


def test_report_meets_the_items_own_date():
    case = b.signed_case(findings_count=1)
    here = case.here
    item = b.report_item(case.items.first(), here)
    own = date(2026, 6, 20)
    item = b.return_item(item, here, due_on=own)
    assert item.due_on == own

    b.report_item(item, here, on=date(2026, 6, 22))

    deadline = Deadline.objects.of(item).of_kind("rectification_item").get()
    assert (deadline.met_on, deadline.days_late) == (date(2026, 6, 22), 2)


@pytest.mark.requirement("R68")
@pytest.mark.parametrize("who", ["clerk", "principal"])
def test_nobody_of_the_rectifying_unit_verifies_or_closes(who):
    case = b.reported_case(findings_count=1)
    person = case.here.extra.get(who) or getattr(case.here, who)

    with pytest.raises(NotAllowed):
        items.verify(item=case.items.first(), verification="到位", by=person, on=b.CHECKED, at=at_on(b.CHECKED))


@pytest.mark.requirement("R68")
def test_member_whose_home_unit_rectifies_does_not_verify():
    case = b.reported_case(findings_count=1)
    member = case.here.member
    type(member).objects.filter(pk=member.pk).update(unit=case.unit)

    with pytest.raises(NotAllowed, match="核验"):
        items.verify(
            item=case.items.first(), verification="到位", by=b.fresh(member), on=b.CHECKED, at=at_on(b.CHECKED)
        )


def test_office_verifies():
    case = b.reported_case(findings_count=1)

    item = items.verify(
        item=case.items.first(), verification="查看照片和台账", by=case.here.office, on=b.CHECKED, at=at_on(b.CHECKED)
    )

    assert (item.status, item.verified_by) == ("verified", case.here.office)


def test_failed_check_stays_reported_and_is_cleared_by_a_new_report():
    case = b.reported_case(findings_count=1)
    here = case.here
    item = items.fail_check(
        item=case.items.first(), verification="仍堆放杂物", by=here.member, on=b.CHECKED, at=at_on(b.CHECKED)
    )
    assert item.failed_its_check
    item = b.return_item(item, here)
    assert (item.status, item.returns) == ("returned", 1)

    item = b.report_item(item, here, on=b.DECIDED)

    assert not item.failed_its_check


@pytest.mark.requirement("R90")
def test_subdistrict_changes_nothing_while_the_committee_reviews():
    case = b.submitted_case(findings_count=1)
    first, second, _third = case.items.all()
    b.return_item(first, case.here)

    with pytest.raises(IllegalMove, match="审核"):
        b.report_item(b.fresh(first), case.here, on=b.DECIDED)
    with pytest.raises(IllegalMove, match="审核"):
        items.amend(item=second, measures="改写", by=case.here.extra["clerk"], on=b.DECIDED, at=at_on(b.DECIDED))


@pytest.mark.requirement("R68")
def test_return_and_reopen_need_reasons():
    case = b.accepted_case()
    item = case.items.first()

    with pytest.raises(IllegalMove, match="写明"):
        items.reopen(item=item, reason=" ", by=case.here.committee, on=b.DECIDED, at=at_on(b.DECIDED))


@pytest.mark.requirement("R84")
def test_reopened_item_has_a_new_date_and_holds_the_round_open():
    case = finished(b.accepted_case())
    here = case.here
    assert [gap.label for gap in gaps(case.round, b.DECIDED)] == []

    item = items.reopen(item=case.items.first(), reason="反弹", by=here.committee, on=b.DECIDED, at=at_on(b.DECIDED))

    assert item.due_on == date(2026, 6, 9)
    (gap,) = gaps(case.round, b.DECIDED)
    assert "1" in gap.label
    later = date(2026, 6, 2)
    b.close_item(b.verify_item(b.report_item(item, here, on=later), here, on=later), here, on=later)
    assert gaps(case.round, later) == []


@pytest.mark.requirement("R84")
def test_round_does_not_close_before_the_rectification_is_accepted():
    case = b.submitted_case(findings_count=1)

    labels = [gap.label for gap in gaps(case.round, b.SUBMITTED)]

    assert any("尚未通过审核" in label for label in labels)
    assert any("3项尚未销号" in label for label in labels)


@pytest.mark.requirement("R30")
def test_secretary_closes_an_item_with_the_paper_of_the_meeting_only():
    case = b.submitted_case(findings_count=1)
    item = b.verify_item(case.items.first(), case.here)
    facts = {"item": item, "by": case.here.secretary, "on": b.DECIDED, "at": at_on(b.DECIDED)}

    with pytest.raises(IllegalMove, match=r"会议编号.*扫描件"):
        items.close(**facts)

    item = items.close(**facts, paper=paper(on=b.DECIDED))
    assert (item.status, item.decision.decided_by, item.decision.recorded_by) == ("closed", None, case.here.secretary)
    # The minutes of a meeting may speak of others: the subdistrict does not read them.
    assert item.decision.scan.scope == case.round.scope


def test_opinion_is_the_leaders_of_that_day():
    case = b.reported_case(findings_count=1)
    facts = {"item": case.items.first(), "opinion": "同意", "on": b.CHECKED, "at": at_on(b.CHECKED)}

    with pytest.raises(NotAllowed):
        items.give_opinion(by=case.here.member, **facts)

    assert items.give_opinion(by=case.here.leader, **facts).opinion == "同意"


def test_two_stale_copies_cannot_both_report():
    case = b.signed_case(findings_count=1)
    item = case.items.first()
    version = item.version
    b.report_item(item, case.here, version=version)

    with pytest.raises(StaleCopy):
        b.report_item(item, case.here, version=version)


def test_report_clicked_twice_is_reported_once():
    case = b.signed_case(findings_count=1)
    item = case.items.first()
    b.report_item(item, case.here)

    with pytest.raises(IllegalMove):
        b.report_item(item, case.here)


def test_expected_day_lies_after_today():
    case = b.signed_case(findings_count=1)

    with pytest.raises(IllegalMove):
        b.explain_item(case.items.first(), case.here, expected_on=b.REPORTED)


def test_history_of_an_item_keeps_its_author():
    case = b.signed_case(findings_count=1)

    item = b.report_item(case.items.first(), case.here)

    assert item.history.latest().history_user == case.here.extra["clerk"]


def test_many_are_done_one_by_one_and_the_refused_are_named():
    case = b.signed_case(findings_count=3)
    here = case.here
    first, *_others = case.items.all()
    b.report_item(first, here)

    result = b.many(
        items.report,
        list(case.items.all()),
        measures="集中整治",
        no_evidence_reason="照片随后补充",
        by=here.extra["clerk"],
        on=b.REPORTED,
        at=at_on(b.REPORTED),
    )

    assert result.done == [2, 3, 4, 5]
    (refused,) = result.refused
    assert refused.key == 1 and "已报告" in refused.reason


@pytest.mark.requirement("R68")
def test_many_are_verified_and_closed_by_those_who_may():
    case = b.submitted_case(findings_count=1)
    here = case.here
    everything = list(case.items.all())

    none = b.many(
        bulk.verify, everything, verification="到位", by=here.extra["clerk"], on=b.CHECKED, at=at_on(b.CHECKED)
    )
    checked = b.many(bulk.verify, everything, verification="到位", by=here.member, on=b.CHECKED, at=at_on(b.CHECKED))
    closed = b.many(items.close, everything, by=here.committee, on=b.DECIDED, at=at_on(b.DECIDED))

    assert (none.done, len(none.refused)) == ([], 3)
    assert checked.done == closed.done == [1, 2, 3]


def test_whoever_left_the_unit_reports_no_more():
    case = b.signed_case(findings_count=1)
    clerk = case.here.extra["clerk"]
    clerk.groups.clear()

    with pytest.raises(NotAllowed):
        b.report_item(case.items.first(), case.here)


def test_person_of_another_subdistrict_reports_nothing_here():
    case = b.signed_case(findings_count=1)
    stranger = people.person("subdistrict", case.here.other_subdistrict, "xingcheng-clerk")

    with pytest.raises(NotAllowed):
        items.report(item=case.items.first(), measures="x", by=stranger, on=b.REPORTED, at=at_on(b.REPORTED))


def test_item_returned_in_the_resubmission_stands_in_the_next_filing():
    case = b.returned_case()
    here = case.here
    again = date(2026, 6, 1)
    item = b.report_item(case.items.first(), here, on=again)
    b.submit(case, here, on=again)
    decided = date(2026, 6, 3)
    b.return_item(b.fresh(item), here, on=decided)

    case = cases.return_(case=b.fresh(case), note="再整改", by=here.committee, on=decided, at=at_on(decided))

    assert b.fresh(item).filing == 3
    assert case.resubmission.due_on == date(2026, 6, 18)
