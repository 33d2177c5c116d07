"""Every paper as a Word file: the same words in the same order as its composition, on the paper of the standard."""

import io
import json
from datetime import date

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph

from records.rendering import BadDocumentData, CannotRender, compose_document
from records.rendering.word import render_word
from records.typesetting.composition import Annex, Column, Composition, Mark, Paragraph, Table, numbered, section
from records.typesetting.layout import page_context
from records.typesetting.plain import composed, plain
from records.typesetting.word.files import word_file
from tests.records.rendering_examples import EXAMPLES, inspection_report, published_findings

ISSUED_ON = date(2026, 3, 27)
NUMBER = "枣高安〔2026〕7号"
COLOURED = Composition(
    title="催办单", addressee="兴仁街道", issuer="区安委办", letterhead="区安委办", layout="letter", sealed=False,
    body=numbered(
        [section("逾期事项"), Paragraph("请办理。\n另行报告。"), Table((Column("序号", 20), Column("事项", 136)), ())]
    ),
    annexes=(Annex("名单", (Paragraph("王五"),), is_listed=False),), signature_line="负责人：", copies=("甲", "乙"),
    note="此件公开发布", mark=Mark("■ 红色", "red"),
)  # fmt: skip


def said(content):
    """What a reader finds from the head to the end: each paragraph and each cell."""
    document = Document(io.BytesIO(content))
    found = [one.text for one in document.sections[0].first_page_header.paragraphs]
    for element in document.element.body.iterchildren():
        if element.tag == qn("w:p"):
            found.append(WordParagraph(element, None).text)
        elif element.tag == qn("w:tbl"):
            found += [cell.text for row in WordTable(element, document).rows for cell in row.cells]
    return [text for text in found if text]


def expected(composition, *, number=NUMBER, issued_on=ISSUED_ON, draft=False):
    """The same, read off the composition."""
    context = page_context(composition, number=number, issued_on=issued_on, draft=draft)
    upward = f"\t签发人：{composition.signatory}" if composition.upward else ""
    names = [name if at else f"附件：{name}" for at, name in enumerate(context["annex_names"])]
    copies = [f"抄送：{context['copies']}。"] if composition.copies else []
    printed = f"{composition.printed_by or composition.issuer}\t{context['date_words']}印发"
    found = [
        composition.letterhead, *(["草稿"] if draft and composition.layout == "letter" else []),
        f"{context['number']}{upward}", composition.mark.label if composition.mark else "",
        "\n".join(context["title_lines"]), f"{composition.addressee}：" if composition.addressee else "",
        *_texts(composition.body), *names, composition.signature_line, composition.issuer, context["date_words"],
        "（盖章处）" if draft and composition.sealed else "", f"（{composition.note}）" if composition.note else "",
    ]  # fmt: skip
    for entry in context["annexes"]:
        found += [entry.get("label", ""), "\n".join(entry["title_lines"]), *_texts(entry["annex"].blocks)]
    return [text for text in [*found, *copies, printed if composition.layout == "file" else ""] if text]


def _texts(blocks):
    for block in blocks:
        if isinstance(block, Table):
            yield from (column.label for column in block.columns)
            yield from (cell for row in block.rows for cell in row)
        else:
            yield f"{block.label}{block.text}"


@pytest.mark.parametrize("composition", [COLOURED, *(compose_document(kind, EXAMPLES[kind]()) for kind in EXAMPLES)])
def test_composition_is_the_same_after_its_way_to_another_process(composition):
    assert composed(json.loads(json.dumps(plain(composition)))) == composition


@pytest.mark.parametrize("kind", sorted(EXAMPLES))
def test_word_file_of_every_kind_says_what_its_composition_says(kind):
    data = EXAMPLES[kind]()

    content = render_word(kind, data, number=NUMBER, issued_on=ISSUED_ON, draft=False)

    assert said(content) == expected(compose_document(kind, data))


@pytest.mark.parametrize("draft", [True, False])
def test_mark_signature_line_note_and_lists_stand_in_their_place(draft):
    content = word_file(COLOURED, number=NUMBER, issued_on=ISSUED_ON, draft=draft)

    assert said(content) == expected(COLOURED, draft=draft)


def test_draft_has_neither_number_nor_date():
    content = render_word("letter", EXAMPLES["letter"](), number=NUMBER, issued_on=None, draft=True)

    text = "".join(said(content))
    assert "草稿" in text
    assert NUMBER not in text
    assert said(content) == expected(
        compose_document("letter", EXAMPLES["letter"]()), number=None, issued_on=None, draft=True
    )


def test_paper_margins_and_lines_are_those_of_the_standard():
    document = Document(io.BytesIO(word_file(COLOURED, number=NUMBER, issued_on=ISSUED_ON, draft=False)))
    paper = document.sections[0]
    margins = (paper.top_margin, paper.left_margin, paper.bottom_margin, paper.right_margin)

    assert [round(side.mm) for side in (paper.page_width, paper.page_height)] == [210, 297]
    assert [round(side.mm) for side in margins] == [37, 28, 35, 26]
    room = Mm(225).pt
    assert room - 1 < 22 * document.styles["Normal"].paragraph_format.line_spacing.pt <= room
    assert document.settings.odd_and_even_pages_header_footer
    assert "PAGE" in paper.footer._element.xml


@pytest.mark.parametrize(
    ("style", "family"),
    [("Body Text", "仿宋_GB2312"), ("Title", "方正小标宋简体"), ("Heading 1", "黑体"), ("Heading 2", "楷体_GB2312")],
)
def test_styles_name_the_faces_of_offices_for_chinese(style, family):
    document = Document(io.BytesIO(word_file(COLOURED, number=NUMBER, issued_on=ISSUED_ON, draft=False)))

    fonts = document.styles[style].element.rPr.rFonts

    assert fonts.get(qn("w:eastAsia")) == fonts.get(qn("w:ascii")) == family
    assert not [name for name in fonts.attrib if "Theme" in name]


def test_annexes_begin_on_pages_of_their_own():
    content = render_word("inspection_report", inspection_report(), number=NUMBER, issued_on=ISSUED_ON, draft=False)

    starts = [one.text for one in Document(io.BytesIO(content)).paragraphs if one.paragraph_format.page_break_before]

    assert starts[0] == "附件1"
    assert len(starts) == len(compose_document("inspection_report", inspection_report()).annexes)


def test_final_needs_number_and_date_and_lists_have_their_limit():
    with pytest.raises(BadDocumentData):
        render_word("letter", EXAMPLES["letter"](), number=NUMBER, issued_on=None, draft=False)
    with pytest.raises(CannotRender):
        render_word(
            "inspection_report", inspection_report(findings=published_findings() * 20), number=NUMBER,
            issued_on=ISSUED_ON, draft=False,
        )  # fmt: skip
