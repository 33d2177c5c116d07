"""Modules that are dear to load and seldom used: a command that checks a deadline needs no maker of workbooks."""

from functools import partial
from importlib import import_module
from typing import Any

from django.utils.functional import SimpleLazyObject

_known: list[str] = []


def late_module(name: str) -> Any:
    """Stands for the module and loads it when something of it is first asked for. Not importlib's LazyLoader: before
    Python 3.11.9 two threads that ask at once may meet a module half loaded."""
    _known.append(name)
    return SimpleLazyObject(partial(import_module, name))


def load_late_modules() -> None:
    """For a process that will serve many people: none of them waits for it."""
    for name in _known:
        import_module(name)
