"""The annexes that list findings, and the paragraphs that name them."""

from records.rendering.composition import Annex, Column, Paragraph, Table, subsection
from records.rendering.kinds.common import CATEGORY_WORDS, SUGGESTION_WORDS, due_words, paragraphs, points
from records.rendering.text import sentence

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
    rectified = [line for line in findings if line["category"] in CATEGORY_WORDS]
    rows = tuple(
        (
            str(number),
            line["subject"],
            line["text"] + (f"（依据：{line['basis']}）" if line.get("basis") else ""),
            CATEGORY_WORDS[line["category"]],
            line.get("requirement", ""),
            due_words(line.get("due", "")).replace("年", "年\n"),
        )
        for number, line in enumerate(rectified, start=1)
    )
    table = (Table(FINDING_COLUMNS, rows),) if rows else ()
    return Annex(title, (*table, *_suggestions(findings)))


def _suggestions(findings):
    texts = [f"{line['subject']}：{line['text']}" for line in findings if line["category"] == "suggestion"]
    return [Paragraph(f"另提出{SUGGESTION_WORDS}{len(texts)}条："), *points(texts)] if texts else []


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
        blocks += [subsection("重大事故隐患"), *_named(major, f"共发现重大事故隐患{len(major)}项")]
    if suggestions := [line for line in findings if line["category"] == "suggestion"]:
        blocks += [subsection("意见建议"), *points([line["text"] for line in suggestions])]
    return blocks


def _named(lines, count_words):
    """Few lines are all named; of many, the featured, or the first eight where nobody chose."""
    featured = [line for line in lines if line.get("featured")]
    shown = lines if len(lines) <= LISTED_IN_TEXT else featured or lines[:LISTED_IN_TEXT]
    words = sentence(count_words) if len(shown) == len(lines) else f"{count_words}，详见附件。其中："
    return [*paragraphs([words]), *points([f"{line['subject']}:{line['text']}" for line in shown])]
