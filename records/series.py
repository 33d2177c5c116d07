"""机关代字: which series a kind of document is numbered in (DOMAIN §2.1)."""

from django.conf import settings

# Endings after the district's short name: 枣高安委, 枣高安委办, 枣高巡查组.
COMMITTEE = "安委"
OFFICE = "安委办"
TEAM = "巡查组"

_codes: dict[str, str] = {}
_signed_elsewhere: set[str] = set()


def register_series(kind: str, code: str) -> None:
    """The series of a kind: one of the endings above, or any other of at most 20 characters. Called in ready()."""
    _codes[kind] = code


def register_signed_elsewhere(kind: str) -> None:
    """A kind whose receipt starts a clock and is signed on a page of its own app, by whom that app names."""
    _signed_elsewhere.add(kind)


def is_signed_elsewhere(kind: str) -> bool:
    return kind in _signed_elsewhere


def kinds_signed_elsewhere() -> frozenset[str]:
    return frozenset(_signed_elsewhere)


def series_of(kind: str) -> str:
    """The whole 机关代字 of a kind, such as 枣高安委办. Raises KeyError for a kind nobody registered."""
    return f"{settings.DISTRICT_SHORT_NAME}{_codes[kind]}"
