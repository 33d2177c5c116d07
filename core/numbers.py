"""Whole numbers out of what people type: ² and ① are digits to Python and no number to anybody."""

# More than this no count, number or year of the house has; what is longer is looked for nowhere.
MOST_DIGITS = 9


def whole_number(words: str) -> int | None:
    """The number that the words are, in decimal digits of any script; None for anything else or too long."""
    words = words.strip()
    return int(words) if words.isdecimal() and len(words) <= MOST_DIGITS else None


def number_in(words: str) -> int | None:
    """The number inside the words, such as 12 of 第12号; None where there is none or it is too long."""
    return whole_number("".join(sign for sign in words if sign.isdecimal()))


def percent(part: int, whole: int) -> str:
    """The one way the house says a rate: with one decimal, rounded down, so that 100% is said of nothing that is not.
    `whole` is not zero."""
    tenths = part * 1000 // whole
    return f"{tenths // 10}.{tenths % 10}%" if tenths % 10 else f"{tenths // 10}%"


def size_words(count: int) -> str:
    """Bytes as people read them: 50 MB, 1.5 MB, 12 KB; no decimal that says nothing."""
    if count < 1024**2:
        return f"{-(-count // 1024)} KB"
    return f"{count / 1024**2:.1f}".removesuffix(".0") + " MB"
