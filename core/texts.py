"""Which characters a text of the house may hold: what is typed today is printed on an official paper in two months,
and a character that no font draws would stop the paper or, worse, print as another.

What has an equal is exchanged for it without a word (Word's bullets, ticks, full-width digits, radicals copied out of
a PDF); the rest is refused where it is typed, by name.
"""

import re
import unicodedata
from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from core.refusals import IllegalMove
from core.slots import Slot

# Given suspicious characters, the apps below papers tell which of them no font on this machine draws.
UNDRAWABLE: Slot[Callable[[str], list[str]]] = Slot()

# Nothing in here needs a second look: ASCII with tab and line ends, the Han characters of GB2312 and their like, the
# punctuation around them. Nearly every text is through with this one search.
_SUSPICIOUS = re.compile("[^\\t\\n\\r\\x20-\\x7e　-】〔-〗一-龥！-／：-＠［-｀｛-～·—‘’“”…×√→①-⑳℃㎡°]")

# Symbol faces of Word (Wingdings, Symbol) sit in the private-use area, at F000 + the code of the face.
_SYMBOLS = {
    "\uf0b7": "·", "\uf06c": "●", "\uf06d": "○", "\uf0a1": "○", "\uf06e": "■", "\uf0a7": "■", "\uf06f": "□",
    "\uf0a8": "□", "\uf071": "□", "\uf075": "◆", "\uf076": "◆", "\uf0ab": "★", "\uf0b2": "☆", "\uf0d8": "→",
    "\uf0e0": "→", "\uf0e8": "→", "\uf0f0": "→", "\uf0fc": "√", "\uf0fe": "√", "\uf052": "√", "\uf0fb": "×",
    "\uf0fd": "×", "\uf02d": "-",
}  # fmt: skip
# Characters to which GB18030 gave a private-use place before Unicode had them (GB 18030-2022, annex).
_GB18030 = {
    "\ue78d": "︐", "\ue78e": "︒", "\ue78f": "︑", "\ue790": "︓", "\ue791": "︔", "\ue792": "︕", "\ue793": "︖",
    "\ue794": "︗", "\ue795": "︘", "\ue796": "︙", "\ue81e": "龴", "\ue826": "龵", "\ue82b": "龶", "\ue82c": "龷",
    "\ue832": "龸", "\ue843": "龹", "\ue854": "龺", "\ue864": "龻",
}  # fmt: skip
_PICTURES = {
    **dict.fromkeys("✅✔✓☑🗸", "√"), **dict.fromkeys("❌✖✗✘☒❎✕", "×"), **dict.fromkeys("➢➤➔➜➡⇒➪", "→"),
    **dict.fromkeys("•∙⋅‧・", "·"), **dict.fromkeys("⬛◼▪", "■"), **dict.fromkeys("⬜◻▫", "□"),
    **dict(zip("❶❷❸❹❺❻❼❽❾❿", "①②③④⑤⑥⑦⑧⑨⑩", strict=True)), **dict(zip("➀➁➂➃➄➅➆➇➈➉", "①②③④⑤⑥⑦⑧⑨⑩", strict=True)),
    **dict(zip("➊➋➌➍➎➏➐➑➒➓", "①②③④⑤⑥⑦⑧⑨⑩", strict=True)),
    "⚫": "●", "⚪": "○", "⭐": "★", "❗": "！", "❓": "？", "➕": "＋", "➖": "－",
}  # fmt: skip
# Seen by nobody: what joins and colours emoji, soft hyphens, marks of direction and of byte order.
_UNSEEN = dict.fromkeys("\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202c\u2060\ufe0e\ufe0f\ufeff\u20e3", "")
# Word and Excel break a line inside a paragraph or cell with these.
_BREAKS = dict.fromkeys("\x0b\x0c\x85\u2028\u2029", "\n")
_EQUALS = str.maketrans(_SYMBOLS | _GB18030 | _PICTURES | _UNSEEN | _BREAKS | {"\u00a0": " "})
# Full-width letters and digits, and Han characters that are only a shape of another (radicals, compatibility).
_SHAPES = re.compile("[０-９Ａ-Ｚａ-ｚ\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f]")

_NEVER = ("Cc", "Cf", "Co", "Cs")
# Unicode grows there by Han characters that this Python may not know yet: only the fonts can tell.
_GROWING = range(0x20000, 0x40000)
# Emoji and other pictures: a paper is no place for them even where some font has them.
_EMOJI = re.compile(
    "[\u2600-\u2604\u2607-\u263f\u2641\u2643-\u27bf\u2b50-\u2b55\U0001f000-\U0001faff\U000e0000-\U000e007f]"
)
_MOST_NAMED = 10


class Undrawable(IllegalMove):
    """A text holds characters that cannot stand on a paper. `field` is that of the form, "" where none is known."""

    def __init__(self, characters: list[str], field: str = "") -> None:
        self.field = field
        super().__init__(undrawable_words(characters))


def mend_text(text: str) -> str:
    """The text with what has an equal exchanged for it; changes nothing twice."""
    if not _SUSPICIOUS.search(text):
        return text
    mended = unicodedata.normalize("NFC", text).translate(_EQUALS)
    return _SHAPES.sub(lambda found: unicodedata.normalize("NFKC", found[0]), mended)


def undrawable_in(text: str) -> list[str]:
    """The characters of a mended text that no paper may hold or no font here draws, in order, each once."""
    suspicious = "".join(dict.fromkeys(_SUSPICIOUS.findall(text)))
    if not suspicious:
        return []
    undrawn = {character for tell in UNDRAWABLE for character in tell(suspicious)}
    return [one for one in suspicious if one in undrawn or _is_never_printed(one)]


def _is_never_printed(character: str) -> bool:
    if unicodedata.category(character) == "Cn":
        return ord(character) not in _GROWING
    return unicodedata.category(character) in _NEVER or _EMOJI.match(character) is not None


def undrawable_words(characters: list[str]) -> str:
    named = _(", ").join(f"{_shown(one)} (U+{ord(one):04X})" for one in characters[:_MOST_NAMED])
    return _(
        "These characters cannot be printed on an official paper: %(characters)s. Take them out, or write in words "
        "what they mean; a rare character of a name goes in by its pinyin in brackets."
    ) % {"characters": named}


def _shown(character: str) -> str:
    """Private-use and unseen characters show as nothing, or as something else than what was meant."""
    return "□" if unicodedata.category(character) in _NEVER else character


def house_text(text: str, field: str = "") -> str:
    """The text as it is stored. Raises Undrawable."""
    mended = mend_text(text)
    if lost := undrawable_in(mended):
        raise Undrawable(lost, field)
    return mended


def without_undrawable(text: str, instead: str = "") -> str:
    """The text mended, with `instead` for what cannot be printed: for words that come from a machine or a file and
    that nobody can type anew."""
    mended = mend_text(text)
    return mended.translate({ord(one): instead for one in undrawable_in(mended)})


def drawable(data: Any) -> Any:
    """JSON data with every text as house_text gives it. Raises Undrawable, naming every character in the way."""
    lost: dict[str, None] = {}
    mended = _mended(data, lost)
    if lost:
        raise Undrawable(list(lost))
    return mended


def _mended(data: Any, lost: dict[str, None]) -> Any:
    if isinstance(data, dict):
        return {key: _mended(value, lost) for key, value in data.items()}
    if isinstance(data, list):
        return [_mended(value, lost) for value in data]
    if not isinstance(data, str):
        return data
    text = mend_text(data)
    lost.update(dict.fromkeys(undrawable_in(text)))
    return text
