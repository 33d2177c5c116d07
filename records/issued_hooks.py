"""What starts when a document is out: clocks of the apps above begin at issue, not at numbering (DESIGN §5)."""

from collections.abc import Callable

_hooks: dict[str, list[Callable]] = {}


def on_issued(kind: str, hook: Callable) -> None:
    """Call `hook(document, at)` in the transaction that issues a document of this kind; registered in ready().

    What the hook raises keeps the document from being issued; it is tried again like a failed rendering.
    """
    hooks = _hooks.setdefault(kind, [])
    if hook not in hooks:
        hooks.append(hook)


def run_issued_hooks(document, at) -> None:
    for hook in _hooks.get(document.kind, ()):
        hook(document, at)
