"""Every door of the house, read from the URLconf itself: a route nobody told us of is walked all the same."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.converters import IntConverter


@dataclass(frozen=True)
class Route:
    """`name` is what reverse() takes; `view` what is called; `counted` whether its `pk` is a number, not a UUID."""

    name: str
    view: object
    arguments: tuple[str, ...]
    counted: bool


def routes() -> list[Route]:
    """All routes in the order of the URLconf. Raises LookupError for one without a name."""
    return list(_walk(get_resolver().url_patterns, "", ()))


def _walk(patterns, namespace, taken) -> Iterator[Route]:
    for pattern in patterns:
        arguments = (*taken, *pattern.pattern.regex.groupindex)
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern.url_patterns, inner, arguments)
        elif isinstance(pattern, URLPattern):
            if not pattern.name:
                raise LookupError(f"The route {pattern.pattern} has no name.")
            counted = isinstance(pattern.pattern.converters.get("pk"), IntConverter)
            yield Route(f"{namespace}{pattern.name}", pattern.callback, arguments, counted)
