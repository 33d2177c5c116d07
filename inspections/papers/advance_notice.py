"""进驻告知书: tells the subdistrict in advance (三(三)1), as a letter."""

from typing import NotRequired

from typing_extensions import TypedDict

from records.rendering.kinds.common import OPEN, Contact, Official, basis, contact_words, official, points
from records.rendering.schema import IsoDate
from records.typesetting.composition import Annex, Column, Composition, Paragraph, Table, section
from records.typesetting.text import period_words


class NoticeMember(TypedDict):
    """role: 组长, 成员, 专家."""

    name: str
    unit: str
    role: str
    post: NotRequired[str]


class AdvanceNotice(Official):
    """subdistrict, team; entry_on and until_on: first and last planned day on site, both counted.

    topics: what will be inspected; methods; preparations: what the subdistrict is asked to do; papers: materials to
    have ready (an annex when there are more than five). complaint_phone and complaint_mailbox: open to the public.
    """

    subdistrict: str
    team: str
    entry_on: IsoDate
    until_on: IsoDate
    members: list[NoticeMember]
    topics: list[str]
    methods: list[str]
    preparations: list[str]
    papers: list[str]
    liaison: Contact
    discipline: list[str]
    complaint_phone: NotRequired[str]
    complaint_mailbox: NotRequired[str]


MEMBER_COLUMNS = (
    Column("序号", 12),
    Column("姓名", 26),
    Column("单位", 62),
    Column("职务", 34),
    Column("组内分工", 22),
)
PAPERS_IN_TEXT = 5


def compose(data):
    body = [
        Paragraph(
            f"根据{basis(data, plan='和年度巡查工作方案')}，区安委会决定派出{data['team']}对{data['subdistrict']}"
            "开展安全生产巡查。现将有关事项告知如下。"
        ),
        section("时间与人员"),
        Paragraph(
            f"巡查时间为{period_words(data['entry_on'], data['until_on'])}。"
            f"巡查组由{len(data['members'])}人组成，名单见附件。"
        ),
        section("内容与方式"),
        *points(data["topics"]),
        Paragraph(f"巡查组将采取{'、'.join(data['methods'])}等方式开展工作，不影响被巡查单位的正常工作。"),
        section("需配合事项"),
        *points(data["preparations"]),
    ]
    if data["papers"] and len(data["papers"]) <= PAPERS_IN_TEXT:
        body += [section("需准备的材料"), *points(data["papers"])]
    body += [section("联系方式"), Paragraph(contact_words(data["liaison"]))]
    if public := _public_channels(data):
        body.append(Paragraph(public))
    if data["discipline"]:
        body += [section("纪律监督"), *points(data["discipline"])]
    arguments = official(
        data, title=f"关于对{data['subdistrict']}开展安全生产巡查的告知书", layout="letter", note=OPEN
    )
    return Composition(**arguments, body=tuple(body), annexes=tuple(_annexes(data)))


def _public_channels(data):
    channels = [("举报电话", data.get("complaint_phone")), ("举报信箱", data.get("complaint_mailbox"))]
    given = "，".join(f"{label}：{value}" for label, value in channels if value)
    return f"巡查期间受理反映被巡查街道安全生产问题的来信、来电，{given}。请在本辖区公布。" if given else ""


def _annexes(data):
    rows = tuple(
        (str(number), member["name"], member["unit"], member.get("post", ""), member["role"])
        for number, member in enumerate(data["members"], start=1)
    )
    yield Annex(f"{data['team']}人员名单", (Table(MEMBER_COLUMNS, rows),))
    if len(data["papers"]) > PAPERS_IN_TEXT:
        yield Annex("需准备的材料清单", tuple(points(data["papers"])))
