"""Lines of official papers, measured (GB/T 9704-2012 5.2, 7.3): full, broken where they may be, in one size."""

import io
from datetime import date

import pytest
from pypdf import PdfReader

from records.rendering import render_document
from records.typesetting import line_breaks
from records.typesetting.line_breaks import ems
from tests.records.measuring import measured_lines
from tests.records.rendering_examples import EXAMPLES, annual_plan, feedback, notice

TYPE_AREA = 156
LEFT_OF_ODD, LEFT_OF_EVEN = 28, 26


def render(kind, data):
    content = render_document(kind, data, number="枣高安〔2026〕7号", issued_on=date(2026, 3, 27), draft=False)
    return PdfReader(io.BytesIO(content))


def paragraphs(*texts):
    return notice(sections=[{"heading": "", "paragraphs": list(texts)}])


def text_lines(pdf):
    """Lines of the text as people read them, with the page each stands on."""
    return [(page, line.strip()) for page in pdf.pages for line in page.extract_text().splitlines() if line.strip()]


def body_lines(pdf):
    """Measured lines of running text: those of body size that begin at the left edge or two characters in."""
    for number, page in enumerate(pdf.pages, start=1):
        left = LEFT_OF_ODD if number % 2 else LEFT_OF_EVEN
        for line in measured_lines(page):
            if line.size == pytest.approx(16, abs=0.01) and line.left - left < 12:
                yield line, line.left - left, line.right - left


RUNNING = (
    "巡查组于2026年3月2日至16日对兴仁街道开展了安全生产巡查，共发现问题和隐患112项，其中一般隐患80项、重大事故隐患7项；"
    "各街道要按照《枣庄高新区安全生产巡查工作制度》三（三）5的规定，在2个月内报送（含查处情况），不得迟报、漏报、瞒报。"
)


def test_every_line_but_the_last_of_a_paragraph_reaches_the_right_edge():
    """A mark at the end may leave its empty half outside."""
    pdf = render("notice", paragraphs(*[RUNNING * times for times in range(1, 9)]))

    reached = [right for _line, _left, right in body_lines(pdf) if right > 120]
    short = [right for right in reached if right < TYPE_AREA - 0.4]
    assert len(reached) > 80
    # The last lines of eight paragraphs end where their words do.
    assert len(short) <= 8
    assert max(reached) <= TYPE_AREA + 3


def test_full_lines_hold_28_characters_of_16_points():
    """Less only where what follows is kept together or may not begin a line."""
    pdf = render("feedback", feedback(findings=[]))
    said = [line for page in list(pdf.pages)[:3] for line in page.extract_text().splitlines()]
    measured = [line for line, _left, right in body_lines(pdf) if right > TYPE_AREA - 0.4]

    assert all(line.size == pytest.approx(16, abs=0.01) for line in measured)
    full = [ems(line.strip()) for line in said if ems(line.strip()) >= 25]
    assert sum(width >= 25.5 for width in full) / len(full) > 0.9
    assert max(full) <= 29


def test_digits_are_drawn_in_the_face_and_size_of_the_text_and_half_as_wide():
    pdf = render("notice", paragraphs("2026" * 12, "安全" * 12))

    digits, han = (line for line, _left, _right in list(body_lines(pdf))[1:3])

    assert digits.fonts == han.fonts
    assert (digits.right - digits.left) / 48 * 2 == pytest.approx((han.right - han.left) / 24, rel=0.03)


@pytest.mark.parametrize(
    "kept",
    ["2026年11月16日", "〔2026〕13号", "第十二项", "三（三）5", "0532-1234567", "112项", "3个工作日", "12.5万元"],
)
def test_what_is_read_as_one_is_never_broken_over_a_line(kept):
    """Pushed through the line one character at a time, it stands whole every time."""
    pdf = render("notice", paragraphs(*["安" * (12 + at) + kept + "起计算并报送区安委会办公室" for at in range(16)]))

    whole = [line for _page, line in text_lines(pdf) if kept in line]

    assert len(whole) == 16


def test_marks_neither_begin_nor_end_a_line_wrongly():
    pdf = render(
        "notice", paragraphs(*["安" * (20 + at) + "《巡查制度》（试行），“从严”；报送。" * 2 for at in range(8)])
    )

    lines = [line for _page, line in text_lines(pdf)]
    assert [line for line in lines if line[0] in "，。、；：）》”"] == []
    assert [line for line in lines if line[-1] in "（《“"] == []


def test_word_too_long_for_any_line_is_broken_all_the_same():
    pdf = render("notice", paragraphs("https://" + "a" * 200))

    assert "a" * 200 in "".join(line for _page, line in text_lines(pdf))


def test_line_of_blanks_is_left_to_the_words_between_them():
    assert line_breaks.next_end("报送 office 办公室", 2) is None


@pytest.mark.parametrize(
    ("text", "end", "kept"),
    [
        ("于2026年3月2日进驻", 5, 1),
        ("安全生产", 2, 2),
        ("（2026年3月）", 3, 3),
        ("见（2026年3月）", 4, 1),
        ("2026年3月", 3, 3),
    ],
)
def test_line_ends_before_what_is_kept(text, end, kept):
    """At the beginning of a line nothing can go before it."""
    assert line_breaks.kept_from(text, end) == kept


@pytest.mark.parametrize("lines", [10, 11])
def test_no_page_holds_one_stray_line(lines):
    """A paragraph that would leave its last line alone on the next page takes another one along."""
    pages = render("notice", paragraphs("安全生产重于泰山" * 7 * lines)).pages

    texts = [line for line in pages[1].extract_text().splitlines() if "安全" in line and "枣庄" not in line]
    assert len(texts) != 1


def test_annual_plan_is_printed_by_its_notice_and_no_annex_of_it():
    said = "".join(page.extract_text() for page in render("annual_plan", annual_plan()).pages)

    assert "附件" not in said


@pytest.mark.parametrize("kind", ["advance_notice", "letter", "notice"])
def test_every_paper_is_a_tagged_archival_file(kind):
    pdf = render(kind, EXAMPLES[kind]())
    catalogue = pdf.trailer["/Root"]
    described = catalogue["/Metadata"].get_object().get_data().decode()

    assert catalogue["/MarkInfo"]["/Marked"] == True  # noqa: E712  a PDF object, not a bool
    assert catalogue["/Lang"] == "zh-CN"
    assert catalogue["/StructTreeRoot"]["/K"]
    assert catalogue["/OutputIntents"][0]["/S"] == "/GTS_PDFA1"
    assert 'part="2"' in described or "<pdfaid:part>2<" in described
    assert 'conformance="A"' in described or "<pdfaid:conformance>A<" in described
    for page in pdf.pages:
        for font in page["/Resources"]["/Font"].get_object().values():
            inner = font.get_object()["/DescendantFonts"][0].get_object()
            assert {"/FontFile3", "/FontFile2"} & set(inner["/FontDescriptor"])


@pytest.mark.parametrize("lines", [1, 12, 23, 28])
def test_imprint_stands_at_the_foot_of_the_last_face_which_is_even(lines):
    pages = render("notice", paragraphs(*["安全生产"] * lines)).pages

    assert len(pages) % 2 == 0
    assert "印发" in pages[-1].extract_text()
    assert not any("印发" in page.extract_text() for page in list(pages)[:-1])
    lowest = max(line.base for line in measured_lines(pages[-1]) if line.base < 262)
    assert lowest == pytest.approx(262 - 3, abs=1)


def test_blank_page_before_the_imprint_and_its_own_are_not_numbered():
    """24 short lines end so low on the second page that the imprint finds no room there."""
    pages = [page.extract_text() for page in render("notice", paragraphs(*["安全生产"] * 24)).pages]

    assert len(pages) == 4
    assert "—" in pages[1]
    assert pages[2].strip() == ""
    assert "印发" in pages[3] and "—" not in pages[3]


def test_no_page_ends_with_words_that_only_lead_on():
    """另提出…： at the foot of a page, and what was proposed alone on the next."""
    led = "另提出意见建议1条："
    # As many lines above as leave it the last one of the second page.
    pdf = render("notice", paragraphs(*["安全" * 10] * 29, led, "街道每半年组织演练"))
    last_of = [[line.strip() for line in page.extract_text().splitlines() if line.strip()][-2] for page in pdf.pages]

    assert led not in last_of
    assert led in pdf.pages[2].extract_text()
