"""The unified social credit code (GB 32100): its form, its check sign, and what Excel makes of it."""

import re
import unicodedata

CREDIT_CODE = re.compile(r"[0-9A-HJ-NPQRTUWXY]{18}")
# 被检单位(全称,统一社会信用代码): both in one cell.
_CODE_AT_END = re.compile(r"[\s,，;；(（]([0-9A-HJ-NPQRTUWXY]{18})[)）]?$")
_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_NO_CODE = {"", "无", "/", "-", "—", "——", "暂无"}
# Excel keeps fifteen digits of a number and writes noughts after them.
_CUT_BY_EXCEL = re.compile(r"[0-9]{15}000")


def bare_code(words: str) -> str:
    """The code without blanks and hyphens in capitals, '' where the words say that there is none."""
    code = re.sub(r"[\s'’‘\-]", "", unicodedata.normalize("NFKC", words)).upper()
    return "" if code in _NO_CODE or words.strip() in _NO_CODE else code


def parted(name: str) -> tuple[str, str]:
    """Name and code where the code stands behind the name in one cell, else the name and ''."""
    match = _CODE_AT_END.search(name[-20:])
    if not match:
        return name, ""
    return name[: match.start() - len(name[-20:])].rstrip(" \t\n\u3000,，;；(（"), match[1]


def is_sound(code: str) -> bool:
    """Whether the last sign is the one that the other seventeen give."""
    total = sum(_SIGNS.index(sign) * pow(3, place, 31) for place, sign in enumerate(code[:17]))
    return _SIGNS[(31 - total % 31) % 31] == code[17]


def is_cut(code: str) -> bool:
    """Whether a spreadsheet program has taken the code for a number and lost its last digits."""
    return bool(_CUT_BY_EXCEL.fullmatch(code)) and not is_sound(code)
