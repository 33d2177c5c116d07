"""What a view may declare as its rule: PUBLIC, or one permission that must be held somewhere."""

from collections.abc import Callable
from typing import Any, TypeVar

PUBLIC = "public"

V = TypeVar("V", bound=Callable[..., Any])


class UndeclaredView(Exception):  # noqa: N818
    """A view without a rule was routed; nobody may see it until somebody decides who may."""


def rule_of(view: Callable[..., Any]) -> str | None:
    """The rule of a routed view: `rule` of its class, or of the function itself."""
    holder = getattr(view, "view_class", view)
    return getattr(holder, "rule", None)


def public(view: V) -> V:
    """Mark a function view, such as Django's language switch, as open to everybody."""
    view.rule = PUBLIC  # type: ignore[attr-defined]  # functions take attributes
    return view
