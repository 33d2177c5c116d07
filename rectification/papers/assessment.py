"""绩效考核情况表: the points of one subdistrict in one year, each deduction with its reckoning, the formula under the
score (三(三)6, R70). Data are frozen when it is locked; `compose` turns them into the paper."""

from typing_extensions import TypedDict

from planning.bodies import committee_name, office_name, principals_of, regulation_name
from records.rendering.kinds.common import ON_REQUEST, Official, official, regulation
from records.rendering.schema import IsoDate
from records.typesetting.composition import Column, Composition, Paragraph, Table, section
from records.typesetting.text import date_words, sentence
from rectification.score import FULL, RATE, formula, plain, sum_of, weights_of

COLUMNS = (
    Column("序号", 14, centred=True),
    Column("计分项目", 56),
    Column("数据", 34, centred=True),
    Column("计分办法", 34, centred=True),
    Column("扣分", 18, centred=True),
)


class ScoreLine(TypedDict):
    """One deduction, in the words and numbers it is printed with."""

    label: str
    amount: str
    reckoning: str
    points: str


class ScoreSheet(TypedDict):
    """What a score consists of; the sheet prints it, and so does the annex of a copy. formula and sum stand under the
    score. adjustment: points an objection won or lost, 0 where none. objection: filed and how it was answered, empty
    where there was none. as_of: the day the figures were counted. edition: the edition whose weights apply."""

    year: int
    subdistrict: str
    score: str
    lines: list[ScoreLine]
    formula: str
    sum: str
    adjustment: str
    objection: str
    as_of: IsoDate
    edition: str


class AssessmentSheet(Official, ScoreSheet):
    """rounds: of which rounds the result is counted. meeting: what locked it."""

    rounds: list[str]


def title_of(unit, year) -> str:
    return f"{unit.short_name}{year}年度安全生产巡查绩效考核情况表"


def score_data(assessment) -> ScoreSheet:
    """What is frozen of the score, for the sheet and for the copies."""
    lines, weights = assessment.lines, weights_of(assessment.ruleset, assessment.figures)
    return {
        "year": assessment.year,
        "subdistrict": assessment.unit.short_name,
        "score": plain(assessment.score),
        "lines": [
            {"label": line.label, "amount": line.amount, "reckoning": line.reckoning, "points": plain(line.points)}
            for line in lines
        ],
        "formula": formula(weights),
        "sum": sum_of(lines, assessment.adjustment, assessment.score),
        "adjustment": plain(assessment.adjustment),
        "objection": _objection(assessment),
        "as_of": assessment.drafted_on.isoformat(),
        "edition": assessment.ruleset.document_number or assessment.ruleset.title,
    }


def _objection(assessment) -> str:
    """The paper is Chinese whatever the language of whoever locks it."""
    if not assessment.objection:
        return ""
    told = {"upheld": "成立", "partly_upheld": "部分成立", "rejected": "不成立"}[assessment.outcome]
    day = date_words(assessment.objected_on)
    return f"{day}，{assessment.unit.short_name}提出异议。经区安委会审查，异议{told}：{sentence(assessment.answer)}"


def sheet_data(assessment, rounds) -> dict:
    """Data of the kind assessment_sheet, `title` included."""
    return {
        "title": title_of(assessment.unit, assessment.year),
        "issuer": committee_name(),
        "addressee": principals_of(assessment.unit),
        "printed_by": office_name(),
        "regulation": regulation_name(assessment.ruleset),
        "rounds": [str(one) for one in rounds],
        **score_data(assessment),
    }


def compose(data):
    body = [
        Paragraph(
            f"根据{regulation(data)}三（三）6关于将巡查结果纳入对各街道安全生产工作绩效考核内容的规定，"
            f"现将{data['subdistrict']}{data['year']}年度安全生产巡查结果的考核情况确定如下。"
        ),
        section("考核得分"),
        *score_blocks(data),
        section("说明"),
        Paragraph(f"计入本表的巡查：{'、'.join(data['rounds'])}。数据截至{date_words(data['as_of'])}。"),
        Paragraph(
            f"计分办法由区安委会办公室拟定、区安委会审定，随制度版本（{data['edition']}）施行；制度未规定分值。"
        ),
    ]
    arguments = official(data, title=data["title"], note=ON_REQUEST)
    return Composition(**arguments, body=tuple(body))


def score_blocks(data) -> list:
    """The score with each deduction, and under it the formula."""
    blocks = [
        Table(COLUMNS, tuple(_rows(data))),
        Paragraph(f"考核得分：{data['score']}分（满分{plain(FULL)}分，扣完为止）。"),
        Paragraph(f"计分公式：{data['formula']}。"),
        Paragraph(f"计算过程：{data['sum']}。{RATE}。"),
    ]
    return [*blocks, *([Paragraph(data["objection"])] if data["objection"] else [])]


def _rows(data):
    for number, line in enumerate(data["lines"], start=1):
        yield str(number), line["label"], line["amount"], line["reckoning"], line["points"]
    if data["adjustment"] != "0":
        yield str(len(data["lines"]) + 1), "异议审查调整", "—", "区安委会决定", f"{-float(data['adjustment']):g}"
