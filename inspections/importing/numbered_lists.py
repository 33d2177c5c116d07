"""Several findings typed into one cell: 1、… 2、… or (1)… (2)… or ①… ②…"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from .numerals import read_number

CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
# An item shorter than this is no finding but part of an enumeration: 1、2、3号楼.
SHORTEST_ITEM = 2


@dataclass(frozen=True, slots=True)
class Style:
    """How the numbers are written; `anywhere`: from the second on they need no stop before them."""

    mark: re.Pattern[str]
    value: Callable[[str], int | None]
    anywhere: bool


_CHINESE = r"[一二三四五六七八九十]{1,3}"
STYLES = (
    Style(re.compile(r"(?<![0-9A-Za-z.．第])([0-9０-９]{1,2})\s?、"), read_number, anywhere=True),
    # Not 1.5米 and not 2020.10.31.
    Style(re.compile(r"(?<![0-9A-Za-z.．])([0-9０-９]{1,2})\s?[.．](?![0-9０-９])"), read_number, anywhere=False),
    Style(re.compile(r"[(（]\s?([0-9０-９]{1,2})\s?[)）][、.．]?"), read_number, anywhere=True),
    Style(re.compile(r"(?<![(（0-9A-Za-z.．])([0-9０-９]{1,2})[)）][、.．]?"), read_number, anywhere=False),
    Style(re.compile(rf"([{CIRCLED}])[、.．]?"), lambda sign: CIRCLED.index(sign) + 1, anywhere=True),
    Style(re.compile(rf"({_CHINESE})、"), read_number, anywhere=False),
    Style(re.compile(rf"[(（]({_CHINESE})[)）]、?"), read_number, anywhere=False),
)
_STOPS = "\n\t ;；。！!？?：:\u3000"
# An opening that says nothing beyond "the following problems were found".
_EMPTY_OPENING = re.compile(
    r"(?:经|现场|检查|,|，)*(?:发现|存在|有)*(?:以下|下列|如下|主要|的|[0-9一二两三四五六七八九十]|个|项|处|方面|条)*"
    r"(?:问题|隐患|不足)?(?:如下|是)?[\s:：。]*"
)


def split_numbered(text: str) -> list[str]:
    """The items of a numbered list without their numbers; the text itself, alone, where it is no such list.

    A list begins with 1, at the beginning or after a stop, and counts on without a gap. Words before it stay in front
    of every item, so that nothing is lost. The outermost numbering counts.
    """
    lists = [(marks, style) for style in STYLES if len(marks := _marks(text, style)) > 1]
    for marks, _style in sorted(lists, key=lambda found: found[0][0].start()):
        ends = [mark.start() for mark in marks[1:]] + [len(text)]
        items = [text[mark.end() : end].strip(" \t\n\u3000;；,，、") for mark, end in zip(marks, ends, strict=True)]
        if all(len(item) >= SHORTEST_ITEM for item in items):
            opening = text[: marks[0].start()].strip()
            opening = "" if _EMPTY_OPENING.fullmatch(opening) else opening
            return [opening + item for item in items]
    return [text]


def _marks(text: str, style: Style) -> list[re.Match[str]]:
    found = list(style.mark.finditer(text))
    chosen: list[re.Match[str]] = []
    while True:
        wanted = len(chosen) + 1
        after = chosen[-1].end() if chosen else 0
        nexts = [mark for mark in found if mark.start() >= after and style.value(mark[1]) == wanted]
        pick = next((mark for mark in nexts if _after_a_stop(text, mark)), None)
        if pick is None and chosen and style.anywhere:
            pick = next((mark for mark in nexts if _may_follow(text, mark)), None)
        if pick is None:
            return chosen
        chosen.append(pick)


def _after_a_stop(text: str, mark: re.Match[str]) -> bool:
    return mark.start() == 0 or text[mark.start() - 1] in _STOPS


def _may_follow(text: str, mark: re.Match[str]) -> bool:
    """Not inside 1、2、3号楼 or 共2、3家."""
    following = text[mark.end() : mark.end() + 1]
    return text[mark.start() - 1] not in "、,，-—至到" and not following.isdigit()
