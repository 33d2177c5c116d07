"""What the pages of a case show in each of its states."""

import re
from datetime import date

import pytest
import time_machine
from django.urls import reverse

from rectification.actions import cases, items
from tests.accounts.builders import sign_in
from tests.inspections.builders import at_on, submitted_report
from tests.records.builders import look_at_pictures, photo, upload
from tests.rectification import builders as b

pytestmark = pytest.mark.django_db


def address(name, thing) -> str:
    return reverse(f"rectification:{name}", args=[thing.pk])


def read(client, person, url, *, day=b.DECIDED) -> str:
    with time_machine.travel(at_on(day), tick=False):
        answer = sign_in(client, person).get(url)
        assert answer.status_code == 200
        return answer.content.decode()


# The list and the case


@pytest.mark.requirement("R59")
def test_list_shows_the_receipt_or_when_it_is_deemed(client):
    case = b.issued_case(findings_count=1)
    here = case.here
    listed = reverse("rectification:case-list")
    page = read(client, here.office, listed, day=b.ISSUED)
    assert "2026-03-31视为收到" in page and ">2026-03-27<" not in page

    cases.sign_receipt(case=case, by=here.principal, on=b.SIGNED, at=at_on(b.SIGNED))

    page = read(client, here.office, listed, day=b.SIGNED)
    assert ">2026-03-27<" in page and "视为收到" not in page


def test_case_shows_its_reports_newest_open_with_their_papers_and_the_committees_opinion(client):
    case = b.reported_case(findings_count=1)
    here = case.here
    page = read(client, here.office, case.get_absolute_url(), day=b.SUBMITTED)
    assert "已报送的整改情况" not in page and "安委会意见" not in page

    b.submit(case, here, evidence=[upload(name="盖章报告.pdf")])
    page = read(client, here.office, case.get_absolute_url(), day=b.SUBMITTED)
    assert '<details class="r-submission" open>' in page and "盖章报告.pdf</a>" in page
    assert "逾期原因" not in page

    case = b.fresh(case)
    first = b.return_item(case.items.first(), here)
    returned = cases.return_(case=case, note="第1项重新整改", by=here.committee, on=b.DECIDED, at=at_on(b.DECIDED))
    b.report_item(b.fresh(first), here, on=b.DECIDED)
    for item in case.items.unfinished():
        b.report_item(item, here, on=b.DECIDED)
    late = date(2026, 6, 30)
    b.submit(returned, here, on=late, lateness_reason="汛期抽调人员")

    page = read(client, here.office, case.get_absolute_url(), day=late)
    # Two reports, of which the latest lies open; its lateness stands with it.
    assert page.count('<details class="r-submission"') == 2
    assert page.count('<details class="r-submission" open>') == 1
    assert page.index("第2次报送") < page.index("第1次报送")
    assert "汛期抽调人员</dd>" in page


@pytest.mark.requirement("R68")
def test_opinion_of_the_committee_stands_with_the_case(client):
    case = b.returned_case()
    page = read(client, case.here.principal, case.get_absolute_url())
    assert "<strong>安委会意见</strong><br>第1项重新整改" in page


# Filing


def test_filing_page_in_time_with_everything_answered(client):
    case = b.reported_case(findings_count=1)
    page = read(client, case.here.principal, address("case-submit", case), day=b.SUBMITTED)
    assert "各项均已填报整改情况或说明原因" in page
    assert 'name="lateness_reason"' not in page and "已逾期" not in page
    assert "未完成并说明原因" not in page


def test_filing_page_lists_what_is_explained_and_tells_of_lateness(client):
    case = b.signed_case(findings_count=1)
    here = case.here
    first, *others = case.items.all()
    b.explain_item(first, here)
    for item in others:
        b.report_item(item, here)

    page = read(client, here.principal, address("case-submit", case), day=date(2026, 5, 29))

    assert "未完成并说明原因1项" in page
    assert f'<a href="{first.get_absolute_url()}">' in page and "设备采购周期较长 拟于2026年8月31日前完成" in page
    assert "逾期2天" in page and 'name="lateness_reason"' in page


def test_filing_page_names_the_first_twenty_that_are_not_answered_and_leads_to_the_rest(client):
    case = b.signed_case(findings_count=19)
    unanswered = case.items.unanswered()
    assert unanswered.count() == 21
    all_of_them = f'<a href="{case.get_absolute_url()}?status=unanswered">'
    page = read(client, case.here.principal, address("case-submit", case), day=b.REPORTED)
    assert "还有21项" in page and all_of_them in page
    assert page.partition("<main")[2].count('<li><a href="/rectification/items/') == 20

    b.report_item(unanswered.first(), case.here)

    page = read(client, case.here.principal, address("case-submit", case), day=b.REPORTED)
    assert "还有20项" in page and all_of_them not in page


# The committee's page


@pytest.mark.requirement("R68")
def test_review_says_where_a_tab_is_empty(client):
    case = b.submitted_case(findings_count=1)
    review = address("case-review", case)
    here = case.here
    assert "没有事项" not in read(client, here.committee, review)
    assert "<strong>没有事项</strong>" in read(client, here.committee, f"{review}?show=closed")


def test_review_shows_pictures_as_pictures_and_papers_as_links(client):
    case = b.signed_case(findings_count=1)
    here = case.here
    item = case.items.first()
    b.report_item(item, here, evidence=[upload(photo(), "后.jpg"), upload(name="检测报告.pdf")])
    review = address("case-review", case) + "?show=reported"
    page = read(client, here.committee, review, day=b.REPORTED)
    assert page.count('loading="lazy"') == 0 and page.count("x-shot-wait") == 1
    look_at_pictures()
    page = read(client, here.committee, review, day=b.REPORTED)
    assert page.count('loading="lazy"') == 1 and "x-shot-wait" not in page
    assert "检测报告.pdf</a>" in page
    assert "·</p>" not in page and "整改要求：限期整改" in page


# One item


def item_page(client, case, item, *, day=b.DECIDED) -> str:
    return read(client, case.here.extra["clerk"], item.get_absolute_url(), day=day)


@pytest.mark.requirement("R68")
def test_item_says_whether_it_was_returned_or_opened_again(client):
    case = b.returned_case()
    here = case.here
    first, second, *_others = case.items.all()
    assert "<strong>已退回</strong>" in item_page(client, case, first)
    closed = item_page(client, case, second)
    assert "x-alert-bad" not in closed

    items.reopen(item=second, reason="隐患复发", by=here.committee, on=b.DECIDED, at=at_on(b.DECIDED))

    page = item_page(client, case, second)
    assert '<strong>重新整改</strong><span class="r-lines">隐患复发</span>' in page


@pytest.mark.requirement("R68")
def test_item_whose_check_failed_says_so_until_it_is_reported_again(client):
    case = b.submitted_case(findings_count=1)
    here = case.here
    first, second, *_others = case.items.all()
    items.fail_check(item=first, verification="仍有杂物", by=here.member, on=b.CHECKED, at=at_on(b.CHECKED))
    b.verify_item(second, here)

    failed, passed = item_page(client, case, first), item_page(client, case, second)

    assert 'class="r-course-bad"' in failed and "<strong>核验未通过</strong>" in failed and "仍有杂物" in failed
    assert "核验未通过" not in passed and "现场核验，已整改到位" in passed
    assert '<time datetime="2026-05-21">2026-05-21</time> <strong>核验</strong>' in passed
    assert "赵文斌（区应急管理局）" in passed


def test_explained_item_shows_reason_and_day_wherever_something_is_done_with_it(client):
    case = b.signed_case(findings_count=1)
    item = b.explain_item(case.items.first(), case.here)
    page = read(client, case.here.extra["clerk"], address("item-report", item), day=b.REPORTED)
    assert "未完成原因：</span>设备采购周期较长" in page and ">拟于2026年8月31日前完成<" in page
    assert "拟于2026年8月31日前完成" in item_page(client, case, item, day=b.REPORTED)
    plain = read(client, case.here.extra["clerk"], address("item-report", case.items.last()), day=b.REPORTED)
    assert "未完成原因：</span>" not in plain


# What stands out


def kinds(client, person, thing, *, day=b.DECIDED) -> dict:
    with time_machine.travel(at_on(day), tick=False):
        actions = sign_in(client, person).get(thing.get_absolute_url()).context["actions"]
    return {action.label: action.kind for action in actions}


def test_main_button_is_what_the_next_step_asks_of_the_reader_and_nothing_else(client):
    case = b.reported_case(findings_count=1)
    here = case.here
    item = case.items.first()
    assert kinds(client, here.principal, case)["报送整改报告"] == "primary"
    assert set(kinds(client, here.office, case).values()) == {"secondary"}
    assert kinds(client, here.leader, item) == {
        "核验通过": "primary", "核验未通过": "danger", "提出组长意见": "secondary",
    }  # fmt: skip
    b.verify_item(item, here)
    items.give_opinion(item=item, opinion="同意", by=here.leader, on=b.CHECKED, at=at_on(b.CHECKED))
    assert kinds(client, here.leader, b.fresh(item)) == {"提出组长意见": "secondary"}


@pytest.mark.requirement("R68")
def test_review_marks_a_major_hazard_and_lets_the_secretary_give_the_number_of_the_meeting(client):
    case = b.submitted_case(findings_count=1)
    here = case.here
    first = b.verify_item(case.items.first(), here)
    major = read(client, here.committee, address("case-review", case) + "?show=reported")
    assert '<span class="x-badge x-badge-bad">重大事故隐患</span>' in major
    closing, review = address("item-close", first), address("case-review", case)
    assert f'action="{closing}"' in read(client, here.committee, review)
    by_secretary = read(client, here.secretary, review)
    assert f'href="{closing}?back=review"' in by_secretary and f'action="{closing}"' not in by_secretary


def test_leaders_opinion_stands_above_the_form_of_whoever_checks(client):
    case = b.reported_case(findings_count=1)
    here = case.here
    item = case.items.first()
    verify = address("item-verify", item)
    assert "组长意见" not in read(client, here.member, verify, day=b.CHECKED)
    items.give_opinion(item=item, opinion="建议现场复核", by=here.leader, on=b.CHECKED, at=at_on(b.CHECKED))
    page = read(client, here.member, verify, day=b.CHECKED)
    assert re.search(r"组长意见（2026-05-21）：\s*</span>建议现场复核", page)


def test_list_of_items_that_the_filters_leave_empty_says_so_and_offers_nothing_for_many(client):
    case = b.signed_case(findings_count=1)
    page = read(client, case.here.extra["clerk"], case.get_absolute_url() + "?q=查无此项", day=b.REPORTED)
    assert "没有符合筛选条件的事项" in page and 'id="bulk"' not in page


def test_list_of_cases_leads_to_what_is_overdue(client):
    case = b.signed_case(findings_count=1)
    listed = reverse("rectification:case-list")
    overdue = f'<a href="{case.get_absolute_url()}?overdue=1">3</a>'
    assert overdue not in read(client, case.here.office, listed, day=date(2026, 5, 27))
    assert overdue in read(client, case.here.office, listed, day=date(2026, 5, 28))


def test_first_and_last_item_have_one_neighbour(client):
    case = b.signed_case(findings_count=1)
    first, second, third = case.items.all()
    for item, before, after in ((first, None, second), (second, first, third), (third, second, None)):
        page = item_page(client, case, item, day=b.REPORTED)
        for neighbour, rel in ((before, "prev"), (after, "next")):
            assert (f'rel="{rel}"' in page) is (neighbour is not None)
            assert neighbour is None or f'href="{neighbour.get_absolute_url()}" rel="{rel}"' in page


@pytest.mark.requirement("R58")
def test_nothing_is_offered_for_issue_before_the_report_is_approved(client):
    report = submitted_report(findings_count=1)
    page = read(client, report.here.office, reverse("rectification:case-issue-feedback", args=[report.round_id]))
    assert "巡查工作报告尚未经安委会审定" in page and 'name="on"' not in page
