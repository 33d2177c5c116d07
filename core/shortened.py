"""A text cut to the width of a column."""

import unicodedata

from django.utils.text import Truncator, add_truncation_text, calculate_truncate_chars_length


def shortened(text: str, most: int) -> str:
    """What `Truncator(text).chars(most)` gives, which takes thrice as long: it asks of each sign whether it stands
    above the one before it. Here that is asked of the texts alone that have such signs."""
    told = unicodedata.normalize("NFC", text)
    if any(map(unicodedata.combining, told[: most + 1])):
        return Truncator(text).chars(most)
    if len(told) <= most:
        return told
    return add_truncation_text(told[: calculate_truncate_chars_length(most, None)])
