"""The faces and styles of an official document in Word.

Word draws with the fonts of whoever opens the file and knows no list of substitutes for each style: the names are
those offices have (GB/T 9704-2012), and the table of fonts in the file tells by which others one may be replaced.
"""

from dataclasses import dataclass

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor

FANGSONG, XIAOBIAOSONG, HEITI, KAITI, SONGTI = "仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312", "宋体"
SUBSTITUTES = {
    FANGSONG: "仿宋,FangSong,STFangsong,Noto Serif CJK SC",
    XIAOBIAOSONG: "方正小标宋_GBK,华文中宋,宋体,Noto Serif CJK SC",
    HEITI: "SimHei,Noto Sans CJK SC",
    KAITI: "楷体,KaiTi,STKaiti",
    SONGTI: "SimSun,Noto Serif CJK SC",
}
RED, BLACK = RGBColor(0xE6, 0x00, 0x12), RGBColor(0, 0, 0)
# 225 mm for 22 lines; offices type it as 固定值28.95磅.
LINE = Pt(28.95)
BODY_SIZE = 16
# Twentieths of a point by which signs of that size stand closer, so that 28 fill the 156 mm of a line. The grid of
# characters that Word has for this is read otherwise by other programs.
CLOSER = -5
TABLE_LINE = Pt(18.15)


@dataclass(frozen=True)
class Face:
    """How a built-in style of Word is drawn: by those, navigation and outline work."""

    style: str
    family: str
    size: float
    indent: int = 0
    is_centred: bool = False


FACES = (
    Face("Normal", FANGSONG, 16),
    Face("Body Text", FANGSONG, 16, indent=2),
    Face("Title", XIAOBIAOSONG, 22, is_centred=True),
    Face("Heading 1", HEITI, 16, indent=2),
    Face("Heading 2", KAITI, 16, indent=2),
    Face("Header", FANGSONG, 16),
    Face("Footer", SONGTI, 14),
)


def set_styles(document):
    for face in FACES:
        style = document.styles[face.style]
        properties = style.element.get_or_add_rPr()
        for child in list(properties):
            properties.remove(child)
        set_family(properties, face.family)
        style.font.size, style.font.color.rgb = Pt(face.size), BLACK
        if face.size == BODY_SIZE:
            properties.append(closer())
        paragraph = style.element.get_or_add_pPr()
        for child in list(paragraph):
            if child.tag != qn("w:outlineLvl"):
                paragraph.remove(child)
        form = style.paragraph_format
        form.space_before = form.space_after = Pt(0)
        form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, LINE
        form.alignment = WD_ALIGN_PARAGRAPH.CENTER if face.is_centred else WD_ALIGN_PARAGRAPH.JUSTIFY
        form.widow_control = True
        form.keep_with_next = face.style in ("Title", "Heading 1", "Heading 2")
        indent_first(style.element.get_or_add_pPr(), face.indent)
    _name_substitutes(document)


def set_family(properties, family):
    """The face for Chinese and for Latin signs alike; quotation marks and dashes are Chinese ones."""
    known = properties.find(qn("w:rFonts"))
    if known is not None:
        properties.remove(known)
    fonts = OxmlElement("w:rFonts")
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), family)
    fonts.set(qn("w:hint"), "eastAsia")
    properties.insert(0, fonts)


def closer():
    spacing = OxmlElement("w:spacing")
    spacing.set(qn("w:val"), str(CLOSER))
    return spacing


def indent_first(properties, characters):
    """In characters, as Word keeps them: the indent goes along when somebody changes the size."""
    indent = properties.get_or_add_ind()
    indent.set(qn("w:firstLineChars"), str(characters * 100))
    indent.set(qn("w:firstLine"), str(characters * 320))


def _name_substitutes(document):
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{others}"/><w:charset w:val="86"/></w:font>'
        for name, others in SUBSTITUTES.items()
    )
    table = document.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
    table._blob = serialize_part_xml(parse_xml(f"<w:fonts {nsdecls('w')}>{fonts}</w:fonts>"))
