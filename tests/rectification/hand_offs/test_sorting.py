"""Unlawful matters are sorted by the team leader before anything leaves (三(三)4, R60), by the duty table (R61)."""

import pytest

from core.refusals import IllegalMove, NotAllowed
from rectification.actions import classifications
from rectification.models import Classification
from rectification.queries import matters
from rectification.queries.duties import receiver_by_duty
from tests.inspections.builders import at_on
from tests.rectification.hand_offs import builders as b

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("R60")]


def test_leader_in_office_signs_what_it_is_and_whose_duty():
    round_ = b.matters_round()
    here = round_.here

    found = b.sort(here.extra["violation"], here, receiver=here.extra["market"], matter="unlicensed")

    assert (found.is_unlawful, found.matter, found.proposed_receiver) == (True, "unlicensed", here.extra["market"])
    assert (found.sorted_by, found.sorted_on) == (here.leader, b.SORTED)


@pytest.mark.parametrize("who", ["office", "committee", "member", "principal", "stranger"])
def test_nobody_but_the_leader_sorts(who):
    round_ = b.matters_round()
    here = round_.here

    with pytest.raises(NotAllowed):
        classifications.sort(
            finding=here.extra["violation"], is_unlawful=True, matter="breach", receiver=here.extra["market"],
            by=getattr(here, who), on=b.SORTED, at=at_on(b.SORTED),
        )  # fmt: skip
    assert not Classification.objects.exists()


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"matter": "", "receiver": "market"}, "属于哪一类"),
        ({"matter": "breach"}, "移交给哪个单位"),
        ({"matter": "breach", "receiver": "fire"}, "按职责分工，该事项由市场监管分局负责"),
        ({"is_unlawful": False, "matter": ""}, "已确认为非法违法违规问题"),
    ],
)
def test_a_sorting_says_type_and_receiver_and_why_it_departs(facts, words):
    round_ = b.matters_round()
    here = round_.here
    receiver = here.extra.get(facts.get("receiver"))

    with pytest.raises(IllegalMove, match=words):
        b.sort(here.extra["violation"], here, **facts | {"receiver": receiver})


@pytest.mark.requirement("R61")
def test_another_receiver_than_the_table_needs_a_reason_and_keeps_both():
    round_ = b.matters_round()
    here = round_.here

    found = b.sort(here.extra["violation"], here, receiver=here.extra["fire"], reason="涉及消防电梯")

    assert (found.suggested_receiver, found.proposed_receiver) == (here.extra["market"], here.extra["fire"])


def test_what_is_a_draft_or_a_suggestion_is_not_sorted():
    round_ = b.matters_round()
    here = round_.here
    draft = b.add_finding(round_, kind="violation", text="无证经营")
    hint = b.confirm_finding(b.add_finding(round_, kind="suggestion", text="充实力量"), here)

    with pytest.raises(IllegalMove, match="待确认"):
        b.sort(draft, here, receiver=here.extra["market"])
    with pytest.raises(IllegalMove, match="意见建议"):
        b.sort(hint, here, receiver=here.extra["market"])


def test_it_is_sorted_once_and_changed_with_a_reason_until_it_is_handed_over():
    hand_off = b.drafted()
    here = hand_off.here
    finding = here.extra["violation"]
    facts = {"finding": finding, "is_unlawful": True, "matter": "unlicensed", "by": here.leader, "on": b.SORTED}
    facts |= {"at": at_on(b.SORTED), "receiver": here.extra["market"]}

    with pytest.raises(IllegalMove, match="已作分类"):
        b.sort(finding, here, receiver=here.extra["market"])
    with pytest.raises(IllegalMove, match="为什么"):
        classifications.resort(reason=" ", **facts)
    assert classifications.resort(reason="核对许可情况后更正", **facts).matter == "unlicensed"

    b.send(hand_off, here)
    with pytest.raises(IllegalMove, match="已移交"):
        classifications.resort(reason="再改", **facts)


def test_which_matters_have_to_be_sorted_and_handed_over():
    round_ = b.matters_round()
    here = round_.here
    extra = here.extra
    everything = round_.findings.all()

    assert set(matters.must_be_sorted(everything)) == {
        extra["violation"], extra["breach"], extra["neglect"], extra["lead"]
    }  # fmt: skip

    b.sort(extra["violation"], here, receiver=extra["market"])
    b.sort(extra["breach"], here, is_unlawful=False, matter="", reason="许可证已补办")

    assert set(matters.must_be_sorted(everything)) == {extra["neglect"], extra["lead"]}
    assert set(matters.must_be_handed_off(everything)) == {extra["violation"], extra["neglect"], extra["lead"]}


@pytest.mark.requirement("R61")
def test_table_proposes_by_industry_before_kind_and_for_a_lead_by_kind():
    round_ = b.matters_round()
    extra = round_.here.extra
    lift_lead = b.add_finding(round_, kind="lead", text="另一线索", sector="特种设备", topic_number=8)

    assert receiver_by_duty(extra["violation"]) == extra["market"]
    assert receiver_by_duty(extra["breach"]) == extra["fire"]
    assert receiver_by_duty(lift_lead) == extra["discipline"]
    assert receiver_by_duty(extra["neglect"]) is None


@pytest.mark.requirement("R61")
def test_named_supervising_department_and_topic_speak_where_the_industry_is_silent():
    round_ = b.matters_round()
    here = round_.here
    named = b.add_finding(round_, text="其他", supervising_department="消防救援大队", topic_number=6)
    by_topic = b.add_finding(round_, text="其他", topic_number=6)
    b.duty(here, "topic", "6", "market")

    assert receiver_by_duty(named) == here.extra["fire"]
    assert receiver_by_duty(by_topic) == here.extra["market"]
