"""Where a line of Chinese running text may end: pure functions on strings.

What a reader takes in as one (a date, a number with its unit, a clause, the number of a document) is not broken over a
line; a mark that closes does not begin a line, one that opens does not end it (GB/T 9704-2012 7.3, GB/T 15834).
"""

import re
import unicodedata

NOT_AT_START = frozenset("\uff0c。、\uff1b\uff1a\uff1f\uff01\uff09》〉」』】〕\u201d\u2019…—·%‰℃")
NOT_AT_END = frozenset("\uff08《〈「『【〔\u201c\u2018")
# Half of their square is empty: at the end of a line it may lie outside the type area.
HANGING = frozenset("\uff0c。、\uff1b\uff1a\uff09》〉」』】〕\u201d\u2019")

_NUMERAL = "[一二三四五六七八九十百零]"
_UNIT = (
    "个?(?:工作|自然)?日|个?小时|个月|人次|万元|亿元|平方米|立方米|公里|分钟|季度|"
    "[项家次人天月年件份名条款处元吨米户栋台套页期届号室楼层版个组起轮批类]"
)
_KEPT = re.compile(
    r"〔\d{4}〕\d+号"
    r"|\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?|\d{1,2}月\d{1,2}日"
    rf"|第(?:\d+|{_NUMERAL}+)(?:{_UNIT})?"
    rf"|{_NUMERAL}\uff08{_NUMERAL}+\uff09\d*"
    r"|\d{3,4}-\d{7,8}|1\d{10}"
    rf"|\d[\d,.]*(?:{_UNIT}|[%‰℃])?"
)
# Nothing that is kept together is longer.
_REACH = 24
_WORD = re.compile(r"[!-~]")


def ems(text: str) -> float:
    """The printed width in characters of body size: Han one, Latin and digits a half."""
    return sum(1 if unicodedata.east_asian_width(character) in "WFA" else 0.5 for character in text)


def kept_from(text: str, end: int) -> int:
    """Where the line has to end so that what stands around `end` stays together; `end` itself where nothing is broken
    there, and where the line would be empty."""
    found = _around(text, end)
    if found is None:
        return end
    start = found[0]
    while start > 0 and text[start - 1] in NOT_AT_END:
        start -= 1
    return start or end


def next_end(text: str, end: int) -> int | None:
    """The next place after `end` where the line may end; None in a stretch with blanks, which break by other rules."""
    for at in range(end + 1, min(end + _REACH, len(text)) + 1):
        if text[at - 1].isspace():
            return None
        if at == len(text) or _may_end(text, at):
            return at
    return None


def overhang(text: str) -> float:
    """Characters by which the line may stand out of the type area at its end: the empty half of a mark."""
    return 0.5 if text[-1:] in HANGING else 0.0


def _may_end(text: str, at: int) -> bool:
    before, after = text[at - 1], text[at]
    if after in NOT_AT_START or before in NOT_AT_END or after.isspace():
        return False
    return not (_WORD.match(before) and _WORD.match(after)) and _around(text, at) is None


def _around(text: str, end: int) -> tuple[int, int] | None:
    for match in _KEPT.finditer(text, max(0, end - _REACH)):
        if match.start() >= end:
            return None
        if match.end() > end:
            return match.span()
    return None
