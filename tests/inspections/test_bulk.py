"""Many findings at once: confirmed, filling blanks alone, or given a topic and a handling."""

import pytest
from django.urls import reverse

from accounts.models import User
from core.actions.bulk import do_many
from core.buttons import bulk_offers
from core.verbs import bulk_verbs_on
from inspections.actions import bulk
from inspections.models import Finding, SubdistrictRound
from tests.accounts.builders import sign_in
from tests.inspections.builders import (
    ENTERED,
    add_finding,
    at_on,
    confirm_finding,
    on_site_round,
    round_with_findings,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def on_the_day(time_machine):
    time_machine.move_to(at_on(ENTERED), tick=False)


def many(action, findings, by, **facts):
    return do_many(action=action, things=findings, argument="finding", by=by, on=ENTERED, at=at_on(ENTERED), **facts)


def page(client, round_, verb, data=None, *, user=None, query=""):
    """The page of the verb for many: looked at, or with `data` sent."""
    address = reverse(f"inspections:finding-{verb}-many", args=[round_.pk]) + query
    sign_in(client, user or round_.here.leader)
    return client.get(address) if data is None else client.post(address, data, follow=True)


def test_each_goes_its_own_way_and_refusals_are_told():
    round_ = on_site_round()
    ready = add_finding(round_, topic_number=1, handling="fix_by_date")
    without_topic = add_finding(round_, handling="fix_by_date")
    confirmed = confirm_finding(add_finding(round_), round_.here)

    result = many(bulk.confirm_filling, [ready, without_topic, confirmed], round_.here.leader)

    assert result.done == [1]
    assert [each.key for each in result.refused] == [2, 3]
    assert all(each.reason for each in result.refused)


def test_topic_and_handling_for_many_then_confirm():
    round_ = round_with_findings(30)
    everything = Finding.objects.filter(round=round_)
    leader = round_.here.leader

    many(bulk.set_facts, everything, leader, topic_number=5)
    many(bulk.set_facts, everything, leader, handling="fix_by_date")
    result = many(bulk.confirm_filling, everything, leader)

    assert (len(result.done), result.refused) == (30, [])
    assert set(Finding.objects.values_list("status", "topic_number", "handling")) == {("confirmed", 5, "fix_by_date")}


def test_confirming_many_fills_blanks_and_overwrites_nothing():
    round_ = on_site_round()
    add_finding(round_, topic_number=3, handling="fix_at_once")
    add_finding(round_)
    add_finding(round_, kind="suggestion", text="建议充实力量")

    many(bulk.confirm_filling, Finding.objects.all(), round_.here.leader, topic_number=5, handling="fix_by_date")

    stored = Finding.objects.order_by("number").values_list("status", "topic_number", "handling")
    assert list(stored) == [("confirmed", 3, "fix_at_once"), ("confirmed", 5, "fix_by_date"), ("confirmed", 5, "")]


def test_handling_set_for_many_leaves_suggestions_without_one():
    round_ = on_site_round()
    add_finding(round_)
    add_finding(round_, kind="suggestion", text="建议充实力量")

    many(bulk.set_facts, Finding.objects.all(), round_.here.leader, topic_number=5, handling="fix_by_date")

    stored = Finding.objects.order_by("number").values_list("topic_number", "handling")
    assert list(stored) == [(5, "fix_by_date"), (5, "")]


def test_member_confirms_none_of_many():
    round_ = round_with_findings(3)
    result = many(bulk.confirm_filling, Finding.objects.all(), round_.here.member)
    assert (result.done, len(result.refused)) == ([], 3)


def test_bar_offers_each_what_he_may_do(client, on_the_day):
    round_ = round_with_findings(2)
    offered = {}
    for who in ("leader", "member"):
        text = (
            sign_in(client, getattr(round_.here, who))
            .get(reverse("inspections:finding-list", args=[round_.pk]))
            .content.decode()
        )
        offered[who] = ("批量确认问题" in text, "批量设置巡查内容或处置方式" in text, 'name="n" value="2"' in text)

    assert offered == {"leader": (True, True, True), "member": (False, True, True)}


def test_page_shows_what_will_be_frozen_and_what_is_to_be_known_of_it(client, on_the_day):
    round_ = on_site_round()
    add_finding(round_, topic_number=5, handling="fix_by_date", subject_name="甲公司")
    add_finding(round_, topic_number=5, handling="fix_by_date", subject_name="甲公司")

    text = page(client, round_, "confirm", query="?n=1&n=2").content.decode()

    assert "已选2" in text and "甲公司" in text
    assert "未写明期限（第1、2号）" in text
    assert "1条选中的问题与另一条的责任单位和内容相同" in text


def test_major_hazards_that_lack_their_criterion_are_named_before(client, on_the_day):
    round_ = on_site_round()
    add_finding(round_, topic_number=5, handling="fix_by_date", kind="major_hazard")
    add_finding(round_, topic_number=5, handling="fix_by_date", kind="major_hazard", criterion="判定标准第3条")

    said = "重大事故隐患未填写判定依据的不能确认，请逐条打开填写：第1号。"
    assert said in page(client, round_, "confirm", query="?n=1&n=2").content.decode()
    assert "未填写判定依据" not in page(client, round_, "confirm", query="?n=2").content.decode()


def test_long_list_is_folded_so_that_the_form_is_in_sight(client, on_the_day):
    round_ = round_with_findings(21)

    assert '<details class="x-fold"><summary>' in page(client, round_, "edit", query="?all=1").content.decode()
    assert '<details class="x-fold" open><summary>' in page(client, round_, "edit", query="?n=1").content.decode()


def test_all_that_the_filters_let_through_are_chosen_and_an_unknown_filter_chooses_none(client, on_the_day):
    round_ = on_site_round()
    add_finding(round_, kind="problem", text="记录不全")
    add_finding(round_)

    found = page(client, round_, "edit", query="?all=1&kind=problem").context["things"]
    unknown = page(client, round_, "edit", query="?all=1&kind=nonsense").context["things"]

    assert [finding.number for finding in found] == [1]
    assert unknown == []


def test_what_was_refused_stays_on_the_page_with_its_reason(client, on_the_day):
    round_ = on_site_round()
    add_finding(round_, topic_number=1, handling="fix_by_date")
    add_finding(round_, handling="fix_by_date")

    answer = page(client, round_, "confirm", {"n": [1, 2]})

    assert answer.status_code == 409
    assert "请先选择该问题属于哪一项巡查内容" in answer.content.decode()
    assert list(Finding.objects.order_by("number").values_list("status", flat=True)) == ["confirmed", "draft"]


def test_nothing_chosen_and_nothing_to_set_is_said(client, on_the_day):
    round_ = round_with_findings(1)

    assert page(client, round_, "confirm", {}).status_code == 422
    answer = page(client, round_, "edit", {"n": [1]})
    assert answer.status_code == 422
    assert "请选择要设置的内容" in answer.content.decode()


def test_leads_are_not_among_the_many(client, on_the_day):
    """Their numbers are a series of their own: number 1 would name two findings."""
    round_ = on_site_round()
    add_finding(round_, kind="lead", text="反映某干部入股", topic_number=8)
    add_finding(round_, text="堵塞")

    things = page(client, round_, "edit", query="?n=1").context["things"]

    assert [finding.text for finding in things] == ["堵塞"]


def test_page_that_sets_says_that_a_blank_keeps_what_is_there(client, on_the_day):
    round_ = on_site_round()
    add_finding(round_, topic_number=3, handling="fix_at_once")

    words = page(client, round_, "edit", query="?all=1").content.decode()

    assert words.count("不选则各项保持原有内容") == 2


def test_boxes_stand_where_the_verb_finds_its_things_for_each_person(on_the_day):
    round_ = on_site_round()
    here = round_.here
    drafts = {add_finding(round_).pk for _each in range(3)}
    confirm_finding(add_finding(round_), here)
    add_finding(round_, kind="lead")

    def offered(user):
        user = User.objects.get(pk=user.pk)
        own = SubdistrictRound.objects.get(pk=round_.pk)
        offers = bulk_offers(own, user=user, today=ENTERED)
        ways = {f"finding.{verb.name}": verb.bulk.things for noun, verb, _bulk in bulk_verbs_on(SubdistrictRound)}
        assert all(
            found == set(ways[button.verb](own, user, ENTERED).values_list("pk", flat=True))
            for button, found in offers
            if button.verb in ways
        )
        return {button.verb: found for button, found in offers}

    for _again in range(2):
        assert offered(here.leader)["finding.confirm"] == drafts
        assert not any(offered(user) for user in (here.office, here.committee))
