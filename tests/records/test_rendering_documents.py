"""Official documents as PDF: what they say and how they stand on the page (GB/T 9704-2012)."""

import io
import json
import re
from datetime import date

import pytest
from pypdf import PdfReader

from records.rendering import (
    BadDocumentData,
    CannotRender,
    compose_document,
    document_kinds,
    register_document_kind,
    render_document,
)
from records.typesetting.composition import Paragraph, Table
from records.typesetting.layout import letterhead_size
from tests.records.rendering_examples import EXAMPLES, feedback, inspection_report, notice, published_findings

ISSUED_ON = date(2026, 3, 27)
NUMBER = "枣高安〔2026〕7号"
MILLIMETRE = 72 / 25.4


def render(kind, data, *, number=NUMBER, issued_on=ISSUED_ON, draft=False):
    return PdfReader(io.BytesIO(render_document(kind, data, number=number, issued_on=issued_on, draft=draft)))


def words(pdf):
    """The text without line breaks and page numbers."""
    return "".join(re.sub("—\\d+—", "", re.sub(r"\s+", "", page.extract_text())) for page in pdf.pages)


def short(kind):
    """The example with ten findings at most: quick to draw."""
    data = EXAMPLES[kind]()
    return data | {key: data[key][:10] for key in ("findings", "items") if key in data}


def lines(page):
    """(x, y) in millimetres from the top left of the paper, and the text, of every run of text."""
    runs = []

    def visit(text, matrix, text_matrix, *_rest):
        if text.strip():
            x = matrix[0] * text_matrix[4] + matrix[4]
            y = matrix[3] * text_matrix[5] + matrix[5]
            runs.append(
                (round(x / MILLIMETRE, 1), round((float(page.mediabox.height) - y) / MILLIMETRE, 1), text.strip())
            )

    page.extract_text(visitor_text=visit)
    return runs


def texts_of(blocks):
    return [block.text for block in blocks if isinstance(block, Paragraph)]


@pytest.mark.parametrize("kind", sorted(EXAMPLES))
def test_document_of_every_kind_carries_number_date_title_and_issuer(kind):
    data = short(kind)

    said = words(render(kind, data))

    assert NUMBER in said
    assert "2026年3月27日" in said
    assert compose_document(kind, data).title in said
    assert data["issuer"] in said
    assert "草稿" not in said


@pytest.mark.parametrize("kind", sorted(EXAMPLES))
def test_draft_of_every_kind_says_so_and_has_no_number_or_date(kind):
    said = words(render(kind, short(kind), number=NUMBER, issued_on=None, draft=True))

    assert "草稿" in said
    assert NUMBER not in said
    assert "3月27日" not in said


@pytest.mark.parametrize("kind", sorted(EXAMPLES))
def test_document_data_survive_json_and_give_the_same_bytes(kind):
    data = short(kind)
    arguments = {"number": NUMBER, "issued_on": ISSUED_ON, "draft": False}

    first = render_document(kind, data, **arguments)
    again = render_document(kind, json.loads(json.dumps(data)), **arguments)

    assert first == again


def test_every_registered_kind_has_an_example():
    assert set(document_kinds()) >= set(EXAMPLES)


@pytest.mark.parametrize(("number", "issued_on"), [(None, ISSUED_ON), (NUMBER, None)])
def test_issued_document_needs_number_and_date(number, issued_on):
    with pytest.raises(BadDocumentData, match="number and its date"):
        render("notice", notice(), number=number, issued_on=issued_on)


def test_full_page_holds_22_lines_of_28_characters():
    data = notice(sections=[{"heading": "", "paragraphs": ["安全生产责任重于泰山" * 150]}])

    pages = render("notice", data).pages
    full = [text for _x, _y, text in lines(pages[1]) if not text.startswith("—")]
    heights = sorted({y for _x, y, text in lines(pages[1]) if not text.startswith("—")})

    assert len(heights) == 22
    assert {len(text) for text in full} == {28}
    assert heights[-1] - heights[0] == pytest.approx(21 * 225 / 22, abs=0.5)


def test_page_number_stands_outside_right_on_odd_left_on_even():
    data = notice(sections=[{"heading": "", "paragraphs": ["安全生产责任重于泰山" * 150]}])

    pages = render("notice", data).pages
    places = [[run for run in lines(page) if run[2].startswith("—")] for page in pages]

    assert [len(place) for place in places] == [1] * len(pages)
    assert places[0][0][2].replace(" ", "").replace("\u2002", "") == "—1—"
    assert places[0][0][0] > 150
    assert places[1][0][0] < 40


def test_page_number_and_letter_number_stand_where_the_standard_measures_them():
    """Seven millimetres from the type area to the dash; 7/8 of a character from the double rule to the number. Base
    lines, as measured on the page at 600 dots an inch: the dash stands 1.4 mm above its own, the number 4.6 mm."""
    page_number = next(run for run in lines(render("notice", short("notice")).pages[0]) if run[2].startswith("—"))
    letter_number = next(run for run in lines(render("letter", short("letter")).pages[0]) if "〔2026〕" in run[2])

    assert page_number[1] - 1.4 == pytest.approx(262 + 7, abs=0.3)
    assert letter_number[1] - 4.6 == pytest.approx(48 + 4.9, abs=0.3)


def test_place_of_the_seal_is_marked_in_drafts_only():
    assert "盖章处" in words(render("notice", short("notice"), draft=True))
    assert "盖章处" not in words(render("notice", short("notice")))


def test_first_page_of_letter_has_no_page_number():
    pages = render("letter", EXAMPLES["letter"]()).pages

    assert not [run for run in lines(pages[0]) if run[2].startswith("—")]


def test_imprint_ends_the_last_page():
    pages = render("feedback", feedback()).pages

    imprint = [run for run in lines(pages[-1]) if "印发" in run[2] or "3月27日" in run[2]]

    assert len(imprint) >= 1
    assert imprint[-1][1] == pytest.approx(262 - 3, abs=3)
    assert "抄送" not in "".join(page.extract_text() for page in pages[:-1])


@pytest.mark.parametrize("name", ["区安委会文件", "枣庄高新区安全生产委员会办公室文件", "枣" * 40])
def test_letterhead_fits_one_line(name):
    assert letterhead_size(name) * len(name) <= 156.1
    assert letterhead_size(name) <= 22


def test_finding_list_repeats_its_header_on_every_page():
    pages = render("feedback", feedback()).pages

    with_rows = [
        page.extract_text() for page in pages if "一般隐患" in page.extract_text() and "序号" in page.extract_text()
    ]

    assert len(with_rows) >= 3
    assert all("整改期限" in re.sub(r"\s+", "", text) for text in with_rows)


@pytest.mark.requirement("R57")
def test_report_counts_what_its_annex_lists():
    data = inspection_report()

    composition = compose_document("inspection_report", data)
    table = composition.annexes[0].blocks[0]

    assert isinstance(table, Table)
    assert len(table.rows) == len(data["findings"]) == 112
    assert [row[0] for row in table.rows] == [str(number) for number in range(1, 113)]
    assert "共发现问题和隐患112项，其中工作问题12项、一般隐患80项、重大事故隐患7项、非法违法违规问题13项" in words(
        render("inspection_report", data)
    )


def test_report_is_upward_with_signatory_and_a_line_to_sign():
    said = words(render("inspection_report", inspection_report()))

    assert "签发人：李明远" in said
    assert "组长（签名）：" in said
    assert "盖章处" not in said


@pytest.mark.requirement("R11")
def test_suggestions_are_listed_and_not_counted():
    findings = [
        *published_findings()[:3],
        {"subject": "兴仁街道", "text": "建议增设消防站", "category": "suggestion", "responsibility": "local"},
    ]

    said = words(render("inspection_report", inspection_report(findings=findings)))

    assert "共发现问题和隐患3项；另提出意见建议1条" in said
    assert "建议增设消防站" in said


def test_lead_about_a_person_is_refused_in_every_list():
    line = {"subject": "某人", "text": "线索", "category": "lead", "responsibility": "local"}

    for kind, data in (
        ("feedback", feedback(findings=[line])),
        ("inspection_report", inspection_report(findings=[line])),
    ):
        with pytest.raises(BadDocumentData, match=r"findings\[0\]\.category: 'lead'"):
            compose_document(kind, data)


@pytest.mark.requirement("R66")
def test_feedback_states_the_two_months_and_its_clause():
    said = words(render("feedback", feedback()))

    assert "三（三）5的规定" in said
    assert "自主要负责人收到本反馈意见之日起2个月内" in said
    assert "报送区安委会审核" in said


@pytest.mark.requirement("R66")
@pytest.mark.parametrize(
    ("days", "words_of"),
    [(3, "未参加会议也未签收的，印发之日后第3个工作日视为收到之日"), (0, "未签收的，印发之日视为收到之日")],
)
def test_feedback_says_from_when_it_counts_as_received(days, words_of):
    assert words_of in words(render("feedback", feedback(deemed_workdays=days)))


def test_feedback_says_nothing_of_a_deemed_receipt_that_nobody_counts():
    assert "视为收到" not in words(render("feedback", feedback()))


def test_sections_left_out_leave_no_gap_in_the_numbers():
    labels = [
        block.label + block.text
        for block in compose_document("inspection_report", inspection_report(dispositions=[])).body
        if getattr(block, "level", 0) == 1
    ]

    assert labels == ["一、基本情况", "二、总体评价和工作成效", "三、发现问题", "四、工作建议"]


def test_review_names_returned_items_with_reason_and_day():
    said = words(render("rectification_review", EXAMPLES["rectification_review"]()))

    assert "共审核40项，通过37项，退回3项" in said
    assert "第13项" in said
    assert "请于2026年7月10日前（含当日）重新报送" in said


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"months": None}, r"feedback\.months: int is needed"),
        ({"entered_on": "2026年3月2日"}, r"feedback\.entered_on: an ISO date"),
        ({"copys": []}, "feedback: unknown copys"),
        ({"months": "2"}, r"feedback\.months: int is needed, not str"),
        ({"months": True}, r"feedback\.months: int is needed, not bool"),
        ({"overall": ("总体较好",)}, r"feedback\.overall: a list is needed, not tuple"),
        ({"overall": [7]}, r"feedback\.overall\[0\]: str is needed, not int"),
        ({"contact": "某某"}, r"feedback\.contact: an object is needed, not str"),
        ({"contact": {"name": "某某", "phone": "1", "fax": "2"}}, r"feedback\.contact: unknown fax\.$"),
        ({"copys": [], "months": None}, r"feedback: unknown copys; feedback\.months: int is needed, not NoneType\.$"),
        ({"findings": [{}] * 7}, r"findings\[4\]: missing category, responsibility, subject, text; and 2 more\.$"),
        ({"findings": [{"subject": "甲"}]}, r"feedback\.findings\[0\]: missing category, responsibility, text"),
        ({"kind": "letter"}, "another kind"),
    ],
)
def test_wrong_data_are_refused_by_name(change, message):
    with pytest.raises(BadDocumentData, match=message):
        compose_document("feedback", feedback(**change))


def test_refusal_of_wrong_data_carries_no_other_part_of_them():
    with pytest.raises(BadDocumentData) as refusal:
        compose_document("feedback", feedback(months=None, overall=["内情"]))

    assert refusal.value.__context__ is None
    assert "内情" not in str(refusal.value)


def test_list_too_long_for_one_document_is_refused():
    with pytest.raises(CannotRender, match="共2001行"):
        render("feedback", feedback(findings=published_findings()[:1] * 2001))


def test_missing_key_is_named():
    data = feedback()
    del data["overall"], data["contact"]

    with pytest.raises(BadDocumentData, match="feedback: missing contact, overall"):
        compose_document("feedback", data)


def test_unknown_kind_is_refused():
    with pytest.raises(BadDocumentData, match="'nonsense'"):
        compose_document("nonsense", {})


def test_kind_cannot_be_taken_by_another():
    with pytest.raises(ValueError, match="feedback"):
        register_document_kind("feedback", title="别的", schema=dict, compose=lambda data: data)


def test_html_in_data_is_printed_and_not_obeyed():
    data = notice(sections=[{"heading": "", "paragraphs": ["<img src='http://10.0.0.1/a.png'><b>粗</b>&amp;"]}])

    assert "<b>粗</b>&amp;" in words(render("notice", data))
