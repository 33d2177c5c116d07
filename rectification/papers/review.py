"""审核意见: the committee on the subdistrict's rectification report (三(三)5), item by item."""

from typing import Literal, NotRequired

from typing_extensions import TypedDict

from records.rendering.kinds.common import (
    ON_REQUEST,
    Contact,
    Official,
    contact_words,
    due_words,
    official,
    paragraphs,
    points,
)
from records.rendering.schema import IsoDate
from records.typesetting.composition import Annex, Column, Composition, Paragraph, Table, section
from records.typesetting.text import date_words, runs_words

ITEM_COLUMNS = (
    Column("序号", 12),
    Column("责任单位", 32),
    Column("问题和隐患", 52),
    Column("审核结果", 18),
    Column("理由和要求", 42),
)
RESULT_WORDS = {"passed": "通过", "returned": "退回"}
RETURNED_IN_TEXT = 20


class ReviewedItem(TypedDict):
    """number: as in the feedback's list, so that both sides speak of the same thing. reason: needed when returned."""

    number: int
    subject: str
    text: str
    result: Literal["passed", "returned"]
    reason: NotRequired[str]
    due_on: NotRequired[IsoDate]


class RectificationReview(Official):
    """submitted_on: day the report came. overall: paragraphs of 结论. report_name: the report's title or number.

    resubmit_on: last day, included, for the returned items; needed when any is returned.
    meeting: which committee meeting decided.
    sample: a sentence on what was drawn and checked on site.
    """

    subdistrict: str
    submitted_on: IsoDate
    report_name: str
    items: list[ReviewedItem]
    overall: list[str]
    resubmit_on: NotRequired[IsoDate | None]
    meeting: NotRequired[str]
    sample: NotRequired[str]
    contact: NotRequired[Contact]


def compose(data):
    passed = [item for item in data["items"] if item["result"] == "passed"]
    returned = [item for item in data["items"] if item["result"] == "returned"]
    decided = f"经{data['meeting']}审议，" if data.get("meeting") else ""
    body = [
        Paragraph(f"{date_words(data['submitted_on'])}报送的{data['report_name']}收悉。{decided}现提出审核意见如下。"),
        section("审核情况"),
        Paragraph(f"本次共审核{len(data['items'])}项，通过{len(passed)}项，退回{len(returned)}项，逐项结果见附件。"),
    ]
    if data.get("sample"):
        body.append(Paragraph(data["sample"]))
    if passed:
        numbers = runs_words([item["number"] for item in passed])
        body += [section("通过事项"), Paragraph(f"问题清单第{numbers}项整改到位，予以销号。")]
    if returned:
        body += [section("退回事项及要求"), *_returned(data, returned)]
    body += [section("结论"), *paragraphs(data["overall"])]
    if data.get("contact"):
        body.append(Paragraph(contact_words(data["contact"])))
    arguments = official(data, title=f"关于{data['subdistrict']}安全生产巡查整改情况的审核意见", note=ON_REQUEST)
    annex = Annex("整改情况逐项审核结果", (Table(ITEM_COLUMNS, tuple(_rows(data["items"]))),))
    return Composition(**arguments, body=tuple(body), annexes=(annex,))


def _returned(data, returned):
    if len(returned) <= RETURNED_IN_TEXT:
        yield from points(
            [f"第{item['number']}项（{item['subject']}）：{item.get('reason', '')}" for item in returned]
        )
    else:
        yield Paragraph(f"退回的{len(returned)}项及理由见附件。")
    if data.get("resubmit_on"):
        yield Paragraph(
            f"请于{date_words(data['resubmit_on'])}前（含当日）重新报送退回事项的整改情况，其余事项不再报送。"
        )


def _rows(entries):
    for item in entries:
        due = due_words(item.get("due_on"))
        reason = item.get("reason", "") + (f"（整改期限：{due}）" if due else "")
        yield str(item["number"]), item["subject"], item["text"], RESULT_WORDS[item["result"]], reason
