"""The address of a thing's page. A list asks for one in every row, and the router takes longer to put it together than
to render the rest of the row; so it is asked once for each page, and the key is put in."""

from functools import cache
from typing import Any
from uuid import UUID

from django.urls import get_script_prefix, get_urlconf, reverse

# What stands for a key: of each kind one that no address holds besides.
_STAND_INS = {"UUID": str(UUID(int=2**128 - 1)), "int": "999999999999999999"}


def address_of_route(url_name: str) -> str:
    """What `reverse(url_name)` gives."""
    return _alone(url_name, get_urlconf(), get_script_prefix())


@cache
def _alone(url_name: str, urlconf: str | None, prefix: str) -> str:
    return reverse(url_name)


def address_of(url_name: str, key: Any) -> str:
    """What `reverse(url_name, args=[key])` gives."""
    kind = type(key).__name__
    if kind not in _STAND_INS:
        return reverse(url_name, args=[key])
    before, after = _around(url_name, kind, get_urlconf(), get_script_prefix())
    return f"{before}{key}{after}"


@cache
def _around(url_name: str, kind: str, urlconf: str | None, prefix: str) -> tuple[str, str]:
    told = _STAND_INS[kind]
    before, _key, after = reverse(url_name, args=[told]).partition(told)
    return before, after
