"""Several findings typed into one cell: 1、… 2、… or (1)… (2)… or ①… ②… or 一是…；二是…"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from .numerals import read_number

CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
BRACKETED = "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"
DOTTED = "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"
FILLED = "❶❷❸❹❺❻❼❽❾❿"
CHINESE_BRACKETED = "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"
# An item shorter than this is no finding but part of an enumeration: 1、2、3号楼.
SHORTEST_ITEM = 2
# A longer opening is a sentence of its own, not the name of a place above its problems.
LONGEST_PLACE = 40


@dataclass(frozen=True, slots=True)
class Style:
    """How the numbers are written; `anywhere`: from the second on they need no stop before them; `after_commas`: a
    comma before them is stop enough."""

    mark: re.Pattern[str]
    value: Callable[[str], int | None]
    anywhere: bool = False
    after_commas: bool = False


def _signs(signs: str) -> Style:
    return Style(re.compile(rf"([{signs}])[、.．]?"), lambda sign: signs.index(sign) + 1, anywhere=True)


_DIGITS = r"[0-9０-９]{1,2}"
_CHINESE = r"[一二三四五六七八九十]{1,3}"
_COUNTED = "个处台具只名人家号米层楼栋套件项条次辆根块座间期年月日时分秒度吨升公千百万点段片"
_COUNTED += "面张份支把盏扇户组排级类班车路区街"
STYLES = (
    Style(re.compile(rf"(?<![0-9A-Za-z.．第])({_DIGITS})\s?、"), read_number, anywhere=True),
    # Not 1.5米 and not 2020.10.31, but 1.3号楼….
    Style(
        re.compile(rf"(?<![0-9A-Za-z.．])({_DIGITS})\s?[.．](?![0-9０-９](?![0-9０-９]?\s?(?:号|[#＃]|栋|幢|单元)))"),
        read_number,
        after_commas=True,
    ),
    Style(re.compile(rf"[(（]\s?({_DIGITS})\s?[)）][、.．]?"), read_number, anywhere=True),
    Style(re.compile(rf"[\[［【〔]\s?({_DIGITS})\s?[\]］】〕][、.．]?"), read_number, anywhere=True),
    Style(re.compile(rf"(?<![(（0-9A-Za-z.．])({_DIGITS})[)）][、.．]?"), read_number, after_commas=True),
    # 1，… and 1：…, not 8:30 and not 1,200.
    Style(re.compile(rf"(?<![0-9A-Za-z.．:：])({_DIGITS})\s?[,，:：](?![0-9０-９])"), read_number, after_commas=True),
    _signs(CIRCLED),
    _signs(BRACKETED),
    _signs(DOTTED),
    _signs(FILLED),
    _signs(CHINESE_BRACKETED),
    Style(re.compile(r"([Ⅰ-Ⅻ])[、.．:：]"), lambda sign: ord(sign) - ord("Ⅰ") + 1, anywhere=True),
    Style(re.compile(rf"({_CHINESE})、"), read_number),
    Style(re.compile(rf"[(（]({_CHINESE})[)）]、?"), read_number, anywhere=True),
    Style(re.compile(rf"其({_CHINESE})[,，、:：]"), read_number, after_commas=True),
    # A line of its own that begins with the bare number, not with a count (1 个…).
    Style(re.compile(rf"(?m:^)({_DIGITS})[ \t　]*(?=[\u4e00-\u9fff])(?![{_COUNTED}])"), read_number),
    Style(re.compile(rf"({_CHINESE})是(?=[^否])"), read_number, after_commas=True),
    Style(re.compile(rf"第({_CHINESE}|{_DIGITS})[、,，:：]"), read_number, after_commas=True),
    Style(re.compile(rf"(?:问题|隐患)({_CHINESE}|{_DIGITS})[、.．:：]"), read_number, after_commas=True),
)
_STOPS = "\n\t ;；。！!？?：:\u3000"
_EDGES = " \t\n\u3000;；,，、"
# An opening that says nothing beyond "the following problems were found".
_EMPTY_OPENING = re.compile(
    r"(?:经|现场|检查|,|，)*(?:发现|存在|有)*(?:以下|下列|如下|主要|的|[0-9一二两三四五六七八九十]|个|项|处|方面|条)*"
    r"(?:问题|隐患|不足)?(?:如下|是)?[\s:：。]*"
)


def split_numbered(text: str) -> list[str]:
    """The items of a numbered list without their numbers; the text itself, alone, where it is no such list.

    A list begins with 1, at the beginning or after a stop, and counts on without a gap. Words before it stay in front
    of every item, so that nothing is lost. The outermost numbering counts; it is left for the inner one where each of
    its items is but a place with numbered problems of its own (一、一号桥。1.… 2.…), and a list that begins with 1
    anew counts on.
    """
    outer = _split(text)
    if len(outer) > 1:
        inner = [_under_a_place(item) for item in outer]
        if all(inner):
            return [finding for items in inner for finding in items]
    return outer


def split_alike(text: str, count: int) -> list[str]:
    """`count` items numbered from 1, as in the cell beside it; [] where the text does not hold just as many.

    Also where a date follows the number (2.12月5日前, ①3日②5日), which alone could be read in two ways.
    """
    items = split_numbered(text)
    if len(items) == count:
        return items
    ways = (_counted_on(text, style) for style in STYLES)
    marks = next((found for found in (_loose_marks(text, count), *ways) if len(found) == count), [])
    if not marks or text[: marks[0].start()].strip(_STOPS):
        return []
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    items = [text[mark.end() : end].strip(_EDGES) for mark, end in zip(marks, ends, strict=True)]
    return items if all(items) else []


def _loose_marks(text: str, count: int) -> list[re.Match[str]]:
    """One more than `count` where the text counts further."""
    marks: list[re.Match[str]] = []
    for wanted in range(1, count + 2):
        mark = _loose_mark(wanted).search(text, marks[-1].end() if marks else 0)
        if mark is None:
            break
        marks.append(mark)
    return marks


def _counted_on(text: str, style: Style) -> list[re.Match[str]]:
    """Marks of one style that count from 1 on, whatever stands before and behind them."""
    marks: list[re.Match[str]] = []
    for mark in style.mark.finditer(text):
        if style.value(mark[1]) == len(marks) + 1:
            marks.append(mark)
    return marks


def _loose_mark(number: int) -> re.Pattern[str]:
    return re.compile(rf"(?:^|(?<=[\s;；。,，、]))[(（\[【]?{number}(?:[)）\]】][、.．]?|[、.．:：,，])")


def _split(text: str) -> list[str]:
    lists = [(marks, style) for style in STYLES if len(marks := _marks(text, style)) > 1]
    for marks, style in sorted(lists, key=lambda found: found[0][0].start()):
        if items := _items(text, marks, style):
            return items
    return [text]


def _items(text: str, marks: list[re.Match[str]], style: Style) -> list[str]:
    """[] where an item is too short to be a finding. What stands before a new 1 is the opening of the items after."""
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    opening = _opening(text[: marks[0].start()])
    items = []
    for position, (mark, end) in enumerate(zip(marks, ends, strict=True)):
        item = text[mark.end() : end]
        begins_anew = position + 1 < len(marks) and style.value(marks[position + 1][1]) == 1
        following = opening
        if begins_anew:
            item, following = _cut_opening(item)
        item = item.strip(_EDGES)
        if len(item) < SHORTEST_ITEM:
            return []
        items.append(opening + item)
        opening = following
    return items


def _opening(words: str) -> str:
    words = words.strip()
    return "" if _EMPTY_OPENING.fullmatch(words) else words


def _cut_opening(item: str) -> tuple[str, str]:
    """The item, and the words after its last stop: the name of the next place (…；二号涵：)."""
    bare = item.rstrip(_EDGES + "：:。")
    at = max(bare.rfind(stop) for stop in "\n;；。")
    if at < 0 or len(item) - at > LONGEST_PLACE:
        return item, ""
    return item[:at], _as_opening(item[at + 1 :])


def _as_opening(words: str) -> str:
    bare = words.strip().rstrip("：:。，,;；")
    return f"{bare}：" if bare else ""


def _under_a_place(item: str) -> list[str]:
    """The numbered problems of an item that begins with the name of a place; [] where it is no such item."""
    for style in STYLES:
        marks = _marks(item, style)
        place = item[: marks[0].start()] if marks else ""
        if marks and place.strip() and len(place) <= LONGEST_PLACE and place[-1] in "\n：:。 ":
            ends = [mark.start() for mark in marks[1:]] + [len(item)]
            parts = [item[mark.end() : end].strip(_EDGES) for mark, end in zip(marks, ends, strict=True)]
            if all(len(part) >= SHORTEST_ITEM for part in parts):
                return [_as_opening(place) + part for part in parts]
    return []


def _marks(text: str, style: Style) -> list[re.Match[str]]:
    found = list(style.mark.finditer(text))
    if not found:
        return []
    chosen: list[re.Match[str]] = []
    last = 0
    while True:
        after = chosen[-1].end() if chosen else 0
        nexts = [mark for mark in found if mark.start() >= after]
        counted_on = [mark for mark in nexts if style.value(mark[1]) == last + 1]
        pick = next((mark for mark in counted_on if _after_a_stop(text, mark, style)), None)
        if pick is None and chosen and style.anywhere:
            pick = next((mark for mark in counted_on if _may_follow(text, mark)), None)
        anew = next((mark for mark in nexts if style.value(mark[1]) == 1 and _after_a_stop(text, mark, style)), None)
        if chosen and anew and (pick is None or anew.start() < pick.start()):
            pick = anew
        if pick is None:
            return chosen
        last = style.value(pick[1]) or 0
        chosen.append(pick)


def _after_a_stop(text: str, mark: re.Match[str], style: Style) -> bool:
    if mark.start() == 0:
        return True
    before = text[mark.start() - 1]
    return before in _STOPS or (style.after_commas and before in ",，")


def _may_follow(text: str, mark: re.Match[str]) -> bool:
    """Not inside 1、2、3号楼 or 共2、3家."""
    following = text[mark.end() : mark.end() + 1]
    return text[mark.start() - 1] not in "、-—至到" and not following.isdigit()
