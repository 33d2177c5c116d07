"""What must not be read in an announcement (三(三)6, R73). Pure: texts and words in, texts and words out.

A word is found in whatever width it is written, and with spaces between its signs.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# Between the signs of a word: spaces of any width, and what is not seen at all.
_GAP = "[\\s\u00ad\u200b-\u200f\u2060\ufeff]*"
_FULL_WIDTH = 0xFEE0
_MASK = "*"
# A mobile or a fixed line with its area code; an identity number; a 统一社会信用代码.
_NUMBERS = (
    re.compile(r"(?<!\d)1[3-9]\d(?:[\s-]?\d){8}(?!\d)"),
    re.compile(r"(?<!\d)0\d{2,3}[\s-]?\d{7,8}(?!\d)"),
    re.compile(r"(?<![0-9A-Za-z])\d{17}[\dXx](?![0-9A-Za-z])"),
    re.compile(r"(?<![0-9A-Za-z])[1-9ANY][0-9A-Za-z]\d{6}[0-9A-Za-z]{10}(?![0-9A-Za-z])"),
)


@dataclass(frozen=True)
class Hidden:
    """A word and what stands instead of it."""

    word: str
    replacement: str


def _sign(sign: str) -> str:
    """One sign in every width."""
    found = {sign, sign.upper(), sign.lower()}
    found |= {chr(ord(each) + _FULL_WIDTH) for each in found if "!" <= each <= "~"}
    return f"[{''.join(map(re.escape, sorted(found)))}]"


def pattern_of(word: str) -> re.Pattern[str]:
    signs = [sign for sign in unicodedata.normalize("NFKC", word) if not re.fullmatch(_GAP, sign) or not sign]
    return re.compile(_GAP.join(map(_sign, signs)) or r"(?!)")


def occurs(word: str, text: str) -> bool:
    return pattern_of(word).search(text) is not None


def left_in(text: str, words: Iterable[str]) -> list[str]:
    """Those of these words that the text still holds."""
    return [word for word in words if occurs(word, text)]


def hide(text: str, hidden: Sequence[Hidden]) -> str:
    """The text with each word replaced, the longest first, so that a name within a name does not break it."""
    for one in sorted(hidden, key=lambda each: len(each.word), reverse=True):
        text = pattern_of(one.word).sub(lambda _match, put=one.replacement: put, text)
    return text


def marked(text: str, words: Iterable[str]) -> list[tuple[str, bool]]:
    """The text in pieces, each with whether it is one of the words (core.cells.Marked)."""
    patterns = [pattern_of(word).pattern for word in sorted(words, key=len, reverse=True)]
    if not patterns:
        return [(text, False)]
    pieces, end = [], 0
    for match in re.finditer("|".join(patterns), text):
        pieces += [(text[end : match.start()], False), (match.group(), True)]
        end = match.end()
    return [piece for piece in [*pieces, (text[end:], False)] if piece[0]]


def numbers_in(text: str) -> list[str]:
    """Telephones, identity numbers and credit codes, each once, as they are written in ordinary width."""
    plain = unicodedata.normalize("NFKC", text)
    return list(dict.fromkeys(match.group() for form in _NUMBERS for match in form.finditer(plain)))


def masked(number: str) -> str:
    """0632-8690001 as 0632****: enough to see that a number stood there."""
    return f"{number[:3]}{_MASK * 4}"


def shortened(name: str) -> str:
    """王建国 as 王某: the way papers name a person who is not named."""
    return f"{name[:1]}某"
