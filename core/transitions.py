"""State tables: plain rows beside each status enum, and the thirty lines that obey them (DESIGN §1)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db.models import TextChoices
from django.utils.translation import gettext as _

from core.access import Access, Person
from core.event_words import register_verbs, verb_label
from core.refusals import IllegalMove, NotAllowed, StaleCopy
from core.shapes import Words

# Whatever thing comes in goes out.
T = TypeVar("T", bound=Any)


@dataclass(frozen=True)
class Transition:
    """One row: `verb` leads from any of `sources` to `target`; target None keeps the state, no sources means birth.

    `by_decision`: the verb is a decision of the body that decides, so its event has to name one (apply_move).
    """

    verb: str
    sources: tuple[str, ...]
    target: str | None
    permission: str
    by_decision: bool = False


@dataclass(frozen=True)
class StateTable:
    """`noun` is the word of events, routes and documentation: `finding` gives `finding.confirm`. `tones` colour the
    badge of a state: info, ok, warn or bad. The words of the verbs stand in the verb rows (core/verbs.py)."""

    noun: str
    statuses: type[TextChoices]
    rows: tuple[Transition, ...]
    tones: Mapping[str, str] = field(default_factory=dict)
    verbs: type[TextChoices] | None = None

    @property
    def verb_names(self) -> tuple[str, ...]:
        """Every verb once, in the order of its first row."""
        return tuple(dict.fromkeys(row.verb for row in self.rows))

    def label_of(self, verb: str) -> Words:
        """The words of the verb. Raises KeyError where no verb row gives any."""
        return verb_label(f"{self.noun}.{verb}")

    def row(self, verb: str, status: str | None) -> Transition | None:
        for move in self.rows:
            if move.verb == verb and (status in move.sources or (status is None and not move.sources)):
                return move
        return None

    def rows_of(self, verb: str) -> tuple[Transition, ...]:
        return tuple(move for move in self.rows if move.verb == verb)


_tables: dict[str, StateTable] = {}


def register_table(table: StateTable) -> None:
    """Make the table known to docs/states.md, the event labels and the tests; called in AppConfig.ready()."""
    _tables[table.noun] = table
    if table.verbs is not None:
        register_verbs({f"{table.noun}.{verb.value}": verb.label for verb in table.verbs})


def registered_tables() -> dict[str, StateTable]:
    return dict(sorted(_tables.items()))


def lock(thing: T, *, version: int | None = None) -> T:
    """Re-read the thing under a row lock. Raises StaleCopy where `version` is given and no longer current."""
    fresh = type(thing)._base_manager.select_for_update().get(pk=thing.pk)
    if version is not None and int(version) != fresh.version:
        raise StaleCopy(
            _(
                "Somebody changed this after you opened it. Compare what is stored by now with what you entered, "
                "then save again."
            )
        )
    return fresh


def check_permission(permission: str, *, by: Person, scope_ids: Iterable[int | None] = ()) -> None:
    """Raise NotAllowed unless `by` holds the permission now; grants are read afresh, not from the request."""
    if not by.fresh_access().permits(permission, scope_ids):
        raise NotAllowed(_("You do not have the right to do this. Ask the committee office who has."))


def check_move(thing: Any, verb: str, *, by: Person) -> Transition:
    """The row of the state table for this verb, now. Raises NotAllowed, then IllegalMove."""
    table = type(thing).TRANSITIONS
    rows = table.rows_of(verb)
    access = by.fresh_access()
    held = [move for move in rows if access.permits(move.permission, thing.scope_ids)]
    if not held:
        raise NotAllowed(_("You do not have the right to do this. Ask the committee office who has."))
    for move in held:
        if thing.status in move.sources:
            return move
    raise IllegalMove(
        _("“%(verb)s” is not possible now: the present state is “%(status)s”. Reload the page to see it.")
        % {"verb": table.label_of(verb), "status": thing.get_status_display()}
    )


def may_move(thing: Any, verb: str, *, access: Access) -> bool:
    """Whether to offer the verb on a page; the action asks again."""
    return any(
        thing.status in move.sources and access.permits(move.permission, thing.scope_ids)
        for move in type(thing).TRANSITIONS.rows_of(verb)
    )
