"""What every official document says about itself, and the words shared by several kinds."""

import re
from typing import NotRequired

from typing_extensions import TypedDict

from records.typesetting.composition import Paragraph, items
from records.typesetting.text import date_words, in_brackets, joinable, sentence

# 附注: whether the public may read a paper. Each kind has its own; the data may say otherwise.
OPEN, ON_REQUEST, CLOSED = "此件公开发布", "此件依申请公开", "此件不公开"
ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
REGULATION = "《枣庄高新区安全生产巡查工作制度》"


class Official(TypedDict):
    """Keys every kind takes.

    issuer: 发文机关署名, full name. addressee: 主送机关 without the colon.
    letterhead: 发文机关标志; by default the issuer (and 文件 in the file layout).
    title: by default made from the data; a line feed in it is a line break in print.
    copies: 抄送机关. printed_by: 印发机关, by default the issuer. note: 附注 without brackets (此件公开发布).
    regulation: the rule the document rests on, with its 《》. order: that of the committee by which a round outside
    the plan takes place, with number and day.
    """

    issuer: str
    addressee: str
    letterhead: NotRequired[str]
    title: NotRequired[str]
    copies: NotRequired[list[str]]
    printed_by: NotRequired[str]
    note: NotRequired[str]
    regulation: NotRequired[str]
    order: NotRequired[str]


class Contact(TypedDict):
    """联系人: a name and a telephone, perhaps an address for papers or a mailbox."""

    name: str
    phone: str
    address: NotRequired[str]


def official(data, *, title, layout="file", upward=False, note=""):
    """The arguments of a Composition that come from the keys of Official. `note`: of the kind, where the data have
    none of their own."""
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
        "note": data.get("note", note),
    }


def regulation(data):
    return data.get("regulation", REGULATION)


def basis(data, *, plan=""):
    """What the inspection rests on: the rule, with the order of a round outside the plan, else with `plan`."""
    order = joinable(data.get("order", ""))
    return f"{regulation(data)}和区安委会临时安排{in_brackets(order)}" if order else f"{regulation(data)}{plan}"


def paragraphs(texts):
    return [Paragraph(sentence(text)) for text in texts]


def points(texts):
    """Numbered sentences; a single one stands without a number."""
    texts = [sentence(text) for text in texts]
    return items(texts) if len(texts) > 1 else [Paragraph(text) for text in texts]


def contact_words(contact):
    words = f"联系人：{contact['name']}" + (f"，联系电话：{contact['phone']}" if contact["phone"] else "")
    return sentence(words + (f"，地址：{contact['address']}" if contact.get("address") else ""))


def due_words(due):
    """An ISO date in Chinese; words such as 立行立改 as they are."""
    return date_words(due) if ISO_DATE.fullmatch(due or "") else due or ""
