"""整改方案: how and by when a subdistrict will rectify each item of the feedback, as it files it with the office.

It bears a number of the office's, under which it is kept (备案). Papers are in Chinese.
"""

from typing import NotRequired

from typing_extensions import TypedDict

from inspections.vocabulary import RECTIFIED_KIND_WORDS
from planning.bodies import office_name
from records.rendering.kinds.common import CLOSED, Official, official, paragraphs
from records.rendering.schema import IsoDate
from records.typesetting.composition import Annex, Column, Composition, Paragraph, Table, items, section
from records.typesetting.text import date_words, joinable, sentence

COLUMNS = (
    Column("序号", 10),
    Column("责任单位", 22),
    Column("问题和隐患", 34),
    Column("整改措施", 36),
    Column("责任人", 18),
    Column("资金", 16),
    Column("完成时限", 20),
)


class RemedyLine(TypedDict):
    """One item by 五落实. number: as in the feedback's list. emergency: the 应急预案 of a major hazard."""

    number: int
    subject: str
    text: str
    kind: str
    measures: str
    responsible: str
    funds: str
    due_on: IsoDate
    emergency: NotRequired[str]


class PlanPaper(Official):
    """feedback: number of the letter it answers. organisation: paragraphs. signatory: the principal who files it."""

    subdistrict: str
    feedback: str
    wanted: NotRequired[str]
    organisation: list[str]
    signatory: str
    items: list[RemedyLine]


def plan_data(plan) -> dict:
    """Data of the kind rectification_plan, `title` included; its line feed is a line break in print."""
    case = plan.case
    remedies = plan.remedies.live().select_related("item").order_by("number")
    return {
        "title": f"{case.unit.short_name}安全生产巡查\n反馈问题整改方案",
        "issuer": case.unit.name,
        "addressee": office_name(),
        "subdistrict": case.unit.short_name,
        "feedback": case.feedback.full_number,
        "wanted": plan.wanted,
        "organisation": [line.strip() for line in plan.organisation.splitlines() if line.strip()],
        "signatory": plan.filed_by.full_name,
        "items": [_line(remedy) for remedy in remedies],
    }


def _line(remedy) -> dict:
    item = remedy.item
    told = {
        "number": item.number,
        "subject": item.subject_name,
        "text": item.text,
        "kind": str(item.kind),
        "measures": remedy.measures,
        "responsible": remedy.responsible_person,
        "funds": remedy.funds,
        "due_on": remedy.due_on.isoformat(),
    }
    return told | ({"emergency": remedy.plan} if remedy.is_major else {})


def compose(data):
    lines = data["items"]
    wanted = f"，针对{joinable(data['wanted'])}" if data.get("wanted") else ""
    body = [
        Paragraph(f"根据反馈意见（{data['feedback']}）和区安委会办公室的要求，结合实际{wanted}，制定本整改方案。"),
        section("整改任务"),
        Paragraph(_totals(lines)),
        section("组织领导和保障措施"),
        *paragraphs(data["organisation"]),
    ]
    if emergencies := [line for line in lines if line.get("emergency")]:
        body += [
            section("重大事故隐患整改期间的应急预案"),
            *items(
                [f"第{each['number']}项（{each['subject']}）：{sentence(each['emergency'])}" for each in emergencies]
            ),
        ]
    annex = Annex("整改措施逐项清单", (Table(COLUMNS, tuple(map(_row, lines))),))
    arguments = official(data, title=data["title"], upward=True, note=CLOSED)
    return Composition(**arguments, body=tuple(body), annexes=(annex,), signatory=data["signatory"])


def _totals(lines) -> str:
    """Problems and hazards are never in one sum alone (R69)."""
    counts = {kind: sum(line["kind"] == kind for line in lines) for kind in RECTIFIED_KIND_WORDS}
    told = "、".join(f"{RECTIFIED_KIND_WORDS[kind]}{count}项" for kind, count in counts.items() if count)
    days = sorted(line["due_on"] for line in lines)
    until = f"，最迟于{date_words(days[-1])}全部完成整改" if days else ""
    return f"本方案共{len(lines)}项，其中{told or '无应整改事项'}{until}。逐项的措施、责任人、资金和时限见附件。"


def _row(line):
    return (
        str(line["number"]), line["subject"], line["text"], sentence(line["measures"]), line["responsible"],
        line["funds"], date_words(line["due_on"]).replace("年", "年\n"),
    )  # fmt: skip
