"""A character that no font draws is met at entry, and once more before a number is taken; it stops no paper later."""

import pytest
import time_machine
from django.urls import reverse

from core.texts import Undrawable
from inspections.actions import reports
from inspections.models import Finding
from records.models import IssuedDocument
from records.rendering.errors import CannotRender
from tests.accounts.builders import sign_in
from tests.inspections.builders import (
    APPROVED,
    ENTERED,
    add_finding,
    at_on,
    drafted_report,
    on_site_round,
    submitted_report,
)

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("R86")]


def test_finding_is_kept_mended_whatever_way_it_comes():
    assert add_finding(on_site_round(), text="\uf0d8 灭火器✅过期").text == "→ 灭火器√过期"


def test_finding_with_a_picture_character_is_refused_also_without_a_form():
    with pytest.raises(Undrawable) as refusal:
        add_finding(on_site_round(), text="车间🔥起火")

    assert refusal.value.field == "text"


def test_form_says_at_the_field_which_character_cannot_be_printed(client):
    round_ = on_site_round()
    sign_in(client, round_.here.member)
    with time_machine.travel(at_on(ENTERED), tick=False):
        answer = client.post(
            reverse("inspections:finding-record", args=[round_.pk]),
            {"kind": "general_hazard", "text": "车间🔥起火", "found_on": ENTERED.isoformat()},
        )

    assert answer.status_code == 422
    assert "U+1F525" in answer.context["form"].errors["text"][0]
    assert "车间🔥起火" in answer.content.decode()
    assert not Finding.objects.exists()


def test_no_number_is_taken_for_a_paper_that_could_not_be_made():
    report = submitted_report()
    report.snapshot["report"]["overall"] = "总体❤平稳"
    report.save(update_fields=["snapshot"])

    with pytest.raises(Undrawable):
        reports.approve(report=report, by=report.here.committee, on=APPROVED, at=at_on(APPROVED))

    report.refresh_from_db()
    assert report.status == "submitted"
    assert not IssuedDocument.objects.filter(kind="inspection_report").exists()


def test_preview_that_cannot_be_made_leads_back_and_tells_no_leader_to_run_commands(client, monkeypatch, caplog):
    report = drafted_report()
    sign_in(client, report.here.leader)

    def no_fonts(*papers, **options):
        raise CannotRender("No font. Run: apt-get install -y fonts-noto-cjk")

    monkeypatch.setattr("records.views.previews.draft_pdf", no_fonts)
    answer = client.get(reverse("inspections:report-preview", args=[report.pk]), follow=True)

    assert answer.redirect_chain[-1][0] == report.get_absolute_url()
    text = answer.content.decode()
    assert "预览暂时无法生成" in text and "apt-get" not in text
    assert "apt-get install -y fonts-noto-cjk" in caplog.text
