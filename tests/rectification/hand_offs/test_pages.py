"""The pages of hand-offs: list, ledger, one hand-off, forms, and what stands on other pages."""

import io
from datetime import date

import pytest
import time_machine
from django.urls import reverse
from openpyxl import load_workbook

from accounts.roles import Role
from core.buttons import buttons_of
from core.sections import MAIN, sections_of
from core.work import tasks_for
from inspections.actions import findings
from rectification.models import Classification, DutyEntry, HandOff
from tests.accounts import builders as people
from tests.accounts.builders import sign_in
from tests.inspections.builders import at_on
from tests.records.builders import upload
from tests.rectification.hand_offs import builders as b

pytestmark = pytest.mark.django_db
LIST = "rectification:hand-off-list"


def get(client, person, url, *, day=b.RECEIVED, status=200):
    with time_machine.travel(at_on(day), tick=False):
        answer = sign_in(client, person).get(url)
    assert answer.status_code == status
    return answer


def read(client, person, url, **kwargs) -> str:
    return plain(get(client, person, url, **kwargs))


def plain(answer) -> str:
    """The page with single blanks, so that a tag is found whatever its lines."""
    return " ".join(answer.content.decode().split())


def post(client, person, url, data, *, day=b.RECEIVED):
    with time_machine.travel(at_on(day), tick=False):
        return sign_in(client, person).post(url, data)


def offered(thing, person) -> set[str]:
    person.__dict__.pop("access", None)
    return {button.url for button in buttons_of(thing, user=person, today=b.SORTED)}


def address(verb, thing) -> str:
    return reverse(f"rectification:{verb}", args=[thing.pk])


def test_list_is_the_inbox_of_a_department_and_shows_the_office_all(client):
    hand_off = b.sent()
    here = hand_off.here
    url = reverse(LIST)

    assert hand_off.letter.full_number in read(client, here.office, url)
    mine = read(client, here.extra["market_officer"], url)
    assert hand_off.letter.full_number in mine and b.VIOLATION in mine
    assert 'name="receiver"' not in mine and 'name="round"' not in mine
    assert "目前没有移交事项" in read(client, here.extra["fire_officer"], url)
    get(client, here.principal, url, status=403)


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ("q=电梯", True), ("q=锅炉", False), ("q=1", True), ("status=sent", True), ("status=unfinished", True),
        ("status=followed_up", False), ("status=owed", True), ("overdue=1", False),
    ],
)  # fmt: skip
def test_filters(client, query, is_found):
    hand_off = b.sent()

    page = read(client, hand_off.here.office, f"{reverse(LIST)}?{query}")

    assert (hand_off.letter.full_number in page) == is_found


def test_receiver_round_and_overdue_filter(client):
    hand_off = b.sent()
    here = hand_off.here
    url = reverse(LIST)
    number = hand_off.letter.full_number

    assert number in read(client, here.office, f"{url}?receiver={here.extra['market'].pk}")
    assert number not in read(client, here.office, f"{url}?receiver={here.extra['fire'].pk}")
    assert number in read(client, here.office, f"{url}?round={hand_off.round_id}")
    late = read(client, here.office, f"{url}?overdue=1", day=date(2026, 4, 28))
    assert number in late and "逾期" in late


def test_ledger_says_what_became_of_it(client):
    hand_off = b.resulted()
    here = hand_off.here

    answer = get(client, here.office, f"{reverse(LIST)}?export=xlsx&status=resulted", day=b.RESULTED)
    rows = list(load_workbook(io.BytesIO(answer.getvalue())).active.iter_rows(values_only=True))
    csv = b"".join(get(client, here.office, f"{reverse(LIST)}?export=csv&status=closed").streaming_content).decode()

    row = dict(zip(rows[0], rows[1], strict=True))
    assert (row["接收单位"], row["追究责任人数"], row["处罚单位数"]) == ("市场监管分局", "无", "1")
    assert row["罚款金额（元）"] == "30,000" and b.VIOLATION in row["移交的问题"]
    assert hand_off.letter.full_number not in csv


def test_page_shows_the_receiver_its_own_and_the_office_the_way(client):
    hand_off = b.resulted()
    here = hand_off.here
    url = hand_off.get_absolute_url()

    inner = read(client, here.office, url)
    outer = read(client, here.extra["market_officer"], url)

    for page in (inner, outer):
        assert b.VIOLATION in page and "处罚决定书.pdf" in page and "责令停用" in page
        assert "审核办理结果" in page
    assert here.extra["violation"].get_absolute_url() in inner
    assert here.extra["violation"].get_absolute_url() not in outer
    assert hand_off.round.get_absolute_url() not in outer
    get(client, here.extra["fire_officer"], url, status=404)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (b.drafted, "发出移交函"), (b.sent, "签收，或者写明理由退回"), (b.received, "调查处理，报送办理结果"),
        (b.refused, "改交其他单位，或者收回"), (b.closed, "已办结"),
    ],
)  # fmt: skip
def test_page_says_who_must_act(client, make, words):
    hand_off = make()

    assert words in read(client, hand_off.here.office, hand_off.get_absolute_url(), day=b.CLOSED)


def test_a_withdrawn_matter_is_told_on_the_page_with_the_way_out(client):
    hand_off = b.received()
    here = hand_off.here
    on = date(2026, 4, 1)
    findings.revoke(finding=here.extra["violation"], reason="误认", by=here.committee, on=on, at=at_on(on))

    page = read(client, here.office, hand_off.get_absolute_url(), day=on)
    outer = read(client, here.extra["market_officer"], hand_off.get_absolute_url(), day=on)

    assert "所移交的问题已经撤回" in page and address("hand-off-take-back", hand_off) in page
    assert "所移交的问题已经撤回" in outer and address("hand-off-report-result", hand_off) not in outer


# --- Forms ----------------------------------------------------------------------------------------------------------


def test_the_leader_sorts_on_the_page_of_the_finding_with_the_proposal_chosen(client):
    round_ = b.approved_round()
    here = round_.here
    finding = here.extra["violation"]
    form = address("classification-sort", finding)
    assert form in offered(finding, here.leader)
    assert form not in offered(finding, here.office)
    page = read(client, here.leader, form, day=b.SORTED)
    market = here.extra["market"]
    assert f'<option value="{market.pk}" selected' in page and "按职责分工，该事项由高新区市场监管分局负责" in page

    wrong = {"is_unlawful": "yes", "matter": "breach", "receiver": here.extra["fire"].pk, "on": "2026-03-26"}
    answer = post(client, here.leader, form, wrong, day=b.SORTED)
    assert answer.status_code == 409 and "请写明为什么移交其他单位" in answer.content.decode()
    assert f'<option value="{here.extra["fire"].pk}" selected' in plain(answer)

    answer = post(client, here.leader, form, wrong | {"reason": "涉及消防"}, day=b.SORTED)
    assert answer.status_code == 302 and Classification.objects.get(finding=finding).is_unlawful
    assert "违规违章作业或者指挥" in read(client, here.office, finding.get_absolute_url(), day=b.SORTED)


def test_the_office_drafts_from_a_finding_and_from_the_round(client):
    round_ = b.approved_round()
    here = round_.here
    finding = here.extra["violation"]
    b.sort(finding, here, receiver=here.extra["market"])
    form = address("hand-off-draft", round_)
    assert f"{form}?finding={finding.pk}" in offered(finding, here.office)
    assert f"{form}?finding={finding.pk}" not in offered(finding, here.leader)
    page = read(client, here.office, f"{form}?finding={finding.pk}", day=b.SORTED)
    assert f'value="{finding.pk}" id="id_findings_0_0" checked' in page.replace(' class="form-check-input"', "")
    assert f'<option value="{here.extra["market"].pk}" selected' in page

    data = {"findings": [finding.pk], "receiver": here.extra["market"].pk, "includes_evidence": "on"}
    answer = post(client, here.office, form, data, day=b.SORTED)

    hand_off = HandOff.objects.get()
    assert answer.status_code == 302 and answer["Location"] == hand_off.get_absolute_url()
    assert b.LEAD not in page


def test_result_form_takes_none_in_words_and_keeps_what_was_typed(client):
    hand_off = b.received()
    here = hand_off.here
    form = address("hand-off-report-result", hand_off)
    typed = {"result": "责令改正", "people_held": "", "units_punished": "1", "fine_yuan": "两万", "on": "2026-04-20"}

    answer = post(client, here.extra["market_officer"], form, typed, day=b.RESULTED)
    page = answer.content.decode()
    assert answer.status_code == 422 and "责令改正" in page and "两万" in page and "没有的写“无”" in page

    right = typed | {"people_held": "无", "fine_yuan": "20,000.50", "evidence": upload(name="决定书.pdf")}
    assert post(client, here.extra["market_officer"], form, right, day=b.RESULTED).status_code == 302
    found = b.fresh(hand_off)
    assert (found.status, found.people_held, str(found.fine_yuan)) == ("resulted", 0, "20000.50")
    assert "20,000.5" in read(client, here.office, hand_off.get_absolute_url(), day=b.RESULTED)


@pytest.mark.requirement("R63")
def test_whole_way_through_the_pages(client):
    """Send, receive, refuse, hand on, receive, result, send back, result, close: each by its form."""
    hand_off = b.drafted()
    here = hand_off.here
    steps = (
        ("office", "send", {"on": "2026-03-27"}, b.SENT, "sent"),
        ("market_officer", "refuse", {"on": "2026-03-30", "reason": "消防职责"}, b.RECEIVED, "refused"),
        ("office", "re-route", {"receiver": here.extra["fire"].pk, "reason": "改交", "on": "2026-03-30"},
         b.RECEIVED, "sent"),
        ("fire_officer", "receive", {"on": "2026-03-30", "contact": "李科长"}, b.RECEIVED, "received"),
        ("fire_officer", "report-progress", {"on": "2026-04-01", "progress": "已立案"}, date(2026, 4, 1), "received"),
        ("fire_officer", "report-result", {"on": "2026-04-20", "result": "处罚", "people_held": "无",
         "units_punished": "1", "fine_yuan": "无"}, b.RESULTED, "resulted"),
        ("office", "send-back", {"on": "2026-04-21", "reason": "缺附件"}, b.CLOSED, "received"),
        ("fire_officer", "report-result", {"on": "2026-04-21", "result": "处罚", "people_held": "无",
         "units_punished": "1", "fine_yuan": "无", "evidence": upload()}, b.CLOSED, "resulted"),
        ("office", "close", {"on": "2026-04-21"}, b.CLOSED, "closed"),
    )  # fmt: skip
    for who, verb, data, day, status in steps:
        person = here.office if who == "office" else here.extra[who]
        url = address(f"hand-off-{verb}", hand_off)
        assert "移交" in read(client, person, url, day=day)
        answer = post(client, person, url, data, day=day)
        assert answer.status_code == 302, (verb, answer.content.decode())
        assert b.fresh(hand_off).status == status, verb


@pytest.mark.requirement("R61")
def test_duty_table_is_kept_by_the_office(client):
    round_ = b.matters_round()
    here = round_.here
    url = reverse("rectification:duty-list")
    entry = DutyEntry.objects.get(value="特种设备")
    page = read(client, here.office, url)
    assert "特种设备" in page and "非法违法违规问题" in page and address("duty-change", entry) in page
    for person in (here.committee, here.leader, here.extra["market_officer"]):
        get(client, person, url, status=403)

    add = reverse("rectification:duty-add")
    data = {"basis": "kind", "value": "工作问题", "receiver": here.extra["fire"].pk}
    assert post(client, here.office, add, data).status_code == 302
    assert DutyEntry.objects.filter(basis="kind", value="problem").exists()
    again = post(client, here.office, add, data)
    assert again.status_code == 409 and "已有责任部门" in again.content.decode()
    for number in ("六", "²", "①", "0", "100", "-5", "9" * 20):
        assert post(client, here.office, add, {**data, "basis": "topic", "value": number}).status_code == 409, number
    assert post(client, here.office, add, {**data, "basis": "topic", "value": "９"}).status_code == 302
    assert DutyEntry.objects.get(basis="topic", receiver=here.extra["fire"]).value == "9"

    change = {"receiver": here.extra["fire"].pk, "reason": ""}
    assert post(client, here.office, address("duty-change", entry), change).status_code == 422
    assert post(client, here.office, address("duty-change", entry), change | {"reason": "三定调整"}).status_code == 302
    assert b.fresh(entry).receiver == here.extra["fire"]
    assert post(client, here.office, address("duty-end", entry), {"reason": "合并"}).status_code == 302
    assert b.fresh(entry).ended_on == b.RECEIVED
    assert "已停用的条目" in read(client, here.office, url)


# --- What stands elsewhere -----------------------------------------------------------------------------------------


def labels(person, day=b.SORTED) -> set:
    person.__dict__.pop("access", None)
    return {str(task.verb) for task in tasks_for(person, today=day)}


def test_it_waits_for_whom_it_is_his_turn():
    round_ = b.approved_round()
    here = round_.here
    assert "分类处置" in labels(here.leader) and "起草移交函" not in labels(here.office)

    hand_off = b.drafted(round_)
    assert "发出移交函" in labels(here.office)
    hand_off = b.send(hand_off, here)
    assert "签收移交函" in labels(here.extra["market_officer"]) and "签收移交函" not in labels(here.office)
    hand_off = b.receive(hand_off, here)
    assert "报送办理结果" in labels(here.extra["market_officer"])
    b.report_result(hand_off, here)
    assert "办结移交事项" in labels(here.office)


def test_a_sorted_matter_waits_for_the_office_and_a_lead_for_the_committee():
    round_ = b.approved_round()
    here = round_.here
    b.sort(here.extra["breach"], here, receiver=here.extra["fire"])
    assert "起草移交函" in labels(here.office)
    assert "交办问题线索" in labels(here.committee) and "交办问题线索" not in labels(here.office)

    b.entrusted_lead(round_)
    assert "交办问题线索" not in labels(here.committee)


def test_round_and_report_lead_to_the_hand_offs(client):
    hand_off = b.sent()
    here = hand_off.here
    b.sort(here.extra["breach"], here, receiver=here.extra["fire"])
    round_ = hand_off.round
    here.office.__dict__.pop("access", None)
    section = sections_of(MAIN, round_, user=here.office, today=b.SENT)
    context = next(one.context for one in section if "hand_off" in one.template)
    assert context["table"].body.count("<tr>") == 1
    assert hand_off.get_absolute_url() in context["table"].body
    assert {str(one.text) for one in context["missing"]} == {"问题4尚未分类处置", "问题3尚未移交"}
    assert "起草移交函" in {str(one.label) for one in buttons_of(round_.report, user=here.office, today=b.SENT)}
    assert "起草移交函" in {str(one.label) for one in buttons_of(round_, user=here.office, today=b.SENT)}


def test_menu_of_a_department_has_its_hand_offs(client):
    hand_off = b.sent()

    page = read(client, hand_off.here.extra["market_officer"], reverse("desk:my-work"))

    assert reverse(LIST) in page and reverse("rectification:duty-list") not in page
    stranger = people.person(Role.CUSTODIAN, None)
    assert reverse(LIST) not in read(client, stranger, reverse("desk:my-work"))
