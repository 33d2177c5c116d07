"""What every official document says about itself, and the words shared by several kinds."""

import re
from typing import Literal, NotRequired

from typing_extensions import TypedDict

from records.rendering.composition import Paragraph, items
from records.rendering.text import date_words, sentence

ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
REGULATION = "《枣庄高新区安全生产巡查工作制度》"


class Official(TypedDict):
    """Keys every kind takes.

    issuer: 发文机关署名, full name. addressee: 主送机关 without the colon.
    letterhead: 发文机关标志; by default the issuer (and 文件 in the file layout).
    title: by default made from the data; a line feed in it is a line break in print.
    copies: 抄送机关. printed_by: 印发机关, by default the issuer. note: 附注 without brackets (此件公开发布).
    regulation: the rule the document rests on, with its 《》.
    """

    issuer: str
    addressee: str
    letterhead: NotRequired[str]
    title: NotRequired[str]
    copies: NotRequired[list[str]]
    printed_by: NotRequired[str]
    note: NotRequired[str]
    regulation: NotRequired[str]


class Contact(TypedDict):
    """联系人: a name and a telephone, perhaps an address for papers or a mailbox."""

    name: str
    phone: str
    address: NotRequired[str]


Category = Literal["problem", "general_hazard", "major_hazard", "violation", "suggestion"]
CATEGORY_WORDS = {
    "problem": "工作问题",
    "general_hazard": "一般隐患",
    "major_hazard": "重大事故隐患",
    "violation": "非法违法违规问题",
}
# A suggestion is listed with the findings but is none of them: it never counts in a total or a rate (一(二)2).
SUGGESTION_WORDS = "意见建议"


class FindingLine(TypedDict):
    """One row of 问题清单. The list's order is its numbering, made anew, since gaps betray what is hidden.

    There is no category for a lead (问题线索): it goes out by hand-off only, and such a row is refused as bad data.
    subject: the unit or enterprise. text: the fact, with place and quantity. criterion: 判定依据 of a major hazard.
    basis: clause of law or standard. requirement: 整改要求. due: an ISO date, or words such as 立行立改.
    responsibility: whose duty fell short, 属地、部门、企业. featured: named in the text of the report, not only in the
    annex.
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


def official(data, *, title, layout="file", upward=False):
    """The arguments of a Composition that come from the keys of Official."""
    suffix = "" if layout == "letter" else "文件"
    return {
        "title": data.get("title") or title,
        "addressee": data["addressee"],
        "issuer": data["issuer"],
        "letterhead": data.get("letterhead") or data["issuer"] + suffix,
        "layout": layout,
        "upward": upward,
        "copies": tuple(data.get("copies", [])),
        "printed_by": data.get("printed_by", ""),
        "note": data.get("note", ""),
    }


def regulation(data):
    return data.get("regulation", REGULATION)


def paragraphs(texts):
    return [Paragraph(sentence(text)) for text in texts]


def points(texts):
    """Numbered sentences; a single one stands without a number."""
    texts = [sentence(text) for text in texts]
    return items(texts) if len(texts) > 1 else [Paragraph(text) for text in texts]


def contact_words(contact):
    words = f"联系人：{contact['name']}，联系电话：{contact['phone']}"
    return sentence(words + (f"，地址：{contact['address']}" if contact.get("address") else ""))


def totals_words(findings):
    """共发现问题和隐患112项,其中工作问题12项、一般隐患80项 …; suggestions apart."""
    counts = {word: sum(line["category"] == key for line in findings) for key, word in CATEGORY_WORDS.items()}
    total = sum(counts.values())
    parts = "、".join(f"{word}{count}项" for word, count in counts.items() if count)
    words = f"共发现问题和隐患{total}项" + (f"，其中{parts}" if total and len(parts.split("、")) > 1 else "")
    if suggestions := sum(line["category"] == "suggestion" for line in findings):
        words += f"；另提出意见建议{suggestions}条"
    return words + "。"


def due_words(due):
    """An ISO date in Chinese; words such as 立行立改 as they are."""
    return date_words(due) if ISO_DATE.fullmatch(due or "") else due or ""
