"""整改情况报告: what a subdistrict files with the committee (三(三)5, R66, R67), as a paper to read before.

It is filed as data and gets no number of ours: the subdistrict sends its own paper where it is asked for one.
"""

from collections.abc import Callable
from datetime import datetime
from typing import NotRequired

from typing_extensions import TypedDict

from planning.bodies import committee_name, regulation_name
from records.previews import drawing
from records.rendering.kinds.common import Official, official, paragraphs, regulation
from records.rendering.schema import IsoDate
from records.typesetting.composition import Annex, Column, Composition, Paragraph, Table, section
from records.typesetting.text import date_words, joinable, sentence
from rectification.models import Submission
from rectification.models.submission import FiledResult

ITEM_COLUMNS = (
    Column("序号", 12),
    Column("责任单位", 28),
    Column("问题和隐患", 42),
    Column("整改和查处情况", 52),
    Column("整改责任人", 22),
)


class FiledLine(TypedDict):
    """number: as in the feedback's list. penalty: 查处情况. reason and expected_on: of what is not finished."""

    number: int
    subject: str
    text: str
    is_done: bool
    measures: str
    responsible: str
    penalty: NotRequired[str]
    reason: NotRequired[str]
    expected_on: NotRequired[IsoDate]


class FiledReport(Official):
    """measures, investigation: paragraphs of the two parts. commitment: the principal's word. lateness: why it is
    late. feedback_number: of the letter it answers. signatory: the principal who files it."""

    subdistrict: str
    feedback_number: str
    measures: list[str]
    investigation: list[str]
    commitment: str
    lateness: str
    signatory: str
    items: list[FiledLine]


def filed_report(submission: Submission, at: datetime) -> Callable[[], bytes]:
    """The report just filed, drawn as a draft; the `preview` of its verb."""
    return drawing([("rectification_report", report_data(submission))])


def report_data(submission: Submission) -> dict:
    case = submission.case
    return {
        "issuer": case.unit.name,
        "addressee": committee_name(),
        "regulation": regulation_name(case.round.ruleset),
        "subdistrict": case.unit.short_name,
        "feedback_number": case.feedback.full_number,
        "measures": _lines(submission.measures),
        "investigation": _lines(submission.investigation),
        "commitment": submission.commitment,
        "lateness": submission.lateness_reason,
        "signatory": submission.committed_by.full_name,
        "items": [_line(line) for line in submission.lines.order_by("number")],
    }


def _line(line) -> dict:
    told = {
        "number": line.number,
        "subject": line.subject_name,
        "text": line.text,
        "is_done": line.result == FiledResult.REPORTED,
        "measures": line.measures,
        "responsible": line.responsible_name,
    }
    more = {"penalty": line.penalty, "reason": line.reason, "expected_on": line.expected_on}
    return told | {name: value for name, value in more.items() if value}


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def compose(data):
    done = sum(item["is_done"] for item in data["items"])
    rest = len(data["items"]) - done
    body = [
        Paragraph(
            f"按照{regulation(data)}三（三）5的规定和反馈意见（{data['feedback_number']}）的要求，现将"
            f"{data['subdistrict']}整改和查处情况报告如下。"
        ),
        section("整改情况"),
        Paragraph(
            f"本次报告{len(data['items'])}项，已完成整改{done}项"
            + (f"，尚未完成{rest}项" if rest else "")
            + "，逐项情况见附件。"
        ),
        *paragraphs(data["measures"]),
        section("查处情况"),
        *paragraphs(data["investigation"]),
    ]
    if data["lateness"]:
        body += [section("逾期报送的原因"), *paragraphs([data["lateness"]])]
    body += [section("真实性承诺"), *paragraphs([data["commitment"]]), Paragraph("特此报告。")]
    arguments = official(data, title=f"关于{data['subdistrict']}安全生产巡查整改情况的报告", upward=True)
    annex = Annex("整改情况逐项清单", (Table(ITEM_COLUMNS, tuple(_rows(data["items"]))),))
    return Composition(**arguments, body=tuple(body), annexes=(annex,), signatory=data["signatory"])


def _rows(items):
    for item in items:
        said = sentence(item["measures"])
        if not item["is_done"]:
            said += f"尚未完成：{joinable(item['reason'])}，拟于{date_words(item['expected_on'])}完成。"
        if item.get("penalty"):
            said += f"查处情况：{sentence(item['penalty'])}"
        yield str(item["number"]), item["subject"], item["text"], said, item["responsible"]
