"""A round carries the edition of the regulation of the day it is entered, whatever comes later (R2, R34)."""

from datetime import timedelta

import pytest
from django.urls import reverse

from core.models import AuditEvent
from deadlines.models import Deadline
from inspections.actions import rounds
from inspections.queries.coverage import coverage_of
from planning.models import InspectionMethod, InspectionTopic, Ruleset
from records.models import IssuedDocument
from tests.accounts.builders import sign_in
from tests.inspections.builders import ENDED, ENTERED, at_on, notified_round, on_site_round

pytestmark = pytest.mark.django_db


def edition_from(day, **facts) -> Ruleset:
    """Approved, with one topic and one method of its own."""
    ruleset = Ruleset.objects.create(
        title="新制度", document_number="新文号", status="approved", effective_on=day, **facts
    )
    InspectionTopic.objects.create(ruleset=ruleset, number=1, short="新内容", text="新文本的原文")
    InspectionMethod.objects.create(ruleset=ruleset, number=1, short="新方式", text="新文本的方式")
    return ruleset


@pytest.mark.requirement("R34")
def test_notice_and_forms_keep_the_text_of_the_edition_at_the_visit(client):
    round_ = on_site_round()
    notice = IssuedDocument.objects.get(kind="advance_notice")
    printed = list(notice.data["topics"])
    edition_from(ENTERED + timedelta(days=1))

    page = sign_in(client, round_.here.member).get(reverse("inspections:note-record", args=[round_.pk]))

    topics = [label for _number, label in page.context["form"].fields["topic_number"].choices]
    assert "1. 内容1" in topics and "1. 新内容" not in topics
    notice.refresh_from_db()
    assert notice.data["topics"] == printed and "新文本的原文" not in printed
    assert next(topic.text for topic in coverage_of(round_)) == "巡查内容第1项的原文"


@pytest.mark.requirement("R2", "R34")
def test_round_takes_the_edition_in_force_on_the_day_it_is_entered_and_keeps_it():
    round_ = notified_round()
    here, old = round_.here, round_.ruleset
    edition = edition_from(ENTERED, report_days=10)
    told = {"place": "会议室", "minutes": "宣布任务。", "by": here.leader, "on": ENTERED, "at": at_on(ENTERED)}

    round_ = rounds.enter(round=round_, **told)

    assert round_.ruleset == edition != old
    assert [topic.text for topic in coverage_of(round_)] == ["新文本的原文"]
    assert AuditEvent.objects.get(verb="round.enter").new["edition"] == "新文号"
    edition_from(ENTERED + timedelta(days=1))
    round_ = rounds.end(
        no_recording_reason="以照片和书面记录留存",
        round=round_,
        short_reason="",
        by=here.leader,
        on=ENDED,
        at=at_on(ENDED),
    )
    assert round_.ruleset == edition
    deadline = Deadline.objects.get(kind="report", scope=round_.scope)
    assert deadline.nominal_on == ENDED + timedelta(days=10)
