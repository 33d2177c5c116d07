"""A composition in plain values, and back: for the way to the process that makes a file of it."""

from dataclasses import fields, is_dataclass
from typing import Any

from records.typesetting.composition import Annex, Column, Composition, Heading, Mark, Paragraph, Table

PARTS = {part.__name__: part for part in (Annex, Column, Composition, Heading, Mark, Paragraph, Table)}
PART = "part"


def plain(value: Any) -> Any:
    """JSON values; each part of a composition says which it is."""
    if is_dataclass(value):
        told = {field.name: plain(getattr(value, field.name)) for field in fields(value)}
        return {PART: type(value).__name__, **told}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    return value


def composed(value: Any) -> Any:
    """What `plain` was given; lists are tuples again. Raises KeyError for a part that no composition has."""
    if isinstance(value, dict):
        return PARTS[value[PART]](**{name: composed(each) for name, each in value.items() if name != PART})
    if isinstance(value, list):
        return tuple(composed(each) for each in value)
    return value
