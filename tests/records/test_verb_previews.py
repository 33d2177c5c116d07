"""The paper of a verb is seen as it will be, before its number is taken; nothing of the trial is kept (R57)."""

import io
from datetime import timedelta

import pytest
from django.urls import reverse
from pypdf import PdfReader

from core.models import AuditEvent
from inspections.actions import corrections
from inspections.models import SubdistrictRound
from records.models import IssuedDocument
from records.models.document import NumberSeries
from records.rendering import CannotRender
from rectification.models import Submission
from tests.inspections.builders import ENDED, NOTIFIED, at_on, on_site_round, submitted_report, world
from tests.rectification import builders as b

pytestmark = pytest.mark.django_db


def post(client, person, url, **data):
    client.force_login(person)
    return client.post(url, {"preview": "1", **data})


def said(answer) -> str:
    pages = PdfReader(io.BytesIO(answer.content)).pages
    return "".join("".join(page.extract_text().split()) for page in pages)


def test_notice_is_shown_without_number_and_nothing_is_kept(client):
    here = world()
    events = AuditEvent.objects.count()

    answer = post(client, here.office, reverse("inspections:round-notify", args=[here.entry.pk]), on=NOTIFIED)

    assert answer["Content-Type"] == "application/pdf"
    text = said(answer)
    assert "关于对兴仁街道开展安全生产巡查的告知书" in text and "草稿" in text
    assert "〔2026〕" not in text
    assert not SubdistrictRound.objects.exists()
    assert not IssuedDocument.objects.exists() and not NumberSeries.objects.exists()
    assert AuditEvent.objects.count() == events


def test_report_of_a_subdistrict_is_shown_with_what_is_typed(client):
    case = b.reported_case()
    typed = {"measures": "逐项整改到位", "investigation": "无", "commitment": "on", "lateness_reason": "连续降雨"}
    page = client_page(client, case)

    answer = post(client, case.here.principal, page, version=b.fresh(case).version, **typed)

    assert answer["Content-Type"] == "application/pdf"
    text = said(answer)
    assert "逐项整改到位" in text and "连续降雨" in text and "特此报告" in text
    assert not Submission.objects.exists()


def client_page(client, case):
    url = reverse("rectification:case-submit", args=[case.pk])
    client.force_login(case.here.principal)
    assert 'name="preview"' in client.get(url).content.decode()
    return url


def test_what_the_action_refuses_is_said_on_the_page(client):
    """A report that somebody submitted is not approved by himself, in a trial either."""
    report = submitted_report()

    answer = post(client, report.here.stranger, reverse("inspections:report-approve", args=[report.pk]))

    assert answer.status_code in (403, 404)


def test_verb_without_a_paper_knows_no_preview(client):
    report = submitted_report()

    answer = post(client, report.here.committee, reverse("inspections:report-return", args=[report.pk]), note="")

    assert 'name="preview"' not in answer.content.decode()


def test_machine_that_cannot_draw_keeps_what_was_typed(client, monkeypatch):
    def no_fonts(*papers):
        raise CannotRender("no fonts")

    monkeypatch.setattr("records.previews.draft_pdf", no_fonts)
    here = world()

    answer = post(client, here.office, reverse("inspections:round-notify", args=[here.entry.pk]), on=NOTIFIED)

    assert answer.status_code == 409
    assert "预览" in answer.content.decode()
    assert not SubdistrictRound.objects.exists()


def test_correction_without_any_paper_says_that_none_goes_out(client):
    """A day of entry mended while the team is on site: no paper prints it yet."""
    round_ = on_site_round()
    correction = corrections.correct_fact(
        round=round_, field="entered_on", old=round_.entered_on, new=round_.entered_on - timedelta(days=1),
        reason="录入有误", by=round_.here.office, at=at_on(ENDED),
    )  # fmt: skip

    answer = post(client, round_.here.office2, reverse("inspections:correction-confirm", args=[correction.pk]))

    assert answer.status_code == 409
    assert "不制发公文" in answer.content.decode()
