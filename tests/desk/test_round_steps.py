"""What the desk says of the next step agrees with what has happened and with the page it leads to."""

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from accounts.models import Message
from core.progress import next_step_of, next_steps_of, with_progress
from inspections.actions import findings, reports
from inspections.models import SubdistrictRound
from tests.accounts.builders import page_told, sign_in
from tests.inspections.builders import (
    APPROVED,
    ENTERED,
    NOTIFIED,
    add_finding,
    at_on,
    notified_round,
    on_site_round,
    submitted_report,
)
from tests.rectification import builders as b
from tests.rectification.results import builders as results

pytestmark = pytest.mark.django_db


def get(client, user, path, day=APPROVED):
    with time_machine.travel(at_on(day), tick=False):
        answer = sign_in(client, user).get(path)
    assert answer.status_code == 200
    return answer


def returned_report():
    report = submitted_report()
    here = report.here
    report = reports.return_(report=report, note="补充意见", by=here.committee, on=APPROVED, at=at_on(APPROVED))
    report.here = here
    return report


@pytest.mark.parametrize("build", [submitted_report, returned_report])
def test_met_duty_stands_beside_no_later_step(client, build):
    report = build()
    for path in (report.get_absolute_url(), report.round.get_absolute_url()):
        assert get(client, report.here.committee, path).context["next_step"].deadline is None


def test_returned_report_is_to_be_filed_again(client):
    report = returned_report()
    answer = get(client, report.here.leader, report.round.get_absolute_url())
    assert answer.context["next_step"].what == "按安委会要求修改后重新报送巡查工作报告"
    (current,) = [stage for stage in answer.context["stages"] if stage.state == "current"]
    assert (current.label, current.on) == ("报告已退回，待重新报送", None)


def test_met_duty_shows_the_day_it_was_met_and_the_date_it_was_due(client):
    report = submitted_report()
    page = get(client, report.here.office, report.round.get_absolute_url()).content.decode()
    # The day it was met; the sum that ends at the date it was due stands in the title.
    assert 'datetime="2026-03-20"' in page and "3月30日" in page


def test_review_shows_its_running_duty_on_case_and_round(client):
    case = b.submitted_case(findings_count=1)
    for path in (case.get_absolute_url(), case.round.get_absolute_url()):
        due = get(client, case.here.committee, path, b.CHECKED).context["next_step"].deadline
        assert due.deadline.kind == "rectification_review"
    (row,) = get(client, case.here.committee, reverse("desk:my-work"), b.CHECKED).context["rounds"]
    assert row.due.deadline.kind == "rectification_review"


def test_entry_waits_for_the_leader_from_the_notice_and_he_is_told(client):
    round_ = notified_round()
    here = round_.here
    tasks = get(client, here.leader, reverse("desk:my-work"), NOTIFIED).context["tasks"]
    assert [(str(task.verb), task.label, task.url) for task in tasks] == [
        ("进驻街道", "兴仁街道 2026年第1轮", round_.get_absolute_url())
    ]
    told = Message.objects.get(recipient=here.leader)
    assert (told.subject, page_told(told)) == (
        "已告知街道，请按期组织进驻：兴仁街道 2026年第1轮",
        round_.get_absolute_url(),
    )
    assert not Message.objects.filter(recipient=here.member).exists()


def test_task_to_confirm_opens_the_drafts(client):
    round_ = on_site_round()
    add_finding(round_)
    tasks = get(client, round_.here.leader, reverse("desk:my-work"), ENTERED).context["tasks"]
    (task,) = [task for task in tasks if str(task.verb) == "确认问题"]
    assert task.url == reverse("inspections:finding-list", args=[round_.pk]) + "?status=draft"
    opened = get(client, round_.here.leader, task.url, ENTERED)
    assert opened.context["paginator"].count == task.count


@pytest.mark.parametrize("kind", ["", "&kind=major_hazard"])
def test_numbers_of_findings_open_as_many(client, kind):
    round_ = on_site_round()
    leader = round_.here.leader
    for each in ("major_hazard", "major_hazard", "problem", "problem"):
        finding = add_finding(round_, kind=each)
        if finding.number % 2:
            findings.withdraw(finding=finding, reason="重复", by=leader, on=ENTERED, at=at_on(ENTERED))
    page = get(client, leader, round_.get_absolute_url(), ENTERED)
    path = reverse("inspections:finding-list", args=[round_.pk])
    link = f"{path}?kind=major_hazard&amp;status=standing" if kind else f"{path}?status=standing"
    assert f'href="{link}"' in page.content.decode()
    (counts,) = [part.context["counts"] for part in page.context["sections"] if "counts" in part.context]
    shown = counts["major_hazard" if kind else "total"]
    assert get(client, leader, f"{path}?status=standing{kind}", ENTERED).context["paginator"].count == shown


def test_report_and_rectification_bear_the_name_of_the_round():
    case = b.issued_case(findings_count=1)
    assert str(case.round.report) == "兴仁街道 2026年第1轮巡查工作报告"
    assert str(case) == "兴仁街道 2026年第1轮巡查整改"


def test_board_tells_rounds_of_one_subdistrict_apart(client):
    round_ = on_site_round()
    page = get(client, round_.here.office, reverse("desk:my-work"), date(2026, 3, 3)).content.decode()
    assert "兴仁街道 2026年第1轮</a>" in page


def test_round_does_not_end_before_what_was_found_in_it(client):
    round_ = on_site_round()
    here = round_.here
    last = ENTERED + timedelta(days=14)
    add_finding(round_, on=last, text="通道堵塞")
    path = reverse("inspections:round-end", args=[round_.pk])
    unrecorded = {"no_recording_reason": "以照片和书面记录留存"}
    with time_machine.travel(at_on(last), tick=False):
        sign_in(client, here.leader)
        early = client.post(path, {"on": "2026-03-15"} | unrecorded)
        assert early.status_code == 409
        assert "有1条问题、0条巡查记录的日期晚于2026年3月15日，最晚为2026年3月16日" in early.content.decode()
        assert client.post(path, {"on": last.isoformat()} | unrecorded).status_code == 302


@pytest.mark.parametrize("state", ["accepted", "drafted", "told", "locked", "copied", "published"])
def test_next_steps_of_many_rounds_are_those_of_each(state, django_assert_num_queries):
    """From the acceptance on several things are read to tell it: for many rounds in the query of one."""
    thing = getattr(results, state)()
    case = getattr(thing[0] if isinstance(thing, list) else thing, "case", thing)
    office = case.here.office

    def anew():
        return with_progress(SubdistrictRound.objects.visible_to(office)).get(pk=case.round_id)

    alone, rounds = next_step_of(anew(), office), [anew(), anew()]
    with django_assert_num_queries(1):
        assert next_steps_of(rounds, office) == [alone, alone]
    assert alone is not None and alone.clause == "三(三)6"
