"""催办单 in blue, yellow or red, and 督促整改函: the office to a body about what is overdue (二(一)2).

Data are frozen by the action that issues it; `compose` turns them into the paper.
"""

from typing import Literal

from typing_extensions import TypedDict

from deadlines.kinds import kind_label
from planning.bodies import office_contact, office_name
from records.rendering.kinds.common import Contact, Official, contact_words, official, paragraphs, regulation
from records.rendering.schema import IsoDate
from records.typesetting.composition import Column, Composition, Mark, Paragraph, Table
from records.typesetting.text import date_words

# The mark is a shape and a word: a copy in black and white still tells the levels apart.
MARKS = {"blue": "● 蓝色催办", "yellow": "▲ 黄色催办", "red": "■ 红色催办"}
STEPS = {
    "blue": "签发蓝色催办单",
    "yellow": "签发黄色催办单",
    "red": "签发红色催办单",
    "letter": "印发督促整改函",
    "interview": "按照制度规定提请约谈你单位负责人",
}
COLUMNS = (
    Column("序号", 12, centred=True),
    Column("逾期事项", 70),
    Column("到期日", 34, centred=True),
    Column("逾期天数", 20, centred=True),
    Column("此前催办", 20, centred=True),
)


class ChasedDuty(TypedDict):
    """matter: what it is about; kind: which duty. days_late: calendar days on the day of the paper. former: how many
    notes it has had."""

    matter: str
    kind: str
    due_on: IsoDate
    days_late: int
    former: int


class ChasePaper(Official):
    """body_name: as the text calls the body addressed. as_of: the day of the paper. former: earlier papers by number,
    with day. requests: sentences of what is asked besides. answer_by: last day to comply, included. next_step and
    next_on: what follows otherwise, and from when."""

    level: Literal["blue", "yellow", "red", "letter"]
    body_name: str
    as_of: IsoDate
    duties: list[ChasedDuty]
    former: list[str]
    requests: list[str]
    answer_by: IsoDate
    next_step: Literal["blue", "yellow", "red", "letter", "interview"]
    next_on: IsoDate
    contact: Contact


def kind_of(level) -> str:
    """The kind of document of a level: slips have a series of their own, the letter stands in that of the office."""
    return "chase_letter" if level == "letter" else "chase_note"


def title_of(level, body_name) -> str:
    if level == "letter":
        return f"关于督促{body_name}限期办结逾期事项的函"
    return f"关于{body_name}逾期事项的催办单"


def paper_data(level, *, addressee, body_name, on, duties, former, request, answer_by, coming) -> dict:
    """Data of both kinds, `title` included. `duties` are (deadline, matter, number of earlier notes)."""
    return {
        "title": title_of(level, body_name),
        "issuer": office_name(),
        "addressee": addressee,
        "printed_by": office_name(),
        "level": str(level),
        "body_name": body_name,
        "as_of": on.isoformat(),
        "duties": [
            {
                "matter": matter,
                "kind": str(kind_label(deadline.kind)),
                "due_on": deadline.due_on.isoformat(),
                "days_late": (on - deadline.due_on).days,
                "former": count,
            }
            for deadline, matter, count in duties
        ],
        "former": list(former),
        "requests": [line.strip() for line in request.splitlines() if line.strip()],
        "answer_by": answer_by.isoformat(),
        "next_step": str(coming.step),
        "next_on": coming.on.isoformat(),
        "contact": office_contact(),
    }


def compose(data):
    is_letter = data["level"] == "letter"
    urged = "切实履行责任，采取有力措施" if is_letter else "抓紧办理"
    body = [
        Paragraph(_opening(data)),
        Table(COLUMNS, tuple(_rows(data["duties"]))),
        *([Paragraph(f"上述事项此前已催办：{'；'.join(data['former'])}。")] if is_letter and data["former"] else []),
        Paragraph(
            f"请你单位{urged}，于{date_words(data['answer_by'])}前（含当日）办结上述事项，并书面说明逾期原因。"
            f"届时仍未办结的，自{date_words(data['next_on'])}起将视情{STEPS[data['next_step']]}。"
        ),
        *paragraphs(data["requests"]),
        Paragraph(contact_words(data["contact"])),
    ]
    mark = Mark(MARKS[data["level"]], data["level"]) if data["level"] in MARKS else None
    return Composition(**official(data, title=data["title"], layout="letter"), body=tuple(body), mark=mark)


def _opening(data) -> str:
    count, day = len(data["duties"]), date_words(data["as_of"])
    return (
        f"根据{regulation(data)}关于问题和隐患整改督办工作的规定，经核查，截至{day}，你单位下列{count}项事项已逾期，"
        "尚未办结："
    )


def _rows(duties):
    for number, duty in enumerate(duties, start=1):
        former = f"{duty['former']}次" if duty["former"] else "无"
        matter = f"{duty['matter']}\n（{duty['kind']}）"
        yield str(number), matter, date_words(duty["due_on"]), f"{duty['days_late']}天", former
