"""What each report says of each item and what its review decided are facts, not read out of the clock (R68)."""

from datetime import date

import pytest

from core.actions.bulk import do_many
from core.models import AuditEvent
from core.refusals import IllegalMove
from records.models import EvidenceLink, IssuedDocument
from rectification.actions import cases, items
from rectification.models import FiledItem
from tests.inspections.builders import at_on
from tests.records.builders import photo, upload
from tests.rectification import builders as b

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("R68")]
AGAIN, ACCEPTED = date(2026, 6, 2), date(2026, 6, 5)


def decided(case) -> list[tuple]:
    """Filing, item, what was decided, and in which review."""
    lines = FiledItem.objects.filter(submission__case=case).order_by("submission__number", "number")
    return list(lines.values_list("submission__number", "number", "decision", "reviewed_in__number"))


def filed_again(case):
    first = b.report_item(case.items.get(number=1), case.here, on=AGAIN)
    b.submit(b.fresh(case), case.here, on=AGAIN)
    return b.fresh(first)


def test_review_is_kept_with_the_report_and_with_each_item():
    case = b.returned_case()
    everything = range(2, case.items.count() + 1)
    assert decided(case) == [(1, 1, "returned", 1), *((1, number, "passed", 1) for number in everything)]
    assert "照片不能证明整改完成" in FiledItem.objects.get(number=1).decision_reason
    first = filed_again(case)
    assert decided(case)[-1] == (2, 1, "", None)

    b.close_item(b.verify_item(first, case.here, on=AGAIN), case.here, on=ACCEPTED)
    cases.accept(case=b.fresh(case), by=case.here.committee, on=ACCEPTED, at=at_on(ACCEPTED))

    assert decided(case)[-1] == (2, 1, "passed", 2)
    reviews = case.submissions.order_by("number").values_list("decision", "decided_on")
    assert list(reviews) == [("returned", b.DECIDED), ("accepted", ACCEPTED)]


def test_item_still_checked_is_decided_in_the_next_review():
    case = b.submitted_case(findings_count=1)
    here = case.here
    b.return_item(case.items.get(number=1), here)
    cases.return_(case=b.fresh(case), note="第1项", by=here.committee, on=b.DECIDED, at=at_on(b.DECIDED))
    assert decided(case) == [(1, 1, "returned", 1), (1, 2, "", None), (1, 3, "", None)]
    for number in (2, 3):
        b.close_item(b.verify_item(case.items.get(number=number), here), here)
    b.close_item(b.verify_item(filed_again(case), here, on=AGAIN), here, on=ACCEPTED)

    cases.accept(case=b.fresh(case), by=here.committee, on=ACCEPTED, at=at_on(ACCEPTED))

    assert decided(case)[1:] == [(1, 2, "passed", 2), (1, 3, "passed", 2), (2, 1, "passed", 2)]


def test_item_passed_and_opened_again_goes_back_in_the_letter_with_its_reason():
    case = b.returned_case()
    here = case.here
    b.close_item(b.verify_item(filed_again(case), here, on=AGAIN), here, on=ACCEPTED)
    items.reopen(item=case.items.get(number=2), reason="隐患复发", by=here.committee, on=ACCEPTED, at=at_on(ACCEPTED))

    cases.return_(case=b.fresh(case), note="第2项", by=here.committee, on=ACCEPTED, at=at_on(ACCEPTED))

    letter = IssuedDocument.objects.filter(kind="rectification_review").latest("number")
    results = {line["number"]: (line["result"], line.get("reason")) for line in letter.data["items"]}
    assert results == {1: ("passed", None), 2: ("returned", "隐患复发。")}
    assert (1, 2, "returned", 2) in decided(case)


def test_line_keeps_what_was_said_when_the_report_was_filed():
    case = b.returned_case()
    items.report(
        item=case.items.get(number=1), measures="重新清理", by=case.here.extra["clerk"], on=AGAIN, at=at_on(AGAIN)
    )

    assert FiledItem.objects.get(submission__case=case, number=1).measures == "已清理并张贴标识"


def test_picture_and_event_bear_the_report_they_belong_to_whenever_they_were_recorded():
    case = b.signed_case(findings_count=1)
    here = case.here
    first, *others = case.items.order_by("number")
    b.report_item(first, here, before=[upload(photo(), "前一.jpg")])
    for item in others:
        b.report_item(item, here)
    b.submit(case, here)
    items.fail_check(
        item=b.fresh(first), verification="仍有杂物", evidence=[upload(photo(), "验一.jpg")], by=here.member,
        on=b.CHECKED, at=at_on(b.CHECKED),
    )  # fmt: skip
    first = b.return_item(b.fresh(first), here)
    cases.return_(case=b.fresh(case), note="第1项", by=here.committee, on=b.DECIDED, at=at_on(b.DECIDED))
    b.report_item(b.fresh(first), here, on=AGAIN, evidence=[upload(photo(), "后二.jpg")])
    # Checked before it is filed again: it looks at the new report, not at the one that came back.
    items.verify(
        item=b.fresh(first), verification="到位", evidence=[upload(photo(), "验二.jpg")], by=here.member,
        on=AGAIN, at=at_on(AGAIN),
    )  # fmt: skip

    links = EvidenceLink.objects.filter(subject_id=str(first.pk))
    assert {link.name: (link.role, link.filing) for link in links} == {
        "前一.jpg": ("before", 1), "验一.jpg": ("check", 1), "后二.jpg": ("after", 2), "验二.jpg": ("check", 2),
    }  # fmt: skip
    events = AuditEvent.objects.of(first).filter(verb__in=["item.report", "item.fail_check", "item.verify"])
    assert sorted((event.verb, event.new["filing"]) for event in events) == [
        ("item.fail_check", 1), ("item.report", 1), ("item.report", 2), ("item.verify", 2),
    ]  # fmt: skip


def test_what_is_refused_among_many_leaves_nothing_behind():
    case = b.signed_case(findings_count=1)

    def half_done(*, item, by, at):
        type(item).objects.filter(pk=item.pk).update(measures="写了一半")
        if item.number == 2:
            raise IllegalMove("不行")

    result = do_many(
        action=half_done, things=case.items.order_by("number"), argument="item", by=case.here.office, at=None
    )

    assert (result.done, [each.key for each in result.refused]) == ([1, 3], [2])
    assert list(case.items.order_by("number").values_list("measures", flat=True)) == ["写了一半", "", "写了一半"]
