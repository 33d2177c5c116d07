"""What an edition changes in the one it was drafted from: each number, clause and text that differs, old and new."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.cells import Marked
from core.tables import Column, Table, table_of
from planning.models import Ruleset
from planning.presenters.rulesets import number_label, number_words


@dataclass(frozen=True)
class Change:
    """`before` and `after` are what stands in a cell; None where there was, or is, nothing."""

    what: str
    before: Any
    after: Any


COLUMNS = (
    Column(gettext_lazy("What"), lambda change, today: change.what),
    Column(gettext_lazy("Until now"), lambda change, today: change.before),
    Column(gettext_lazy("In this edition"), lambda change, today: change.after),
)


def changes_table(edition: Ruleset, today: date) -> Table | None:
    """None for an edition that was drafted from no other."""
    if edition.base is None:
        return None
    return table_of(_("Changes"), COLUMNS, list(changes(edition.base, edition)), today)


def changes(base: Ruleset, edition: Ruleset) -> Iterator[Change]:
    """In the order of the page: title, numbers with their clauses, topics, methods."""
    if base.title != edition.title:
        yield Change(_("Title"), *_marked(base.title, edition.title))
    for name in Ruleset.CLAUSES:
        yield from _changes_of_number(name, base, edition)
    yield from _changes_of_texts(_("Topic %(number)s"), base.topics.all(), edition.topics.all())
    yield from _changes_of_texts(_("Method %(number)s"), base.methods.all(), edition.methods.all())


def _changes_of_number(name: str, base: Ruleset, edition: Ruleset) -> Iterator[Change]:
    before, after = getattr(base, name), getattr(edition, name)
    if before != after:
        yield Change(number_label(name), number_words(name, before), number_words(name, after))
    if base.clause_of(name) != edition.clause_of(name):
        words = _("%(what)s: clause") % {"what": number_label(name)}
        yield Change(words, base.clause_of(name), edition.clause_of(name))


_PARTS = (
    ("short", gettext_lazy("short title")),
    ("text", gettext_lazy("wording")),
    ("checkpoints", gettext_lazy("checkpoints")),
)


def _changes_of_texts(words: str, before, after) -> Iterator[Change]:
    for number, (old, new) in enumerate(zip_longest(before, after), start=1):
        what = words % {"number": number}
        if old is None or new is None:
            yield Change(what, old and old.text, new and new.text)
            continue
        for part, label in _PARTS:
            one, other = getattr(old, part, ""), getattr(new, part, "")
            if one != other:
                yield Change(_("%(what)s: %(part)s") % {"what": what, "part": label}, *_marked(one, other))


def _marked(before: str, after: str) -> tuple[Marked | None, Marked | None]:
    """Both texts, with what the other does not have marked; None of nothing."""
    pieces = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    old = tuple((before[a:b], kind != "equal") for kind, a, b, _c, _d in pieces if a != b)
    new = tuple((after[c:d], kind != "equal") for kind, _a, _b, c, d in pieces if c != d)
    return (Marked(old) if old else None), (Marked(new) if new else None)
