"""The list that goes out: its dates are those the items are held to, its numbers those of the system (三(三)4–5)."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from inspections.actions import reports
from inspections.models import Finding
from records.models import IssuedDocument
from rectification.actions import cases
from rectification.papers import feedback as feedback_kind
from tests.accounts.builders import sign_in
from tests.inspections.builders import APPROVED, ENTERED, SUBMITTED, approved_report, at_on, drafted_report
from tests.rectification import builders as b

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("R59")]
DAY = timedelta(days=1)


def report_with(**changes):
    """Approved; `changes` are facts of its first finding as a list had brought them."""
    report = approved_report(findings_count=1)
    Finding.objects.filter(round=report.round, kind="major_hazard").update(**changes)
    b.subdistrict_people(report.here)
    return report


def issue(report):
    here = report.here
    return cases.issue_feedback(round=report.round, by=here.office, on=b.ISSUED, at=at_on(b.ISSUED))


@pytest.mark.requirement("R66")
@pytest.mark.parametrize("handling", ["fix_by_date", "fix_at_once"])
@pytest.mark.parametrize(
    ("own", "printed", "held"),
    [
        # Before it was found: a slip of a list.
        (date(2020, 10, 31), "2个月内", date(2026, 6, 1)),
        (ENTERED - DAY, "2个月内", date(2026, 6, 1)),
        # Passed, on the day and ahead: its own date all the same.
        (ENTERED + 3 * DAY, "2026年3月5日", date(2026, 3, 5)),
        (b.ISSUED, "2026年3月26日", b.ISSUED),
        (date(2026, 3, 27), "2026年3月27日", date(2026, 3, 27)),
        # The two months may begin on the day of the report at the earliest, which is 20 March.
        (date(2026, 5, 20), "2026年5月20日", date(2026, 5, 20)),
        (date(2026, 5, 21), "2个月内", date(2026, 6, 1)),
        (date(2026, 6, 1), "2个月内", date(2026, 6, 1)),
        (date(2026, 9, 30), "2个月内", date(2026, 6, 1)),
    ],
)
def test_letter_names_the_date_that_the_item_is_held_to(own, printed, held, handling):
    case = issue(report_with(due_on=own, handling=handling))

    item = case.items.get(kind="major_hazard")
    line = case.feedback.data["findings"][item.number - 1]
    assert (line["due"], item.due_on) == (printed, held)
    assert (item.deadline.signal(b.SIGNED) == "overdue") == (held < b.SIGNED)


def test_what_is_to_be_fixed_by_a_date_and_names_none_has_the_two_months():
    case = issue(report_with(due_on=None, handling="fix_by_date"))

    item = case.items.get(kind="major_hazard")
    assert case.feedback.data["findings"][item.number - 1]["due"] == "2个月内"
    assert item.deadline == case.deadline


@pytest.mark.requirement("R57")
@pytest.mark.parametrize("own", [ENTERED + 3 * DAY, date(2026, 3, 25), date(2026, 5, 20), date(2026, 5, 23), None])
def test_report_and_letter_name_one_date_for_one_finding(own):
    """However much time passes between them."""
    report = drafted_report(findings_count=1)
    Finding.objects.filter(round=report.round, kind="major_hazard").update(due_on=own)
    here = b.subdistrict_people(report.here)
    report = reports.submit(report=report, by=here.leader, on=SUBMITTED, at=at_on(SUBMITTED))
    report = reports.approve(report=report, by=here.committee, on=APPROVED, at=at_on(APPROVED))
    report.here = here
    case = issue(report)

    told = IssuedDocument.objects.get(kind="inspection_report").data["findings"]
    fed_back = case.feedback.data["findings"]
    assert [line["due"] for line in told] == [line["due"] for line in fed_back]
    assert any(line["category"] == "major_hazard" for line in fed_back)


def test_what_is_mended_at_once_says_so():
    case = issue(report_with(due_on=None, handling="fix_at_once"))

    assert case.feedback.data["findings"][case.items.get(kind="major_hazard").number - 1]["due"] == "立行立改"


def test_page_shows_kind_and_date_as_they_will_be_printed(client):
    report = report_with(due_on=date(2020, 10, 31))
    sign_in(client, report.here.office)

    text = client.get(reverse("rectification:case-issue-feedback", args=[report.round.pk])).content.decode()

    assert "重大事故隐患" in text and "2个月内" in text and "整改期限" in text
    assert "2020" not in text


def test_committee_reads_kind_and_date_of_what_will_be_issued(client):
    report = approved_report(findings_count=1)
    sign_in(client, report.here.committee)

    text = client.get(report.get_absolute_url()).content.decode()

    assert '<td data-label="类别">重大事故隐患</td>' in text
    assert '<td data-label="整改期限">2个月内</td>' in text
    # The suggestion is listed below without a number: nothing is owed for it.
    assert text.count('<td class="x-num" data-label="序号" data-none>—</td>') == 1


def test_suggestions_stand_below_the_items_without_number_handling_or_date():
    report = approved_report(findings_count=1)
    case = issue(report)

    data = case.feedback.data
    annex = feedback_kind.compose(data).annexes[0]
    table, *below = annex.blocks
    assert [row[0] for row in table.rows] == [str(item.number) for item in case.items.all()]
    suggestion = next(line for line in data["findings"] if line["category"] == "suggestion")
    assert (suggestion["requirement"], suggestion["due"]) == ("", "")
    assert below[0].text == "另提出意见建议1条："
    assert suggestion["text"] in below[1].text
