"""Checks frozen JSON data against the TypedDict that documents them."""

import types
from datetime import date
from typing import Annotated, Any, Literal, NotRequired, Union, get_args, get_origin, get_type_hints, is_typeddict

from records.rendering.errors import BadDocumentData

IsoDate = Annotated[str, "ISO date"]


def check(data, schema, path):
    """Raises BadDocumentData, naming the path, where a key is missing, unknown, or of another type.

    Unknown keys are refused too: a misspelt optional key would vanish from the document unseen.
    """
    if is_typeddict(schema):
        _check_dict(data, schema, path)
    elif schema is Any:
        return
    elif schema == IsoDate:
        _check_date(data, path)
    elif get_origin(schema) is NotRequired:
        check(data, get_args(schema)[0], path)
    elif get_origin(schema) is list:
        if not isinstance(data, list):
            raise BadDocumentData(f"{path}: a list is needed, not {type(data).__name__}.")
        for index, item in enumerate(data):
            check(item, get_args(schema)[0], f"{path}[{index}]")
    elif get_origin(schema) is Literal:
        if data not in get_args(schema):
            raise BadDocumentData(f"{path}: {data!r} is none of {', '.join(map(str, get_args(schema)))}.")
    elif get_origin(schema) in (types.UnionType, Union):
        _check_union(data, schema, path)
    elif not isinstance(data, schema) or (schema is int and isinstance(data, bool)):
        raise BadDocumentData(f"{path}: {schema.__name__} is needed, not {type(data).__name__}.")


def _check_dict(data, schema, path):
    if not isinstance(data, dict):
        raise BadDocumentData(f"{path}: an object is needed, not {type(data).__name__}.")
    hints = get_type_hints(schema, include_extras=True)
    if missing := sorted(schema.__required_keys__ - set(data)):
        raise BadDocumentData(f"{path}: missing {', '.join(missing)}.")
    if unknown := sorted(set(data) - set(hints)):
        raise BadDocumentData(f"{path}: unknown {', '.join(unknown)}.")
    for key, value in data.items():
        check(value, hints[key], f"{path}.{key}")


def _check_date(data, path):
    try:
        date.fromisoformat(data)
    except (TypeError, ValueError):
        raise BadDocumentData(f"{path}: an ISO date such as 2026-03-01 is needed, not {data!r}.") from None


def _check_union(data, schema, path):
    if data is None and type(None) in get_args(schema):
        return
    options = [option for option in get_args(schema) if option is not type(None)]
    check(data, options[0], path)
