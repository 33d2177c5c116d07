"""Offices whose holder may let another act for him for some days (DESIGN §4, R15).

Each kind of scope with such an office has one row here, put in by the app that knows who holds it.
"""

from collections.abc import Callable
from dataclasses import dataclass

from accounts.roles import ScopeKind


@dataclass(frozen=True)
class DelegableOffice:
    """`title` is the office in words. `is_held_by(scope, user, day)`: by himself, not by delegation; `takers(scope,
    day)`: accounts that may act for the holder; `project(scope, by=…, at=…)` brings the grants in line."""

    title: object
    clause: str
    is_held_by: Callable
    takers: Callable
    project: Callable


_offices: dict[str, DelegableOffice] = {}


def register_office(kind: ScopeKind, office: DelegableOffice) -> None:
    _offices[kind] = office


def is_delegable(scope) -> bool:
    """Whether there is an office in scopes of this kind."""
    return scope.kind in _offices


def office_of(scope) -> DelegableOffice:
    """What can be delegated in scopes of this kind. Raises KeyError where nothing can."""
    return _offices[scope.kind]
