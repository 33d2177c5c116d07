"""异议复核意见: the committee's answer to an objection of the inspected. Papers are in Chinese."""

from typing import Literal

from planning.bodies import committee_name, office_contact, office_name, principals_of
from records.presenters.decisions import meeting_on_paper
from records.rendering.kinds.common import CLOSED, Contact, Official, contact_words, official, paragraphs
from records.rendering.schema import IsoDate
from records.typesetting.composition import Composition, Paragraph, section
from records.typesetting.text import date_words, sentence

RESULTS = {
    "upheld": "异议成立，予以采纳。该项问题予以撤销，不再列入整改，本次巡查有关统计相应更正。",
    "partly_upheld": "异议部分成立，予以部分采纳。其余内容维持不变，请按反馈意见继续整改。",
    "rejected": "异议不成立，不予采纳。该项问题维持不变，请按反馈意见继续整改。",
}
CLOCK = "异议期间和复核期间，整改期限连续计算，不因异议中止或者顺延。"


class ObjectionAnswer(Official):
    """number: of the item in the feedback's list. result: a state of rectification.models.objection. answer: why,
    a paragraph a line. meeting: which meeting decided, empty where a member of the committee did by himself."""

    subdistrict: str
    feedback: str
    number: int
    subject: str
    item: str
    filed_on: IsoDate
    objection: str
    result: Literal["upheld", "partly_upheld", "rejected"]
    answer: list[str]
    meeting: str
    contact: Contact


def letter_data(objection, decision, *, result: str) -> dict:
    """Data of the kind objection_answer, `title` included."""
    case, item = objection.case, objection.item
    name = case.unit.short_name
    return {
        "title": f"关于{name}对安全生产巡查反馈意见所提异议的复核意见",
        "issuer": committee_name(),
        "addressee": principals_of(case.unit),
        "printed_by": office_name(),
        "subdistrict": name,
        "feedback": case.feedback.full_number,
        "number": item.number,
        "subject": item.subject_name,
        "item": item.text,
        "filed_on": objection.filed_on.isoformat(),
        "objection": objection.text,
        "result": result,
        "answer": [line.strip() for line in decision.note.splitlines() if line.strip()],
        "meeting": meeting_on_paper(decision),
        "contact": office_contact(),
    }


def compose(data):
    decided = f"经{data['meeting']}审议，" if data["meeting"] else "经复核，"
    body = [
        Paragraph(
            f"{date_words(data['filed_on'])}，你街道对《反馈意见》（{data['feedback']}）问题清单第{data['number']}项"
            f"提出异议。{decided}现将复核意见函告如下。"
        ),
        section("所涉问题"),
        Paragraph(f"{data['subject']}：{sentence(data['item'])}"),
        section("提出的异议"),
        *paragraphs([line for line in data["objection"].splitlines() if line.strip()]),
        section("复核意见"),
        Paragraph(RESULTS[data["result"]]),
        *paragraphs(data["answer"]),
    ]
    if data["result"] != "upheld":
        body.append(Paragraph(CLOCK))
    body.append(Paragraph(contact_words(data["contact"])))
    return Composition(**official(data, title=data["title"], layout="letter", note=CLOSED), body=tuple(body))
