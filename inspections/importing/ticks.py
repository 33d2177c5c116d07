"""Marks that stand for a word: √ in the column of a level, ☑一般 □重大 in one cell."""

import re
import unicodedata

from .words import NO, YES

# R and P are ticks in the symbol faces of Word.
_TICKED = YES | {"v", "●", "■", "☑", "✔", "✅", "★", "r", "p", "\uf0fc", "\uf0fe", "\uf052", "有", "对", "勾"}
_EMPTY = NO | {"", "□", "☐", "○", "/", "-", "—", "——", "无", "0", "\uf06f", "\uf0a8"}
_BOXED = re.compile(
    r"([☑✔✅√✓■●\uf0fe\uf052\uf0fc]|[□☐○\uf06f\uf0a8])\s*([^\s☑✔✅√✓■●□☐○\uf0fe\uf052\uf0fc\uf06f\uf0a8]+)"
)
_FILLED = set("☑✔✅√✓■●\uf0fe\uf052\uf0fc")


def is_ticked(words: str) -> bool | None:
    """None where the words are neither a mark nor the absence of one."""
    bare = unicodedata.normalize("NFKC", words).strip().lower()
    if bare in _TICKED:
        return True
    return False if bare in _EMPTY else None


def boxed_word(words: str) -> str:
    """The one word whose box is ticked (☑一般 □重大), else the words as they are."""
    boxes = _BOXED.findall(words)
    ticked = [word for mark, word in boxes if mark in _FILLED]
    return ticked[0] if len(ticked) == 1 and len(boxes) > 1 else words
