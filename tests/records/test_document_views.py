"""Issued documents on screen: list, detail, PDF, receipt, signed scan."""

import io
from datetime import timedelta

import pytest
from django.urls import reverse
from docx import Document

from accounts.actions.grants import grant_to_user
from accounts.actions.scopes import unit_scope
from accounts.actions.units import edit_unit
from accounts.roles import Grant
from core.bounded import Busy
from core.models import AuditEvent
from core.refusals import NotAllowed
from records.actions import documents, issuing
from records.models import IssuedDocument
from records.rendering import word
from records.rendering.word import render_word
from tests.accounts import builders as people
from tests.records import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def district(at):
    return builders.desk(at)


@pytest.fixture
def issued(district, at):
    return issuing.issue(document=builders.document(district, at), pdf_bytes=builders.PDF, at=at)


@pytest.fixture
def foreign(district, at):
    facts = {"scope": unit_scope(unit=district.second, by=district.secadmin, at=at)}
    document = builders.document(district, at, addressee=district.second, title="给乙街道的函", **facts)
    return issuing.issue(document=document, pdf_bytes=builders.PDF, at=at)


def word_bytes(document):
    return render_word(
        document.kind, document.data, number=document.full_number, issued_on=document.issued_on, draft=False
    )


def get(client, user, name, *args, **query):
    return people.sign_in(client, user).get(reverse(f"records:{name}", args=args), query)


def post(client, user, name, document, **data):
    return people.sign_in(client, user).post(reverse(f"records:{name}", args=[document.pk]), data)


# --- list -------------------------------------------------------------------------------------------


def test_list_shows_each_person_his_documents(client, district, issued, foreign):
    def shown(user):
        return {row.pk for row in get(client, user, "document-list").context["rows"]}

    assert shown(district.office) == shown(district.committee) == {issued.pk, foreign.pk}
    assert shown(district.clerk) == {issued.pk}
    assert shown(district.other_principal) == {foreign.pk}
    assert shown(district.officer) == set()


@pytest.mark.parametrize("who", ["sysadmin", "secadmin", "auditadmin", "custodian"])
def test_list_is_not_for_administrators(client, district, who):
    assert get(client, getattr(district, who), "document-list").status_code == 403


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "乙街道"}, 1),
        ({"q": "测安委办〔2026〕2号"}, 1),
        ({"q": "测安委办\uff082026\uff092号"}, 1),
        ({"q": "测安委办(2026)2号"}, 1),
        ({"q": "测安委办【2026】2号"}, 1),
        ({"q": "测安委办(2026)1号"}, 1),
        ({"q": "测安委办"}, 2),
        ({"q": "第99号"}, 0),
        ({"year": "2026"}, 2),
        ({"year": "2025"}, 0),
        ({"kind": "notice"}, 2),
        ({"kind": "letter"}, 0),
        ({"status": "issued"}, 2),
        ({"status": "numbered"}, 0),
        ({"kind": "bogus"}, 0),
        ({"year": "0"}, 0),
        ({"q": "②"}, 0),
    ],
)
def test_list_is_filtered_from_the_url(client, district, issued, foreign, query, found):
    response = get(client, district.office, "document-list", **query)

    assert len(response.context["rows"]) == found


def test_list_is_filtered_by_addressee_and_names_only_visible_ones(client, district, issued, foreign):
    assert len(get(client, district.office, "document-list", unit=district.first.pk).context["rows"]) == 1

    response = get(client, district.clerk, "document-list")
    assert list(response.context["filter"].filters["unit"].field.things()) == [district.first]


def test_list_asks_few_questions_however_long(client, district, at, django_assert_max_num_queries):
    for _n in range(30):
        builders.document(district, at)
    people.sign_in(client, district.office)

    with django_assert_max_num_queries(15):
        response = client.get(reverse("records:document-list"))

    assert len(response.context["rows"]) == 25


# --- detail -----------------------------------------------------------------------------------------


def test_detail_shows_facts_hash_and_timeline(client, district, issued):
    text = get(client, district.clerk, "document-detail", issued.pk).content.decode()

    for words in (issued.full_number, issued.title, issued.pdf.sha256, "签收文件", district.office.full_name):
        assert words in text
    assert 'hx-trigger="every' not in text


@pytest.mark.parametrize(
    "name", ["document-detail", "document-download", "document-word", "document-receive", "document-attach-scan"]
)
def test_document_of_another_unit_does_not_exist(client, district, issued, foreign, name):
    own = get(client, district.other_principal, name, foreign.pk)
    if own.streaming:
        b"".join(own.streaming_content)  # read to its end, a file is closed
    other = get(client, district.other_principal, name, issued.pk)

    # The scan is the office's: the page is refused before anything is looked up.
    assert (own.status_code, other.status_code) == ((403, 403) if name == "document-attach-scan" else (200, 404))


def test_word_file_is_given_to_whoever_reads_the_paper_and_leaves_an_event(client, district, issued):
    response = get(client, district.clerk, "document-word", issued.pk)

    assert Document(io.BytesIO(response.content)).core_properties.title == issued.data["title"]
    assert ".docx" in response.headers["Content-Disposition"]
    assert AuditEvent.objects.get(verb="document.word").target_id == str(issued.pk)


def test_whoever_gets_no_word_file_comes_back_to_the_paper_and_is_told(client, district, issued, monkeypatch):
    def busy(**piece):
        raise Busy("no place")

    monkeypatch.setattr(word.WRITER, "ask", busy)

    signed_in = people.sign_in(client, district.clerk)
    answer = signed_in.get(reverse("records:document-word", args=[issued.pk]), follow=True)

    assert answer.redirect_chain[-1][0] == issued.get_absolute_url()
    assert "Word 版暂时无法生成" in answer.content.decode()
    assert not AuditEvent.objects.filter(verb="document.word").exists()


def test_there_is_no_word_file_before_the_paper_is_out(client, district, at):
    document = builders.document(district, at)

    assert get(client, district.office, "document-word", document.pk).status_code == 404


def test_document_being_made_says_so_and_looks_again(client, district, at):
    document = builders.document(district, at)

    text = get(client, district.office, "document-detail", document.pk).content.decode()

    assert "正在生成" in text
    assert 'hx-trigger="every 4s"' in text
    assert reverse("records:document-download", args=[document.pk]) not in text
    assert get(client, district.office, "document-download", document.pk).status_code == 404


def test_document_that_failed_says_why_and_what_to_do(client, district, at):
    document = issuing.note_failure(
        document=builders.document(district, at), reason=ValueError("没有<中文>字体"), at=at
    )

    text = get(client, district.office, "document-detail", document.pk).content.decode()

    assert "没有&lt;中文&gt;字体" in text
    assert "系统管理员" in text
    assert 'hx-trigger="every 60s"' in text


# --- download ---------------------------------------------------------------------------------------


def test_pdf_opens_in_the_browser_and_leaves_a_trace(client, district, issued):
    response = get(client, district.clerk, "document-download", issued.pk)

    assert b"".join(response.streaming_content) == builders.PDF
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("inline; filename*=utf-8''")
    assert response["X-Content-Type-Options"] == "nosniff"
    event = AuditEvent.objects.get(verb="document.download")
    assert (event.actor_id, event.target_id) == (district.clerk.pk, str(issued.pk))


# --- receipt ----------------------------------------------------------------------------------------


def receipt(document, **data):
    return {"on": document.issued_on.isoformat(), "version": document.version} | data


def test_addressee_confirms_receipt_once(client, district, issued):
    response = post(client, district.clerk, "document-receive", issued, **receipt(issued))

    issued.refresh_from_db()
    assert response.status_code == 302
    assert (issued.received_on, issued.received_by) == (builders.ON, district.clerk)
    assert AuditEvent.objects.get(verb="document.receive").on == builders.ON

    again = post(client, district.principal, "document-receive", issued, **receipt(issued))
    assert again.status_code == 409
    assert "签收" in again.content.decode()
    issued.refresh_from_db()
    assert issued.received_by == district.clerk


def test_receipt_is_the_addressees_alone(client, district, issued):
    assert post(client, district.office, "document-receive", issued, **receipt(issued)).status_code == 403
    assert post(client, district.other_principal, "document-receive", issued, **receipt(issued)).status_code == 404
    issued.refresh_from_db()
    assert issued.received_on is None


def test_receipt_is_not_for_an_official_of_another_unit_with_a_grant(client, district, issued, at):
    grant_to_user(user=district.other_principal, grant=Grant.OFFICIAL, scope=district.scope, by=district.office, at=at)

    response = post(client, district.other_principal, "document-receive", issued, **receipt(issued))

    assert response.status_code == 403
    assert "主送单位" in response.content.decode()


def test_receipt_of_a_document_without_addressee_is_refused(district, at):
    document = issuing.issue(document=builders.document(district, at, addressee=None), pdf_bytes=builders.PDF, at=at)

    with pytest.raises(NotAllowed):
        documents.receive(document=document, on=builders.ON, by=district.clerk, at=at)


@pytest.mark.parametrize("days", [-1, 2000])
def test_receipt_before_the_document_or_to_come_is_refused(client, district, issued, days):
    on = (issued.issued_on + timedelta(days=days)).isoformat()

    response = post(client, district.clerk, "document-receive", issued, **receipt(issued, on=on))

    assert response.status_code == 409
    assert on in response.content.decode()


def test_receipt_before_issue_is_refused(client, district, at):
    document = builders.document(district, at)

    response = post(client, district.clerk, "document-receive", document, **receipt(document))

    assert response.status_code == 409


def test_receipt_from_a_stale_page_is_refused(client, district, issued):
    stale = receipt(issued)
    documents.attach_scan(document=issued, upload=builders.upload(), by=district.office, at=issued.issued_at)

    assert post(client, district.clerk, "document-receive", issued, **stale).status_code == 409


# --- signed scan ------------------------------------------------------------------------------------


def test_office_attaches_the_signed_scan_and_the_addressee_reads_it(client, district, issued):
    scan = {"upload": builders.upload(name="用印.pdf"), "version": issued.version}

    response = post(client, district.office, "document-attach-scan", issued, **scan)

    issued.refresh_from_db()
    assert response.status_code == 302
    assert issued.signed_scan.name == "用印.pdf"
    assert (issued.signed_scan.scope, issued.signed_scan.subject_id) == (issued.scope, str(issued.pk))
    assert "用印.pdf" in get(client, district.clerk, "document-detail", issued.pk).content.decode()


def test_scan_of_the_wrong_kind_comes_back_with_the_reason(client, district, issued):
    upload = builders.upload(name="用印.jpg")

    response = post(client, district.office, "document-attach-scan", issued, upload=upload, version=issued.version)

    assert response.status_code == 422
    assert "用印.jpg" in response.content.decode()
    assert IssuedDocument.objects.get(pk=issued.pk).signed_scan is None


def test_edited_word_file_counts_with_its_reason_and_the_pdf_stays(client, district, issued):
    text = builders.upload(word_bytes(issued), name="定稿.docx")
    facts = {"upload": text, "note": "会签时改了两处措辞", "version": issued.version}

    response = post(client, district.office, "document-attach-scan", issued, **facts)

    page = get(client, district.clerk, "document-detail", issued.pk).content.decode()
    assert response.status_code == 302
    for words in ("定稿.docx", "定稿，以此为准", "会签时改了两处措辞", issued.pdf.sha256):
        assert words in page


def test_edited_word_file_without_a_reason_is_refused(client, district, issued):
    text = builders.upload(word_bytes(issued), name="定稿.docx")

    response = post(client, district.office, "document-attach-scan", issued, upload=text, version=issued.version)

    assert (response.status_code, "必须" in response.content.decode()) == (409, True)
    assert IssuedDocument.objects.get(pk=issued.pk).signed_scan is None


def test_sound_is_no_version_of_a_paper(client, district, issued):
    sound = builders.upload(builders.sound(), name="会议.wav")

    response = post(client, district.office, "document-attach-scan", issued, upload=sound, version=issued.version)

    assert response.status_code == 409


@pytest.mark.parametrize("who", ["committee", "clerk"])
def test_scan_is_attached_by_the_office_alone(client, district, issued, who):
    response = post(client, getattr(district, who), "document-attach-scan", issued, upload=builders.upload())

    assert response.status_code == 403


def test_paper_keeps_the_addressee_it_was_written_to_and_is_found_by_both_names(client, district, issued, at):
    unit, old = district.first, district.first.name
    edit_unit(unit=unit, name="测试新名街道", by=district.secadmin, at=at)
    issued.refresh_from_db()

    page = get(client, district.office, "document-detail", issued.pk).content.decode()
    listed = [get(client, district.office, "document-list", q=words).content.decode() for words in (old, "新名")]

    assert f"{old}（现名测试新名街道）" in page
    assert all(issued.full_number in text and f">{old}<" in text for text in listed)


def test_paper_from_before_there_were_codes_shows_none(client, district, issued):
    people.sign_in(client, district.office)
    assert "核验码" in client.get(issued.get_absolute_url()).content.decode()
    IssuedDocument.objects.filter(pk=issued.pk).update(code="")

    assert "核验码" not in client.get(issued.get_absolute_url()).content.decode()
