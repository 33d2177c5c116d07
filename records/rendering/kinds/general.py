"""A document with sections, items and tables of its own: for kinds that need no more than an outline."""

from typing import NotRequired

from typing_extensions import TypedDict

from records.rendering.errors import BadDocumentData
from records.rendering.kinds.common import Contact, Official, contact_words, official, paragraphs, points
from records.typesetting.composition import Annex, Column, Composition, Table, section


class OutlineTable(TypedDict):
    """columns: labels; widths: whole millimetres, together 156; rows: as many strings as columns."""

    columns: list[str]
    widths: list[int]
    rows: list[list[str]]


class OutlineSection(TypedDict):
    """heading may be empty for the opening paragraphs. points are numbered 1. 2. 3. after the paragraphs."""

    heading: str
    paragraphs: NotRequired[list[str]]
    points: NotRequired[list[str]]
    table: NotRequired[OutlineTable]


class OutlineAnnex(TypedDict):
    title: str
    sections: list[OutlineSection]


class Outline(Official):
    """title is needed here. sections are numbered 一、二、 in their order."""

    sections: list[OutlineSection]
    annexes: NotRequired[list[OutlineAnnex]]
    contact: NotRequired[Contact]


def compose_notice(data):
    """文件格式 with the red head: 通知, 意见, 通报."""
    return _compose(data, layout="file")


def compose_letter(data):
    """信函格式: 函, 移交函, 抄送函, 约谈通知书, 挂牌督办通知书."""
    return _compose(data, layout="letter")


def _compose(data, *, layout):
    if not data.get("title"):
        raise BadDocumentData("title: missing.")
    body = _blocks(data["sections"])
    if data.get("contact"):
        body += paragraphs([contact_words(data["contact"])])
    annexes = tuple(Annex(annex["title"], tuple(_blocks(annex["sections"]))) for annex in data.get("annexes", []))
    return Composition(**official(data, title="", layout=layout), body=tuple(body), annexes=annexes)


def _blocks(sections):
    blocks = []
    for part in sections:
        if part["heading"]:
            blocks.append(section(part["heading"]))
        blocks += paragraphs(part.get("paragraphs", []))
        blocks += points(part.get("points", []))
        if "table" in part:
            blocks.append(_table(part["table"]))
    return blocks


def _table(table):
    if len(table["columns"]) != len(table["widths"]) or any(
        len(row) != len(table["columns"]) for row in table["rows"]
    ):
        raise BadDocumentData("table: columns, widths and every row need the same length.")
    columns = tuple(Column(label, width) for label, width in zip(table["columns"], table["widths"], strict=True))
    return Table(columns, tuple(tuple(row) for row in table["rows"]))
