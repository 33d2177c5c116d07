"""A wrong date that waits for a second person is seen by whoever may confirm it, and told to whoever proposed it."""

from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Message
from core.models import AuditEvent
from inspections.actions import corrections
from rectification.actions import corrections as receipts
from tests.accounts.builders import page_told, sign_in
from tests.inspections.builders import ENDED, ENTERED, at_on, ended_round
from tests.rectification import builders as b

pytestmark = pytest.mark.django_db
RIGHT, TODAY = date(2026, 3, 17), date(2026, 3, 20)
LATER = date(2026, 4, 8)
DATE, RECEIPT = "审核日期更正", "审核签收日期更正"


def propose(round_, by, field="ended_on", old=ENDED, new=RIGHT):
    return corrections.correct_fact(
        round=round_, field=field, old=old, new=new, reason="录入错误", by=by, at=at_on(TODAY)
    )


def tasks(client, user, day=TODAY):
    with time_machine.travel(at_on(day), tick=False):
        found = sign_in(client, user).get(reverse("desk:my-work")).context["tasks"]
    return {str(task.verb): task for task in found}


def test_it_waits_for_those_who_may_confirm_and_not_for_the_proposer(client):
    round_ = ended_round()
    here = round_.here
    propose(round_, here.leader)
    page = reverse("inspections:round-corrections", args=[round_.pk])

    task = tasks(client, here.office)[DATE]
    assert (task.url, DATE in tasks(client, here.office2)) == (page, True)
    assert "兴仁街道 2026年第1轮：" in task.label and "2026-03-15 → 2026-03-17" in task.label
    for other in (here.leader, here.member, here.committee, here.principal):
        assert DATE not in tasks(client, other)
    told = Message.objects.get(recipient=here.office, subject__contains="请确认")
    assert page_told(told) == page


@pytest.mark.parametrize(("decide", "words"), [("confirm", "更正已确认"), ("refuse", "更正未获确认")])
def test_whoever_proposed_it_is_told_what_became_of_it(client, decide, words):
    round_ = ended_round()
    correction = propose(round_, round_.here.leader)
    getattr(corrections, decide)(correction=correction, note="核对会议记录", by=round_.here.office, at=at_on(TODAY))
    told = Message.objects.get(recipient=round_.here.leader, subject__contains=words)
    assert page_told(told) == correction.get_absolute_url()
    assert DATE not in tasks(client, round_.here.office2)


def test_the_page_of_the_round_leads_to_it_while_it_waits(client):
    round_ = ended_round()
    office = round_.here.office
    words = "有一项日期更正待他人确认"

    def page():
        with time_machine.travel(at_on(TODAY), tick=False):
            return sign_in(client, office).get(round_.get_absolute_url()).content.decode()

    assert words not in page()
    correction = propose(round_, round_.here.leader)
    assert words in page() and f'href="{correction.get_absolute_url()}"' in page()
    corrections.refuse(correction=correction, note="无误", by=office, at=at_on(TODAY))
    assert words not in page()


def test_the_timeline_bears_the_day_of_the_act():
    round_ = ended_round()
    corrections.confirm(correction=propose(round_, round_.here.leader), by=round_.here.office, at=at_on(TODAY))
    for verb in ("fact.correct", "deadline.restart"):
        assert AuditEvent.objects.get(verb=verb).on == TODAY


def test_desk_asks_no_more_for_more_corrections(client):
    round_ = ended_round()
    office = round_.here.office
    propose(round_, round_.here.leader)
    tasks(client, office)
    with CaptureQueriesContext(connection) as once:
        tasks(client, office)
    propose(round_, round_.here.leader, "entered_on", ENTERED, date(2026, 3, 1))
    with CaptureQueriesContext(connection) as twice:
        tasks(client, office)
    assert len(twice) <= len(once)


def test_day_of_receipt_waits_for_the_other_side(client):
    case = b.signed_case(findings_count=1)
    here = case.here

    def proposed(by):
        return receipts.correct_fact(
            case=case,
            field="received_on",
            old=b.SIGNED,
            new=date(2026, 3, 30),
            reason="看错日历",
            by=by,
            at=at_on(LATER),
        )

    page = reverse("rectification:case-corrections", args=[case.pk])
    correction = proposed(here.office)
    assert tasks(client, here.principal, LATER)[RECEIPT].url == page
    assert RECEIPT in tasks(client, here.office2, LATER)
    for other in (here.office, here.extra["clerk"], here.extra["foreigner"], here.leader):
        assert RECEIPT not in tasks(client, other, LATER)
    assert page_told(Message.objects.get(recipient=here.principal, subject__contains="请确认")) == page
    with time_machine.travel(at_on(LATER), tick=False):
        seen = sign_in(client, here.office2).get(case.round.get_absolute_url()).content.decode()
    assert f'href="{page}"' in seen

    receipts.refuse(receipt_correction=correction, note="无误", by=here.principal, at=at_on(LATER))
    proposed(here.principal)
    assert RECEIPT in tasks(client, here.office, LATER)
    # Both sides have to agree; his colleague is of the same one.
    assert RECEIPT not in tasks(client, here.extra["director"], LATER)
