"""What a chase looks like on paper (R24)."""

import io
from datetime import date

import pytest
from django.template.loader import render_to_string
from pypdf import PdfReader

from core.shapes import Fact
from records.rendering import render_document
from rectification.presenters.course import Course, Happening
from tests.rectification.chases import builders as b

pytestmark = pytest.mark.django_db


@pytest.mark.requirement("R24")
def test_note_bears_its_colour_in_word_and_shape_and_its_number():
    letter = b.chased().letter

    pdf = render_document("chase_note", letter.data, number=letter.full_number, issued_on=b.BLUE_ON, draft=False)

    words = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).replace("\n", "")
    assert "● 蓝色" in words or "●蓝色" in words
    assert "〔2026〕1号" in words and "兴仁街道" in words


def test_course_leads_to_the_scan_of_a_decision():
    scanned = Happening("退回", date(2026, 6, 1), facts=(Fact("扫描件", "决定.pdf", "/evidence/1/"),))

    page = render_to_string("rectification/item/_course.html", {"course": Course(None, [scanned], None)})

    assert '<a href="/evidence/1/">决定.pdf</a>' in " ".join(page.split())
