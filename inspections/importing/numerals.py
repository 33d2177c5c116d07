"""Numbers as offices write them: 3, ３, 三, 两, 廿五, 三十一, 一百二十."""

import re
import unicodedata

DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2, "俩": 2}
CHINESE = "零〇○一二两俩三四五六七八九十廿卅百"

_SPOKEN = re.compile(
    r"(?:([一二两三四五六七八九])百零?)?"
    r"(?:([一二三四五六七八九]?)(十)|(廿)|(卅))?"
    r"([一二两俩三四五六七八九]?)"
)


def read_number(words: str) -> int | None:
    """The number from 0 to 9999 in Arabic or 1 to 999 in Chinese numerals; None where the words are no number."""
    words = unicodedata.normalize("NFKC", words)
    if re.fullmatch(r"[0-9]{1,4}", words):
        return int(words)
    match = _SPOKEN.fullmatch(words)
    if not match or not words:
        return None
    hundreds, tens, ten, twenty, thirty, ones = match.groups()
    total = DIGITS[hundreds] * 100 if hundreds else 0
    if ten:
        total += (DIGITS[tens] if tens else 1) * 10
    total += 20 if twenty else 30 if thirty else 0
    return total + (DIGITS[ones] if ones else 0)


def read_year(words: str) -> int | None:
    """A year of four digits, 2020 or 二〇二〇, written digit by digit."""
    digits = [DIGITS.get(sign, int(sign) if sign in "0123456789" else None) for sign in words]
    if len(digits) != 4 or None in digits:
        return None
    return int("".join(str(digit) for digit in digits))
