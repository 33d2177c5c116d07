"""What the pages of a report tell the one who reads, the one who submits and the one who decides."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from core.progress import with_progress
from inspections.actions import reports, rounds
from inspections.models import SubdistrictRound
from records.policies import Paper
from tests.inspections.builders import (
    APPROVED,
    ENDED,
    ENTERED,
    SUBMITTED,
    add_finding,
    approved_report,
    at_on,
    confirm_finding,
    drafted_report,
    on_site_round,
    submitted_report,
)
from tests.records.builders import upload

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("R56")]
LATE = date(2026, 4, 2)


def read(client, user, url, *, day=APPROVED) -> str:
    with time_machine.travel(at_on(day), tick=False):
        client.force_login(user)
        answer = client.get(url)
        assert answer.status_code == 200
        return answer.content.decode()


def submit_page(report) -> str:
    return reverse("inspections:report-submit", args=[report.pk])


@pytest.mark.requirement("R57")
def test_parts_stand_in_the_order_of_the_paper_without_a_gap(client):
    report = submitted_report()
    page = read(client, report.here.committee, report.get_absolute_url())

    titles = [
        "总体评价",
        "一、基本情况",
        "二、工作成效",
        "三、发现问题",
        "四、处置建议",
        "五、工作建议",
        "拟反馈的问题清单",
    ]
    places = [page.index(f"<h2>{title}") if f"<h2>{title}" in page else page.index(title) for title in titles]
    assert places == sorted(places)
    told = "本次巡查共发现问题和隐患5项，其中工作问题1项、一般隐患3项、重大事故隐患1项；另提出意见建议1条。"
    assert told in page


@pytest.mark.requirement("R57")
def test_draft_shows_what_would_go_out_as_of_now_and_the_submitted_report_what_was_frozen(client):
    report = drafted_report()
    here = report.here
    page = read(client, here.leader, report.get_absolute_url())
    assert "目前拟反馈的问题清单（重新编号）" in page and "除尘系统未设泄爆装置" in page
    form = read(client, here.leader, reverse("inspections:report-edit", args=[report.pk]))
    assert "第三部分“发现问题”由问题清单自动生成" in form

    reports.submit(report=report, by=here.leader, on=SUBMITTED, at=at_on(SUBMITTED))

    page = read(client, here.leader, report.get_absolute_url())
    assert "目前拟反馈的问题清单" not in page and "拟反馈的问题清单（重新编号）" in page
    assert "李明远（区应急管理局）于2026年3月20日报送" in page


def test_report_without_findings_lists_none(client):
    round_ = on_site_round()
    here = round_.here
    report = reports.draft(round=round_, by=here.leader, on=ENTERED, at=at_on(ENTERED))
    page = read(client, here.leader, report.get_absolute_url(), day=ENTERED)
    assert "本次巡查共发现问题和隐患0项。" in page
    assert "拟反馈的问题清单" not in page
    # What the data say stands beside what is written, once.
    assert "巡查内容共9项，实际巡查0项" in page


def test_returned_report_tells_what_the_committee_wants_changed(client):
    report = submitted_report()
    here = report.here
    words = "补充重大事故隐患的处置建议"
    assert "安委会要求修改" not in read(client, here.leader, report.get_absolute_url())

    reports.return_(report=report, note=words, by=here.committee, on=APPROVED, at=at_on(APPROVED))

    page = read(client, here.leader, report.get_absolute_url())
    assert f"<strong>安委会要求修改（张安（安委会），2026年3月25日）</strong>{words}" in page


def test_late_report_bears_its_reason(client):
    report = submitted_report(on=LATE, late=True)
    page = read(client, report.here.committee, report.get_absolute_url(), day=LATE)
    assert "<h2>逾期原因</h2>" in page
    assert "主汛期抽调人员</p>" in page


def test_report_in_time_bears_none(client):
    report = submitted_report()
    assert "逾期原因" not in read(client, report.here.committee, report.get_absolute_url())


@pytest.mark.requirement("R30")
def test_decision_on_paper_shows_its_scan_and_the_day_in_words(client):
    report = submitted_report()
    here = report.here
    paper = Paper(meeting_number="区安委会2026年第3次", on=APPROVED, scan=upload(name="批件.pdf"))
    report = reports.approve(report=report, by=here.secretary, on=APPROVED, at=at_on(APPROVED), paper=paper)

    page = read(client, here.office, report.get_absolute_url())

    assert reverse("records:evidence-view", args=[report.decision.scan_id]) in page
    assert "区安委会2026年第3次</a>" in page
    assert "已审定：安委会2026年3月25日会议（区安委会2026年第3次）决定（由陈书代录）" in page
    assert "安委会，由陈书（安委会）代录" in page


def test_decision_made_online_has_no_scan(client):
    report = approved_report()
    assert "签批件" not in read(client, report.here.office, report.get_absolute_url())


def test_report_begun_on_site_has_no_date_yet_and_names_the_end_as_missing(client):
    round_ = on_site_round()
    here = round_.here
    report = reports.draft(round=round_, by=here.leader, on=ENTERED, at=at_on(ENTERED))

    page = read(client, here.leader, submit_page(report), day=ENTERED)

    assert "x-due" not in page
    assert f'<a href="{reverse("inspections:round-end", args=[round_.pk])}">登记现场巡查结束日</a>' in page


def uncovered_report():
    """Fieldwork ended with one topic recorded; nobody said why the others were left out."""
    round_ = on_site_round()
    here = round_.here
    confirm_finding(add_finding(round_), here)
    round_ = rounds.end(no_recording_reason="留有照片", round=round_, by=here.leader, on=ENDED, at=at_on(ENDED))
    report = reports.draft(round=round_, by=here.leader, on=ENDED, at=at_on(ENDED))
    report = reports.edit(report=report, assessment="总体平稳。", by=here.leader, on=ENDED, at=at_on(ENDED))
    report.here = here
    return report


@pytest.mark.requirement("R43")
def test_topics_left_out_are_named_without_a_link_once_fieldwork_has_ended(client):
    report = uncovered_report()
    page = read(client, report.here.leader, submit_page(report), day=SUBMITTED)
    assert "x-due" in page
    assert "<li>补充记录或说明未涉及的原因：1. 内容1；2. 内容2；" in page


@pytest.mark.requirement("R43")
def test_topics_left_out_bear_the_reports_reason_after_the_submission(client):
    report = uncovered_report()
    here = report.here
    assert "既无记录也未说明原因" in read(client, here.office, report.get_absolute_url(), day=SUBMITTED)

    reports.submit(
        report=report, by=here.leader, on=SUBMITTED, at=at_on(SUBMITTED), uncovered_reason="该街道无此类单位"
    )

    page = read(client, here.office, report.get_absolute_url(), day=SUBMITTED)
    assert page.count('<small class="x-soft">该街道无此类单位</small>') == 8
    assert "既无记录" not in page


@pytest.mark.parametrize("text", ["", "一、责任落实不到位\n带班检查记录不全"])
def test_feedback_left_empty_says_that_it_is_made_from_the_findings(client, text):
    report = drafted_report()
    if text:
        reports.edit(report=report, by=report.here.leader, on=ENDED, at=at_on(ENDED), feedback_text=text)
    page = read(client, report.here.leader, report.get_absolute_url())
    assert ("未填写，将按问题自动生成。" in page) is (not text)


def test_form_says_what_the_submission_wants(client):
    report = drafted_report()
    assert "报送前必填。" in read(client, report.here.leader, reverse("inspections:report-edit", args=[report.pk]))


@pytest.mark.parametrize("shown", [5, 100])
def test_long_list_of_what_goes_out_is_folded(client, monkeypatch, shown):
    monkeypatch.setattr("inspections.views.reports.ISSUED_SHOWN", shown)
    report = submitted_report(findings_count=3)
    page = read(client, report.here.committee, report.get_absolute_url())
    assert ('<details class="x-fold" open>' in page) is (shown == 100)
    assert "<summary>6项</summary>" in page
    assert page.index(reverse("inspections:report-approve", args=[report.pk])) < page.index("x-fold")


def test_lists_of_rounds_read_the_decision_along(django_assert_num_queries):
    approved_report()
    [round_] = with_progress(SubdistrictRound.objects.all())

    with django_assert_num_queries(0):
        assert round_.report.decided_on == APPROVED
