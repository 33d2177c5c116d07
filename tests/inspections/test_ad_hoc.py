"""A round outside the plan rests on the order of the committee, and waits for its notice from the day of its entry."""

from datetime import timedelta

import pytest

from core.work import tasks_for
from planning.actions.entries import add_ad_hoc_entry
from planning.models import PlanEntry
from records.models import IssuedDocument
from records.rendering import compose_document
from tests.inspections.builders import (
    ENDED,
    ENTERED,
    NOTIFIED,
    approved_report,
    at_on,
    notified_round,
    submitted_report,
    world,
)

pytestmark = pytest.mark.django_db
ORDER = "区安委会〔2026〕12号通知"
BASIS = f"和区安委会临时安排（{ORDER}）"


def ordered(*, from_on=ENTERED, to_on=ENDED):
    """The world whose entry is one outside the plan."""
    here = world()
    PlanEntry.objects.all().delete()
    here.entry = add_ad_hoc_entry(
        subdistrict=here.subdistrict, team=here.team, from_on=from_on, to_on=to_on, reason="事故多发",
        order=f"{ORDER}。", by=here.office, on=NOTIFIED, at=at_on(NOTIFIED),
    )  # fmt: skip
    return here


def words(kind, data=None) -> str:
    return str(compose_document(kind, data or IssuedDocument.objects.get(kind=kind).data))


@pytest.mark.requirement("R4")
def test_notice_and_report_of_a_round_outside_the_plan_cite_its_order_and_no_plan():
    report = submitted_report(ordered())

    for said in (words("advance_notice"), words("inspection_report", report.snapshot["report"])):
        assert BASIS in said
        assert "年度巡查工作方案" not in said


def test_notice_and_report_of_a_planned_round_cite_the_plan():
    report = submitted_report()

    for said in (words("advance_notice"), words("inspection_report", report.snapshot["report"])):
        assert "和年度巡查工作方案" in said and "临时安排" not in said


@pytest.mark.requirement("R4")
def test_feedback_of_a_round_outside_the_plan_cites_its_order():
    report = approved_report(ordered())

    assert BASIS in words("feedback", report.snapshot["feedback"])


def test_feedback_of_a_planned_round_cites_the_rule_alone():
    assert "临时安排" not in words("feedback", approved_report().snapshot["feedback"])


@pytest.mark.requirement("R4")
def test_round_outside_the_plan_waits_for_its_notice_however_far_ahead_it_lies():
    far = ENTERED + timedelta(days=90)
    here = ordered(from_on=far, to_on=far + timedelta(days=13))
    notify = [task for task in tasks_for(here.office, today=NOTIFIED) if str(here.entry.pk) in task.url]

    assert [str(task.label) for task in notify] == [str(here.entry)]
    assert [task for task in tasks_for(here.committee, today=NOTIFIED) if str(here.entry.pk) in task.url] == []

    round_ = notified_round(here)
    assert not any(str(here.entry.pk) in task.url for task in tasks_for(here.office, today=NOTIFIED))
    # The next who acts is the team's leader.
    here.leader.__dict__.pop("access", None)
    assert any(task.url == round_.get_absolute_url() for task in tasks_for(here.leader, today=NOTIFIED))


def test_planned_round_waits_for_its_notice_within_thirty_days():
    here = world()
    today = ENTERED - timedelta(days=31)
    urls = {
        day: [task.url for task in tasks_for(here.office, today=day)] for day in (today, today + timedelta(days=1))
    }

    assert not any(str(here.entry.pk) in url for url in urls[today])
    assert any(str(here.entry.pk) in url for url in urls[today + timedelta(days=1)])
