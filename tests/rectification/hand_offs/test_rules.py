"""What the verbs of a hand-off ask: sorted first, one receiver by duty, in time, with a file (三(三)4, R60–R63)."""

from datetime import date

import pytest

from core.refusals import IllegalMove
from deadlines.models import Deadline
from inspections.actions import findings
from inspections.closing import gaps
from records.models import EvidenceLink
from rectification.actions import hand_off_decisions, hand_offs
from rectification.models import HandOff
from tests.inspections.builders import add_finding, at_on
from tests.records.builders import upload
from tests.rectification.hand_offs import builders as b

pytestmark = pytest.mark.django_db


def labels(round_, today=date(2026, 5, 1)) -> str:
    return "\n".join(gap.label for gap in gaps(round_, today))


@pytest.mark.requirement("R60")
def test_an_unsorted_finding_blocks_the_letter():
    round_ = b.approved_round()
    here = round_.here
    hand_off = b.draft(round_, [here.extra["violation"]], here.extra["market"])

    with pytest.raises(IllegalMove, match="尚未分类处置：问题 2"):
        b.send(hand_off, here)
    assert b.fresh(hand_off).status == "draft"

    b.sort(here.extra["violation"], here, receiver=here.extra["market"])
    assert b.send(hand_off, here).status == "sent"


@pytest.mark.requirement("R61")
def test_finding_of_special_equipment_goes_to_market_supervision_or_elsewhere_with_a_reason():
    round_ = b.approved_round()
    here = round_.here

    with pytest.raises(IllegalMove, match="建议接收单位为市场监管分局"):
        b.draft(round_, [here.extra["violation"]], here.extra["fire"])

    hand_off = b.draft(round_, [here.extra["violation"]], here.extra["fire"], receiver_reason="经协商")
    assert (hand_off.receiver, hand_off.receiver_reason) == (here.extra["fire"], "经协商")


def test_nothing_goes_to_a_subdistrict():
    round_ = b.approved_round()
    here = round_.here

    with pytest.raises(IllegalMove, match="不能移交兴仁街道"):
        b.draft(round_, [here.extra["violation"]], here.subdistrict, receiver_reason="属地")


def test_a_hand_off_holds_confirmed_findings_of_one_round_and_no_matter_twice():
    hand_off = b.sent()
    here = hand_off.here
    round_ = hand_off.round

    with pytest.raises(IllegalMove, match="至少选择一项"):
        b.draft(_with(round_, here), [], here.extra["market"])
    with pytest.raises(IllegalMove, match="其中的问题已移交市场监管分局"):
        b.draft(_with(round_, here), [here.extra["violation"]], here.extra["market"])


def test_leads_and_other_matters_go_apart():
    round_ = b.approved_round()
    here = round_.here
    lead = b.entrusted_lead(round_)

    with pytest.raises(IllegalMove, match="问题线索与其他问题应当分别移交"):
        b.draft(round_, [lead, here.extra["violation"]], here.extra["discipline"], by=here.office2)


def _with(round_, here):
    round_.here = here
    return round_


# --- Before the report ---------------------------------------------------------------------------------------------


def test_before_the_approval_only_what_cannot_wait_is_sent():
    round_ = b.matters_round()
    here = round_.here
    b.sort(here.extra["violation"], here, receiver=here.extra["market"], on=b.ENTERED)
    hand_off = b.draft(round_, [here.extra["violation"]], here.extra["market"], on=b.ENTERED)

    with pytest.raises(IllegalMove, match="巡查工作报告尚未审定"):
        b.send(hand_off, here, on=b.ENTERED)


def _sent_ahead():
    round_ = b.matters_round()
    here = round_.here
    b.sort(here.extra["violation"], here, receiver=here.extra["market"], on=b.ENTERED)
    hand_off = b.draft(
        round_, [here.extra["violation"]], here.extra["market"], on=b.ENTERED, urgent_reason="电梯有坠落危险"
    )
    return b.send(hand_off, here, on=b.ENTERED)


def test_what_was_sent_ahead_stands_in_the_report_and_is_ratified_with_it():
    hand_off = _sent_ahead()
    here = hand_off.here

    report = b.submit(hand_off.round, here)

    said = "\n".join(report.snapshot["report"]["dispositions"])
    assert hand_off.letter.full_number in said and "追认" in said and "电梯有坠落危险" in said
    b.approve(report, here)
    assert "尚未追认" not in labels(hand_off.round)
    with pytest.raises(IllegalMove, match="已经追认"):
        hand_off_decisions.ratify(hand_off=hand_off, by=here.committee, on=b.SENT, at=at_on(b.SENT))


# --- The reply -----------------------------------------------------------------------------------------------------


@pytest.mark.requirement("R63")
def test_days_to_reply_run_from_the_letter_and_the_result_meets_them():
    hand_off = b.received()
    assert hand_off.deadline.due_on == b.DUE
    assert (hand_off.deadline.kind, hand_off.deadline.clause) == ("hand_off_reply", "")
    assert hand_off.deadline.responsible_unit == hand_off.receiver

    hand_off = b.report_result(hand_off, hand_off.here)

    deadline = Deadline.objects.get(subject_id=str(hand_off.pk))
    assert (deadline.met_on, deadline.days_late) == (b.RESULTED, 0)
    assert hand_off.resulted_by == hand_off.here.extra["market_officer"]


@pytest.mark.requirement("R63")
@pytest.mark.parametrize(("on", "is_late"), [(b.DUE, False), (date(2026, 4, 28), True)])
def test_late_is_allowed_with_a_reason_and_counted(on, is_late):
    hand_off = b.received()
    here = hand_off.here
    if not is_late:
        assert b.report_result(hand_off, here, on=on).status == "resulted"
        return
    with pytest.raises(IllegalMove, match="1天"):
        b.report_result(hand_off, here, on=on)

    b.report_result(hand_off, here, on=on, lateness_reason="等待检验结论")

    deadline = Deadline.objects.get(subject_id=str(hand_off.pk))
    assert (deadline.days_late, deadline.late_explanation) == (1, "等待检验结论")


@pytest.mark.requirement("R63")
def test_a_day_agreed_on_stands_instead_of_the_rulesets():
    hand_off = b.drafted()

    with pytest.raises(IllegalMove, match="晚于发函日期"):
        b.send(hand_off, hand_off.here, due_on=b.SENT)
    assert b.send(hand_off, hand_off.here, due_on=date(2026, 6, 30)).deadline.due_on == date(2026, 6, 30)


@pytest.mark.requirement("R63")
@pytest.mark.parametrize(
    ("facts", "words"),
    [({"result": " "}, "调查处理情况"), ({"people_held": None}, "没有的写“无”"), ({"fine_yuan": -1}, "不能小于零")],
)
def test_a_result_says_everything_or_none(facts, words):
    hand_off = b.received()

    with pytest.raises(IllegalMove, match=words):
        b.report_result(hand_off, hand_off.here, **facts)


@pytest.mark.requirement("R63")
def test_it_stays_open_until_the_result_and_closes_with_a_file_only():
    hand_off = b.resulted(with_file=False)
    here = hand_off.here
    closing = {"by": here.office, "on": b.CLOSED, "at": at_on(b.CLOSED)}

    with pytest.raises(IllegalMove, match="没有附件"):
        hand_offs.close(hand_off=hand_off, **closing)

    hand_off = hand_offs.send_back(hand_off=hand_off, reason="请附处罚决定书", **closing)
    assert hand_off.status == "received" and hand_off.deadline.is_open
    hand_off = b.report_result(hand_off, here, on=b.CLOSED)
    assert hand_offs.close(hand_off=hand_off, **closing).closed_on == b.CLOSED


@pytest.mark.requirement("R63")
def test_hand_off_without_a_result_cannot_be_closed_and_keeps_the_round_open():
    hand_off = b.sent()
    here, round_ = hand_off.here, hand_off.round
    closing = {"by": here.office, "on": b.CLOSED, "at": at_on(b.CLOSED)}

    def is_open():
        return any(hand_off.get_absolute_url() == gap.path for gap in gaps(round_, b.CLOSED))

    assert is_open()
    with pytest.raises(IllegalMove):
        hand_offs.close(hand_off=hand_off, **closing)
    hand_off = b.receive(hand_off, here)
    assert is_open()
    with pytest.raises(IllegalMove):
        hand_offs.close(hand_off=hand_off, **closing)
    hand_off = b.report_result(hand_off, here)
    assert not is_open()
    assert hand_offs.close(hand_off=hand_off, **closing).status == "closed"


# --- Refused, handed on, taken back --------------------------------------------------------------------------------


def test_refusal_stops_the_clock_and_another_body_gets_a_letter_and_days_of_its_own():
    hand_off = b.refused()
    here = hand_off.here
    first = hand_off.letter
    assert not Deadline.objects.open().filter(subject_id=str(hand_off.pk)).exists()

    with pytest.raises(IllegalMove, match="市场监管分局已经退回"):
        _re_route(hand_off, here, "market")
    hand_off = _re_route(hand_off, here, "fire")

    assert (hand_off.status, hand_off.receiver, hand_off.received_on) == ("sent", here.extra["fire"], None)
    assert (hand_off.letter.year, hand_off.letter.number) == (2026, first.number + 1)
    assert hand_off.deadline.due_on == date(2026, 4, 30)  # 31 March + 30 days
    assert hand_off.deadline.responsible_unit == here.extra["fire"]


def _re_route(hand_off, here, name, *, on=date(2026, 3, 31)):
    found = hand_offs.re_route(
        hand_off=hand_off, receiver=here.extra[name], reason="消防职责", by=here.office, on=on, at=at_on(on)
    )
    found.here = here
    return found


@pytest.mark.requirement("R62")
def test_leading_bodies_get_the_same_with_numbers_of_the_same_series():
    hand_off = b.sent()
    here = hand_off.here
    b.sort(here.extra["breach"], here, receiver=here.extra["party"], reason="需统筹")
    upward = b.draft(_with(hand_off.round, here), [here.extra["breach"]], here.extra["party"])
    upward = b.send(upward, here, signatory="张安")

    assert upward.letter.series == hand_off.letter.series
    assert upward.letter.number == hand_off.letter.number + 1
    assert upward.letter.data["upward"] and upward.letter.title.endswith("的报告")
    assert b.receive(upward, here, by=here.extra["party_officer"]).status == "received"


def _withdraw(finding, here, on=date(2026, 4, 1)):
    findings.revoke(finding=finding, reason="重复认定", by=here.committee, on=on, at=at_on(on))


def test_a_withdrawn_matter_is_owed_by_nobody_and_the_office_takes_it_back():
    hand_off = b.received()
    here = hand_off.here
    _withdraw(here.extra["violation"], here)
    hand_off = b.fresh(hand_off)
    hand_off.here = here

    assert not Deadline.objects.open().filter(subject_id=str(hand_off.pk)).exists()
    assert here.extra["market_officer"].inbox.filter(subject__contains="被撤回").exists()
    with pytest.raises(IllegalMove, match="已经撤回，无需再办理"):
        b.report_result(hand_off, here)

    hand_off = hand_offs.take_back(
        hand_off=hand_off, reason="问题已撤回", by=here.office, on=b.RESULTED, at=at_on(b.RESULTED)
    )
    assert (hand_off.status, hand_off.taken_back_reason) == ("closed", "问题已撤回")


def test_a_draft_with_a_withdrawn_matter_is_not_sent():
    hand_off = b.drafted()
    here = hand_off.here
    _withdraw(here.extra["violation"], here)

    with pytest.raises(IllegalMove, match="问题 2 不符合"):
        b.send(hand_off, here, on=date(2026, 4, 2))


def test_what_is_owed_is_not_taken_back():
    hand_off = b.received()

    with pytest.raises(IllegalMove, match="才能收回"):
        hand_offs.take_back(
            hand_off=hand_off, reason="不办了", by=hand_off.here.office, on=b.RESULTED, at=at_on(b.RESULTED)
        )


# --- Long follow-up, progress, closing of the round -----------------------------------------------------------------


def _follow_up(hand_off, here, **facts):
    facts = {"note": "需经诉讼程序", "by": here.committee} | facts
    found = hand_off_decisions.follow_up(hand_off=hand_off, on=b.RESULTED, at=at_on(b.RESULTED), **facts)
    found.here = here
    return found


@pytest.mark.requirement("R60")
def test_closing_names_what_is_not_sorted_handed_over_or_answered_and_no_lead():
    round_ = b.approved_round()
    here = round_.here
    assert "尚未分类处置：问题 2、3、4" in labels(round_)

    b.sort(here.extra["violation"], here, receiver=here.extra["market"])
    b.sort(here.extra["breach"], here, is_unlawful=False, matter="", reason="许可证已补办")
    b.sort(here.extra["neglect"], here, receiver=here.extra["fire"], is_unlawful=False, matter="")
    words = labels(round_)
    assert "尚未移交：问题 2、4" in words and "线索" not in words

    first = b.draft(round_, [here.extra["violation"]], here.extra["market"])
    second = b.draft(round_, [here.extra["neglect"]], here.extra["fire"])
    assert "移交函草稿 市场监管分局 没有办理结果" in labels(round_)

    first = b.report_result(b.receive(b.send(first, here), here), here)
    second = b.receive(b.send(second, here), here, by=here.extra["fire_officer"])
    words = labels(round_)
    assert f"{second.letter.full_number} 消防救援大队 没有办理结果" in words and "市场监管分局" not in words

    _follow_up(second, here)
    assert "没有办理结果" not in labels(round_)


def test_the_files_of_the_finding_go_along_and_follow_the_way():
    round_ = b.approved_round()
    here = round_.here
    b.sort(here.extra["violation"], here, receiver=here.extra["market"])
    hand_off = b.draft(round_, [here.extra["violation"]], here.extra["market"], evidence=[upload(name="检验报告.pdf")])
    hand_off.here = here
    link = EvidenceLink.objects.get(subject_id=str(hand_off.pk))
    assert not b.sees(here.extra["market_officer"], link)

    hand_off = b.send(hand_off, here)
    assert b.sees(here.extra["market_officer"], link) and hand_off.letter.data["files"] == ["检验报告"]

    hand_off = _re_route(b.refuse(hand_off, here), here, "fire")
    assert b.sees(here.extra["fire_officer"], link) and not b.sees(here.extra["market_officer"], link)


def test_evidence_of_the_finding_stays_where_it_is_and_its_copy_goes_along():
    round_ = b.matters_round()
    here = round_.here
    findings.attach_evidence(
        finding=here.extra["violation"], uploads=[upload(name="现场.pdf")], by=here.member, at=at_on(b.ENTERED)
    )
    round_ = b.approve(b.submit(round_, here), here)
    b.sort(here.extra["violation"], here, receiver=here.extra["market"])
    with_it = b.send(b.draft(round_, [here.extra["violation"]], here.extra["market"]), here)

    inner = EvidenceLink.objects.get(subject_id=str(here.extra["violation"].pk))
    along = EvidenceLink.objects.get(subject_id=str(with_it.pk))
    officer = here.extra["market_officer"]
    assert along.blob == inner.blob and b.sees(officer, along) and not b.sees(officer, inner)


def test_the_draft_is_edited_and_its_matters_are_those_chosen():
    hand_off = b.drafted()
    here = hand_off.here

    hand_offs.edit(
        hand_off=hand_off, findings=[here.extra["violation"], here.extra["breach"]], receiver=here.extra["market"],
        receiver_reason="一并处理", by=here.office, on=b.SORTED, at=at_on(b.SORTED),
    )  # fmt: skip

    assert [line.text for line in hand_off.lines.all()] == [b.VIOLATION, b.BREACH]
    assert HandOff.objects.get(pk=hand_off.pk).receiver_reason == "一并处理"


def test_a_draft_finding_is_not_handed_over():
    round_ = b.matters_round()
    here = round_.here
    raw = add_finding(round_, kind="violation", text="无证经营")

    with pytest.raises(IllegalMove, match="只有已确认且未撤回的问题"):
        b.draft(round_, [raw], here.extra["fire"])
