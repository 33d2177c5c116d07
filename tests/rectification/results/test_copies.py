"""抄送 to both bodies, their receipt, and what waits for it: the list, the chase, the round, the year (R71, R72)."""

import io
from datetime import date, timedelta

import pytest
from pypdf import PdfReader

from core.refusals import IllegalMove, NotAllowed
from deadlines.models import Deadline
from inspections.closing import gaps
from planning.year_closing import needed, year_gaps
from records.models import IssuedDocument
from records.rendering import render_document
from rectification.actions import chases, copy_letters
from rectification.models import CopyLetter
from rectification.queries.chases import board
from rectification.queries.copy_letters import unreceived_of
from tests import moves
from tests.inspections.builders import at_on
from tests.records.builders import upload
from tests.rectification.results import builders as b
from tests.rectification.test_state_tables import tried

pytestmark = pytest.mark.django_db
LATER = b.RECEIPT_BY + timedelta(days=1)


def when(day):
    return {"on": day, "at": at_on(day)}


def receive(copy, code, *, day=b.COPIED):
    return copy_letters.receive(copy=copy, by=copy.here.extra[code], **when(day))


def on_paper(copy, *, day=b.COPIED, **facts):
    return copy_letters.record_receipt(
        copy=copy, by=copy.here.office, **{"signed_by": "收发员", "receipt": upload(name="回执.pdf")} | facts,
        **when(day),
    )  # fmt: skip


@pytest.mark.requirement("R71")
def test_letter_goes_to_the_party_mass_work_department_with_result_and_score():
    letter = b.copied()[0].letter

    pdf = render_document("copy_letter", letter.data, number=letter.full_number, issued_on=b.COPIED, draft=False)

    words = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).replace("\n", "")
    assert letter.addressee_name == "区党群工作部" and "区党群工作部" in words
    for part in ("抄送兴仁街道安全生产巡查结果", "考核得分", "计分公式", "签收回执"):
        assert part in words.replace(" ", "")


@pytest.mark.requirement("R71")
def test_no_receipt_after_the_days_of_the_edition_is_listed_and_can_be_chased():
    copy, _other = b.copied()
    office = copy.here.office
    assert copy.deadline.due_on == b.RECEIPT_BY
    assert not unreceived_of(office, b.RECEIPT_BY).exists()

    assert set(unreceived_of(office, LATER)) == set(CopyLetter.objects.all())

    receive(copy, "partymass", day=b.RECEIPT_BY)
    assert copy not in unreceived_of(office, LATER)
    (left,) = unreceived_of(office, LATER)
    assert left.deadline in board(office, LATER)
    (chase,) = chases.issue(deadlines=[left.deadline], by=office, **when(LATER))
    assert chase.unit == left.body


@pytest.mark.requirement("R72")
def test_letter_goes_to_the_political_and_legal_affairs_commission_too():
    copies = b.copied()

    assert [copy.letter.addressee_name for copy in copies] == ["区党群工作部", "区政法委"]
    numbers = [copy.letter.number for copy in copies]
    assert numbers[1] == numbers[0] + 1


@pytest.mark.requirement("R72")
def test_both_are_needed_before_the_year_can_be_closed():
    copies = b.copied()
    plan, new_year = copies[0].case.round.entry.plan, date(2027, 1, 4)

    def left():
        return [gap.state for gap in needed(year_gaps(plan, new_year))]

    assert left() == ["应签收2份，已签收0份"]
    receive(copies[0], "partymass")
    assert left() == ["应签收2份，已签收1份"]
    receive(copies[1], "politics")
    assert left() == []


@pytest.mark.requirement("R71", "R72")
def test_round_closes_only_with_both_receipts():
    first, second = b.copied()
    round_ = first.case.round

    def words():
        return [str(gap.label) for gap in gaps(round_, b.COPIED)]

    assert sum("未签收" in each for each in words()) == 2
    receive(first, "partymass")
    assert sum("未签收" in each for each in words()) == 1
    on_paper(second)
    assert sum("未签收" in each for each in words()) == 0


def test_receipt_goes_to_the_letter_and_ends_the_clock():
    copy = receive(b.copied()[0], "partymass", day=b.RECEIPT_BY)
    assert (copy.status, copy.received_on) == ("received", b.RECEIPT_BY)
    assert Deadline.objects.get(pk=copy.deadline_id).met_on == b.RECEIPT_BY


def test_only_the_body_addressed_confirms():
    copy = b.copied()[0]
    for by in (copy.here.extra["politics"], copy.here.office, copy.here.principal):
        with pytest.raises(NotAllowed):
            copy_letters.receive(copy=copy, by=by, **when(b.COPIED))


def test_receipt_on_paper_needs_name_and_scan():
    copy = b.copied()[0]
    for facts in ({"signed_by": " "}, {"receipt": None}):
        with pytest.raises(IllegalMove):
            on_paper(copy, **facts)
    assert on_paper(copy).receipt is not None


def test_withdrawn_letter_is_sent_again():
    copy = b.copied()[0]
    with pytest.raises(IllegalMove):
        copy_letters.withdraw(copy=copy, reason=" ", by=copy.here.office, **when(b.COPIED))
    withdrawn = copy_letters.withdraw(copy=copy, reason="得分变动", by=copy.here.office, **when(b.COPIED))
    assert withdrawn.status == "withdrawn" and b.fresh(copy.deadline).voided_at

    (again,) = copy_letters.send(round=copy.case.round, by=copy.here.office, **when(b.COPIED))

    assert again.body == copy.body
    assert IssuedDocument.objects.filter(kind="copy_letter").count() == 3


def test_it_waits_for_acceptance_lock_and_bodies():
    one = b.told()
    office, round_ = one.here.office, one.case.round
    with pytest.raises(IllegalMove, match="锁定"):
        copy_letters.send(round=round_, by=office, **when(b.COPIED))


def test_both_bodies_have_to_be_marked():
    one = b.locked()
    body = one.here.extra["politics"].unit
    body.gets_copies = False
    body.save()
    with pytest.raises(IllegalMove, match="两个单位"):
        copy_letters.send(round=one.case.round, by=one.here.office, **when(b.COPIED))
    assert any("两个单位" in str(gap.label) for gap in gaps(one.case.round, b.COPIED))


def test_sent_once():
    copies = b.copied()
    with pytest.raises(IllegalMove, match="已抄送"):
        copy_letters.send(round=copies[0].case.round, by=copies[0].here.office, **when(b.COPIED))


def test_each_body_knows_of_its_own_alone():
    copies = b.copied()
    here = copies[0].here
    for code, copy in zip(b.BODIES, copies, strict=True):
        assert list(CopyLetter.objects.visible_to(here.extra[code])) == [copy]
    for user in (here.principal, here.leader, here.member):
        assert not CopyLetter.objects.visible_to(user).exists()


VERBS = {
    "receive": lambda one: receive(one, "partymass"),
    "record_receipt": on_paper,
    "withdraw": lambda one: copy_letters.withdraw(copy=one, reason="误发", by=one.here.office, **when(b.COPIED)),
}


@pytest.mark.parametrize("status", moves.states("copy"))
def test_each_verb_leads_where_was_decided_or_is_refused(status):
    copy = b.copied()[0]
    for verb, state in (("receive", "received"), ("withdraw", "withdrawn")):
        if status == state:
            VERBS[verb](copy)

    def again():
        one = b.fresh(copy)
        one.here = copy.here
        return one

    found = {verb: tried(lambda act=act: act(again()).status) for verb, act in VERBS.items()}

    assert found == {verb: moves.leads_to("copy", verb, status) for verb in VERBS}
    assert {*VERBS, "send"} == set(moves.verbs("copy"))
