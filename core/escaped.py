"""Words as they stand in HTML. The cells of a page are hundreds, and `format_html` takes longer to put words into one
than all else that is done for it: there they are put in by f-strings, each of them `escaped`."""

from collections.abc import Mapping
from html import escape
from typing import Any

from django.utils.functional import Promise
from django.utils.safestring import SafeString


def escaped(words: Any) -> str:
    """What `format_html` makes of an argument: HTML stays as it is, all else is escaped, words of the catalogue in
    the language at hand."""
    kind = type(words)
    if kind is SafeString:
        return words
    if kind is str:
        return escape(words)
    told = str(words) if isinstance(words, Promise) else words
    return told.__html__() if hasattr(told, "__html__") else escape(str(told))


def attributes(said: Mapping[str, Any]) -> str:
    """What `flatatt` makes of them: in the order of their names, the bare ones last; None and False say nothing."""
    told = {name: value for name, value in sorted(said.items()) if value is not None and value is not False}
    bare = [f" {name}" for name, value in told.items() if value is True]
    return "".join([*(f' {name}="{escaped(value)}"' for name, value in told.items() if value is not True), *bare])
