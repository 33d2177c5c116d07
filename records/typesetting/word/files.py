"""The whole file, from the head to the imprint, in the order in which the templates of the PDF print it.

Runs in a process kept for it (core/kept.py), as papers are set: ours never load the library, nor hold its trees.
"""

from datetime import date
from io import BytesIO

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph as WordParagraph

from records.typesetting.layout import CHARACTER, HEAD_ABOVE, TYPE_AREA_WIDTH, page_context, signature_right
from records.typesetting.layout import LINE as LINE_MM
from records.typesetting.line_breaks import ems
from records.typesetting.plain import composed
from records.typesetting.word.blocks import write_blocks, write_lines
from records.typesetting.word.faces import HEITI, KAITI, set_family, set_styles
from records.typesetting.word.pages import draw_borders, draw_letterhead, set_paper

TONES = {"blue": ("1E50A2", "FFFFFF"), "yellow": ("FFE14D", "000000"), "red": ("C9000F", "FFFFFF")}

# Style, width in eighths of a point and distance in points. No thin line between the two: with one, some programs take
# the imprint from the foot of its page.
RULE = ("single", 8, 0)


def docx_of(*, composition: dict, number: str | None, issued_on: str | None, draft: bool) -> bytes:
    """As word_file, of plain values (records/typesetting/plain.py, a date in ISO form)."""
    day = date.fromisoformat(issued_on) if issued_on else None
    return word_file(composed(composition), number=number, issued_on=day, draft=draft)


def word_file(composition, *, number, issued_on, draft) -> bytes:
    """The bytes of a .docx of this composition (records/typesetting/composition.py); a draft says that it is one."""
    context = page_context(composition, number=number, issued_on=issued_on, draft=draft)
    document = Document()
    for left in list(document.element.body.iterchildren(qn("w:p"))):
        document.element.body.remove(left)
    set_styles(document)
    set_paper(document, context)
    _write(document, context, issued_on)
    facts = document.core_properties
    facts.title, facts.author, facts.last_modified_by = "".join(context["title_lines"]), composition.issuer, ""
    facts.comments, facts.language = "", "zh-CN"
    kept = BytesIO()
    document.save(kept)
    return kept.getvalue()


def _write(document, context, issued_on):
    composition = context["document"]
    if composition.layout == "letter":
        _write_letter_number(document, context["number"])
    else:
        _write_red_head(document, context)
    if composition.mark:
        _write_mark(document, composition.mark)
    _write_title(document, context["title_lines"], above=0 if composition.mark else 2)
    if composition.addressee:
        write_lines(document, f"{composition.addressee}\uff1a")
    write_blocks(document, composition.body)
    _write_annex_names(document, context["annex_names"])
    _write_signature(document, context, issued_on)
    if composition.note:
        write_lines(document, f"\uff08{composition.note}\uff09", style="Body Text")
    for entry in context["annexes"]:
        _write_annex(document, entry)
    _write_imprint(document, context)


def _write_red_head(document, context):
    composition = context["document"]
    head = document.add_paragraph()
    head.paragraph_format.space_before = Mm(HEAD_ABOVE - 2)
    draw_letterhead(head, composition.letterhead)
    line = document.add_paragraph()
    line.paragraph_format.space_before = Mm(2 * LINE_MM)
    if composition.upward:
        line.paragraph_format.left_indent = line.paragraph_format.right_indent = Mm(CHARACTER)
        line.paragraph_format.tab_stops.add_tab_stop(Mm(TYPE_AREA_WIDTH - CHARACTER), WD_TAB_ALIGNMENT.RIGHT)
        line.add_run(f"{context['number']}\t签发人\uff1a")
        set_family(line.add_run(composition.signatory)._r.get_or_add_rPr(), KAITI)
    else:
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        line.add_run(context["number"])
    draw_borders(line, {"bottom": ("single", 16, 6)}, colour="E60012")


def _write_letter_number(document, number):
    write_lines(document, number).alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _write_mark(document, mark):
    """A box with its word in it, in the colour of the degree."""
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_before = Mm(2)
    run = paragraph.add_run(mark.label)
    ground, ink = TONES[mark.tone]
    run.font.color.rgb = RGBColor.from_string(ink)
    properties = run._r.get_or_add_rPr()
    set_family(properties, HEITI)
    properties.append(_element("w:bdr", val="single", sz="12", space="0", color=ground))
    properties.append(_element("w:shd", val="clear", color="auto", fill=ground))


def _write_title(document, lines, *, above):
    title = write_lines(document, "\n".join(lines), style="Title")
    title.paragraph_format.space_before, title.paragraph_format.space_after = Mm(above * LINE_MM), Mm(LINE_MM)


def _write_annex_names(document, names):
    """附件：1.…, each name under the one before it."""
    for at, name in enumerate(names):
        line = write_lines(document, f"附件\uff1a{name}" if at == 0 else name)
        form = line.paragraph_format
        form.left_indent, form.first_line_indent = Mm(6 * CHARACTER), Mm(-CHARACTER if at else -4 * CHARACTER)
        if at == 0:
            form.space_before = Mm(LINE_MM)


def _write_signature(document, context, issued_on):
    """Two free lines, the issuer over the date; a block that stands as far from the right as the standard has it."""
    composition = context["document"]
    inset = 0 if composition.sealed else 2
    rows = [(text, 0) for text in (composition.signature_line,) if text]
    rows += [(composition.issuer, 0), (context["date_words"], inset)]
    if composition.sealed and context["draft"]:
        rows.append(("（盖章处）", 0))
    before = document.element.body.findall(qn("w:p"))[-1]
    WordParagraph(before, None).paragraph_format.keep_with_next = True
    block = max(ems(text) + moved for text, moved in rows)
    right = signature_right(composition, issued_on)
    for at, (text, moved) in enumerate(rows):
        line = write_lines(document, text)
        rest = block - ems(text)
        line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        line.paragraph_format.right_indent = Mm(
            (right + (rest / 2 if composition.sealed else rest - moved)) * CHARACTER
        )
        line.paragraph_format.keep_with_next = at < len(rows) - 1
        if at == 0:
            line.paragraph_format.space_before = Mm(2 * LINE_MM)


def _write_annex(document, entry):
    label = entry.get("label")
    if label:
        line = write_lines(document, label)
        set_family(line.runs[0]._r.get_or_add_rPr(), HEITI)
        line.paragraph_format.page_break_before = True
    title = write_lines(document, "\n".join(entry["title_lines"]), style="Title")
    title.paragraph_format.page_break_before = not label
    title.paragraph_format.space_before = title.paragraph_format.space_after = Mm(LINE_MM)
    write_blocks(document, entry["annex"].blocks)


def _write_imprint(document, context):
    """The 版记 in a frame at the foot of the last page; a letter has but its copies there."""
    composition = context["document"]
    lines = [f"抄送\uff1a{context['copies']}。"] if context["copies"] else []
    if composition.layout == "file":
        lines.append(f"{composition.printed_by or composition.issuer}\t{context['date_words']}印发")
    # Two frames, or a table and a frame, would grow together.
    _write_seam(document)
    for text in lines:
        line = write_lines(document, text)
        form = line.paragraph_format
        form.left_indent = form.right_indent = Pt(14)
        form.line_spacing = Mm(8.6)
        form.tab_stops.add_tab_stop(Mm(TYPE_AREA_WIDTH) - Pt(14), WD_TAB_ALIGNMENT.RIGHT)
        line.runs[0].font.size = Pt(14)
        if composition.layout == "file":
            draw_borders(line, {"top": RULE, "bottom": RULE}, colour="000000")
        line._p.get_or_add_pPr().insert(
            1 if line._p.pPr.pStyle is not None else 0,
            _element(
                "w:framePr", w=str(Mm(TYPE_AREA_WIDTH).twips), wrap="notBeside", vAnchor="margin", hAnchor="margin",
                xAlign="center", yAlign="bottom",
            ),
        )  # fmt: skip
    _write_seam(document)


def _write_seam(document):
    """A paragraph that takes no room."""
    document.add_paragraph().paragraph_format.line_spacing = Pt(1)


def _element(name, **values):
    made = OxmlElement(name)
    for key, value in values.items():
        made.set(qn(f"w:{key}"), value)
    return made
