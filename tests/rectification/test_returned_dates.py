"""Which date an item has after a return: its own, else that of the resubmission, and one on every page (ADR 10)."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from deadlines.models import Deadline
from inspections.models import Finding
from records.models import IssuedDocument
from rectification.actions import cases
from rectification.deliveries import usual_resubmission
from rectification.forms.cases import ReturnForm
from rectification.queries.progress import progress_of
from tests.accounts.builders import sign_in
from tests.inspections.builders import approved_report, at_on
from tests.rectification import builders as b

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("R66"), pytest.mark.requirement("R68")]
RESUBMISSION = date(2026, 6, 9)
EARLY = date(2026, 4, 9)
# The last day of its own that an item may have, two months after the report, and a filing and a return before it.
OWN, FILED, GIVEN_BACK = date(2026, 5, 20), date(2026, 5, 12), date(2026, 5, 13)


def give_back(case, *, on=b.DECIDED, **kwargs):
    back = cases.return_(case=b.fresh(case), note="继续整改", by=case.here.committee, on=on, at=at_on(on), **kwargs)
    back.here = case.here
    return back


def running(*things) -> dict:
    return {deadline.kind: deadline.due_on for thing in things for deadline in Deadline.objects.open().of(thing)}


def issued_with_own_date(monkeypatch, day):
    """A case whose item 1 has a date of its own, built as ever with that date on the finding."""

    def with_date(here=None, **kwargs):
        report = approved_report(here, **kwargs)
        Finding.objects.filter(round=report.round, number=1).update(due_on=day)
        return report

    monkeypatch.setattr(b, "approved_report", with_date)
    return b.signed_case(findings_count=1)


def filed_with_item_1_unfinished(monkeypatch, day, *, on=b.SUBMITTED, expected_on=date(2026, 8, 31)):
    case = issued_with_own_date(monkeypatch, day)
    first, *others = case.items.order_by("number")
    reported = min(on, b.REPORTED)
    b.explain_item(first, case.here, on=reported, expected_on=expected_on)
    for item in others:
        b.report_item(item, case.here, on=reported)
    b.submit(case, case.here, on=on)
    return case, first


def test_an_own_date_before_the_resubmission_stays_and_is_what_every_page_says(client, monkeypatch):
    case, first = filed_with_item_1_unfinished(monkeypatch, OWN, on=FILED)

    case = give_back(case, on=GIVEN_BACK)

    first, resubmission = b.fresh(first), date(2026, 5, 28)
    assert first.due_on == OWN
    assert running(first, case) == {"rectification_item": first.due_on, "resubmission": resubmission}
    sign_in(client, case.here.extra["clerk"])
    for page in (first.get_absolute_url(), case.get_absolute_url()):
        assert "2026-05-20" in client.get(page).content.decode()
    assert "2026-05-28" not in client.get(first.get_absolute_url()).content.decode()
    letter = IssuedDocument.objects.get(kind="rectification_review")
    assert letter.data["items"][0]["due_on"] == "2026-05-20"


def test_an_own_date_that_has_passed_is_overdue_and_the_letter_says_so(monkeypatch):
    case, first = filed_with_item_1_unfinished(monkeypatch, date(2026, 5, 15))

    give_back(case)

    assert b.fresh(first).due_on == date(2026, 5, 15)
    line = IssuedDocument.objects.get(kind="rectification_review").data["items"][0]
    assert "该项整改期限2026年5月15日已过，请抓紧完成。" in line["reason"]
    assert "due_on" not in line


def test_returned_item_opens_again_with_its_own_date_and_counts_as_not_done():
    case = b.submitted_case()
    own = date(2026, 7, 1)
    before = progress_of(case.items.all(), b.DECIDED).all
    assert (before.unfinished, before.reported) == (0, 5)

    item = b.return_item(case.items.get(number=1), case.here, due_on=own)

    assert (item.status, item.due_on, item.deadline.kind, item.deadline.is_open) == (
        "returned", own, "rectification_item", True,
    )  # fmt: skip
    after = progress_of(case.items.all(), b.DECIDED).all
    assert (after.unfinished, after.reported, after.closed) == (1, 4, 0)
    assert not progress_of(case.items.all(), own).all.overdue
    assert progress_of(case.items.all(), own + timedelta(days=1)).all.overdue == 1


def test_items_without_a_date_of_their_own_have_that_of_the_resubmission(monkeypatch):
    case, _first = filed_with_item_1_unfinished(monkeypatch, None)

    give_back(case)

    assert case.items.get(number=1).due_on == RESUBMISSION


def test_a_report_that_comes_back_wins_no_days(monkeypatch):
    case = issued_with_own_date(monkeypatch, OWN)
    for item in case.items.all():
        b.report_item(item, case.here)
    b.submit(case, case.here, on=FILED)
    first = b.return_item(case.items.get(number=1), case.here, on=GIVEN_BACK)
    assert running(first) == {"rectification_item": OWN}

    give_back(case, on=GIVEN_BACK)

    assert b.fresh(first).due_on == OWN


def test_who_files_early_keeps_the_two_months(monkeypatch):
    case, first = filed_with_item_1_unfinished(monkeypatch, None, on=date(2026, 4, 3))

    case = give_back(case, on=EARLY)

    assert case.resubmission.due_on == case.deadline.due_on == date(2026, 5, 27)
    assert b.fresh(first).due_on == date(2026, 5, 27)


@pytest.mark.parametrize(("today", "given"), [(EARLY, date(2026, 5, 27)), (b.DECIDED, RESUBMISSION)])
def test_return_form_names_the_day_that_an_empty_field_gives(today, given):
    case = b.submitted_case(findings_count=1)

    form = ReturnForm(case=case, today=today)

    assert str(form.fields["due_on"].help_text) == (
        "不填则自决定次日起算15日（制度依据中设定的天数），但不早于两个月期限届满之日2026年5月27日。"
        f"今日作出决定的，为2026年{given.month}月{given.day}日。"
    )
    assert usual_resubmission(case, on=today) == given


def test_unless_the_committee_names_a_day(monkeypatch):
    named = date(2026, 4, 30)
    case, first = filed_with_item_1_unfinished(monkeypatch, None, on=date(2026, 4, 3))

    case = give_back(case, on=EARLY, due_on=named)

    assert (case.resubmission.due_on, b.fresh(first).due_on) == (named, named)


def test_what_was_explained_stays_readable_beside_what_is_said_anew(client, monkeypatch):
    case, first = filed_with_item_1_unfinished(monkeypatch, None)
    case = give_back(case)
    sign_in(client, case.here.extra["clerk"])

    text = client.get(first.get_absolute_url()).content.decode()
    assert "列入第1次整改报告" in text and "设备采购周期较长" in text
    assert "2026-08-31" in text
    # It has to be said anew all the same.
    assert "说明未完成原因" in text and reverse("rectification:item-report", args=[first.pk]) in text

    b.explain_item(b.fresh(first), case.here, on=b.DECIDED, expected_on=date(2026, 9, 30))

    text = client.get(first.get_absolute_url()).content.decode()
    assert "设备采购周期较长" in text and "2026-09-30" in text
