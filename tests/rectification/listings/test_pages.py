"""The register, one hazard's page, its forms, what stands on other pages, and what waits for whom (R64)."""

import csv
import io

import pytest
import time_machine
from django.urls import reverse

from core.buttons import buttons_of
from core.home import Look, home_of
from core.work import tasks_for
from inspections.actions import findings
from rectification.scenes import listings as steps
from tests.accounts.builders import sign_in
from tests.inspections.builders import at_on
from tests.records.builders import look_at_pictures
from tests.rectification.listings import builders as b

pytestmark = pytest.mark.django_db
REGISTER = "rectification:listing-register"


def read(client, person, url, *, day=b.LATER, status=200) -> str:
    with time_machine.travel(at_on(day), tick=False):
        answer = sign_in(client, person).get(url)
    assert answer.status_code == status
    return " ".join(answer.content.decode().split())


def address(verb, thing) -> str:
    return reverse(f"rectification:listing-{verb}", args=[thing.pk])


def work(person, day) -> set[str]:
    person.__dict__.pop("access", None)
    return {str(task.verb) for task in tasks_for(person, today=day)}


def offered(thing, person, day=b.LATER) -> set[str]:
    person.__dict__.pop("access", None)
    return {str(button.label) for button in buttons_of(thing, user=person, today=day)}


# --- The register --------------------------------------------------------------------------------------------------


def test_register_shows_each_his_own(client):
    listing = b.listed()
    here, url = listing.here, reverse(REGISTER)
    for who, person in b.everybody(here).items():
        if who == "stranger":
            read(client, person, url, status=403)
        elif who in ("foreigner", "other_officer"):
            assert "没有挂牌督办的隐患" in read(client, person, url), who
        else:
            assert listing.notice.full_number in read(client, person, url), who
    page = read(client, here.extra["officer"], url)
    assert 'name="round"' not in page and 'name="department"' not in page


@pytest.mark.parametrize(
    ("query", "is_shown"),
    [
        ("", True), ("?q=泄爆", True), ("?q=粉尘公司", True), ("?q=兴仁", True), ("?q=酒店", False), ("?q=2号", True),
        ("?status=listed", True), ("?status=removed", False), ("?status=on_list", True),
        ("?status=unpublished", True), ("?overdue=1", True),
    ],
)  # fmt: skip
def test_register_is_narrowed(client, query, is_shown):
    listing = b.listed()
    page = read(client, listing.here.office, reverse(REGISTER) + query)
    assert (f'href="{listing.get_absolute_url()}"' in page) is is_shown


def test_register_is_narrowed_by_department_and_round(client):
    listing = b.listed()
    for query in (f"?department={listing.department_id}", f"?round={listing.round_id}", "?round=兴仁街道"):
        assert listing.get_absolute_url() in read(client, listing.here.office, reverse(REGISTER) + query)


def test_register_is_overdue_after_its_last_day_only(client):
    listing = b.listed()
    url = reverse(REGISTER) + "?overdue=1"
    assert listing.get_absolute_url() not in read(client, listing.here.office, url, day=b.DUE)
    assert "逾期" in read(client, listing.here.office, reverse(REGISTER), day=b.LATER)


def test_ledger_is_exported_whole(client):
    listing = b.removed()
    with time_machine.travel(at_on(b.LATER), tick=False):
        answer = sign_in(client, listing.here.office).get(reverse(REGISTER) + "?export=csv")
        data = b"".join(answer.streaming_content).decode("utf-8-sig")
    rows = [row for row in csv.reader(io.StringIO(data)) if len(row) > 5]
    told = dict(zip(rows[0], rows[1], strict=True))
    assert told["治理资金"] == steps.SETTLED["funds"] and told["责任人及职务"] == "李演示（总经理）"
    assert told["摘牌日期"] == "2026-05-13" and told["状态"] == "已摘牌"


def test_register_costs_the_same_however_many(client, django_assert_max_num_queries):
    listing = b.listed()
    client = sign_in(client, listing.here.office)
    with django_assert_max_num_queries(12):
        assert client.get(reverse(REGISTER)).status_code == 200


# --- One hazard ----------------------------------------------------------------------------------------------------


def test_proposal_says_what_is_missing(client):
    listing = b.proposed(funds="")
    page = read(client, listing.here.office, listing.get_absolute_url())
    assert "尚未落实：治理资金" in page and "尚无检查记录" in page and "没有附件" in page
    assert "提请理由" in page


def test_complete_proposal_waits_for_the_committee(client):
    listing = b.proposed()
    page = read(client, listing.here.committee, listing.get_absolute_url())
    assert "审定挂牌督办；已核实消除的，可以不予挂牌" in page
    assert f'href="{address("list", listing)}"' in page and f'href="{address("not-list", listing)}"' not in page
    read(client, listing.here.extra["clerk"], listing.get_absolute_url(), status=404)


def test_subdistrict_and_department_read_the_listed_one_without_what_is_inside(client):
    listing = b.signed()
    here = listing.here
    for who in ("clerk", "officer"):
        page = read(client, here.extra[who], listing.get_absolute_url(), day=b.CHECKED)
        assert "五落实与督办" in page and "治理隐患，完成后申请验收" in page
        assert "提请理由" not in page and listing.finding.get_absolute_url() not in page
    assert offered(listing, here.extra["clerk"]) == {"申请验收", "补充应急预案"}
    assert offered(listing, here.extra["officer"]) == {"登记检查"}


def test_removed_one_tells_its_whole_course(client):
    listing = b.removed()
    here = listing.here
    look_at_pictures()
    page = read(client, here.office, listing.get_absolute_url())
    assert "挂牌尚未公布" in page and "摘牌尚未公布" in page
    listing = b.published(listing, here)
    page = read(client, here.office, listing.get_absolute_url())
    for words in ("摘牌通知书", "现场公示牌", "整改完成情况", "https://gxq.example/zp", "隐患已消除", "审定摘牌"):
        assert words in page, words
    assert "下一步" not in page


def test_states_in_between_say_whose_turn_it_is(client):
    listing = b.requested()
    here = listing.here
    assert "整改方不得自行验收" in read(client, here.member, listing.get_absolute_url())
    listing = steps.accepted(here, listing, by=here.member, on=b.LOOKED)
    assert "审定摘牌，或者不予通过验收" in read(client, here.committee, listing.get_absolute_url())


def test_one_not_listed_is_over(client):
    listing = b.proposed()
    here = listing.here
    steps.looked(here, listing, by=here.member, on=b.SIGNED, result="removed")
    steps.left_out(here, listing, on=b.SIGNED)
    page = read(client, here.office, listing.get_absolute_url())
    assert "不予挂牌（已消除）" in page and "下一步" not in page


def test_withdrawn_one_is_owed_by_nobody(client):
    listing = b.listed()
    here = listing.here
    findings.revoke(finding=listing.finding, reason="误判", by=here.committee, on=b.SIGNED, at=at_on(b.SIGNED))
    page = read(client, here.extra["clerk"], listing.get_absolute_url())
    assert "不再督办" in page and "下一步" not in page
    assert "申请验收" not in work(here.extra["clerk"], b.LATER)


@pytest.mark.parametrize(
    ("build", "who", "verb"),
    [
        ("proposed", "leader", "prepare"), ("proposed", "committee", "list"), ("proposed", "committee", "not-list"),
        ("listed", "clerk", "put-up-sign"), ("listed", "clerk", "add-plan"), ("listed", "member", "check"),
        ("signed", "clerk", "request-acceptance"), ("requested", "officer", "check-acceptance"),
        ("requested", "committee", "remove"), ("looked_at", "committee", "remove"),
        ("looked_at", "committee", "reject"),
        ("listed", "office", "publish"), ("removed", "office", "publish-removal"),
    ],
)  # fmt: skip
def test_every_form_opens(client, build, who, verb):
    listing = getattr(b, build)()
    page = read(client, b.everybody(listing.here)[who], address(verb, listing))
    assert "x-form-foot" in page


def test_proposal_form_asks_for_the_criterion_only_where_there_is_none(client):
    case = b.case_with_major()
    here, major = case.here, case.here.extra["major"]
    assert 'name="criterion"' not in read(client, here.leader, address("propose", major))
    item = case.items.filter(kind="general_hazard").first()
    assert 'name="criterion"' in read(client, here.office, address("propose", item.finding))


# --- Elsewhere -----------------------------------------------------------------------------------------------------


def test_round_finding_and_item_show_it(client):
    listing = b.listed()
    here = listing.here
    number = listing.notice.full_number
    for thing, person in (
        (listing.round, here.leader), (listing.finding, here.member), (listing.finding.item, here.extra["clerk"]),
    ):  # fmt: skip
        assert number in read(client, person, thing.get_absolute_url()), thing


def test_round_names_what_nobody_has_proposed(client):
    case = b.case_with_major()
    here, major = case.here, case.here.extra["major"]
    page = read(client, here.leader, case.round.get_absolute_url())
    assert f"第{major.number}号问题属于重大事故隐患，尚未提请挂牌督办" in page
    assert "提请挂牌督办" in offered(major, here.leader) and "提请挂牌督办" not in offered(major, here.member)


def test_office_proposes_from_an_item_that_stays_unrectified():
    case = b.case_with_major()
    here = case.here
    item = case.items.filter(kind="general_hazard").first()
    assert "提请挂牌督办" in offered(item, here.office, b.LATER)
    assert "提请挂牌督办" not in offered(item, here.office, b.LISTED)
    assert "提请挂牌督办" not in offered(item, here.extra["clerk"], b.LATER)


def test_work_goes_from_hand_to_hand():
    case = b.case_with_major()
    here = case.here
    assert "提请挂牌督办" in work(here.leader, b.PROPOSED) & work(here.office, b.PROPOSED)
    told = {"by": here.office, "department": here.department, "on": b.PROPOSED}
    listing = steps.proposed(here, here.extra["major"], due_on=b.DUE, **told | {"plan": ""})
    assert "提请挂牌督办" not in work(here.leader, b.PROPOSED)
    assert "落实“五落实”" in work(here.office, b.PROPOSED) and "审定是否挂牌" not in work(here.committee, b.PROPOSED)
    listing.plan = "现场处置方案"
    listing.save()
    assert "审定是否挂牌" in work(here.committee, b.PROPOSED) and "落实“五落实”" not in work(here.office, b.PROPOSED)

    listing = steps.listed(here, listing, on=b.LISTED, first_check_on=b.CHECKED)
    clerk, officer = here.extra["clerk"], here.extra["officer"]
    assert "上传现场公示牌" in work(clerk, b.LISTED) and "登记挂牌公布" in work(here.office, b.LISTED)
    assert "登记检查" not in work(officer, b.SIGNED)
    assert "登记检查" in work(officer, b.CHECKED) & work(here.member, b.CHECKED)
    listing = steps.sign_shown(here, listing, by=clerk, on=b.SIGNED)
    assert "申请验收" in work(clerk, b.SIGNED) and "上传现场公示牌" not in work(clerk, b.SIGNED)
    listing = steps.requested(here, listing, by=clerk, on=b.REQUESTED)
    assert "验收检查" in work(officer, b.LOOKED) & work(here.member, b.LOOKED)
    assert "审定是否摘牌" not in work(here.committee, b.LOOKED)
    listing = steps.accepted(here, listing, by=here.member, on=b.LOOKED)
    assert "审定是否摘牌" in work(here.committee, b.LOOKED) and "验收检查" not in work(officer, b.LOOKED)
    steps.removed(here, listing, on=b.DECIDED)
    assert "登记摘牌公布" in work(here.office, b.DECIDED)


def test_what_is_seen_to_be_gone_need_not_be_settled():
    listing = b.proposed(funds="")
    here = listing.here
    assert "落实“五落实”" in work(here.office, b.SIGNED) and "审定是否挂牌" not in work(here.committee, b.SIGNED)
    steps.looked(here, listing, by=here.member, on=b.SIGNED, result="removed")
    assert "落实“五落实”" not in work(here.office, b.SIGNED) and "审定是否挂牌" in work(here.committee, b.SIGNED)


def test_first_page_counts_what_stands_on_the_list():
    listing = b.listed()
    here = listing.here

    def shown(user, day):
        return [(one.value, one.tone) for one in home_of(Look(user, day)).figures() if one.label == "挂牌督办"]

    assert shown(here.office, b.DUE) == [("1", "")]
    assert shown(here.office, b.LATER) == [("1", "bad")]
    assert shown(here.extra["clerk"], b.LATER) == []


def test_overdue_listing_is_chased():
    listing = b.listed()
    late, in_time = (offered(listing, listing.here.office, day) for day in (b.LATER, b.DUE))
    assert "催办" in "".join(late - in_time)
