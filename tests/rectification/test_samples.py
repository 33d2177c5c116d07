"""抽中现场核查: of a filed report the office draws items that pass only after a check on site (三(三)5, R68)."""

import pytest
from django.urls import reverse

from core.refusals import IllegalMove, NotAllowed
from records.models import IssuedDocument
from records.scenes import photo
from rectification.actions import bulk, cases, items, samples
from rectification.models import SampledItem
from rectification.papers.review_data import sample_words
from rectification.queries.samples import candidates_of, count_of, to_check, with_all
from rectification.scenes import follow_ups as scene
from tests.accounts.builders import sign_in
from tests.inspections.builders import at_on
from tests.rectification import builders as b

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("R68")]


def drawn_case(**facts):
    """Of five items reported the major hazard and, by default, one other were drawn."""
    case = b.submitted_case()
    scene.sampled(case.here, case, on=b.SUBMITTED, **({"number": 1} | facts))
    return case


def sampled_of(case) -> list[SampledItem]:
    return list(with_all(SampledItem.objects.filter(case=case)))


def by_lot(case) -> SampledItem:
    return next(one for one in sampled_of(case) if not one.is_taken_whole)


def checked(case, sampled, *, verb=samples.pass_, words="现场核查，已整改到位", **facts):
    told = {"by": case.here.member, "on": b.CHECKED, "at": at_on(b.CHECKED)} | facts
    return verb(sampled_item=sampled, verification=words, **told)


def test_major_hazards_are_always_in_and_the_draw_comes_out_again():
    case = drawn_case()

    found = sampled_of(case)
    assert [one.item.kind for one in found if one.is_taken_whole] == ["major_hazard"]
    assert len(found) == 2
    assert found[0].draw.is_repeatable
    assert {one.filing for one in found} == {1}


def test_share_is_of_the_others_rounded_up():
    assert len(sampled_of(drawn_case(number=None, share=30))) == 1 + 2


def test_only_the_office_draws_and_only_from_a_report_under_review():
    case = b.reported_case()
    with pytest.raises(IllegalMove):
        scene.sampled(case.here, case, on=b.REPORTED)
    b.submit(case, case.here)
    for person in (case.here.leader, case.here.committee):
        with pytest.raises(NotAllowed):
            samples.draw(case=case, number=1, by=person, on=b.SUBMITTED, at=at_on(b.SUBMITTED))


def test_nothing_is_drawn_twice():
    case = drawn_case(number=50)

    assert not candidates_of(case, 1).exists()
    with pytest.raises(IllegalMove):
        scene.sampled(case.here, case, on=b.SUBMITTED, number=1)


def test_without_a_draw_nothing_more_is_asked():
    case = b.submitted_case()
    item = case.items.first()

    assert b.close_item(b.verify_item(item, case.here), case.here).status == "closed"


def test_a_check_recorded_before_the_draw_does_not_count():
    case = b.submitted_case()
    for item in case.items.all():
        b.verify_item(item, case.here)
    scene.sampled(case.here, case, on=b.CHECKED, number=1)
    sampled = by_lot(case)

    with pytest.raises(IllegalMove) as refusal:
        b.close_item(sampled.item, case.here)
    assert "已抽中现场核查，尚无核查记录" in refusal.value.reason

    checked(case, sampled, evidence=[photo()])
    assert b.close_item(sampled.item, case.here).status == "closed"


def test_the_usual_check_of_a_drawn_item_settles_it():
    case = drawn_case()
    sampled = by_lot(case)

    b.verify_item(sampled.item, case.here)

    assert SampledItem.objects.get(pk=sampled.pk).status == "passed"


def test_a_check_on_site_verifies_an_item_that_nobody_has_verified():
    case = drawn_case()
    sampled = checked(case, by_lot(case))

    assert (sampled.status, sampled.checked_by, sampled.item.status) == ("passed", case.here.member, "verified")


def test_whoever_rectifies_records_no_check_on_site():
    case = drawn_case()
    with pytest.raises(NotAllowed):
        checked(case, by_lot(case), by=case.here.principal)


def test_what_is_not_fixed_on_site_does_not_pass_whatever_a_check_before_said():
    case = b.submitted_case()
    for item in case.items.all():
        b.verify_item(item, case.here)
    scene.sampled(case.here, case, on=b.CHECKED, number=1)
    sampled = by_lot(case)

    failed = checked(case, sampled, verb=samples.fail, words="压力表指针仍在红区")

    assert failed.status == "failed"
    with pytest.raises(IllegalMove) as refusal:
        b.close_item(sampled.item, case.here)
    assert "经现场核查未整改到位" in refusal.value.reason
    # Returned, it is over with this report.
    b.return_item(sampled.item, case.here)
    with pytest.raises(IllegalMove):
        checked(case, SampledItem.objects.get(pk=sampled.pk))


def test_failed_on_site_as_an_item_that_nobody_has_verified():
    case = drawn_case()
    sampled = checked(case, by_lot(case), verb=samples.fail, words="仍未整改")

    assert (sampled.status, sampled.item.failed_its_check) == ("failed", True)
    # Seen again, it passes.
    assert checked(case, sampled).status == "passed"


def test_a_check_says_what_it_showed():
    case = drawn_case()
    with pytest.raises(IllegalMove):
        checked(case, by_lot(case), words=" ")
    sampled = checked(case, by_lot(case))
    with pytest.raises(IllegalMove):
        checked(case, sampled, verb=samples.fail, words=" ")


def test_the_office_says_why_there_is_no_check():
    case = drawn_case()
    sampled, when = by_lot(case), {"on": b.CHECKED, "at": at_on(b.CHECKED)}
    with pytest.raises(NotAllowed):
        samples.excuse(sampled_item=sampled, reason="已停产", by=case.here.member, **when)
    with pytest.raises(IllegalMove):
        samples.excuse(sampled_item=sampled, reason=" ", by=case.here.office, **when)

    samples.excuse(sampled_item=sampled, reason="企业已停产搬迁", by=case.here.office, **when)

    b.many(items.verify, [sampled.item], verification="查阅停产资料", by=case.here.member, **when)
    assert b.close_item(b.fresh(sampled.item), case.here).status == "closed"


def test_what_was_left_out_may_be_seen_on_site_after_all():
    case = drawn_case()
    sampled = by_lot(case)
    samples.excuse(sampled_item=sampled, reason="路断", by=case.here.office, on=b.CHECKED, at=at_on(b.CHECKED))

    sampled = checked(case, b.fresh(sampled))

    assert (sampled.status, sampled.excuse_reason, sampled.item.status) == ("passed", "", "verified")


def test_verifying_many_leaves_out_what_was_drawn_and_says_so(client):
    case = drawn_case()
    sampled = by_lot(case)
    sign_in(client, case.here.member)

    shown = client.get(reverse("rectification:item-verify-many", args=[case.pk]), {"all": 1})

    assert sampled.item.number not in [row.item.number for row in shown.context["rows"]]
    assert "已抽中现场核查，未列入" in shown.content.decode()
    refused = b.many(
        bulk.verify, [sampled.item], verification="到位", by=case.here.member, on=b.CHECKED, at=at_on(b.CHECKED)
    ).refused
    assert "已抽中现场核查" in refused[0].reason


def test_page_of_the_usual_check_says_that_the_item_was_drawn(client):
    case = drawn_case()
    sign_in(client, case.here.member)

    shown = client.get(reverse("rectification:item-verify", args=[by_lot(case).item_id])).content.decode()

    assert "抽中现场核查：待现场核查" in shown


def test_drawn_items_wait_for_those_who_check():
    case = drawn_case()
    here = case.here
    assert to_check(here.member, b.CHECKED).rows.count() == 2
    assert to_check(here.stranger, b.CHECKED).rows.count() == 0
    assert to_check(here.principal, b.CHECKED).rows.count() == 0

    b.return_item(by_lot(case).item, here)

    assert to_check(here.member, b.CHECKED).rows.count() == 1


def test_letter_of_the_review_names_what_was_drawn_and_checked():
    case = drawn_case()
    here, when = case.here, {"on": b.CHECKED, "at": at_on(b.CHECKED)}
    whole = next(one for one in sampled_of(case) if one.is_taken_whole)
    lot = by_lot(case)
    checked(case, whole)
    samples.excuse(sampled_item=lot, reason="企业已停产搬迁。", by=here.office, **when)
    for item in case.items.filter(status="reported"):
        b.verify_item(item, here)
    # What the office left out stays so: papers may have done for it.
    assert b.fresh(lot).status == "excused"
    for item in case.items.filter(status="verified"):
        b.close_item(item, here)
    b.leave_major_out(case.round, here)
    cases.accept(case=b.fresh(case), by=here.committee, on=b.DECIDED, at=at_on(b.DECIDED))

    letter = IssuedDocument.objects.get(kind="rectification_review")
    assert letter.data["sample"] == (
        "其中抽取2项开展现场核查（重大事故隐患1项全部核查，其余随机抽取），实地核查1项，整改到位1项；"
        f"未现场核查1项（第{lot.item.number}项：企业已停产搬迁）。"
    )


def test_words_of_the_letter_tell_of_each_way():
    case = drawn_case(number=50)
    first, second, third, fourth, _fifth = sampled_of(case)
    checked(case, first)
    checked(case, second, verb=samples.fail, words="未整改")
    samples.excuse(sampled_item=third, reason="已停产。", by=case.here.office, on=b.CHECKED, at=at_on(b.CHECKED))
    b.return_item(fourth.item, case.here)

    words = sample_words(sampled_of(case))

    assert "实地核查2项，整改到位1项，未整改到位1项" in words
    assert f"未现场核查1项（第{third.item.number}项：已停产）" in words
    assert "核查前已退回1项" in words
    assert count_of(sampled_of(case)).left == 1
    assert sample_words([]) == ""


def test_pages_of_case_item_and_review_tell_the_sample_to_those_inside(client):
    case = drawn_case()
    sampled = by_lot(case)
    review = reverse("rectification:case-review", args=[case.pk])
    for person, urls in (
        (case.here.office, [case.get_absolute_url(), sampled.item.get_absolute_url()]),
        (case.here.committee, [review]),
    ):
        sign_in(client, person)
        for url in urls:
            shown = client.get(url).content.decode()
            assert "抽样现场核查" in shown
            assert "待现场核查" in shown
    sign_in(client, case.here.principal)
    for url in (case.get_absolute_url(), sampled.item.get_absolute_url()):
        shown = client.get(url).content.decode()
        assert "现场核查" not in shown.replace("现场核查数量", "")
    assert client.get(reverse("rectification:sampled-item-pass", args=[sampled.pk])).status_code in (403, 404)


def test_cards_of_the_review_say_what_was_drawn(client):
    case = drawn_case()
    sign_in(client, case.here.committee)

    shown = client.get(reverse("rectification:case-review", args=[case.pk])).content.decode()

    assert shown.count("抽中现场核查：") == 2


def test_drawn_checked_and_excused_on_pages(client):
    case = b.submitted_case()
    sign_in(client, case.here.office)
    assert "抽取现场核查事项" in client.get(case.get_absolute_url()).content.decode()

    client.post(
        reverse("rectification:sampled-item-draw", args=[case.pk]),
        {"number": "1", "takes_major": "on", "on": "2026-05-20"},
    )
    first, second = sampled_of(case)
    client.post(
        reverse("rectification:sampled-item-excuse", args=[first.pk]), {"reason": "已停产", "on": "2026-05-21"}
    )
    page = client.get(reverse("rectification:sampled-item-pass", args=[second.pk])).content.decode()
    assert second.item.text in page
    client.post(
        reverse("rectification:sampled-item-pass", args=[second.pk]),
        {"verification": "已整改", "on": "2026-05-21", "evidence": [photo()]},
    )

    assert [one.status for one in sampled_of(case)] == ["excused", "passed"]
    # With its picture, as a check of the item.
    assert "核验" in client.get(second.item.get_absolute_url()).content.decode()
