"""Checks frozen JSON data against the TypedDict that documents them."""

from datetime import date
from functools import cache
from typing import Annotated, Any

from core.late import late_module
from records.rendering.errors import BadDocumentData

pydantic, pydantic_core = late_module("pydantic"), late_module("pydantic_core")

# One wrong key in a long list is wrong in every line of it.
MOST_NAMED = 5
_NEEDED = {
    "int_type": "int",
    "string_type": "str",
    "bool_type": "bool",
    "list_type": "a list",
    "dict_type": "an object",
}
_KEYS = {"missing": "missing", "extra_forbidden": "unknown"}


def _iso_day(text: str) -> str:
    try:
        date.fromisoformat(text)
    except ValueError:
        raise pydantic_core.PydanticCustomError("iso_day", "an ISO date such as 2026-03-01 is needed") from None
    return text


class _IsoDay:
    """Mark of a text that is a day; pydantic asks it how to check one."""

    @staticmethod
    def __get_pydantic_core_schema__(source: Any, handler: Any) -> Any:
        return pydantic_core.core_schema.no_info_after_validator_function(_iso_day, handler(source))


IsoDate = Annotated[str, _IsoDay()]


def check(data, schema, path):
    """Raises BadDocumentData, naming the paths, where a key is missing, unknown, or of another type.

    Nothing is converted. Unknown keys are refused too: a misspelt optional key would vanish from the document unseen.
    """
    try:
        _adapter(schema).validate_python(data, strict=True, extra="forbid")
    except pydantic.ValidationError as error:
        complaints = _complaints(error.errors(include_url=False), path)
    else:
        return
    # Outside of the handler: the caught error would carry the whole data into a log.
    more = len(complaints) - MOST_NAMED
    raise BadDocumentData("; ".join(complaints[:MOST_NAMED]) + (f"; and {more} more." if more > 0 else "."))


@cache
def _adapter(schema) -> Any:
    """Compiled when the first document of a kind is made, not when the house starts."""
    return pydantic.TypeAdapter(schema)


def _complaints(errors, path) -> list[str]:
    """One for each wrong place, the outermost first; keys missing or unknown in one object are told together."""
    keys: dict[tuple, list[str]] = {}
    values = []
    for error in errors:
        place = error["loc"]
        if word := _KEYS.get(error["type"]):
            keys.setdefault((place[:-1], word), []).append(str(place[-1]))
        else:
            values.append((place, _complaint(error)))
    told = [(place, f"{word} {', '.join(sorted(names))}") for (place, word), names in keys.items()]
    return [f"{_path(path, place)}: {what}" for place, what in sorted(told + values, key=_depth)]


def _complaint(error) -> str:
    value, kind = error["input"], error["type"]
    if kind in _NEEDED:
        return f"{_NEEDED[kind]} is needed, not {type(value).__name__}"
    if kind == "literal_error":
        return f"{value!r} is none of {error['ctx']['expected']}"
    return f"{error['msg']}, not {value!r}"


def _depth(complaint) -> int:
    return len(complaint[0])


def _path(start, place) -> str:
    return start + "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in place)
