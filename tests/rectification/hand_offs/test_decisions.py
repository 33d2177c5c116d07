"""What the committee decides about a hand-off, as each side reads it; by whose order a letter says the round was."""

import pytest

from core.frozen_data import frozen
from planning.models import PlanEntry
from records.rendering import compose_document
from rectification.actions import hand_off_decisions
from rectification.papers.hand_off import letter_data
from tests.inspections.builders import at_on
from tests.records.builders import paper
from tests.rectification.hand_offs import builders as b

pytestmark = pytest.mark.django_db


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


@pytest.mark.requirement("R30")
def test_long_follow_up_that_the_secretary_puts_down_hides_the_paper_from_the_receiver(client):
    hand_off = b.received()
    here = hand_off.here

    facts = {"note": "需经诉讼程序", "by": here.secretary, "on": b.RESULTED, "at": at_on(b.RESULTED)}
    hand_off_decisions.follow_up(hand_off=hand_off, paper=paper(on=b.RESULTED), **facts)

    for user, reaches in ((here.office, True), (here.extra["market_officer"], False)):
        client.force_login(user)
        page = client.get(hand_off.get_absolute_url()).content.decode()
        assert "安委会2026年4月20日会议（2026年第3次）决定（由陈书代录）" in page
        assert ("批件.pdf" in page) is reaches
