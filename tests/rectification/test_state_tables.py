"""Every state × every verb of a case and an item: it leads where was decided (tests/moves.py), or is refused."""

import pytest
from django.db import transaction

from core.refusals import IllegalMove, NotAllowed
from rectification.actions import cases, items
from rectification.commitment import COMMITMENT
from tests import moves
from tests.inspections.builders import at_on
from tests.rectification import builders as b
from tests.rectification.states import LATER, case_in, items_in

pytestmark = pytest.mark.django_db

ON, AT = LATER, at_on(LATER)
CASE_VERBS = {
    "record_meeting": lambda case, here: cases.record_meeting(case=case, place="三楼", by=here.office, on=ON, at=AT),
    "sign_receipt": lambda case, here: cases.sign_receipt(case=case, by=here.principal, on=ON, at=AT),
    "submit": lambda case, here: cases.submit(
        case=case, measures="整改", investigation="无", commitment=COMMITMENT, lateness_reason="汛期抢险",
        by=here.principal, on=ON, at=AT,
    ),
    "return": lambda case, here: cases.return_(case=case, note="重新整改", by=here.committee, on=ON, at=AT),
    "accept": lambda case, here: cases.accept(case=case, by=here.committee, on=ON, at=AT),
}  # fmt: skip
# The items as each verb of the case wants them.
ITEMS_FOR = {
    "record_meeting": "open",
    "sign_receipt": "open",
    "submit": "reported",
    "return": "returned",
    "accept": "closed",
}
ITEM_VERBS = {
    "report": lambda item, here: items.report(item=item, measures="已整改", by=here.extra["clerk"], on=ON, at=AT),
    "amend": lambda item, here: items.amend(item=item, measures="已整改", by=here.extra["clerk"], on=ON, at=AT),
    "explain": lambda item, here: items.explain(
        item=item, reason="采购中", expected_on=LATER.replace(year=2027), by=here.extra["clerk"], on=ON, at=AT
    ),
    "give_opinion": lambda item, here: items.give_opinion(item=item, opinion="同意", by=here.leader, on=ON, at=AT),
    "verify": lambda item, here: items.verify(item=item, verification="到位", by=here.member, on=ON, at=AT),
    "fail_check": lambda item, here: items.fail_check(item=item, verification="未到位", by=here.member, on=ON, at=AT),
    "return": lambda item, here: items.return_(item=item, reason="未到位", by=here.committee, on=ON, at=AT),
    "close": lambda item, here: items.close(item=item, by=here.committee, on=ON, at=AT),
    "reopen": lambda item, here: items.reopen(item=item, reason="反弹", by=here.committee, on=ON, at=AT),
}  # fmt: skip


class Undo(Exception):  # noqa: N818  it is no error
    pass


def tried(act) -> str | None:
    """The state it leads to, None where it is an illegal move; nothing of it stays."""
    outcome = None
    try:
        with transaction.atomic():
            outcome = act()
            raise Undo
    except (Undo, IllegalMove):
        return outcome


def test_the_verbs_tried_are_those_of_the_tables():
    assert set(CASE_VERBS) | {"issue_feedback"} == set(moves.verbs("case"))
    assert set(ITEM_VERBS) | {"issue"} == set(moves.verbs("item"))


@pytest.mark.requirement("R84")
def test_case_in_every_state_takes_the_verbs_decided_on_and_no_other():
    case = b.issued_case(findings_count=1)
    here = case.here
    for verb, act in CASE_VERBS.items():
        for status in moves.states("case"):

            def run(verb=verb, act=act, status=status):
                items_in(case.items.all(), here, ITEMS_FOR[verb])
                act(case_in(case, status), here)
                return b.fresh(case).status

            assert tried(run) == moves.leads_to("case", verb, status), (verb, status)


@pytest.mark.requirement("R68")
def test_item_in_every_state_takes_the_verbs_decided_on_and_no_other():
    case = b.signed_case(findings_count=1)
    here = case.here
    item = case.items.first()
    for verb, act in ITEM_VERBS.items():
        for status in moves.states("item"):

            def run(act=act, status=status):
                act(items_in([item], here, status)[0], here)
                return b.fresh(item).status

            assert tried(run) == moves.leads_to("item", verb, status), (verb, status)


@pytest.mark.requirement("R15")
def test_every_verb_refuses_people_without_the_right():
    """Each verb in a state that allows it, by everybody who holds no permission for it."""
    case = b.signed_case(findings_count=1)
    here = case.here
    item = case.items.first()
    people = {
        "office": here.office, "committee": here.committee, "leader": here.leader, "member": here.member,
        "stranger": here.stranger, "principal": here.principal, "clerk": here.extra["clerk"],
        "foreigner": here.extra["foreigner"],
    }  # fmt: skip
    allowed = {
        "record_meeting": {"office"}, "sign_receipt": {"principal"}, "submit": {"principal"}, "return": {"committee"},
        "accept": {"committee"}, "report": {"principal", "clerk"}, "amend": {"principal", "clerk"},
        "explain": {"principal", "clerk"}, "give_opinion": {"leader"}, "verify": {"office", "leader", "member"},
        "fail_check": {"office", "leader", "member"}, "close": {"committee"}, "reopen": {"committee"},
    }  # fmt: skip
    names = ("office", "committee", "leader", "principal", "member")
    for verb, act in (CASE_VERBS | ITEM_VERBS).items():
        noun = "item" if verb in ITEM_VERBS else "case"
        status = next(status for status in moves.states(noun) if moves.leads_to(noun, verb, status))
        for name, person in people.items():
            if name in allowed.get(verb, {"committee"}):
                continue
            # The same call, with this person in every part.
            masked = type("Masked", (), dict.fromkeys(names, person) | {"extra": {"clerk": person}})
            with pytest.raises(NotAllowed), transaction.atomic():
                if noun == "item":
                    act(items_in([item], here, status)[0], masked)
                else:
                    items_in(case.items.all(), here, ITEMS_FOR[verb])
                    act(case_in(case, status), masked)
