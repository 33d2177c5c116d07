"""At a second review nobody takes the first filing's opinion or pictures for the second's (R68)."""

import re
from datetime import date

import pytest
from django.urls import reverse

from core.models import AuditEvent
from records.models import EvidenceLink
from rectification.actions import cases, items
from tests.accounts.builders import sign_in
from tests.inspections.builders import at_on
from tests.records.builders import photo, upload
from tests.rectification import builders as b

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("R68")]
OPINION = "照片存疑，建议退回"
AGAIN = date(2026, 6, 2)


def returned_with_opinion_and_pictures():
    """Item 1 was reported with pictures and judged, then returned with the whole."""
    case = b.signed_case(findings_count=1)
    here = case.here
    first, *others = case.items.order_by("number")
    b.report_item(first, here, before=[upload(photo(), "前一.jpg")], evidence=[upload(photo(), "后一.jpg")])
    for item in others:
        b.report_item(item, here)
    b.submit(case, here)
    items.give_opinion(item=b.fresh(first), opinion=OPINION, by=here.leader, on=b.CHECKED, at=at_on(b.CHECKED))
    first = b.return_item(b.fresh(first), here)
    cases.return_(case=b.fresh(case), note="第1项", by=here.committee, on=b.DECIDED, at=at_on(b.DECIDED))
    return case, b.fresh(first)


def read(client, user, url) -> str:
    answer = sign_in(client, user).get(url)
    assert answer.status_code == 200
    # A line break of a template is none to the reader.
    return re.sub(r"\n\s*", "", answer.content.decode())


def review(case, show) -> str:
    return reverse("rectification:case-review", args=[case.pk]) + f"?show={show}"


def test_opinion_bears_its_day_and_is_of_the_earlier_report_once_that_came_back(client):
    case, first = returned_with_opinion_and_pictures()

    assert f"组长意见（2026-05-21，针对上次报送）：</span>{OPINION}" in read(
        client, case.here.committee, review(case, "unfinished")
    )
    assert "组长意见（对退回的报告）" in read(client, case.here.committee, first.get_absolute_url())


def test_new_report_clears_it_and_the_timeline_keeps_its_words_from_the_subdistrict(client):
    case, first = returned_with_opinion_and_pictures()

    first = b.report_item(first, case.here, on=AGAIN)

    assert (first.opinion, first.opinion_on, first.opinion_by) == ("", None, None)
    assert first in case.items.without_opinion()
    assert AuditEvent.objects.of(first).get(verb="item.give_opinion").reason == OPINION
    page = read(client, case.here.committee, first.get_absolute_url())
    assert page.count(OPINION) == 1 and '<p class="x-timeline-why">' + OPINION in page
    assert OPINION not in read(client, case.here.principal, first.get_absolute_url())


def test_opinion_on_what_is_filed_bears_its_day_alone(client):
    case = b.submitted_case(findings_count=1)
    item = case.items.get(number=1)
    items.give_opinion(item=item, opinion=OPINION, by=case.here.leader, on=b.CHECKED, at=at_on(b.CHECKED))
    b.verify_item(b.fresh(item), case.here)

    text = read(client, case.here.committee, review(case, "verified"))
    assert f"组长意见（2026-05-21）：</span>{OPINION}" in text
    bulk = reverse("rectification:item-close-many", args=[case.pk]) + "?all=1"
    assert f"组长意见（2026-05-21）：{OPINION}" in read(client, case.here.committee, bulk)


def test_pictures_stand_by_filing_the_newest_first(client):
    case, first = returned_with_opinion_and_pictures()
    first = b.report_item(first, case.here, on=AGAIN, evidence=[upload(photo(), "后二.jpg")])
    b.submit(b.fresh(case), case.here, on=AGAIN)
    kept = EvidenceLink.objects.filter(subject_id=str(first.pk))
    new, old = (str(kept.get(name=name).pk) for name in ("后二.jpg", "后一.jpg"))

    for page in (first.get_absolute_url(), review(case, "reported")):
        text = read(client, case.here.committee, page)
        before, after = text.index("x-compare-before"), text.index("x-compare-after")
        assert text.count("第1次报送（已退回）</h4>") == 2
        earlier = text.rindex("第1次报送（已退回）</h4>")
        assert before < text.index("第1次报送（已退回）</h4>") < after < text.index(new) < earlier < text.index(old)


def test_whole_is_decided_above_the_items(client):
    case = b.submitted_case(findings_count=1)

    text = read(client, case.here.committee, review(case, "reported"))

    assert text.index("通过审核") < text.index('class="r-tabs"') < text.index('class="r-item-head"')


def test_item_of_a_major_hazard_shows_its_criterion(client):
    case = b.signed_case(findings_count=1)
    major, other = case.items.get(kind="major_hazard"), case.items.get(kind="problem")

    page = read(client, case.here.extra["clerk"], major.get_absolute_url())

    assert "<dt>判定依据</dt>" in page and major.finding.criterion in page
    assert "判定依据" not in read(client, case.here.extra["clerk"], other.get_absolute_url())
