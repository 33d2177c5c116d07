"""The paper: A4, the type area of the standard with its 22 lines of 28 characters, page numbers, and the head and foot
rules of a letter, which stand on its first page alone."""

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from records.typesetting.layout import letterhead_size
from records.typesetting.word.faces import RED, XIAOBIAOSONG, set_family

LINE_TWIPS = 579


def set_paper(document, context):
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header_distance, section.footer_distance = Mm(30), Mm(22.5)
    grid = section._sectPr.find(qn("w:docGrid"))
    if grid is None:
        grid = OxmlElement("w:docGrid")
        section._sectPr.append(grid)
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), str(LINE_TWIPS))
    # Printed on both sides: the margin of the binding changes sides, and the page number stands outside.
    document.settings.element.insert(0, OxmlElement("w:mirrorMargins"))
    document.settings.odd_and_even_pages_header_footer = True
    _number(section.footer.paragraphs[0], WD_ALIGN_PARAGRAPH.RIGHT)
    _number(section.even_page_footer.paragraphs[0], WD_ALIGN_PARAGRAPH.LEFT)
    heads = [section.header, section.even_page_header]
    if context["document"].layout == "letter":
        section.different_first_page_header_footer = True
        _letter_head(section.first_page_header, context["document"].letterhead)
        _rule(section.first_page_footer.paragraphs[0], "top", "thinThickSmallGap")
        heads.append(section.first_page_header)
    if context["draft"]:
        for head in heads:
            _draft(head)


def _number(paragraph, side):
    paragraph.alignment = side
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Pt(14)
    paragraph.add_run("— ")
    run = paragraph.add_run()
    for kind in ("begin", None, "end"):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = "PAGE"
        run._r.append(part)
    paragraph.add_run(" —")


def _letter_head(head, letterhead):
    paragraph = head.paragraphs[0]
    draw_letterhead(paragraph, letterhead)
    paragraph.paragraph_format.space_after = Mm(4)
    rule = head.add_paragraph()
    _rule(rule, "bottom", "thickThinSmallGap")


def draw_letterhead(paragraph, letterhead):
    """One line in red, as large as the type area allows."""
    size = letterhead_size(letterhead)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    paragraph.paragraph_format.line_spacing = Mm(size * 1.1)
    run = paragraph.add_run(letterhead)
    run.font.size, run.font.color.rgb = Mm(size), RED
    set_family(run._r.get_or_add_rPr(), XIAOBIAOSONG)


def _rule(paragraph, side, style):
    """170 mm, so 7 mm beyond the type area on either side."""
    form = paragraph.paragraph_format
    form.left_indent = form.right_indent = Mm(-7)
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(2)
    draw_borders(paragraph, {side: (style, 24, 0)}, colour="E60012")


def draw_borders(paragraph, sides, *, colour):
    """`sides`: the style, the width in eighths of a point and the distance in points of each."""
    borders = OxmlElement("w:pBdr")
    for side, (style, width, space) in sides.items():
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", style), ("sz", width), ("space", space), ("color", colour)):
            line.set(qn(f"w:{name}"), str(value))
        borders.append(line)
    paragraph._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:kinsoku", "w:wordWrap", "w:overflowPunct",
        "w:topLinePunct", "w:autoSpaceDE", "w:autoSpaceDN", "w:bidi", "w:adjustRightInd", "w:snapToGrid", "w:spacing",
        "w:ind", "w:contextualSpacing", "w:mirrorIndents", "w:jc", "w:rPr",
    )  # fmt: skip


def _draft(head):
    paragraph = head.paragraphs[0] if not head.paragraphs[0].text else head.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    paragraph.add_run("草稿").font.color.rgb = RGBColor(0x88, 0x88, 0x88)
