"""What the committee's letters on its review say (三(三)5, R68): their numbers, their counts, their sentences."""

from datetime import date

import pytest

from records.models import IssuedDocument
from rectification.actions import cases, items
from rectification.papers import review
from tests.inspections.builders import at_on
from tests.rectification import builders as b

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("R68")]
AGAIN, ACCEPTED = date(2026, 6, 2), date(2026, 6, 5)


def letters() -> list:
    return list(IssuedDocument.objects.filter(kind="rectification_review").order_by("numbered_at", "number"))


def body(letter) -> str:
    return "\n".join(block.text for block in review.compose(letter.data).body)


def accepted_after_a_return(note="同意。\n资料归档"):
    case = b.returned_case()
    here = case.here
    first = b.report_item(case.items.get(number=1), here, on=AGAIN)
    b.submit(case, here, on=AGAIN)
    b.close_item(b.verify_item(first, here, on=AGAIN), here, on=ACCEPTED)
    cases.accept(case=b.fresh(case), note=note, by=here.committee, on=ACCEPTED, at=at_on(ACCEPTED))
    return case


def test_second_letter_has_its_number_in_its_title_and_reviews_what_was_filed_again():
    case = accepted_after_a_return()
    everything = case.items.count()

    first, second = letters()

    assert first.title == "关于兴仁街道安全生产巡查整改情况的审核意见"
    assert second.title == second.data["title"] == "关于兴仁街道安全生产巡查整改情况的第二次审核意见"
    assert f"本次共审核{everything}项，通过{everything - 1}项，退回1项" in body(first)
    assert "本次共审核1项，通过1项，退回0项" in body(second)
    assert f"连同此前已通过的事项，问题清单{everything}项累计通过{everything}项。" in body(second)
    assert [line["number"] for line in second.data["items"]] == [1]


def test_note_of_the_committee_is_introduced():
    accepted_after_a_return()

    said = body(letters()[-1]).split("\n")

    assert "审核意见：同意。" in said
    assert "资料归档。" in said
    assert "同意。" not in said


def test_letter_without_a_note_says_nothing_of_one():
    accepted_after_a_return(note=" ")

    assert "审核意见：" not in body(letters()[-1])


def test_item_still_checked_at_the_return_stands_in_the_next_letter():
    case = b.submitted_case(findings_count=1)
    here = case.here
    b.return_item(case.items.get(number=1), here)
    cases.return_(case=b.fresh(case), note="第1项", by=here.committee, on=b.DECIDED, at=at_on(b.DECIDED))
    for number in (2, 3):
        b.close_item(b.verify_item(case.items.get(number=number), here), here)
    first = b.report_item(case.items.get(number=1), here, on=AGAIN)
    b.submit(b.fresh(case), here, on=AGAIN)
    b.close_item(b.verify_item(first, here, on=AGAIN), here, on=ACCEPTED)

    cases.accept(case=b.fresh(case), by=here.committee, on=ACCEPTED, at=at_on(ACCEPTED))

    assert [line["number"] for line in letters()[1].data["items"]] == [1, 2, 3]
    assert "累计" not in body(letters()[1])


def test_reason_of_an_explained_item_joins_without_a_second_stop_and_bids_nothing_against_the_letter():
    case = b.signed_case(findings_count=1)
    here = case.here
    first, *others = case.items.all()
    items.explain(
        item=first, reason="正在办理规划手续。", expected_on=date(2027, 3, 31), by=here.extra["clerk"],
        on=b.REPORTED, at=at_on(b.REPORTED),
    )  # fmt: skip
    for item in others:
        b.report_item(item, here)
    b.submit(case, here)

    cases.return_(case=b.fresh(case), note="继续整改", by=here.committee, on=b.DECIDED, at=at_on(b.DECIDED))

    (letter,) = letters()
    assert letter.data["items"][0]["reason"] == "尚未完成：正在办理规划手续，拟于2027年3月31日完成。"
    assert "按期完成并重新报送" not in body(letter)
