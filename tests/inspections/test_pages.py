"""The pages: what is typed stays, refusals come back in words, lists do not grow their queries."""

import io
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from inspections.importing import MAX_BYTES
from inspections.models import FieldNote, Finding, ImportBatch, InspectionReport, SubdistrictRound
from records.models import EvidenceLink
from tests.inspections.builders import (
    ENDED,
    ENTERED,
    NOTIFIED,
    SUBMITTED,
    add_finding,
    at_on,
    confirm_finding,
    drafted_report,
    ended_round,
    notified_round,
    on_site_round,
    round_with_findings,
    submitted_report,
    world,
)
from tests.inspections.test_findings import PNG
from tests.inspections.test_imports import GOOD, HEAD, PUBLISHED

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock():
    with time_machine.travel(at_on(ENTERED + timedelta(days=3)), tick=False) as traveller:
        yield traveller


def url(name, thing):
    return reverse(f"inspections:{name}", args=[thing.pk])


def test_office_notifies_from_the_list_of_entries(client, clock):
    here = world()
    clock.move_to(at_on(NOTIFIED))
    client.force_login(here.office)
    assert str(here.entry.pk) in client.get(reverse("inspections:entry-list")).content.decode()

    response = client.post(url("round-notify", here.entry), {"on": NOTIFIED.isoformat()})

    assert response.status_code == 302
    assert SubdistrictRound.objects.get().status == "notified"
    assert str(here.entry.pk) not in client.get(reverse("inspections:entry-list")).content.decode()
    assert client.post(url("round-notify", here.entry), {"on": NOTIFIED.isoformat()}).status_code == 409


def test_leader_enters_and_ends(client, clock):
    round_ = notified_round()
    client.force_login(round_.here.leader)
    facts = {"on": ENTERED.isoformat(), "place": "会议室", "minutes": "通报任务", "version": round_.version}
    assert client.post(url("round-enter", round_), facts).status_code == 302
    clock.move_to(at_on(ENDED))
    client.force_login(round_.here.leader)
    unrecorded = {"no_recording_reason": "以照片和书面记录留存"}
    short = {"on": (ENTERED + timedelta(days=12)).isoformat(), "short_reason": ""} | unrecorded

    refused = client.post(url("round-end", round_), short)

    assert refused.status_code == 409
    assert "13" in refused.content.decode()
    assert "一（二）1" in refused.content.decode()
    assert client.post(url("round-end", round_), {"on": ENDED.isoformat()} | unrecorded).status_code == 302
    assert SubdistrictRound.objects.get().status == "ended"


def test_stale_entry_form_is_told_and_keeps_what_was_typed(client, clock):
    round_ = notified_round()
    client.force_login(round_.here.leader)
    facts = {"on": ENTERED.isoformat(), "place": "会议室", "minutes": "很长的会议记录", "version": round_.version + 3}
    response = client.post(url("round-enter", round_), facts)
    assert response.status_code == 409
    assert "很长的会议记录" in response.content.decode()


def test_member_is_not_offered_the_end(client, clock):
    round_ = on_site_round()
    client.force_login(round_.here.member)
    assert client.get(url("round-end", round_)).status_code == 403


def test_note_is_recorded_with_a_photo(client, clock):
    round_ = on_site_round()
    client.force_login(round_.here.member)
    facts = {
        "on": ENTERED.isoformat(), "method_number": 5, "topic_number": 5, "text": "夜间暗访",
        "evidence": [SimpleUploadedFile("a.png", PNG), SimpleUploadedFile("b.png", PNG)],
    }  # fmt: skip
    assert client.post(url("note-record", round_), facts).status_code == 302
    assert FieldNote.objects.get().text == "夜间暗访"
    page = client.get(url("note-list", round_)).content.decode()
    assert "夜间暗访" in page
    assert [link.name for link in EvidenceLink.objects.all()] == ["a.png", "b.png"]
    assert page.count("x-shot-wait") == 2


def listed(round_, content, name="清单.csv"):
    """The upload of a list found on the day of entry, as address and body of a POST."""
    return url("import-list-upload", round_), {
        "upload": SimpleUploadedFile(name, content),
        "found_on": ENTERED.isoformat(),
    }


def finding_form(**changes):
    facts = {
        "kind": "general_hazard",
        "text": "配电箱未接地",
        "subject_name": "甲公司",
        "found_on": ENTERED.isoformat(),
    }
    return facts | changes


def test_finding_is_recorded_on_the_phone(client, clock):
    round_ = on_site_round()
    client.force_login(round_.here.member)
    response = client.post(url("finding-record", round_), finding_form(evidence=[SimpleUploadedFile("a.png", PNG)]))
    finding = Finding.objects.get()
    assert response.url == finding.get_absolute_url()
    page = client.get(response.url).content.decode()
    assert "配电箱未接地" in page
    assert "a.png" in page


@pytest.mark.parametrize("changes", [{"text": ""}, {"found_on": "2026-03-31"}, {"due_on": "明天"}])
def test_finding_form_keeps_what_was_typed(client, clock, changes):
    round_ = on_site_round()
    client.force_login(round_.here.member)
    response = client.post(url("finding-record", round_), finding_form(place="一车间东侧", **changes))
    assert response.status_code in (409, 422)
    assert "一车间东侧" in response.content.decode()
    assert not Finding.objects.exists()


def test_leader_confirms_and_withdraws_on_the_page(client, clock):
    round_ = on_site_round()
    finding = add_finding(round_)
    client.force_login(round_.here.leader)
    assert client.post(url("finding-confirm", finding), {"on": ENTERED.isoformat()}).status_code == 409
    facts = {"on": ENTERED.isoformat(), "topic_number": 5, "handling": "fix_at_once", "version": finding.version}
    assert client.post(url("finding-confirm", finding), facts).status_code == 302
    assert client.post(url("finding-confirm", finding), facts).status_code == 409
    facts = {"on": ENTERED.isoformat(), "reason": "重复"}
    assert client.post(url("finding-withdraw", finding), facts).status_code == 302
    finding.refresh_from_db()
    assert (finding.status, finding.topic_number, finding.handling) == ("withdrawn", 5, "fix_at_once")


def test_member_edits_a_draft_on_the_page(client, clock):
    round_ = on_site_round()
    finding = add_finding(round_, subject_name="甲公司")
    client.force_login(round_.here.member)
    assert "甲公司" in client.get(url("finding-edit", finding)).content.decode()
    facts = finding_form(text="改后", version=finding.version)
    assert client.post(url("finding-edit", finding), facts).status_code == 302
    assert client.post(url("finding-edit", finding), facts).status_code == 409
    assert Finding.objects.get().text == "改后"


def test_confirmed_finding_offers_no_edit(client, clock):
    round_ = on_site_round()
    finding = confirm_finding(add_finding(round_), round_.here)
    client.force_login(round_.here.leader)
    page = client.get(finding.get_absolute_url()).content.decode()
    assert url("finding-edit", finding) not in page
    assert url("finding-withdraw", finding) in page


def test_list_filters_and_export_follow_the_filters(client, clock):
    round_ = on_site_round()
    add_finding(round_, text="普通隐患", sector="消防")
    add_finding(round_, kind="problem", text="=cmd|' /C calc'!A0", topic_number=3)
    client.force_login(round_.here.leader)
    page = client.get(url("finding-list", round_) + "?kind=problem").content.decode()
    assert "calc" in page
    assert "普通隐患" not in page

    csv_text = client.get(url("finding-list", round_) + "?export=csv&kind=problem").getvalue().decode("utf-8-sig")
    workbook = client.get(url("finding-list", round_) + "?export=xlsx&sector=%E6%B6%88%E9%98%B2").getvalue()

    assert "'=cmd" in csv_text
    assert "普通隐患" not in csv_text
    rows = list(load_workbook(io.BytesIO(workbook)).active.values)
    assert len(rows) == 2
    assert "普通隐患" in rows[1]


@pytest.mark.parametrize("query", ["status=draft", "topic_number=null", "handling=none", "q=1", "q=甲", "year=2026"])
def test_filters_answer(client, clock, query):
    round_ = on_site_round()
    add_finding(round_, subject_name="甲公司")
    client.force_login(round_.here.committee)
    for address in (url("finding-list", round_), reverse("inspections:finding-overview")):
        response = client.get(f"{address}?{query}")
        assert response.status_code == 200
        assert "疏散通道堆放杂物" in response.content.decode()


def test_import_is_uploaded_looked_at_and_confirmed(client, clock):
    round_ = on_site_round()
    client.force_login(round_.here.member)

    seen = client.post(*listed(round_, PUBLISHED.read_bytes()))
    preview = client.get(seen.url).content.decode()
    assert not Finding.objects.exists()
    done = client.post(seen.url, follow=True)

    assert "112" in preview
    assert Finding.objects.count() == 112
    assert "112" in done.content.decode()
    assert client.post(seen.url).status_code == 409
    assert ImportBatch.objects.count() == 1


def test_import_preview_shows_errors_by_row_and_column_and_offers_nothing(client, clock):
    round_ = on_site_round()
    client.force_login(round_.here.member)
    text = GOOD.replace("整改期限", "整改期限,无用列").replace("三日内", "三日内,x") + "丙公司,说不清,问题,\n"
    seen = client.post(*listed(round_, text.encode()))
    page = client.get(seen.url).content.decode()
    assert "问题等级" in page
    assert "无用列" in page
    client.post(seen.url)
    assert not Finding.objects.exists()


@pytest.mark.parametrize("content", [b"%PDF-1.7", b"x" * (MAX_BYTES + 1), b""])
def test_import_of_a_wrong_file_is_refused_on_the_form(client, clock, content):
    round_ = on_site_round()
    client.force_login(round_.here.member)
    response = client.post(*listed(round_, content, "a.csv"))
    assert response.status_code in (409, 422)
    assert "x-error-summary" in response.content.decode()


def test_upload_of_500_mb_is_refused_before_it_is_read(client, clock):
    round_ = on_site_round()
    client.force_login(round_.here.member)
    response = client.post(url("import-list-upload", round_), {"upload": ""}, CONTENT_LENGTH=str(500 * 1024 * 1024))
    assert response.status_code == 413


def test_template_workbook_offers_the_topics_of_the_rounds_own_rules(client, clock):
    round_ = on_site_round()
    # A later edition, in force today, may count its topics otherwise than that of the round.
    topics = round_.ruleset.topics.order_by("number")
    topics.filter(number__gt=7).delete()
    client.force_login(round_.here.member)
    assert url("import-template", round_) in client.get(url("import-list-upload", round_)).content.decode()
    response = client.get(url("import-template", round_))
    guide = load_workbook(io.BytesIO(response.content))["填写说明"]
    assert "1、2、3、4、5、6、7。" in " ".join(str(cell.value) for cell in guide["B"])


def test_example_of_head_alone_is_an_error(client, clock):
    round_ = on_site_round()
    client.force_login(round_.here.member)
    seen = client.post(*listed(round_, HEAD.encode()))
    assert client.get(seen.url).status_code == 200


def test_report_is_begun_edited_submitted_and_approved_on_its_pages(client, clock):
    round_ = ended_round()
    here = round_.here
    clock.move_to(at_on(SUBMITTED))
    client.force_login(here.leader)
    assert client.get(url("round-report", round_)).status_code == 200
    assert client.post(url("report-draft", round_)).status_code == 302
    report = InspectionReport.objects.get()
    assert client.get(url("round-report", round_)).url == report.get_absolute_url()
    refused = client.post(url("report-submit", report), {"version": report.version})
    assert refused.status_code == 409
    assert "总体评价尚未填写" in refused.content.decode()
    texts = {"assessment": "总体较好", "overview": "", "version": report.version}
    assert client.post(url("report-edit", report), texts).status_code == 302
    assert client.post(url("report-edit", report), texts).status_code == 409
    assert client.post(url("report-submit", report)).status_code == 302
    client.force_login(here.committee)
    assert url("report-approve", report) in client.get(report.get_absolute_url()).content.decode()
    assert client.post(url("report-approve", report), {"on": SUBMITTED.isoformat()}).status_code == 302
    report.refresh_from_db()
    assert report.status == "approved"


def test_late_report_asks_for_the_reason_and_keeps_it(client, clock):
    report = drafted_report()
    clock.move_to(at_on(SUBMITTED + timedelta(days=30)))
    client.force_login(report.here.leader)
    assert 'name="lateness_reason"' in client.get(url("report-submit", report)).content.decode()
    assert client.post(url("report-submit", report), {}).status_code == 422
    assert client.post(url("report-submit", report), {"lateness_reason": "台风"}).status_code == 302


def test_report_in_time_asks_for_no_reason(client, clock):
    report = drafted_report()
    clock.move_to(at_on(SUBMITTED))
    client.force_login(report.here.leader)
    assert 'name="lateness_reason"' not in client.get(url("report-submit", report)).content.decode()


@pytest.mark.parametrize("query", ["", "?paper=feedback"])
def test_preview_is_a_pdf(client, clock, query):
    report = submitted_report()
    client.force_login(report.here.committee)
    response = client.get(url("report-preview", report) + query)
    assert response.content[:5] == b"%PDF-"


@pytest.mark.parametrize("name", ["finding-list", "note-list", "round-report"])
def test_queries_do_not_grow_with_rows(client, clock, name):
    round_ = round_with_findings(5)
    client.force_login(round_.here.leader)

    def queries():
        with CaptureQueriesContext(connection) as seen:
            assert client.get(url(name, round_)).status_code == 200
        return len(seen)

    queries()
    few = queries()
    for number in range(40):
        add_finding(round_, text=f"问题{number}", subject_name=f"公司{number}")
    assert queries() <= few


def test_queries_of_the_report_and_the_overviews_do_not_grow(client, clock):
    small = submitted_report(findings_count=3)
    client.force_login(small.here.committee)
    addresses = [small.get_absolute_url(), reverse("inspections:finding-overview"), reverse("inspections:round-list")]

    def queries():
        with CaptureQueriesContext(connection) as seen:
            for address in addresses:
                assert client.get(address).status_code == 200
        return len(seen)

    queries()
    few = queries()
    pattern = Finding.objects.filter(enterprise__isnull=False).values().first()
    Finding.objects.bulk_create(Finding(**pattern | {"id": uuid4(), "number": number}) for number in range(100, 130))
    assert queries() <= few


def test_round_list_filters(client, clock):
    round_ = on_site_round()
    client.force_login(round_.here.office)
    address = reverse("inspections:round-list")
    for query, is_there in (("year=2026", True), ("status=on_site", True), ("status=closed", False), ("q=兴仁", True)):
        page = client.get(f"{address}?{query}").content.decode()
        assert (str(round_.pk) in page) is is_there, query
