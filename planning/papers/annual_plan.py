"""年度巡查工作方案: a notice to all subdistricts and member units, the plan as its annex (三(三)1)."""

from typing import NotRequired

from typing_extensions import TypedDict

from records.rendering.kinds.common import (
    OPEN,
    Contact,
    Official,
    contact_words,
    official,
    paragraphs,
    points,
    regulation,
)
from records.rendering.schema import IsoDate
from records.typesetting.composition import Annex, Column, Composition, Paragraph, Table, section, subsection
from records.typesetting.text import date_words, period_words

ENTRY_COLUMNS = (
    Column("序号", 12),
    Column("被巡查街道", 34),
    Column("计划时间", 50),
    Column("巡查组", 28),
    Column("延伸企业", 32),
)


# 二(三): where no team is approved yet, the plan says how it will be.
UNNAMED = "各巡查组人员组成方案由区安委会办公室提出，报区安委会审批"


class PlanEntry(TypedDict):
    """One subdistrict's place in the year. planned_from and planned_to both count. enterprises: in words."""

    subdistrict: str
    team: str
    planned_from: IsoDate
    planned_to: IsoDate
    enterprises: NotRequired[str]


class PlanTeam(TypedDict):
    name: str
    leader: str
    size: int


class AnnualPlan(Official):
    """year; principles, steps, discipline: sentences. topics: those of 三(一); methods: those of 三(二) chosen.

    training_on: day of the training before the first round. budget: a sentence on the source and sum.
    """

    year: int
    principles: list[str]
    entries: list[PlanEntry]
    topics: list[str]
    methods: list[str]
    teams: list[PlanTeam]
    steps: list[str]
    discipline: list[str]
    contact: Contact
    theme: NotRequired[str]
    training_on: NotRequired[IsoDate]
    budget: NotRequired[str]


def compose(data):
    name = f"{data['year']}年度安全生产巡查工作方案"
    body = (
        Paragraph(f"根据{regulation(data)}，《{name}》已经区安委会同意，现印发给你们，请认真贯彻落实。"),
        Paragraph(
            "各街道要提前做好准备，自觉接受巡查；各成员单位要支持派出人员参加巡查，落实与原单位工作脱钩的要求。"
        ),
        Paragraph(contact_words(data["contact"])),
    )
    arguments = official(data, title=f"关于印发《{name}》的通知", note=OPEN)
    return Composition(**arguments, body=body, annexes=(Annex(name, tuple(_plan(data)), is_listed=False),))


def _plan(data):
    yield section("目标与原则")
    yield from points(data["principles"])
    yield section("对象与时间安排")
    streets = len({entry["subdistrict"] for entry in data["entries"]})
    yield Paragraph(f"{data['year']}年度对全部{streets}个街道巡查一遍，安排如下：")
    yield Table(
        ENTRY_COLUMNS,
        tuple(
            (
                str(number),
                entry["subdistrict"],
                period_words(entry["planned_from"], entry["planned_to"]),
                entry["team"],
                entry.get("enterprises", ""),
            )
            for number, entry in enumerate(data["entries"], start=1)
        ),
    )
    yield section("内容与方式")
    yield subsection("巡查内容")
    yield from points(data["topics"])
    if data.get("theme"):
        yield Paragraph(f"本年度巡查专题为“{data['theme']}”。")
    yield subsection("巡查方式")
    yield from points(data["methods"])
    yield section("组织与人员")
    yield from points(
        [f"{team['name']}：组长{team['leader']}，共{team['size']}人" for team in data["teams"]] or [UNNAMED]
    )
    if data.get("training_on"):
        yield Paragraph(f"巡查工作开始前，于{date_words(data['training_on'])}组织巡查人员集中培训。")
    yield section("步骤")
    yield from points(data["steps"])
    yield section("纪律与保障")
    yield from points(data["discipline"])
    yield from paragraphs([data["budget"]] if data.get("budget") else [])
