"""Which date an item has after a return: its own, else that of the resubmission, and one on every page (ADR 10)."""

from datetime import date

import pytest
from django.urls import reverse

from deadlines.models import Deadline
from inspections.models import Finding
from records.models import IssuedDocument
from rectification.actions import cases
from tests.accounts.builders import sign_in
from tests.inspections.builders import approved_report, at_on
from tests.rectification import builders as b

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("R66"), pytest.mark.requirement("R68")]
RESUBMISSION = date(2026, 6, 9)
EARLY = date(2026, 4, 9)


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
    case, first = filed_with_item_1_unfinished(monkeypatch, date(2026, 5, 26))

    case = give_back(case)

    first = b.fresh(first)
    assert first.due_on == date(2026, 5, 26)
    assert running(first, case) == {"rectification_item": first.due_on, "resubmission": RESUBMISSION}
    sign_in(client, case.here.extra["clerk"])
    for page in (first.get_absolute_url(), case.get_absolute_url()):
        assert "2026-05-26" in client.get(page).content.decode()
    assert "2026-06-09" not in client.get(first.get_absolute_url()).content.decode()
    letter = IssuedDocument.objects.get(kind="rectification_review")
    assert letter.data["items"][0]["due_on"] == "2026-05-26"


def test_an_own_date_that_has_passed_is_overdue_and_the_letter_says_so(monkeypatch):
    case, first = filed_with_item_1_unfinished(monkeypatch, date(2026, 5, 15))

    give_back(case)

    assert b.fresh(first).due_on == date(2026, 5, 15)
    line = IssuedDocument.objects.get(kind="rectification_review").data["items"][0]
    assert "该项整改期限2026年5月15日已过，请抓紧完成。" in line["reason"]
    assert "due_on" not in line


def test_items_without_a_date_of_their_own_have_that_of_the_resubmission(monkeypatch):
    case, _first = filed_with_item_1_unfinished(monkeypatch, None)

    give_back(case)

    assert case.items.get(number=1).due_on == RESUBMISSION


def test_a_report_that_comes_back_wins_no_days(monkeypatch):
    own = date(2026, 5, 26)
    case = issued_with_own_date(monkeypatch, own)
    for item in case.items.all():
        b.report_item(item, case.here)
    b.submit(case, case.here)
    first = b.return_item(case.items.get(number=1), case.here)
    assert running(first) == {"rectification_item": own}

    give_back(case)

    assert b.fresh(first).due_on == own


def test_who_files_early_keeps_the_two_months(monkeypatch):
    case, first = filed_with_item_1_unfinished(monkeypatch, None, on=date(2026, 4, 3))

    case = give_back(case, on=EARLY)

    assert case.resubmission.due_on == case.deadline.due_on == date(2026, 5, 27)
    assert b.fresh(first).due_on == date(2026, 5, 27)


def test_unless_the_committee_names_a_day(monkeypatch):
    named = date(2026, 4, 30)
    case, first = filed_with_item_1_unfinished(monkeypatch, None, on=date(2026, 4, 3))

    case = give_back(case, on=EARLY, due_on=named)

    assert (case.resubmission.due_on, b.fresh(first).due_on) == (named, named)


def test_what_was_explained_stays_readable_until_something_new_is_said(client, monkeypatch):
    case, first = filed_with_item_1_unfinished(monkeypatch, None)
    case = give_back(case)
    sign_in(client, case.here.extra["clerk"])

    text = client.get(first.get_absolute_url()).content.decode()
    assert "上次报送说明的未完成原因" in text and "设备采购周期较长" in text
    assert "2026-08-31" in text
    # It has to be said anew all the same.
    assert "说明未完成原因" in text and reverse("rectification:item-report", args=[first.pk]) in text

    b.explain_item(b.fresh(first), case.here, on=b.DECIDED, expected_on=date(2026, 9, 30))

    text = client.get(first.get_absolute_url()).content.decode()
    assert "上次报送说明的未完成原因" not in text and "2026-09-30" in text
