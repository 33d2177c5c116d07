"""Counts of items on the desk lead to the list of just those items."""

import pytest

from core.work import tasks_for
from rectification.actions import items
from tests.accounts.builders import sign_in
from tests.inspections.builders import at_on
from tests.rectification import builders as b

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("R68")]


def task_of(user, verb):
    return next((task for task in tasks_for(user, today=b.CHECKED) if str(task.verb) == verb), None)


def case_with_a_failed_check():
    case = b.submitted_case(findings_count=1)
    items.fail_check(
        item=case.items.get(number=2), verification="仍未更换", by=case.here.member, on=b.CHECKED, at=at_on(b.CHECKED)
    )
    return case


@pytest.mark.parametrize(
    ("who", "verb", "status", "numbers"),
    [
        ("member", "现场核验", "unchecked", [1, 3]),
        ("leader", "提出组长意见", "no_opinion", [1, 2, 3]),
    ],
)
def test_count_is_that_of_the_list_it_leads_to(client, who, verb, status, numbers):
    case = case_with_a_failed_check()
    user = getattr(case.here, who)

    task = task_of(user, verb)

    assert (task.count, task.url) == (len(numbers), f"{case.get_absolute_url()}?status={status}#items")
    shown = sign_in(client, user).get(task.url)
    assert [row.item.number for row in shown.context["rows"]] == numbers


def test_opinion_given_and_item_checked_are_waited_for_no_more():
    case = case_with_a_failed_check()
    here = case.here
    items.give_opinion(
        item=case.items.get(number=1), opinion="属实", by=here.leader, on=b.CHECKED, at=at_on(b.CHECKED)
    )
    for number in (1, 3):
        b.verify_item(case.items.get(number=number), here)

    assert task_of(here.leader, "提出组长意见").count == 2
    assert task_of(here.member, "现场核验") is None


def test_items_to_report_lead_to_what_is_unfinished(client):
    case = b.signed_case(findings_count=1)
    b.report_item(case.items.get(number=2), case.here)

    tasks = [task for task in tasks_for(case.here.extra["clerk"], today=b.REPORTED) if "unfinished" in task.url]

    assert [(task.count, task.url) for task in tasks] == [(2, f"{case.get_absolute_url()}?status=unfinished#items")]
