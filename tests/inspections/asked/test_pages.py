"""Orders and interviews as their people meet them: lists, pages, parts of other pages, "my work"."""

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from inspections.actions import interview_proposals, interviews
from inspections.models import InterviewProposal
from tests.inspections import builders as b
from tests.inspections.asked import builders as a
from tests.inspections.asked.test_proposals import LAST, swept

pytestmark = pytest.mark.django_db


def page(client, user, url, *, on=a.CALLED, **query) -> str:
    with time_machine.travel(b.at_on(on), tick=False):
        client.force_login(user)
        return client.get(url, query).content.decode()


def work(client, user, *, on) -> str:
    return page(client, user, reverse("desk:my-work"), on=on)


def test_order_is_walked_through_the_pages(client):
    finding = a.finding_to_order()
    here = finding.here
    with time_machine.travel(b.at_on(a.ORDERED), tick=False):
        client.force_login(here.leader)
        issue = reverse("inspections:order-issue", args=[finding.pk])
        assert issue in client.get(finding.get_absolute_url()).content.decode()
        told = {"requirement": "立即清理", "due_on": a.DUE, "due_time": "17:00", "on": a.ORDERED}
        form = client.get(issue).context["form"]
        told |= {name: form[name].value() for name in form.fields if form[name].is_hidden}
        answer = client.post(issue, told)
    assert answer.status_code == 302
    order = finding.order
    assert order.get_absolute_url() in work(client, here.principal, on=a.FIXED)
    assert "17:00" in page(client, here.principal, order.get_absolute_url(), on=a.FIXED)
    assert order.get_absolute_url() in page(client, here.leader, finding.get_absolute_url(), on=a.FIXED)
    assert order.get_absolute_url() in page(client, here.office, order.round.get_absolute_url(), on=a.FIXED)
    assert finding.get_absolute_url() not in page(client, here.principal, order.get_absolute_url(), on=a.FIXED)

    order.here = here
    order = a.fixed(order)
    assert order.get_absolute_url() in work(client, here.member, on=a.FIXED)
    assert order.get_absolute_url() not in work(client, here.principal, on=a.FIXED)
    a.verified(order)
    assert "已核验" in page(client, here.principal, order.get_absolute_url(), on=a.FIXED)


def test_interview_waits_for_each_in_turn(client):
    interview = a.called()
    here, url = interview.here, interview.get_absolute_url()
    assert url not in work(client, here.office, on=a.CALLED)
    assert url in work(client, here.office, on=a.HELD)
    assert "明确整改意见" not in page(client, here.principal, url)
    interview = a.held(interview)
    assert url in work(client, here.principal, on=a.HELD)
    assert "立即停用存在隐患的设备" in page(client, here.principal, url, on=a.HELD)
    interview = a.replied(interview, evidence=[a.photo("落实.png")])
    assert url in work(client, here.office, on=a.REPLIED)
    assert "落实.png" in page(client, here.office, url, on=a.REPLIED)
    interviews.close(interview=interview, review="属实", by=here.office, on=a.REPLIED, at=b.at_on(a.REPLIED))
    assert "属实" in page(client, here.principal, url, on=a.REPLIED)
    assert url in page(client, here.leader, interview.round.get_absolute_url(), on=a.REPLIED)


def test_interview_stands_with_finding_and_enterprise(client):
    round_ = b.ended_round()
    here, finding = round_.here, round_.findings.exclude(enterprise=None).first()
    told = {**a.interviews.CALL, "reason": finding.text, "meet_on": a.HELD}
    interview = interviews.call_about(finding=finding, by=here.office, on=a.CALLED, at=b.at_on(a.CALLED), **told)
    for thing in (finding, finding.enterprise):
        assert interview.get_absolute_url() in page(client, here.office, thing.get_absolute_url())
    assert finding.get_absolute_url() in page(client, here.office, interview.get_absolute_url())
    assert finding.get_absolute_url() not in page(client, here.principal, interview.get_absolute_url())


def test_proposal_waits_for_the_office_and_says_what_came_of_it(client):
    order = a.ordered()
    here = order.here
    (proposal,) = swept(LAST)
    url = proposal.get_absolute_url()
    assert url in work(client, here.office, on=LAST)
    assert url in page(client, here.office, order.round.get_absolute_url(), on=LAST)
    assert "决定约谈" in page(client, here.office, url, on=LAST)
    interview_proposals.decline(
        interview_proposal=InterviewProposal.objects.get(), reason="已电话督促", by=here.office, on=LAST,
        at=b.at_on(LAST),
    )  # fmt: skip
    assert "已电话督促" in page(client, here.office, url, on=LAST)


@pytest.mark.parametrize(
    ("route", "build", "words"),
    [("order-list", a.ordered, "出口"), ("interview-list", a.called, "主要负责人")],
)
def test_lists_search_filter_and_say_when_there_is_nothing(client, route, build, words):
    thing, on = build(), a.ORDERED if build is a.ordered else a.CALLED
    here, url = thing.here, reverse(f"inspections:{route}")
    for user in (here.office, here.principal):
        assert thing.get_absolute_url() in page(client, user, url, on=on, q=words)
        assert thing.get_absolute_url() in page(client, user, url, on=on, q=str(thing.notice.number))
        assert thing.get_absolute_url() not in page(client, user, url, on=on, q="查无此事")
        assert thing.get_absolute_url() not in page(client, user, url, on=on, overdue="1")
    assert "暂无" in page(client, here.office, url, on=on, q="查无此事")


def test_overdue_is_filtered(client):
    order = a.ordered()
    order.round.here = order.here
    interview = a.held(a.called(order.round, on=a.FIXED))
    office = order.here.office
    late = a.REPLY_BY.replace(day=20)
    assert order.get_absolute_url() in page(client, office, reverse("inspections:order-list"), on=late, overdue="1")
    found = page(client, office, reverse("inspections:interview-list"), on=late, overdue="1")
    assert interview.get_absolute_url() in found


@pytest.mark.parametrize("route", ["order-list", "interview-list"])
def test_lists_ask_a_bounded_number_of_times(client, route):
    order = a.ordered()
    order.round.here = order.here
    for _number in range(3):
        a.called(order.round, on=a.FIXED)
    client.force_login(order.here.office)
    url = reverse(f"inspections:{route}")
    client.get(url)
    with CaptureQueriesContext(connection) as seen:
        client.get(url)
    assert len(seen) <= 12
