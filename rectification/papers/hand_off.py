"""移交函: matters of a round to the body whose duty they are (三(三)4, R61, R62); to the leading bodies a 报告 of the
same content. Data are frozen by the action that sends it; `compose` turns them into the paper."""

from pathlib import PurePath
from typing import Literal, NotRequired

from typing_extensions import TypedDict

from inspections.models.report import ReportStatus
from inspections.policies import report_of
from inspections.vocabulary import KIND_WORDS
from planning.bodies import committee_name, office_contact, office_name, order_of, regulation_name, team_name
from records.rendering.kinds.common import CLOSED, Contact, Official, basis, contact_words, official, paragraphs
from records.rendering.schema import IsoDate
from records.typesetting.composition import Annex, Column, Composition, Paragraph, Table, items, section
from records.typesetting.text import date_words, joinable, sentence

MATTER_WORDS = {
    "unlicensed": "未经许可或证照不全",
    "illegal_operation": "非法生产经营建设",
    "breach": "违规违章作业或指挥",
    "neglect": "监管履职不到位",
    "discipline": "违纪",
    "crime": "涉嫌犯罪",
    "other": "其他",
}
MATTER_COLUMNS = (
    Column("序号", 12),
    Column("责任单位", 32),
    Column("问题", 54),
    Column("类别", 30),
    Column("依据", 28),
)
RECEIPT_COLUMNS = (Column("项目", 46), Column("内容", 110))
# More matters than these are told in the annex alone.
TOLD_IN_TEXT = 8
NOTHING_ATTACHED = "随函未附证据材料，需要时可向区安委会办公室调取"


class Matter(TypedDict):
    """subject: the unit or enterprise. text: the fact. found_on: when it was found. matter: of which type the leader
    holds it to be unlawful, empty where he does not. basis: clause of law or standard."""

    subject: str
    text: str
    category: Literal["problem", "general_hazard", "major_hazard", "violation", "lead"]
    found_on: IsoDate
    matter: str
    place: NotRequired[str]
    credit_code: NotRequired[str]
    basis: NotRequired[str]


class HandOffLetter(Official):
    """upward: to the leading bodies, as a 报告. urgent: why it is sent before the report is approved.

    reply_by: last day, included. background: paragraphs beside the matters. requirements: sentences of what is asked.
    files: names of what goes with it. is_agreed: the day to reply was agreed on with the receiver.
    """

    subdistrict: str
    team: str
    entered_on: IsoDate
    ended_on: IsoDate | None
    receiver: str
    upward: bool
    signatory: str
    urgent: str
    is_approved: bool
    matters: list[Matter]
    background: list[str]
    files: list[str]
    requirements: list[str]
    reply_by: IsoDate
    is_agreed: bool
    contact: Contact


# --- What is frozen ----------------------------------------------------------------------------------------------


def letter_data(hand_off, *, files, reply_by, is_agreed, signatory) -> dict:
    """Data of the kind hand_off, `title` included. `files`: names of the evidence that goes with it; `reply_by`: the
    last day of the days to reply."""
    round_ = hand_off.round
    report = report_of(round_)
    return {
        "title": title_of(hand_off),
        "issuer": committee_name(),
        "addressee": hand_off.receiver.name,
        "printed_by": office_name(),
        "regulation": regulation_name(round_.ruleset),
        **order_of(round_.entry),
        "subdistrict": round_.subdistrict.short_name,
        "team": team_name(round_.team),
        "entered_on": round_.entered_on.isoformat(),
        "ended_on": round_.ended_on.isoformat() if round_.ended_on else None,
        "receiver": hand_off.receiver.name,
        "upward": hand_off.is_upward,
        "signatory": signatory.strip(),
        "urgent": hand_off.urgent_reason,
        "is_approved": report is not None and report.status == ReportStatus.APPROVED,
        "matters": [_matter(line) for line in hand_off.lines.select_related("finding__classification")],
        "background": _lines(hand_off.background),
        "files": [PurePath(name).stem for name in files],
        "requirements": _lines(hand_off.requirement),
        "reply_by": reply_by.isoformat(),
        "is_agreed": is_agreed,
        "contact": office_contact(),
    }


def title_of(hand_off) -> str:
    kinds = {line.kind for line in hand_off.lines.all()}
    paper = "报告" if hand_off.is_upward else "函"
    if kinds == {"lead"}:
        return f"关于移交安全生产巡查发现的问题线索的{paper}"
    what = KIND_WORDS["violation"] if kinds == {"violation"} else "有关问题"
    return f"关于移交{hand_off.round.subdistrict.short_name}安全生产巡查发现的{what}的{paper}"


def _matter(line) -> dict:
    matter = {
        "subject": line.subject_name,
        "text": line.text,
        "category": line.kind,
        "found_on": line.found_on.isoformat(),
        "matter": MATTER_WORDS.get(line.finding.classification.matter, ""),
    }
    more = {"place": line.place, "credit_code": line.credit_code, "basis": line.basis}
    return matter | {name: value for name, value in more.items() if value}


def _lines(text) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


# --- How it reads ------------------------------------------------------------------------------------------------


def compose(data):
    you = "" if data["upward"] else "你单位"
    body = [
        Paragraph(_opening(data)),
        section("移交事项"),
        Paragraph(_count_words(data["matters"])),
        section("基本事实"),
        *_facts(data),
        section("证据材料目录"),
        *(items([sentence(name) for name in data["files"]]) if data["files"] else paragraphs([NOTHING_ATTACHED])),
        section("办理要求与反馈期限"),
        *_requirements(data, you),
        Paragraph(contact_words(data["contact"])),
        Paragraph("特此报告。" if data["upward"] else "特此函告。"),
    ]
    annexes = (
        Annex("移交清单", (Table(MATTER_COLUMNS, tuple(_rows(data["matters"]))),)),
        Annex("签收回执", tuple(_receipt(data))),
    )
    layout = "file" if data["upward"] else "letter"
    arguments = official(data, title=data["title"], layout=layout, upward=data["upward"], note=CLOSED)
    return Composition(**arguments, signatory=data["signatory"], body=tuple(body), annexes=annexes)


def _opening(data) -> str:
    entered, ended = date_words(data["entered_on"]), data["ended_on"]
    stay = f"于{entered}至{date_words(ended)}" if ended else f"自{entered}起"
    words = f"根据{basis(data)}，{data['team']}{stay}对{data['subdistrict']}开展了安全生产巡查。"
    if data["urgent"] and not data["is_approved"]:
        words += f"因情况紧急，在巡查工作报告审定前先行移交：{joinable(data['urgent'])}。"
    elif data["is_approved"]:
        words += "巡查工作报告已经区安委会审定。"
    if data["upward"]:
        return words + "现将巡查中发现的有关问题移交情况报告如下。"
    return words + "现将巡查中发现、按照职责分工由你单位负责的有关问题移交你单位，请依法依规调查处理。"


def _count_words(matters) -> str:
    counts = {word: sum(matter["category"] == key for matter in matters) for key, word in KIND_WORDS.items()}
    parts = [f"{word}{count}项" for word, count in counts.items() if count]
    words = f"本次移交{parts[0]}" if len(parts) == 1 else f"本次移交{len(matters)}项，其中{'、'.join(parts)}"
    return f"{words}，逐项情况见附件1《移交清单》。"


def _facts(data):
    if len(data["matters"]) <= TOLD_IN_TEXT:
        yield from _numbered([_fact(matter) for matter in data["matters"]])
    else:
        yield Paragraph(f"{len(data['matters'])}项问题的基本事实见附件1《移交清单》。")
    yield from paragraphs(data["background"])


def _numbered(texts):
    return items(texts) if len(texts) > 1 else [Paragraph(text) for text in texts]


def _fact(matter) -> str:
    place = f"（{matter['place']}）" if matter.get("place") else ""
    words = f"{date_words(matter['found_on'])}，巡查发现{matter['subject']}{place}：{sentence(matter['text'])}"
    return words + (f"依据：{sentence(matter['basis'])}" if matter.get("basis") else "")


def _requirements(data, you):
    yield from paragraphs(data["requirements"])
    by = f"{date_words(data['reply_by'])}前（含当日）"
    asked = "查处情况、追究责任人数、处罚单位数和罚款金额（没有的写“无”），并附处理决定等证明材料"
    if data["upward"]:
        yield Paragraph(f"建议责成有关方面依法依规调查处理，并于{by}将办理结果告知区安委会办公室，包括{asked}。")
    else:
        agreed = "经商你单位，" if data["is_agreed"] else ""
        yield Paragraph(f"{agreed}请于{by}函复办理结果，包括{asked}。")
        yield Paragraph("不属于你单位职责范围的，请及时说明理由并退回，同时填写附件2《签收回执》。")
    if any(matter["category"] == "lead" for matter in data["matters"]):
        yield Paragraph("本件涉及问题线索，请严格保密，控制知悉范围，不得向被反映的人员和单位泄露。")


def _rows(matters):
    for number, matter in enumerate(matters, start=1):
        code = f"\n（{matter['credit_code']}）" if matter.get("credit_code") else ""
        place = f"（{matter['place']}）" if matter.get("place") else ""
        kind = KIND_WORDS[matter["category"]] + (f"：{matter['matter']}" if matter["matter"] else "")
        yield str(number), matter["subject"] + code, matter["text"] + place, kind, matter.get("basis", "")


def _receipt(data):
    yield Paragraph(f"{data['issuer']}：")
    yield Paragraph(f"你委《{data['title']}》及所附材料收悉，签收情况如下。")
    blank = "\u3000\u3000\u3000\u3000年\u3000\u3000月\u3000\u3000日"
    # Room to write in.
    empty = "\n\u3000"
    rows = (
        ("收文单位", f"{data['receiver']}（盖章）"),
        ("收文日期", blank),
        ("是否属于本单位职责", "□ 是\u3000\u3000□ 否（退回理由：\u3000\u3000\u3000\u3000\u3000\u3000\u3000\u3000）"),
        ("承办部门", empty),
        ("承办人及联系电话", empty),
        ("签收人（签名）", empty),
        ("备注", empty),
    )
    yield Table(RECEIPT_COLUMNS, rows)
