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
