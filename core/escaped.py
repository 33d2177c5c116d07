"""Words as they stand in HTML. The cells of a page are hundreds, and `format_html` takes longer to put words into one
than all else that is done for it: there they are put in by f-strings, each of them `escaped`."""

from html import escape
from typing import Any

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString


def escaped(words: Any) -> str:
    """What `format_html` makes of an argument: HTML stays as it is, all else is escaped, words of the catalogue in
    the language at hand."""
    kind = type(words)
    if kind is SafeString:
        return words
    return escape(words) if kind is str else conditional_escape(words)
