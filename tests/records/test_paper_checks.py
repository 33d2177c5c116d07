"""Whoever holds a paper asks by its code whether it is genuine, and learns nothing else (ADR 45)."""

import io
import re

import pytest
from django.urls import reverse
from pypdf import PdfReader

from accounts.brakes import PAPER_CHECK
from accounts.models import Brake
from records.actions import issuing
from records.check_codes import LENGTH, SIGNS, as_kept, in_groups, new_code, printed_check
from records.models import Blob, IssuedDocument
from records.recalls import RECALLS, Recall
from records.rendering import render_document
from tests.records import builders
from tests.records.builders import LETTER

pytestmark = pytest.mark.django_db


@pytest.fixture
def district(at):
    return builders.desk(at)


@pytest.fixture
def issued(district, at):
    return issuing.issue(document=builders.document(district, at), pdf_bytes=builders.PDF, at=at)


def ask(client, code):
    return client.get(reverse("records:paper-check", args=[code]))


def test_holder_learns_number_date_issuer_and_hash_and_nothing_else(client, issued):
    page = ask(client, in_groups(issued.code)).content.decode()

    for words in (issued.full_number, "2026年3月2日", issued.data["issuer"], issued.pdf.sha256):
        assert words in page
    for secret in (issued.title, issued.addressee_name, str(issued.pk), "请于三日内报送材料"):
        assert secret not in page


@pytest.mark.parametrize("typed", ["{}", " {} ", "{}".lower])
def test_code_may_be_typed_as_people_type(client, issued, typed):
    shown = in_groups(issued.code)
    text = typed.format(shown) if isinstance(typed, str) else shown.lower()

    response = client.get(reverse("records:paper-check-form"), {"code": text})

    assert issued.full_number in response.content.decode()


def test_form_alone_asks_for_the_code(client):
    response = client.get(reverse("records:paper-check-form"))

    assert (response.status_code, "查无此核验码" in response.content.decode()) == (200, False)


@pytest.mark.parametrize("code", ["2345-6789-ABCD", "abc", "0000-0000-0000", "%00", "核验"])
def test_wrong_codes_are_told_apart_by_nothing(client, issued, code):
    response = ask(client, code)
    nobody = ask(client, "ABCD-EFGH-JKMN")

    assert (response.status_code, response.content) == (404, nobody.content)


def test_paper_that_is_not_out_yet_does_not_exist(client, district, at):
    waiting = builders.document(district, at)

    assert ask(client, waiting.code).status_code == 404


def test_paper_whose_file_was_exchanged_is_not_confirmed(client, issued):
    other = Blob.objects.create(sha256="0" * 64, size=1, content_type="application/pdf", file="x")
    IssuedDocument.objects.filter(pk=issued.pk).update(pdf=other)

    assert ask(client, issued.code).status_code == 404


def test_wrong_codes_are_braked_and_right_ones_cost_nothing(client, issued):
    for _try in range(PAPER_CHECK.limit + 5):
        assert ask(client, issued.code).status_code == 200
    assert Brake.objects.get(kind=PAPER_CHECK.name).wrong == 0
    for _try in range(PAPER_CHECK.limit):
        assert ask(client, "2345-6789-ABCD").status_code == 404

    braked = ask(client, issued.code)

    assert (braked.status_code, issued.full_number in braked.content.decode()) == (429, False)
    assert int(braked.headers["Retry-After"]) > 0


def test_recalled_paper_says_so(client, issued, monkeypatch):
    monkeypatch.setattr(RECALLS, "_filled", [(1, lambda document: Recall("该文件已撤回。", document.issued_on))])

    page = ask(client, issued.code).content.decode()

    assert "该文件已撤回" in page
    assert "本系统印发过" not in page


def test_recall_without_a_day(client, issued, monkeypatch):
    monkeypatch.setattr(RECALLS, "_filled", [(1, lambda _document: Recall("该文件已撤回。"))])

    assert "该文件已撤回。</p>" in ask(client, issued.code).content.decode()


def test_codes_are_long_and_hold_no_signs_that_look_alike():
    codes = {new_code() for _at in range(200)}

    assert len(codes) == 200
    assert all(len(code) == LENGTH and as_kept(in_groups(code)) == code for code in codes)
    assert not set("01ILO") & set(SIGNS)


def test_qr_code_leads_to_the_page_only_where_an_address_was_given(settings):
    settings.PRINTED_URL = ""
    assert printed_check("23456789ABCD").picture == ""

    settings.PRINTED_URL = "https://xuncha.example/"
    check = printed_check("23456789ABCD")

    assert check.address == "https://xuncha.example/check/"
    assert check.picture.startswith("data:image/svg+xml")
    assert printed_check("") is None


@pytest.mark.parametrize("kind", ["letter", "notice"])
@pytest.mark.parametrize("address", ["", "https://xuncha.example"])
def test_first_page_prints_the_code_and_stays_archival(settings, kind, address):
    settings.PRINTED_URL = address

    content = render_document(
        kind, LETTER, number="测〔2026〕1号", issued_on=builders.ON, draft=False, check=printed_check("23456789ABCD")
    )

    pages = [re.sub(r"\s", "", page.extract_text()) for page in PdfReader(io.BytesIO(content)).pages]
    assert ["2345-6789-ABCD" in page for page in pages] == [True] + [False] * (len(pages) - 1)
    assert ("扫码或访问" in pages[0]) == bool(address)
    described = PdfReader(io.BytesIO(content)).xmp_metadata.stream.get_data().decode()
    assert 'part="2"' in described or "<pdfaid:part>2<" in described


def test_draft_prints_no_code():
    content = render_document(
        "letter", LETTER, number=None, issued_on=None, draft=True, check=printed_check("23456789ABCD")
    )

    assert "2345-6789" not in PdfReader(io.BytesIO(content)).pages[-1].extract_text()
