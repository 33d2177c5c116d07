"""巡查工作报告: the team to the committee, upward (三(三)3: within 15 days of the end on site)."""

import re
from datetime import date
from typing import NotRequired

from typing_extensions import TypedDict

from inspections.papers.finding_lists import (
    FindingLine,
    finding_annex,
    finding_sections,
    major_hazard_annex,
    totals_words,
)
from records.rendering.kinds.common import (
    ON_REQUEST,
    Official,
    basis,
    official,
    paragraphs,
    points,
)
from records.rendering.schema import IsoDate
from records.typesetting.composition import Annex, Column, Composition, Paragraph, Table, section
from records.typesetting.text import period_words, sentence


class Activity(TypedDict):
    """One figure of the work done: 个别谈话, 23, 人次."""

    label: str
    count: int
    unit: str


class HandOffLine(TypedDict):
    """A proposed hand-off: what, to whom, with which advice."""

    subject: str
    text: str
    receiver: str
    advice: NotRequired[str]


class InspectionReport(Official):
    """subdistrict: full name. team: 第一巡查组. entered_on, ended_on: first and last day on site, both counted.

    leader and members: names with posts as they are to be printed. topics: the contents of
    三(一) in full. methods: the six of 三(二) that were used.
    theme: the year's theme, if any. overview: further paragraphs of 基本情况. overall: 总体评价.
    achievements 工作成效, dispositions 处置建议, advice 工作建议: a sentence or paragraph each.
    signatory: 签发人, by default the team leader's name without the post in brackets.
    """

    subdistrict: str
    team: str
    entered_on: IsoDate
    ended_on: IsoDate
    leader: str
    members: list[str]
    topics: NotRequired[list[str]]
    methods: list[str]
    activities: list[Activity]
    overall: str
    achievements: list[str]
    findings: list[FindingLine]
    dispositions: list[str]
    advice: list[str]
    theme: NotRequired[str]
    overview: NotRequired[list[str]]
    hand_offs: NotRequired[list[HandOffLine]]
    signatory: NotRequired[str]


def compose(data):
    subdistrict = data["subdistrict"]
    period = period_words(data["entered_on"], data["ended_on"])
    body = [
        Paragraph(
            f"根据{basis(data, plan='和年度巡查工作方案安排')}，{data['team']}于{period},"
            f"对{subdistrict}开展了安全生产巡查。现将有关情况报告如下。"
        ),
        section("基本情况"),
        *_overview(data),
        *_topics(data),
        section("总体评价和工作成效"),
        *paragraphs([data["overall"]]),
        *points(data["achievements"]),
        section("发现问题"),
        Paragraph(f"本次巡查{totals_words(data['findings'])}"),
        *finding_sections(data["findings"]),
    ]
    if data["dispositions"]:
        body += [section("处置建议"), *points(data["dispositions"])]
    if data["advice"]:
        body += [section("工作建议"), *points(data["advice"])]
    body.append(Paragraph("特此报告。"))
    arguments = official(data, title=f"关于{subdistrict}安全生产巡查工作情况的报告", upward=True, note=ON_REQUEST)
    return Composition(
        **arguments,
        body=tuple(body),
        annexes=tuple(_annexes(data)),
        signatory=data.get("signatory") or re.split(r"[(\uff08]", data["leader"])[0],
        sealed=False,
        signature_line="组长（签名）：",
    )


def _overview(data):
    days = (date.fromisoformat(data["ended_on"]) - date.fromisoformat(data["entered_on"])).days + 1
    people = f"巡查组组长为{data['leader']}，成员为{'、'.join(data['members'])}，共{len(data['members']) + 1}人。"
    yield Paragraph(f"本次巡查为期{days}天。{people}")
    work = []
    if data.get("theme"):
        work.append(f"围绕“{data['theme']}”专题")
    if data["methods"]:
        work.append(f"采取{'、'.join(data['methods'])}等方式开展工作")
    figures = "、".join(f"{figure['label']}{figure['count']}{figure['unit']}" for figure in data["activities"])
    if figures:
        work.append(f"累计{figures}")
    if work:
        yield Paragraph(sentence("巡查期间，巡查组" + "，".join(work)))
    yield from paragraphs(data.get("overview", []))


def _topics(data):
    if topics := data.get("topics"):
        yield Paragraph(f"本次巡查的内容为以下{len(topics)}项：")
        yield from points(topics)


def _annexes(data):
    name = data["subdistrict"] + "安全生产巡查"
    if data["findings"]:
        yield finding_annex(f"{name}问题清单", data["findings"])
    if any(line["category"] == "major_hazard" for line in data["findings"]):
        yield major_hazard_annex(f"{name}重大事故隐患清单", data["findings"])
    if data.get("hand_offs"):
        columns = (
            Column("序号", 12),
            Column("涉及单位", 34),
            Column("移交事项", 56),
            Column("拟移交", 28),
            Column("建议", 26),
        )
        rows = tuple(
            (str(number), line["subject"], line["text"], line["receiver"], line.get("advice", ""))
            for number, line in enumerate(data["hand_offs"], start=1)
        )
        yield Annex(f"{name}移交事项清单", (Table(columns, rows),))
