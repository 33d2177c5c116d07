"""Who sees a hand-off, its letter, files, clocks and events, and who does not (ADR 18, DESIGN §4)."""

import pytest

from accounts.actions.grants import revoke_from_user
from core.models import AuditEvent
from core.presenters import timeline
from core.refusals import NotAllowed
from deadlines.models import Deadline
from inspections.models import Finding
from records.models import Decision
from rectification.actions import classifications, hand_off_decisions, hand_offs
from rectification.models import Classification, DutyEntry, HandOff, HandOffLine
from tests.inspections.builders import at_on
from tests.records.builders import paper
from tests.rectification.hand_offs import builders as b

pytestmark = pytest.mark.django_db


def who_sees(here, thing) -> set:
    return {name for name, person in b.everybody(here).items() if b.sees(person, thing)}


def test_a_draft_is_seen_where_it_is_prepared():
    hand_off = b.drafted()

    assert who_sees(hand_off.here, hand_off) == b.TEAM_AND_HOUSE


@pytest.mark.requirement("R61")
def test_after_sending_its_receiver_sees_it_and_no_other_body():
    hand_off = b.received()
    here = hand_off.here
    expected = b.TEAM_AND_HOUSE | {"market_officer"}

    assert who_sees(here, hand_off) == expected
    assert who_sees(here, hand_off.letter) == expected
    assert who_sees(here, hand_off.deadline) == expected
    assert who_sees(here, hand_off.lines.get()) == expected


def test_the_receiver_reads_nothing_of_the_round_behind_it():
    hand_off = b.received()
    officer = hand_off.here.extra["market_officer"]
    officer.__dict__.pop("access", None)

    assert set(HandOff.objects.visible_to(officer)) == {hand_off}
    assert not Finding.objects.visible_to(officer).exists()
    assert not Classification.objects.visible_to(officer).exists()
    assert not DutyEntry.objects.visible_to(officer).exists()
    assert set(Deadline.objects.visible_to(officer)) == {hand_off.deadline}
    told = {event.verb for event in timeline([hand_off], officer)}
    assert told == {"hand_off.send", "hand_off.receive"}


def test_after_a_refusal_the_first_body_keeps_its_letter_and_loses_the_matter():
    hand_off = b.refused()
    here = hand_off.here
    first = hand_off.letter
    hand_off = hand_offs.re_route(
        hand_off=hand_off, receiver=here.extra["fire"], reason="消防职责", by=here.office, on=b.RECEIVED,
        at=at_on(b.RECEIVED),
    )  # fmt: skip

    assert who_sees(here, hand_off) == b.TEAM_AND_HOUSE | {"fire_officer"}
    assert who_sees(here, first) == b.TEAM_AND_HOUSE | {"market_officer"}
    assert who_sees(here, hand_off.letter) == b.TEAM_AND_HOUSE | {"fire_officer"}
    # The second body learns neither that nor why the first refused.
    assert timeline([hand_off], here.extra["fire_officer"]) == []
    verbs = {event.verb for event in timeline([hand_off], here.office)}
    assert {"hand_off.refuse", "hand_off.re_route"} <= verbs


# --- Leads ----------------------------------------------------------------------------------------------------------


def test_a_lead_is_sorted_by_the_leader_and_hidden_from_the_office():
    round_ = b.approved_round()
    here = round_.here
    found = b.sort(here.extra["lead"], here, receiver=here.extra["discipline"], matter="discipline")

    assert who_sees(here, found) == {"leader", "member", "committee"}


def test_without_being_entrusted_the_office_hands_no_lead_over():
    round_ = b.approved_round()
    here = round_.here
    b.sort(here.extra["lead"], here, receiver=here.extra["discipline"], matter="discipline")

    with pytest.raises(NotAllowed, match="保密"):
        b.draft(round_, [here.extra["lead"]], here.extra["discipline"])
    assert not HandOff.objects.exists()


@pytest.mark.parametrize("who", ["office", "secretary", "leader", "member"])
def test_only_the_committee_entrusts(who):
    round_ = b.approved_round()
    here = round_.here

    with pytest.raises(NotAllowed):
        classifications.entrust(
            finding=here.extra["lead"], officer=here.office2, reason="经办", by=getattr(here, who), on=b.SORTED,
            at=at_on(b.SORTED),
        )  # fmt: skip
    assert not b.sees(here.office2, here.extra["lead"])


def test_a_hand_off_of_a_lead_is_seen_by_whom_it_was_entrusted_to_its_receiver_and_the_committee():
    hand_off = b.sent_lead()
    here = hand_off.here
    expected = {"office2", "committee", "discipline_officer"}

    assert who_sees(here, hand_off) == expected
    assert who_sees(here, hand_off.letter) == expected
    assert who_sees(here, hand_off.deadline) == expected
    assert who_sees(here, hand_off.lines.get()) == expected
    assert HandOffLine.objects.visible_to(here.office).count() == 0


def test_the_right_held_everywhere_is_no_key_to_a_lead():
    hand_off = b.sent_lead()
    here = hand_off.here
    facts = {"hand_off": hand_off, "on": b.RECEIVED, "at": at_on(b.RECEIVED)}

    with pytest.raises(NotAllowed, match="保密"):
        hand_offs.take_back(reason="收回", by=here.office, **facts)
    with pytest.raises(NotAllowed, match="保密"):
        hand_off_decisions.follow_up(note="周期长", by=here.secretary, **facts)


def test_letters_about_leads_count_apart_and_say_nothing_in_messages_or_logs():
    ordinary = b.sent()
    hand_off = b.sent_lead(_round_of(ordinary))
    here = hand_off.here

    assert hand_off.letter.series == f"{ordinary.letter.series}专" and hand_off.letter.number == 1
    assert not here.office.inbox.filter(target_id=str(hand_off.pk)).exists()
    for person in (here.office, here.office2, here.extra["discipline_officer"]):
        assert not [one for one in person.inbox.all() if b.LEAD in one.subject + one.body]
    assert b.LEAD not in str([(event.old, event.new, event.reason) for event in AuditEvent.objects.all()])
    assert b.LEAD not in hand_off.deadline.subject_label


def _round_of(hand_off):
    hand_off.round.here = hand_off.here
    return hand_off.round


@pytest.mark.requirement("R30")
def test_decision_to_entrust_is_read_with_its_scan_by_whoever_sees_the_lead(client):
    round_ = b.approved_round()
    lead = b.entrusted_lead(round_, paper=paper(on=b.SORTED))

    scan = Decision.objects.get(verb="classification.entrust").scan
    assert b.who_opens(client, round_.here, lead, scan) == {"office2", "committee", "leader", "member"}


def test_an_officer_who_is_no_longer_entrusted_sees_nothing():
    hand_off = b.sent_lead()
    here = hand_off.here

    revoke_from_user(user=here.office2, scope=hand_off.inner_scope, by=here.committee, at=at_on(b.RECEIVED))

    assert who_sees(here, hand_off) == {"committee", "discipline_officer"}
