"""Headings, paragraphs and tables of a composition."""

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph as WordParagraph

from records.typesetting.composition import Heading, Paragraph
from records.typesetting.word.faces import HEITI, TABLE_LINE, set_family

CELL_EDGE = Mm(1)


def write_blocks(document, blocks):
    for block in blocks:
        match block:
            case Heading():
                write_lines(document, f"{block.label}{block.text}", style=f"Heading {min(block.level, 2)}")
            case Paragraph():
                write_lines(document, f"{block.label}{block.text}", style="Body Text")
            case _:
                _write_table(document, block)


def write_lines(document, text, *, style="Normal"):
    """A paragraph; what was typed on a new line stands on one."""
    paragraph = document.add_paragraph(style=style)
    first, *others = text.split("\n")
    run = paragraph.add_run(first)
    for line in others:
        run.add_break(WD_BREAK.LINE)
        run.add_text(line)
    return paragraph


def _write_table(document, table):
    widths = [Mm(column.width) for column in table.columns]
    made = document.add_table(rows=0, cols=len(widths))
    made.style, made.autofit = "Table Grid", False
    for column, width in zip(made.columns, widths, strict=True):
        column.width = width
    _edges(made._tbl.tblPr)
    row = _row(made, [column.label for column in table.columns], widths, is_head=True)
    row.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for texts in table.rows:
        _row(made, texts, widths)


def _edges(properties):
    edges = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        edge = OxmlElement(f"w:{side}")
        edge.set(qn("w:w"), str(CELL_EDGE.twips))
        edge.set(qn("w:type"), "dxa")
        edges.append(edge)
    properties.insert_element_before(edges, "w:tblLook")


def _row(made, texts, widths, *, is_head=False):
    """Built from its cells: the library looks through the whole table for each cell it is asked for."""
    row = made._tbl.add_tr()
    row.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for at, (text, width) in enumerate(zip(texts, widths, strict=True)):
        cell = row.add_tc()
        cell.width = width
        middle = OxmlElement("w:vAlign")
        middle.set(qn("w:val"), "center")
        cell.get_or_add_tcPr().append(middle)
        _fill(cell.p_lst[0], text, is_head=is_head, is_centred=is_head or at == 0)
    return row


def _fill(element, text, *, is_head, is_centred):
    paragraph = WordParagraph(element, None)
    form = paragraph.paragraph_format
    form.line_spacing = TABLE_LINE
    form.alignment = WD_ALIGN_PARAGRAPH.CENTER if is_centred else WD_ALIGN_PARAGRAPH.LEFT
    run = paragraph.add_run(text)
    run.font.size = Pt(12)
    if is_head:
        set_family(run._r.get_or_add_rPr(), HEITI)
