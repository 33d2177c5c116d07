"""办结: offered as a button that can be pressed only when nothing is open, else with the reason and the way to it."""

import pytest
from django.urls import reverse

from inspections.closing import gaps
from inspections.models import SubdistrictRound
from tests.accounts.builders import sign_in
from tests.inspections.builders import approved_report
from tests.rectification import builders as b
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
        assert f'<a href="{gap.path}">{gap.label}</a>\n  <span class="x-soft">由{gap.who}办理</span>' in page
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
