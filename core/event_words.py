"""The words of every verb an event may carry, by `noun.verb`. Verb rows bring theirs (core/verbs.py); events that no
verb of a person writes are given theirs by name."""

from collections.abc import Callable

from core.shapes import Words

_labels: dict[str, object] = {}
# Asked once, when somebody first wants a word: verb rows bring pages and forms along, which not every process needs.
_sources: list[Callable[[], dict[str, object]]] = []


def register_verbs(labels: dict[str, object]) -> None:
    """Words by `noun.verb`; called in AppConfig.ready()."""
    _labels.update(labels)


def register_source(words: Callable[[], dict[str, object]]) -> None:
    """`words()` gives more of them, later."""
    _sources.append(words)


def _all() -> dict[str, object]:
    while _sources:
        _labels.update(_sources.pop()())
    return _labels


def verb_label(verb: str) -> Words:
    """The words of `noun.verb`. Raises KeyError for a verb nobody registered: such an event may not be written."""
    return _all()[verb]


def label_or_verb(verb: str) -> Words:
    """For reading: a verb of an earlier edition may have lost its words, and what happened is still shown."""
    return _all().get(verb, verb)


def verb_choices() -> list[tuple[str, object]]:
    """Every verb with its words, for a filter."""
    return sorted(_all().items())


# In what an event tells: the body that did it, where the actor only put it down.
ON_BEHALF_OF = "on_behalf_of"
# What else of an event people read; other values are for machines: ids, hashes, counts of a form.
_changes: dict[str, object] = {}
# Who looked at what is for the audit administrator, not for the people of the thing.
_looks: set[str] = set()


def register_changes(labels: dict[str, object]) -> None:
    """Words for values of events, by their key; in the order in which timelines show them."""
    _changes.update(labels)


def change_labels() -> dict[str, object]:
    return dict(_changes)


def keep_from_timelines(*verbs: str) -> None:
    _looks.update(verbs)


def kept_from_timelines() -> frozenset[str]:
    return frozenset(_looks)
