"""To chase, to answer, to withdraw, to log a call: what is stored, printed and refused (R24)."""

from datetime import date, timedelta

import pytest

from accounts.models import Message
from accounts.roles import ScopeKind
from core.refusals import IllegalMove, NotAllowed
from deadlines.actions.deadlines import extend, meet
from rectification.actions import chases
from rectification.models import Chase, ChaseCall
from rectification.papers.chase import compose
from rectification.queries.chases import board, standings
from tests import moves
from tests.inspections.builders import at_on, ended_round
from tests.rectification.chases import builders as b
from tests.rectification.test_state_tables import tried

pytestmark = pytest.mark.django_db
VERBS = {
    "reply": lambda one, here: chases.reply(
        chase=one, reply="汛期抢险，6月5日前报送。", by=here.extra["clerk"], on=b.YELLOW_ON, at=at_on(b.YELLOW_ON)
    ),
    "withdraw": lambda one, here: chases.withdraw(
        chase=one, reason="重复签发", by=here.office, on=b.YELLOW_ON, at=at_on(b.YELLOW_ON)
    ),
}


def in_state(one, status):
    if status != "issued":
        VERBS["reply" if status == "replied" else "withdraw"](one, one.here)
    return Chase.objects.get(pk=one.pk)


def words_of(chase) -> str:
    return str(compose(chase.letter.data))


@pytest.mark.parametrize("status", moves.states("chase"))
def test_every_verb_from_every_state_leads_where_was_decided(status):
    chase = b.chased()
    one = in_state(chase, status)
    assert set(VERBS) | {"issue"} == set(moves.verbs("chase"))
    for verb, act in VERBS.items():
        wanted = moves.leads_to("chase", verb, status)
        assert tried(lambda act=act: act(one, chase.here).status) == wanted, verb


@pytest.mark.requirement("R24")
def test_chase_climbs_from_blue_to_the_letter_each_with_its_number_and_the_date_of_the_next_step():
    case = b.late_case()
    here, duty = case.here, case.deadline
    days = (b.BLUE_ON, b.YELLOW_ON, b.RED_ON, b.LETTER_ON)
    notes = [note for on in days for note in b.chase([duty], here, on=on)]

    assert [note.level for note in notes] == ["blue", "yellow", "red", "letter"]
    slips, letter = notes[:3], notes[3]
    assert [note.letter.number for note in slips] == [1, 2, 3]
    assert {note.letter.kind for note in slips} == {"chase_note"} and letter.letter.kind == "chase_letter"
    # A letter of the office counts among its letters; the slips leave no gap there.
    assert {note.letter.series for note in slips} == {f"{letter.letter.series}催"}
    assert [(note.next_step, note.next_on) for note in notes] == [
        ("yellow", date(2026, 6, 2)), ("red", date(2026, 6, 6)), ("letter", date(2026, 6, 12)),
        ("interview", date(2026, 6, 16)),
    ]  # fmt: skip
    for note, mark in zip(slips, ("● 蓝色催办", "▲ 黄色催办", "■ 红色催办"), strict=True):
        assert mark in words_of(note)
    assert "2026年6月2日起将视情签发黄色催办单" in words_of(slips[0])
    assert slips[2].letter.full_number in words_of(letter)
    assert "约谈你单位负责人" in words_of(letter)


def test_note_freezes_the_body_the_matters_and_the_days_late():
    chase = b.chased()
    line = chase.lines.get()

    assert (chase.addressee_name, chase.letter.addressee) == (chase.here.subdistrict.name, chase.here.subdistrict)
    assert (line.due_on, line.days_late, line.next_on) == (b.DUE, 1, b.YELLOW_ON)
    assert chase.answer_by == date(2026, 6, 1)
    assert chase.letter.data["duties"][0]["days_late"] == 1
    assert Message.objects.filter(recipient=chase.here.principal, target_kind="chase").count() == 1


def test_several_duties_of_one_body_stand_in_one_note_and_each_body_has_its_own():
    case = b.late_case()
    here = case.here
    other = here.other_subdistrict
    duties = [case.deadline, b.another_duty(case, here.subdistrict, "rectification_item"), b.another_duty(case, other)]

    notes = b.chase(duties, here)

    assert {note.unit_id: note.lines.count() for note in notes} == {here.subdistrict.pk: 2, other.pk: 1}
    assert sorted(note.letter.number for note in notes) == [1, 2]


def test_higher_level_needs_a_reason_and_a_lower_one_is_refused():
    case = b.late_case()
    with pytest.raises(IllegalMove):
        b.chase([case.deadline], case.here, level="red")
    (red,) = b.chase([case.deadline], case.here, level="red", reason="重大隐患未消除")
    assert red.raised_reason == "重大隐患未消除" and "重大隐患未消除" not in words_of(red)
    with pytest.raises(IllegalMove):
        b.chase([case.deadline], case.here, on=b.YELLOW_ON, level="blue")


def test_one_duty_is_chased_once_a_day_and_never_before_it_is_overdue():
    case = b.late_case()
    with pytest.raises(IllegalMove):
        b.chase([case.deadline], case.here, on=b.DUE)
    b.chase([case.deadline], case.here)
    with pytest.raises(IllegalMove):
        b.chase([case.deadline], case.here)
    with pytest.raises(IllegalMove):
        b.chase([], case.here)
    assert Chase.objects.count() == 1


def test_only_the_office_chases_and_only_the_body_answers():
    chase = b.chased()
    here = chase.here
    for person in (here.committee, here.leader, here.principal):
        with pytest.raises(NotAllowed):
            b.chase([chase.duty], here, on=b.YELLOW_ON, by=person)
        with pytest.raises(NotAllowed):
            b.call([chase.duty], here, by=person)
    for person in (here.office, here.extra["foreigner"]):
        with pytest.raises(NotAllowed):
            chases.reply(chase=chase, reply="已报送", by=person, on=b.YELLOW_ON, at=at_on(b.YELLOW_ON))
    for act in (chases.reply, chases.withdraw):
        by = here.extra["clerk"] if act is chases.reply else here.office
        said = {"reply": " "} if act is chases.reply else {"reason": " "}
        with pytest.raises(IllegalMove):
            act(chase=chase, by=by, on=b.YELLOW_ON, at=at_on(b.YELLOW_ON), **said)


def test_withdrawn_note_counts_no_more_and_a_later_date_begins_anew():
    chase = b.chased()
    VERBS["withdraw"](chase, chase.here)
    assert standings([chase.duty])[chase.duty.pk].lines == []

    (again,) = b.chase([chase.duty], chase.here, on=b.YELLOW_ON)
    assert again.level == "blue"
    later = extend(
        deadline=chase.duty, due_on=date(2026, 6, 20), reason="准予延期", by=chase.here.committee, on=b.YELLOW_ON,
        at=at_on(b.YELLOW_ON),
    )  # fmt: skip
    assert standings([later])[later.pk].level is None


def test_note_is_settled_once_its_duties_are_done():
    chase = b.chased()
    assert Chase.objects.running().get() == chase
    meet(deadline=chase.duty, on=b.BLUE_ON, by=chase.here.principal, at=at_on(b.BLUE_ON))
    assert not Chase.objects.running().exists()


@pytest.mark.requirement("R24")
def test_call_is_logged_without_a_number_and_out_of_reach_of_the_body_that_was_called():
    case = b.late_case()
    here = case.here
    call = b.call([case.deadline], here)

    assert list(call.deadlines.all()) == [case.deadline]
    assert call.scope.kind == ScopeKind.UNIT and call.scope.unit == here.office.unit
    for person in (here.principal, here.leader, here.member, here.stranger):
        assert not ChaseCall.objects.visible_to(person).exists()
    assert ChaseCall.objects.visible_to(here.committee).exists()


def test_call_is_made_to_one_body_and_says_what_came_of_it():
    case = b.late_case()
    here = case.here
    other = b.another_duty(case, here.other_subdistrict)
    with pytest.raises(IllegalMove):
        b.call([case.deadline, other], here)
    with pytest.raises(IllegalMove):
        b.call([case.deadline], here, outcome=" ")
    with pytest.raises(IllegalMove):
        b.call([], here)


def test_team_is_chased_for_its_report_and_its_leader_alone_reads_it():
    round_ = ended_round()
    here = round_.here
    due = board(here.office, date(2026, 4, 1)).get()
    (note,) = b.chase([due], here, on=date(2026, 3, 31))

    assert note.unit is None and note.addressee_name.endswith(here.team.name)
    assert note.scope == round_.scope
    call = b.call([due], here, on=date(2026, 3, 31))
    assert call.unit is None
    answered = chases.reply(
        chase=note, reply="4月2日报送", by=here.leader, on=date(2026, 4, 1), at=at_on(date(2026, 4, 1))
    )
    assert answered.status == "replied"


def test_board_has_neither_leads_nor_what_is_not_the_offices_to_chase():
    case = b.late_case()
    here = case.here
    b.another_duty(case, here.committee.unit)
    today = b.DUE + timedelta(days=1)

    assert list(board(here.office, today)) == [case.deadline]
    assert not board(here.office, b.DUE).exists()
    type(case.deadline.scope).objects.filter(pk=case.deadline.round_scope_id).update(kind=ScopeKind.LEAD)
    assert not board(here.committee, today).exists()
