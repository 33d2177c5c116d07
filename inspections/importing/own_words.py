"""What the cell of the problem says of its level and of how many problems it holds, beside what is read of it."""

import re

from .words import kind_of

_WORDS = r"([^()（）\[\]【】〔〕]{2,12})"
_OPEN, _SHUT = r"[(（\[【〔]", r"[)）\]】〕]"
_MARKS = (
    re.compile(rf"^{_OPEN}{_WORDS}{_SHUT}"),
    re.compile(rf"{_OPEN}{_WORDS}{_SHUT}[\s。.;；]*$"),
    re.compile(r"^((?:一般|重大)[^：:，,。]{0,8}隐患)[：:]"),
)
_HAZARDS = ("general_hazard", "major_hazard")
# Points that are no numbers counted from 1: bullets, letters, 1#, 3、 after 1、.
_POINT = re.compile(
    r"(?:^|[\n;；。])\s*(?:[·•●○▪◆■◇□\-—*]|(?:[A-Za-z]|[0-9０-９]{1,2})\s*[.．、)）\\/：:#＃-])\s*(?=[^\s0-9０-９])"
)


def own_level(text: str) -> tuple[str, str]:
    """The level with which the problem itself is marked, (重大)… or …【一般】, as written and as a kind; ('', '')
    where it bears no such mark."""
    for mark in _MARKS:
        if (found := mark.search(text.strip())) and (kind := kind_of(found[1])) in _HAZARDS:
            return found[1], kind
    return "", ""


def may_be_several(text: str) -> bool:
    """Whether the text, which was not parted, looks like a list all the same."""
    return len(_POINT.findall(text)) > 1
