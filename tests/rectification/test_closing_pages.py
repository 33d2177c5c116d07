"""办结: offered as a button that can be pressed only when nothing is open, else with the reason and the way to it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.models import Unit
from inspections.closing import gaps
from inspections.models import SubdistrictRound
from rectification.scenes import results as steps
from tests.accounts.builders import sign_in
from tests.inspections.builders import approved_report
from tests.rectification import builders as b
from tests.rectification.results import builders as r
from tests.rectification.results.builders import finished

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("R84")]


def check_page(round_) -> str:
    return reverse("inspections:round-close", args=[round_.pk])


def buttons(client, user, round_) -> dict:
    """Those of the round's page, by their words."""
    answer = sign_in(client, user).get(round_.get_absolute_url())
    assert answer.status_code == 200
    return {str(action.label): action for action in answer.context["actions"]} | {"page": answer.content.decode()}


def test_closing_is_offered_with_the_number_of_gaps_and_the_way_to_them(client):
    case = b.submitted_case(findings_count=1)
    open_ends = gaps(case.round, b.SUBMITTED)
    assert len(open_ends) == 6

    seen = buttons(client, case.here.office, case.round)

    assert seen["办结本次巡查"].disabled_reason == "还有6类事项未完成。"
    assert f'<a class="btn btn-secondary" href="{check_page(case.round)}">' in seen["page"]
    assert "办结核对</a>" in seen["page"] and "办结本次巡查</a>" not in seen["page"]


def test_gaps_are_counted(client):
    report = approved_report()
    seen = buttons(client, report.here.office, report.round)
    assert seen["办结本次巡查"].disabled_reason == "还有5类事项未完成。"


def test_nobody_else_is_offered_it(client):
    case = b.accepted_case()
    for user in (case.here.leader, case.here.member, case.here.committee):
        assert not {"办结本次巡查", "办结核对"} & buttons(client, user, case.round).keys()


def test_check_page_names_what_is_open_and_offers_no_form(client):
    case = b.submitted_case(findings_count=1)
    sign_in(client, case.here.office)

    page = client.get(check_page(case.round)).content.decode()

    for gap in gaps(case.round, b.SUBMITTED):
        told = f'<a href="{gap.path}">{gap.label}</a>\n  <span class="x-soft">{gap.after}由{gap.who}办理'
        assert told in page
    assert "disabled>" in page and "还有6类事项未完成。" in page
    assert 'name="on"' not in page
    assert client.post(check_page(case.round), {"on": "2026-05-25"}).status_code == 409
    assert SubdistrictRound.objects.get().status == "ended"


def test_round_is_closed_from_the_button_once_nothing_is_open(client):
    case = finished(b.accepted_case())
    seen = buttons(client, case.here.office, case.round)
    assert not seen["办结本次巡查"].disabled_reason and "办结核对" not in seen
    assert seen["办结本次巡查"].kind == "primary"

    page = client.get(check_page(case.round)).content.decode()
    assert "系统核对的各项均已办结" in page and 'name="on"' in page
    assert client.post(check_page(case.round), {"on": "2026-05-25"}).status_code == 302
    assert SubdistrictRound.objects.get().status == "closed"


@pytest.mark.parametrize("build", [b.accepted_case, b.submitted_case])
def test_check_names_what_nobody_checked(client, build):
    case = build()

    page = sign_in(client, case.here.office).get(check_page(case.round)).content.decode()

    assert "抄送函均已签收" in page and "系统不核对" in page and "全部闭环" not in page


def acting(case, words, day=b.SUBMITTED) -> tuple[str, str, str]:
    """Where the gap with these words leads, who acts, and after what."""
    gap = next(gap for gap in gaps(case.round, day) if words in gap.label)
    return gap.path, gap.who, gap.after


def test_what_waits_for_the_acceptance_leads_to_it_and_says_so():
    case = b.submitted_case(findings_count=1)
    waits = (case.get_absolute_url(), "安委办", "整改审核通过后")

    assert acting(case, "考核尚未锁定") == acting(case, "未公告：整改情况") == waits
    assert acting(case, "未公告：反馈意见") == (f"{case.round.get_absolute_url()}#results", "安委办", "")


def test_before_the_feedback_nothing_can_be_announced():
    report = approved_report()
    gap = next(gap for gap in gaps(report.round, b.SUBMITTED) if "未公告：反馈意见" in gap.label)

    assert (gap.path, gap.who, gap.after) == (report.round.get_absolute_url(), "安委办", "反馈意见下发后")


def test_an_assessment_waits_for_whoever_has_to_act_on_it():
    case = r.accepted()
    place = f"{case.round.get_absolute_url()}#results"
    assert acting(case, "考核尚未锁定") == (place, "安委办", "")

    one = steps.drafted(case.here, case.round, on=r.TOLD)
    assert acting(case, "考核尚未锁定") == (one.get_absolute_url(), "安委办", "")
    steps.told(case.here, one, on=r.TOLD)
    assert acting(case, "考核尚未锁定", r.TOLD)[1] == case.unit.short_name
    assert acting(case, "考核尚未锁定", r.OBJECT_BY + timedelta(days=1))[1] == "安委会"


def test_an_announcement_waits_for_the_committee_once_it_is_submitted():
    one = r.composed()
    assert acting(one.case, "未公告：反馈意见") == (one.get_absolute_url(), "安委办", "")

    steps.submitted(one.here, one, on=r.ANNOUNCED)
    assert acting(one.case, "未公告：反馈意见") == (one.get_absolute_url(), "安委会", "")


def test_bodies_that_nobody_marked_are_named_to_whoever_marks_them():
    one = r.locked()
    Unit.objects.filter(gets_copies=True).update(gets_copies=False)

    assert acting(one.case, "未标明") == (reverse("accounts:unit-list"), "安全管理员", "")
