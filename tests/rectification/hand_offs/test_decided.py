"""What the committee decides of a hand-off, and what its receiver reads of it (R30, R61)."""

from datetime import date

import pytest

from core.event_words import verb_label
from core.frozen_data import frozen
from core.refusals import IllegalMove
from deadlines.models import Deadline
from inspections.closing import gaps
from planning.models import PlanEntry
from records.policies import Paper
from records.rendering import compose_document
from rectification.actions import hand_off_decisions, hand_off_replies, hand_offs
from rectification.papers.hand_off import letter_data
from rectification.presenters.hand_offs import facts_of
from tests.inspections.builders import at_on
from tests.records.builders import paper, upload
from tests.rectification.hand_offs import builders as b

pytestmark = pytest.mark.django_db


def labels(round_, today=date(2026, 5, 1)) -> str:
    return "\n".join(gap.label for gap in gaps(round_, today))


def _follow_up(hand_off, here, **facts):
    facts = {"note": "需经诉讼程序", "by": here.committee} | facts
    found = hand_off_decisions.follow_up(hand_off=hand_off, on=b.RESULTED, at=at_on(b.RESULTED), **facts)
    found.here = here
    return found


def test_what_the_report_did_not_name_is_ratified_by_the_committee():
    round_ = b.matters_round()
    here = round_.here
    b.sort(here.extra["violation"], here, receiver=here.extra["market"], on=b.ENTERED)
    hand_off = b.draft(round_, [here.extra["violation"]], here.extra["market"], urgent_reason="危险", on=b.ENTERED)
    report = b.submit(round_, here)
    hand_off = b.send(hand_off, here, on=b.SUBMITTED)
    b.approve(report, here)
    assert "尚未追认" in labels(hand_off.round)

    with pytest.raises(IllegalMove, match="会议"):
        hand_off_decisions.ratify(hand_off=hand_off, by=here.secretary, on=b.SENT, at=at_on(b.SENT))
    hand_off_decisions.ratify(hand_off=hand_off, by=here.committee, on=b.SENT, at=at_on(b.SENT))

    assert "尚未追认" not in labels(hand_off.round)


@pytest.mark.requirement("R63")
def test_long_follow_up_is_decided_by_the_committee_and_asked_again_every_half_year():
    hand_off = b.received()
    here = hand_off.here
    with pytest.raises(IllegalMove, match="会议"):
        _follow_up(hand_off, here, by=here.secretary)
    with pytest.raises(IllegalMove, match="不再等待"):
        _follow_up(hand_off, here, note=" ")

    paper = Paper(meeting_number="2026-5", on=b.RESULTED, scan=upload(name="纪要.pdf"))
    hand_off = _follow_up(hand_off, here, by=here.secretary, paper=paper)

    assert (hand_off.status, hand_off.followed_up_on, hand_off.decision.meeting_number) == (
        "received",
        b.RESULTED,
        "2026-5",
    )
    assert (hand_off.deadline.kind, hand_off.deadline.due_on) == ("hand_off_follow_up", date(2026, 10, 20))

    on = date(2026, 10, 19)
    hand_off = hand_off_replies.report_progress(
        hand_off=hand_off, progress="一审已开庭", by=here.extra["market_officer"], on=on, at=at_on(on)
    )
    assert hand_off.deadline.is_open and hand_off.deadline.due_on == date(2027, 4, 19)
    assert Deadline.objects.get(subject_id=str(hand_off.pk), met_on=on).days_late == 0


@pytest.mark.requirement("R4")
def test_letter_of_a_round_outside_the_plan_cites_its_order():
    hand_off = b.drafted()
    order = {"plan": None, "ad_hoc_reason": "事故多发", "ad_hoc_order": "区安委会〔2026〕12号通知"}
    planned = b.send(hand_off, hand_off.here)
    assert "临时安排" not in str(compose_document("hand_off", planned.letter.data))

    PlanEntry.objects.filter(pk=hand_off.round.entry_id).update(**order)
    data = letter_data(b.fresh(planned), files=[], reply_by=b.DUE, is_agreed=False, signatory="")

    said = str(compose_document("hand_off", frozen(data)))
    assert "和区安委会临时安排（区安委会〔2026〕12号通知），" in said


@pytest.mark.requirement("R30")
def test_what_the_secretary_ratifies_is_the_committees_and_the_receiver_reads_nothing_of_it(client):
    round_ = b.matters_round()
    here = round_.here
    b.sort(here.extra["violation"], here, receiver=here.extra["market"], on=b.ENTERED)
    hand_off = b.draft(round_, [here.extra["violation"]], here.extra["market"], urgent_reason="危险", on=b.ENTERED)
    report = b.submit(round_, here)
    hand_off = b.send(hand_off, here, on=b.SUBMITTED)
    b.approve(report, here)

    facts = {"hand_off": hand_off, "by": here.secretary, "on": b.SENT, "at": at_on(b.SENT)}
    hand_off_decisions.ratify(note="同意追认", paper=paper(on=b.SENT), **facts)

    said = "安委会2026年3月27日会议（2026年第3次）决定（由陈书代录）"
    for user, reads in ((here.office, True), (here.extra["market_officer"], False)):
        client.force_login(user)
        page = client.get(hand_off.get_absolute_url()).content.decode()
        assert (said in page, "同意追认" in page, "由陈书" in page) == (reads, reads, reads)

    scan = b.fresh(hand_off).ratification.scan
    assert (b.who_opens(client, here, hand_off, scan), scan.name) == (b.TEAM_AND_HOUSE, "批件.pdf")


@pytest.mark.requirement("R30")
def test_long_follow_up_that_the_secretary_puts_down_hides_the_paper_from_the_receiver(client):
    hand_off = b.received()
    here = hand_off.here

    _follow_up(hand_off, here, by=here.secretary, paper=paper(on=b.RESULTED))

    for user, reaches in ((here.office, True), (here.extra["market_officer"], False)):
        client.force_login(user)
        page = client.get(hand_off.get_absolute_url()).content.decode()
        assert "安委会2026年4月20日会议（2026年第3次）决定（由陈书代录）" in page
        assert ("批件.pdf" in page) is reaches


@pytest.mark.requirement("R61")
@pytest.mark.parametrize(
    ("sent", "by", "second", "refuser"),
    [(b.sent, "office", "fire", "market_officer"), (b.sent_lead, "office2", "party", "discipline_officer")],
)
def test_next_receiver_reads_nothing_of_the_long_follow_up_of_the_first(client, sent, by, second, refuser):
    hand_off = sent()
    here = hand_off.here
    hand_off = _follow_up(hand_off, here, paper=paper(on=b.RESULTED))
    hand_off = b.refuse(hand_off, here, by=here.extra[refuser], on=b.RESULTED)

    hand_off = hand_offs.re_route(
        hand_off=hand_off, receiver=here.extra[second], reason="职责所在", by=getattr(here, by), on=b.RESULTED,
        at=at_on(b.RESULTED),
    )  # fmt: skip

    assert hand_off.decision is None
    client.force_login(here.extra[f"{second}_officer"])
    page = client.get(hand_off.get_absolute_url())
    assert page.status_code == 200
    assert not [word for word in ("需经诉讼程序", "2026年第3次", "长期跟踪") if word in page.content.decode()]


@pytest.mark.parametrize("is_inner", [True, False])
def test_decision_stands_on_the_page_only_while_the_hand_off_is_in_long_follow_up(is_inner):
    hand_off = b.received()
    hand_off = _follow_up(hand_off, hand_off.here)
    said = {fact.label for fact in facts_of(hand_off, is_inner=is_inner)}

    hand_off.followed_up_on = None

    gone = {"列入长期跟踪日期", "办理周期较长的理由", verb_label("hand_off.follow_up")}
    assert {fact.label for fact in facts_of(hand_off, is_inner=is_inner)} == said - gone
