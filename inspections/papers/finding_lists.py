"""Findings on papers: their row, the annexes that list them, the paragraphs that name and count them."""

from typing import Literal, NotRequired

from typing_extensions import TypedDict

from inspections.vocabulary import KIND_WORDS, RECTIFIED_KIND_WORDS, SUGGESTION_WORD
from records.rendering.kinds.common import due_words, paragraphs, points
from records.typesetting.composition import Annex, Column, Paragraph, Table, subsection
from records.typesetting.text import sentence

Category = Literal["problem", "general_hazard", "major_hazard", "violation", "suggestion"]


class FindingLine(TypedDict):
    """One row of 问题清单. The list's order is its numbering, made anew, since gaps betray what is hidden.

    There is no category for a lead (问题线索): it goes out by hand-off only, and such a row is refused as bad data.
    subject: the unit or enterprise. text: the fact, with place and quantity. criterion: 判定依据 of a major hazard.
    basis: clause of law or standard. requirement: 整改要求. due: an ISO date, or words such as 立行立改.
    responsibility: whose duty fell short, 属地、部门、企业. featured: named in the text of the report, not only in the
    annex. photos: how many go along with it.
    """

    subject: str
    text: str
    category: Category
    responsibility: Literal["local", "department", "enterprise"]
    basis: NotRequired[str]
    criterion: NotRequired[str]
    requirement: NotRequired[str]
    due: NotRequired[str]
    featured: NotRequired[bool]
    photos: NotRequired[int]


FINDING_COLUMNS = (
    Column("序号", 11),
    Column("责任单位", 28),
    Column("问题和隐患", 48),
    Column("类别", 20),
    Column("整改要求", 29),
    Column("整改期限", 20),
)
MAJOR_COLUMNS = (
    Column("序号", 12),
    Column("责任单位", 34),
    Column("重大事故隐患", 56),
    Column("判定依据", 54),
)
RESPONSIBILITIES = {
    "local": "党政领导和属地管理责任落实方面",
    "department": "部门监管责任落实方面",
    "enterprise": "企业主体责任落实方面",
}
LISTED_IN_TEXT = 8


def finding_annex(title, findings):
    """What is to be rectified, in rows numbered as in the system; suggestions below them, outside that count."""
    rectified = [line for line in findings if line["category"] in RECTIFIED_KIND_WORDS]
    rows = tuple(
        (
            str(number),
            line["subject"],
            line["text"]
            + (f"（依据：{line['basis']}）" if line.get("basis") else "")
            + (f"（附照片{line['photos']}张）" if line.get("photos") else ""),
            RECTIFIED_KIND_WORDS[line["category"]],
            line.get("requirement", ""),
            due_words(line.get("due", "")).replace("年", "年\n"),
        )
        for number, line in enumerate(rectified, start=1)
    )
    table = (Table(FINDING_COLUMNS, rows),) if rows else ()
    return Annex(title, (*table, *_suggestions(findings)))


def _suggestions(findings):
    texts = [f"{line['subject']}：{line['text']}" for line in findings if line["category"] == "suggestion"]
    return [Paragraph(f"另提出{SUGGESTION_WORD}{len(texts)}条："), *points(texts)] if texts else []


def major_hazard_annex(title, findings):
    major = [line for line in findings if line["category"] == "major_hazard"]
    rows = tuple(
        (str(number), line["subject"], line["text"], line.get("criterion", ""))
        for number, line in enumerate(major, start=1)
    )
    return Annex(title, (Table(MAJOR_COLUMNS, rows),))


def finding_sections(findings):
    """Subsections by whose duty fell short, then the major hazards; each says how many and names the featured."""
    blocks = []
    for responsibility, words in RESPONSIBILITIES.items():
        lines = [
            line
            for line in findings
            if line["responsibility"] == responsibility and line["category"] not in ("major_hazard", "suggestion")
        ]
        if lines:
            blocks += [subsection(words), *_named(lines, f"共发现问题和隐患{len(lines)}项")]
    if major := [line for line in findings if line["category"] == "major_hazard"]:
        blocks += [
            subsection(KIND_WORDS["major_hazard"]),
            *_named(major, f"共发现{KIND_WORDS['major_hazard']}{len(major)}项"),
        ]
    if suggestions := [line for line in findings if line["category"] == "suggestion"]:
        blocks += [subsection(SUGGESTION_WORD), *points([line["text"] for line in suggestions])]
    return blocks


def totals_words(findings):
    """共发现问题和隐患112项,其中工作问题12项、一般隐患80项 …; suggestions apart."""
    counts = {word: sum(line["category"] == key for line in findings) for key, word in RECTIFIED_KIND_WORDS.items()}
    total = sum(counts.values())
    parts = "、".join(f"{word}{count}项" for word, count in counts.items() if count)
    words = f"共发现问题和隐患{total}项" + (f"，其中{parts}" if total and len(parts.split("、")) > 1 else "")
    if suggestions := sum(line["category"] == "suggestion" for line in findings):
        words += f"；另提出{SUGGESTION_WORD}{suggestions}条"
    return words + "。"


def _named(lines, count_words):
    """Few lines are all named; of many, the featured, or the first eight where nobody chose."""
    featured = [line for line in lines if line.get("featured")]
    shown = lines if len(lines) <= LISTED_IN_TEXT else featured or lines[:LISTED_IN_TEXT]
    words = sentence(count_words) if len(shown) == len(lines) else f"{count_words}，详见附件。其中："
    return [*paragraphs([words]), *points([f"{line['subject']}:{line['text']}" for line in shown])]
