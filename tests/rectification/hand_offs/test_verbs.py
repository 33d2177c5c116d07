"""Every state × every verb of a hand-off, and who may not."""

from datetime import date

import pytest
from django.db import transaction

from core.refusals import IllegalMove, NotAllowed, StaleCopy
from rectification.actions import hand_off_decisions, hand_off_replies, hand_offs
from rectification.models import HandOff
from tests import moves
from tests.inspections.builders import at_on
from tests.rectification.hand_offs import builders as b
from tests.rectification.test_state_tables import tried

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("R63")]
ON = date(2026, 4, 24)
AT = at_on(ON)


def _facts(hand_off, here):
    return {"findings": [here.extra["violation"]], "receiver": here.extra["market"], "hand_off": hand_off}


VERBS = {
    "edit": lambda one, here: hand_offs.edit(**_facts(one, here), by=here.office, on=ON, at=AT),
    "discard": lambda one, here: hand_offs.discard(hand_off=one, reason="重复", by=here.office, on=ON, at=AT),
    "send": lambda one, here: hand_offs.send(hand_off=one, by=here.office, on=ON, at=AT),
    "receive": lambda one, here: hand_off_replies.receive(
        hand_off=one, contact="王科长", by=here.extra["market_officer"], on=ON, at=AT
    ),
    "refuse": lambda one, here: hand_off_replies.refuse(
        hand_off=one, reason="无此职责", by=here.extra["market_officer"], on=ON, at=AT
    ),
    "re_route": lambda one, here: hand_offs.re_route(
        hand_off=one, receiver=here.extra["fire"], reason="消防职责", by=here.office, on=ON, at=AT
    ),
    "report_progress": lambda one, here: hand_off_replies.report_progress(
        hand_off=one, progress="已立案", by=here.extra["market_officer"], on=ON, at=AT
    ),
    "report_result": lambda one, here: hand_off_replies.report_result(
        hand_off=one, result="已处罚", people_held=0, units_punished=1, fine_yuan=100,
        by=here.extra["market_officer"], on=ON, at=AT,
    ),
    "send_back": lambda one, here: hand_offs.send_back(hand_off=one, reason="缺附件", by=here.office, on=ON, at=AT),
    "close": lambda one, here: hand_offs.close(hand_off=one, by=here.office, on=ON, at=AT),
    "take_back": lambda one, here: hand_offs.take_back(hand_off=one, reason="不再移交", by=here.office, on=ON, at=AT),
    "follow_up": lambda one, here: hand_off_decisions.follow_up(
        hand_off=one, note="诉讼周期长", by=here.committee, on=ON, at=AT
    ),
    "ratify": lambda one, here: hand_off_decisions.ratify(hand_off=one, by=here.committee, on=ON, at=AT),
}  # fmt: skip
RECEIVERS = ("receive", "refuse", "report_progress", "report_result")
STATES = {
    "draft": b.drafted, "sent": b.sent, "received": b.received, "refused": b.refused, "resulted": b.resulted,
    "closed": b.closed,
}  # fmt: skip


def test_the_verbs_tried_are_those_of_the_table():
    assert set(VERBS) | {"draft"} == set(moves.verbs("hand_off"))
    assert set(STATES) | {"discarded"} == set(moves.states("hand_off"))


@pytest.mark.parametrize("status", [*STATES, "discarded"])
def test_in_every_state_it_takes_the_verbs_of_its_table_and_no_other(status):
    hand_off = STATES[status]() if status in STATES else b.drafted()
    here = hand_off.here
    # What verbs ask beside the state: urgency for a ratification.
    HandOff.objects.filter(pk=hand_off.pk).update(urgent_reason="有现实危险", receiver_reason="协商")
    if status == "discarded":
        hand_offs.discard(hand_off=b.fresh(hand_off), reason="重复", by=here.office, on=b.SORTED, at=at_on(b.SORTED))
    for verb, act in VERBS.items():

        def run(act=act, verb=verb):
            if verb == "take_back" and status in ("sent", "received", "resulted"):
                here.extra["violation"].__class__.objects.filter(pk=here.extra["violation"].pk).update(
                    status="withdrawn", withdraw_reason="误认"
                )
            act(b.fresh(hand_off), here)
            return b.fresh(hand_off).status

        if status in ("draft", "discarded") and verb in RECEIVERS:
            with pytest.raises(NotAllowed):  # it does not reach the receiver before it is sent
                run()
            continue
        assert tried(run) == moves.leads_to("hand_off", verb, status), (verb, status)


ALLOWED = {
    "receive": {"market_officer"}, "refuse": {"market_officer"}, "report_progress": {"market_officer"},
    "report_result": {"market_officer"}, "follow_up": {"committee", "secretary"}, "ratify": {"committee", "secretary"},
}  # fmt: skip


@pytest.mark.parametrize("verb", VERBS)
def test_nobody_else_may(verb):
    """Each verb in a state that takes it, by everybody who is not named for it."""
    status = next(status for status in STATES if moves.leads_to("hand_off", verb, status))
    hand_off = STATES[status]()
    here = hand_off.here
    people = {name: getattr(here, name) for name in (
        "office", "office2", "committee", "secretary", "leader", "member", "principal", "stranger"
    )} | {name: here.extra[name] for name in ("market_officer", "fire_officer", "party_officer", "clerk")}  # fmt: skip
    for name, person in people.items():
        if name in ALLOWED.get(verb, {"office", "office2"}):
            continue
        person.__dict__.pop("access", None)
        masked = type("Masked", (), {
            "office": person, "committee": person,
            "extra": here.extra | {"market_officer": person},
        })  # fmt: skip
        with pytest.raises(NotAllowed), transaction.atomic():
            VERBS[verb](b.fresh(hand_off), masked)


def test_two_officers_at_once_the_second_is_told():
    hand_off = b.sent()
    here = hand_off.here
    seen = hand_off.version
    b.receive(hand_off, here, version=seen)

    with pytest.raises(StaleCopy, match="已被他人修改"):
        hand_off_replies.refuse(
            hand_off=hand_off, reason="无此职责", by=here.extra["market_officer"], on=ON, at=AT, version=seen
        )


@pytest.mark.parametrize("reason_of", ["refuse", "send_back", "take_back", "discard", "re_route"])
def test_what_takes_away_says_why(reason_of):
    status = {"refuse": "sent", "send_back": "resulted", "take_back": "refused", "discard": "draft"}.get(
        reason_of, "refused"
    )
    hand_off = STATES[status]()
    here = hand_off.here
    more = {"receiver": here.extra["fire"]} if reason_of == "re_route" else {}
    act = hand_off_replies.refuse if reason_of == "refuse" else getattr(hand_offs, reason_of)
    by = here.extra["market_officer"] if reason_of == "refuse" else here.office

    with pytest.raises(IllegalMove):
        act(hand_off=hand_off, reason="  ", by=by, on=ON, at=AT, **more)
    assert b.fresh(hand_off).status == status
