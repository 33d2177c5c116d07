"""更正函: the office to whoever holds a paper, once a day that the paper stated or started was corrected (ADR 13).

The letter that went out stays as it is; this one says what of it no longer holds.
"""

from records.rendering.kinds.common import CLOSED, Contact, Official, contact_words, official, paragraphs
from records.rendering.schema import IsoDate
from records.typesetting.composition import Composition, Paragraph
from records.typesetting.text import date_words


class CorrectionLetter(Official):
    """paper: in a word, such as 反馈意见; subdistrict: empty where the title must not tell it. corrected_title,
    corrected_number: of the letter it corrects. fact: which day, such as 签收日期.

    old_on, new_on: as was recorded, and as it was. consequences: what follows for those addressed, a sentence each.
    """

    subdistrict: str
    paper: str
    corrected_title: str
    corrected_number: str
    fact: str
    old_on: IsoDate
    new_on: IsoDate
    consequences: list[str]
    contact: Contact


def correction_title(subdistrict: str, paper: str) -> str:
    return f"关于更正{subdistrict}安全生产巡查{paper}有关日期的函"


def compose(data):
    body = [
        Paragraph(
            f"《{data['corrected_title']}》（{data['corrected_number']}）已印发。经核实，{data['fact']}原记录为"
            f"{date_words(data['old_on'])}，应为{date_words(data['new_on'])}，现予更正。"
        ),
        *paragraphs(data["consequences"]),
        Paragraph("该文其余内容不变。"),
        Paragraph(contact_words(data["contact"])),
    ]
    title = correction_title(data["subdistrict"], data["paper"])
    return Composition(**official(data, title=title, layout="letter", note=CLOSED), body=tuple(body))
