"""更正函: the office to the subdistrict, once a day that a letter stated or started was corrected (ADR 13).

The letter that went out stays as it is; this one says what of it no longer holds.
"""

from records.rendering.composition import Composition, Paragraph
from records.rendering.kinds.common import Contact, Official, contact_words, official, paragraphs
from records.rendering.schema import IsoDate
from records.rendering.text import date_words


class CorrectionLetter(Official):
    """corrected_title, corrected_number: of the letter it corrects. fact: which day, such as 签收日期.

    old_on, new_on: as was recorded, and as it was. consequences: what follows for those addressed, a sentence each.
    """

    subdistrict: str
    corrected_title: str
    corrected_number: str
    fact: str
    old_on: IsoDate
    new_on: IsoDate
    consequences: list[str]
    contact: Contact


def correction_title(unit) -> str:
    return f"关于更正{unit.short_name}安全生产巡查反馈意见有关日期的函"


def compose(data):
    body = [
        Paragraph(
            f"《{data['corrected_title']}》（{data['corrected_number']}）已印发你单位。经核实，{data['fact']}原记录为"
            f"{date_words(data['old_on'])}，应为{date_words(data['new_on'])}，现予更正。"
        ),
        *paragraphs(data["consequences"]),
        Paragraph("反馈意见其余内容不变。"),
        Paragraph(contact_words(data["contact"])),
    ]
    title = f"关于更正{data['subdistrict']}安全生产巡查反馈意见有关日期的函"
    return Composition(**official(data, title=title, layout="letter"), body=tuple(body))
