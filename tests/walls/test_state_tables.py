"""Every state against every verb, for every table there is: allowed exactly where the table says (DESIGN §1)."""

from types import SimpleNamespace

import pytest

from accounts.permissions import Permission
from core.access import NOTHING, Access
from core.refusals import IllegalMove, NotAllowed
from core.transitions import check_move, may_move, registered_tables

TABLES = registered_tables()
OWN, OTHER = 1, 2
CASES = [
    pytest.param(table, verb, status.value, id=f"{noun}-{verb}-{status.value}")
    for noun, table in TABLES.items()
    for verb in table.verb_names
    for status in table.statuses
]


def thing(table, status):
    """Something with this table and nothing else."""

    class Thing:
        TRANSITIONS = table
        scope_ids = (OWN,)

        def get_status_display(self):
            return table.statuses(self.status).label

    found = Thing()
    found.status = status
    return found


def holding(access) -> SimpleNamespace:
    """A person with this access, wherever it is asked for."""
    return SimpleNamespace(fresh_access=lambda: access)


def rows(table, verb, status=None):
    return [move for move in table.rows if move.verb == verb and (status is None or status in move.sources)]


@pytest.mark.parametrize(("table", "verb", "status"), CASES)
def test_who_holds_everything_moves_exactly_where_the_table_says(table, verb, status):
    everything = Access(everywhere=frozenset(Permission))
    by = holding(everything)
    legal = rows(table, verb, status)

    assert may_move(thing(table, status), verb, access=everything) is bool(legal)
    if legal:
        move = check_move(thing(table, status), verb, by=by)
        assert move in legal
        assert move.target is None or move.target in table.statuses.values
    else:
        with pytest.raises(IllegalMove) as refusal:
            check_move(thing(table, status), verb, by=by)
        # The reason names what was tried and where the thing stands, in words of the office.
        assert str(table.label_of(verb)) in refusal.value.reason
        assert str(table.statuses(status).label) in refusal.value.reason


@pytest.mark.parametrize(("table", "verb", "status"), CASES)
def test_who_lacks_the_right_is_refused_as_such_in_every_state(table, verb, status):
    """NotAllowed comes before IllegalMove: a stranger does not learn the state from the refusal."""
    needed = {move.permission for move in rows(table, verb)}
    all_but = Access(everywhere=frozenset(set(Permission) - needed))
    elsewhere = Access(in_scope={OTHER: frozenset(Permission)})

    for access in (NOTHING, all_but, elsewhere):
        by = holding(access)
        with pytest.raises(NotAllowed):
            check_move(thing(table, status), verb, by=by)
        assert not may_move(thing(table, status), verb, access=access)


@pytest.mark.parametrize(("table", "verb", "status"), CASES)
def test_one_right_opens_its_own_rows_alone(table, verb, status):
    """Two rows of one verb may ask for different rights: each right opens its own states."""
    for permission in {move.permission for move in rows(table, verb)}:
        for access in (
            Access(everywhere=frozenset({permission})),
            Access(in_scope={OWN: frozenset({permission})}),
        ):
            by = holding(access)
            legal = [move for move in rows(table, verb, status) if move.permission == permission]
            if legal:
                assert check_move(thing(table, status), verb, by=by).permission == permission
            else:
                with pytest.raises(IllegalMove):
                    check_move(thing(table, status), verb, by=by)


def test_there_are_tables_to_test():
    assert {"plan", "team", "round", "finding", "report", "case", "item", "document", "correction"} <= set(TABLES)
    assert len(CASES) > 250


@pytest.mark.parametrize("noun", TABLES)
def test_two_rows_never_say_different_things_of_one_state_and_right(noun):
    seen = {}
    for move in TABLES[noun].rows:
        for source in move.sources or (None,):
            key = (move.verb, source, move.permission)
            assert key not in seen, f"{noun}: {key} stands twice"
            seen[key] = move.target


@pytest.mark.parametrize("noun", TABLES)
def test_every_state_can_be_reached(noun):
    """From birth, or from the state a new thing has."""
    table = TABLES[noun]
    reached = {move.target for move in table.rows if not move.sources} or {table.statuses.values[0]}
    while True:
        more = {move.target for move in table.rows if move.target and reached & set(move.sources)} | reached
        if more == reached:
            break
        reached = more
    unreached = set(table.statuses.values) - reached
    assert unreached == SET_BY_THE_HOUSE.get(noun, set())


# States no person's verb leads to: the background or another thing's act writes them.
SET_BY_THE_HOUSE = {
    # Made and issued by a task (records.actions.issuing).
    "document": {"issued"},
}
