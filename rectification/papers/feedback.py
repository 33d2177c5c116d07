"""反馈意见: the committee to the principal of the subdistrict (三(三)4), with the duty of 三(三)5."""

from typing import NotRequired

from typing_extensions import TypedDict

from inspections.papers.finding_lists import FindingLine, finding_annex, finding_sections, totals_words
from records.rendering.kinds.common import (
    ON_REQUEST,
    Contact,
    Official,
    basis,
    contact_words,
    official,
    paragraphs,
    points,
    regulation,
)
from records.rendering.schema import IsoDate
from records.typesetting.composition import Composition, Paragraph, section, subsection
from records.typesetting.text import period_words

REQUIREMENTS = [
    "建立整改台账。对照问题清单逐项登记，明确整改目标、措施、资金、时限和应急预案，做到一项一策",
    "落实整改责任。党工委、办事处主要负责人负总责，逐项确定责任单位和责任人，能立即整改的立行立改",
    "按期完成整改。整改一项、核验一项、销号一项；重大事故隐患整改期间应当采取可靠的防范措施，确保安全",
]


class ProblemGroup(TypedDict):
    """One of 主要问题: a short heading and its paragraphs."""

    heading: str
    texts: list[str]


class Feedback(Official):
    """The approved text, issued as it stands in the report's snapshot.

    subdistrict, team, entered_on, ended_on as in the report. overall: paragraphs of 总体评价.
    problems: grouped main problems; empty: made from the findings. findings: what is issued, numbered anew.
    requirements: 整改要求, three usual ones by default. months: calendar months of 三(三)5, from the ruleset.
    report_to: who receives the rectification report. objection_days: calendar days, printed only when given.
    deemed_workdays: working days after issue on which receipt counts as given (ADR 6), 0 for the day of issue itself.
    """

    subdistrict: str
    team: str
    entered_on: IsoDate
    ended_on: IsoDate
    overall: list[str]
    problems: list[ProblemGroup]
    findings: list[FindingLine]
    months: int
    report_to: str
    contact: Contact
    requirements: NotRequired[list[str]]
    objection_days: NotRequired[int]
    deemed_workdays: NotRequired[int]


def feedback_title(unit) -> str:
    return f"关于{unit.short_name}安全生产巡查的反馈意见"


def compose(data):
    subdistrict = data["subdistrict"]
    body = [
        Paragraph(
            f"根据{basis(data)},{data['team']}于{period_words(data['entered_on'], data['ended_on'])}"
            f"对{subdistrict}开展了安全生产巡查，巡查工作报告已经{data['issuer']}审定。现将有关意见反馈如下。"
        ),
        section("总体评价"),
        *paragraphs(data["overall"]),
        section("主要问题"),
        Paragraph(f"本次巡查{totals_words(data['findings'])}具体问题和隐患见附件。"),
        *_problems(data),
        section("整改要求"),
        *points(data.get("requirements") or REQUIREMENTS),
        section("报送时限与方式"),
        *_reporting(data),
    ]
    annexes = (finding_annex(f"{subdistrict}安全生产巡查问题清单", data["findings"]),) if data["findings"] else ()
    arguments = official(data, title=f"关于{subdistrict}安全生产巡查的反馈意见", note=ON_REQUEST)
    return Composition(**arguments, body=tuple(body), annexes=annexes)


def _problems(data):
    if not data["problems"]:
        return finding_sections(data["findings"])
    blocks = []
    for group in data["problems"]:
        blocks += [subsection(group["heading"]), *points(group["texts"])]
    return blocks


def _deemed(data):
    """The clock does not wait for a signature, so the letter says from when it counts without one."""
    if (days := data.get("deemed_workdays")) is None:
        return ""
    counts = f"印发之日后第{days}个工作日视为收到之日" if days else "印发之日视为收到之日"
    return f"主要负责人参加反馈会议的，以会议当日为收到之日；未参加会议也未签收的，{counts}；有先后的，以最早者为准。"


def _reporting(data):
    yield Paragraph(
        f"按照{regulation(data)}三（三）5的规定，{data['subdistrict']}应当自主要负责人收到本反馈意见之日起"
        f"{data['months']}个月内，将整改和查处情况书面报送{data['report_to']}审核。起算之日不计入，期限最后一日为"
        f"法定休假日的，顺延至其后第一个工作日。{_deemed(data)}"
    )
    yield Paragraph(
        "报告由主要负责人签署真实性承诺，逐项写明整改措施、责任人和完成情况，并附佐证材料；整改中的查处情况一并报送，"
        "没有的写明“无”。因客观原因确实不能如期完成的，仍应按期报送，并写明原因和拟完成日期。"
    )
    if days := data.get("objection_days"):
        yield Paragraph(
            f"对本反馈意见有异议的，可以自收到之日起{days}日内书面提出；异议审查期间，整改期限不停止计算。"
        )
    yield Paragraph(contact_words(data["contact"]))
