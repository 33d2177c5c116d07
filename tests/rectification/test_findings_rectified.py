"""A finding tells how its rectification stands: in lists, filters and files, and the whole course on its page."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from rectification.actions import items
from tests.accounts.builders import sign_in
from tests.inspections.builders import at_on
from tests.inspections.files import words_of
from tests.rectification import builders as b

pytestmark = pytest.mark.django_db
LATE = date(2026, 6, 10)


def read(client, user, address, day=b.DECIDED, **asked) -> str:
    with time_machine.travel(at_on(day), tick=False):
        return words_of(sign_in(client, user).get(address, asked))


def listed(round_) -> str:
    return reverse("inspections:finding-list", args=[round_.pk])


def numbers(client, user, round_, day=b.DECIDED, **asked) -> list[int]:
    with time_machine.travel(at_on(day), tick=False):
        rows = sign_in(client, user).get(listed(round_), asked).context["rows"]
    return [row.finding.number for row in rows]


def test_list_says_the_state_and_a_light_only_where_it_is_late(client):
    case = b.signed_case(findings_count=2)
    page = read(client, case.here.office, listed(case.round), day=b.REPORTED)
    assert '<td class="x-tight">待整改</td>' in page
    assert "x-signal-" not in page

    late = read(client, case.here.office, listed(case.round), day=LATE)
    assert '<td class="x-tight">待整改 <span class="x-signal x-signal-overdue">' in late


def test_before_the_feedback_it_is_not_issued_yet(client):
    case = b.issued_case(findings_count=1)
    item = case.items.first()
    assert numbers(client, case.here.office, case.round, rectification="not_issued") == []
    item.delete()
    assert numbers(client, case.here.office, case.round, rectification="not_issued") == [item.finding.number]
    assert '<td class="x-tight">未下发</td>' in read(client, case.here.office, listed(case.round))


def test_filters_and_orders_by_the_rectification(client):
    case = b.submitted_case(findings_count=3)
    here, round_ = case.here, case.round
    first, second, *_rest = case.items.all()
    items.fail_check(item=first, verification="仍有杂物", by=here.member, on=b.CHECKED, at=at_on(b.CHECKED))
    b.verify_item(second, here)
    first, second = first.finding.number, second.finding.number

    assert numbers(client, here.office, round_, rectification="check_failed") == [first]
    assert numbers(client, here.office, round_, rectification="verified") == [second]
    assert numbers(client, here.office, round_, rectification="rectifying") == []
    assert numbers(client, here.office, round_, rectification="overdue", day=LATE) == []
    assert numbers(client, here.office, round_, sort="rectification")[-1] == second
    # The suggestion has no date, and comes last.
    assert numbers(client, here.office, round_, sort="due")[-1] == round_.findings.get(kind="suggestion").number


def test_file_says_state_number_and_days(client):
    case = b.signed_case(findings_count=1)
    text = read(client, case.here.leader, listed(case.round), day=LATE, export="csv")
    head, first, *_others = text.splitlines()
    assert head.endswith("整改状态,反馈意见,反馈序号,下发的整改期限,填报日期,核验日期,销号日期")
    assert f"待整改（逾期）,{case.feedback.full_number},1,2026-05-27" in first


def test_queries_of_the_list_do_not_grow(client, django_assert_max_num_queries):
    case = b.signed_case(findings_count=5)
    sign_in(client, case.here.office)
    with time_machine.travel(at_on(b.REPORTED), tick=False), django_assert_max_num_queries(19):
        client.get(listed(case.round))


@pytest.mark.requirement("R68")
def test_page_of_a_finding_gathers_the_whole_course(client):
    case = b.returned_case()
    here = case.here
    finding = case.items.first().finding

    page = read(client, here.leader, finding.get_absolute_url())

    for words in (
        "随反馈意见下发，第1项",
        case.feedback.full_number,
        "列入第1次整改报告",
        "已清理并张贴标识",
        "r-course-bad",
        "照片不能证明整改完成",
    ):
        assert words in page
    assert f'<a href="{case.items.first().get_absolute_url()}">' in page


def test_subdistrict_reads_the_course_without_the_opinion(client):
    case = b.submitted_case(findings_count=1)
    here, item = case.here, case.items.first()
    items.give_opinion(item=item, opinion="同意销号建议", by=here.leader, on=b.CHECKED, at=at_on(b.CHECKED))

    assert "同意销号建议" in read(client, here.leader, item.get_absolute_url())
    page = read(client, here.principal, item.get_absolute_url())
    assert "填报整改情况" in page and "同意销号建议" not in page
    assert item.finding.get_absolute_url() not in page
