"""The state tables say what was decided (tests/moves.py), and the lines that obey a table obey it (DESIGN §1)."""

from types import SimpleNamespace

import pytest
from django.db.models import TextChoices

from accounts.permissions import Permission
from core.access import NOTHING, Access
from core.refusals import IllegalMove, NotAllowed
from core.transitions import StateTable, Transition, check_move, may_move, registered_tables
from tests import moves

# What tests register for themselves.
OF_TESTS = {"parcel"}


def test_every_table_of_the_house_was_written_down():
    assert set(registered_tables()) - OF_TESTS == set(moves.NOUNS)


@pytest.mark.parametrize("noun", moves.NOUNS)
def test_table_has_the_states_and_verbs_that_were_decided(noun):
    table = registered_tables()[noun]

    assert list(table.statuses.values) == moves.states(noun)
    assert set(table.verb_names) == set(moves.verbs(noun))


@pytest.mark.parametrize("noun", moves.NOUNS)
def test_verb_leads_from_each_state_where_was_decided_and_asks_for_that_right(noun):
    found = {}
    for row in registered_tables()[noun].rows:
        for source in row.sources or (moves.BIRTH,):
            assert (row.verb, source) not in found, "two rows for one state"
            found[row.verb, source] = (row.target or source, str(row.permission))

    assert found == {
        (verb, status): (target, moves.right_of(noun, verb))
        for verb in moves.verbs(noun)
        for status in (moves.BIRTH, *moves.states(noun))
        if (target := moves.leads_to(noun, verb, status))
    }


# --- The thirty lines, on a table of their own ------------------------------------------------------------------

P = Permission
OWN, OTHER = 1, 2


class Stage(TextChoices):
    DRAFT = "draft", "草稿"
    CONFIRMED = "confirmed", "已确认"
    WITHDRAWN = "withdrawn", "已撤回"


# Words of a finding's verbs. One verb may ask for different rights in different states.
TABLE = StateTable(
    noun="finding",
    statuses=Stage,
    rows=(
        Transition("record", (), "draft", P.FINDING_RECORD),
        Transition("confirm", ("draft",), "confirmed", P.FINDING_CONFIRM),
        Transition("withdraw", ("draft",), "withdrawn", P.FINDING_WITHDRAW),
        Transition("withdraw", ("confirmed",), "withdrawn", P.REPORT_DECIDE),
    ),
)


class Thing:
    TRANSITIONS = TABLE
    scope_ids = (OWN,)

    def __init__(self, status):
        self.status = status

    def get_status_display(self):
        return Stage(self.status).label


def answer(status, verb, access):
    """Where it leads, or the refusal; the page is asked the same and must agree."""
    thing = Thing(status)
    try:
        found = check_move(thing, verb, by=SimpleNamespace(fresh_access=lambda: access)).target
    except (IllegalMove, NotAllowed) as refusal:
        found = type(refusal)
    assert may_move(thing, verb, access=access) is (found == "confirmed" or found == "withdrawn")
    return found


EVERYTHING = Access(everywhere=frozenset(Permission))


@pytest.mark.parametrize(
    ("verb", "from_draft", "from_confirmed", "from_withdrawn"),
    [
        ("record", IllegalMove, IllegalMove, IllegalMove),
        ("confirm", "confirmed", IllegalMove, IllegalMove),
        ("withdraw", "withdrawn", "withdrawn", IllegalMove),
    ],
)
def test_who_holds_everything_moves_where_the_table_leads(verb, from_draft, from_confirmed, from_withdrawn):
    found = [answer(status, verb, EVERYTHING) for status in ("draft", "confirmed", "withdrawn")]

    assert found == [from_draft, from_confirmed, from_withdrawn]


@pytest.mark.parametrize(
    "access",
    [
        NOTHING,
        Access(everywhere=frozenset(set(Permission) - {P.FINDING_CONFIRM})),
        Access(in_scope={OTHER: frozenset(Permission)}),
    ],
    ids=["nothing", "all but the right", "the right elsewhere"],
)
@pytest.mark.parametrize("status", ["draft", "confirmed", "withdrawn"])
def test_who_lacks_the_right_learns_nothing_of_the_state(access, status):
    """NotAllowed comes before IllegalMove."""
    assert answer(status, "confirm", access) is NotAllowed


@pytest.mark.parametrize("held", ["everywhere", "in_scope"])
def test_each_right_opens_its_own_states_alone(held):
    def holding(permission):
        rights = frozenset({permission})
        return Access(everywhere=rights) if held == "everywhere" else Access(in_scope={OWN: rights})

    assert answer("draft", "withdraw", holding(P.FINDING_WITHDRAW)) == "withdrawn"
    assert answer("confirmed", "withdraw", holding(P.FINDING_WITHDRAW)) is IllegalMove
    assert answer("draft", "withdraw", holding(P.REPORT_DECIDE)) is IllegalMove
    assert answer("confirmed", "withdraw", holding(P.REPORT_DECIDE)) == "withdrawn"


def test_refusal_names_what_was_tried_and_where_the_thing_stands():
    with pytest.raises(IllegalMove) as refusal:
        check_move(Thing("withdrawn"), "confirm", by=SimpleNamespace(fresh_access=lambda: EVERYTHING))

    assert str(TABLE.label_of("confirm")) in refusal.value.reason
    assert "已撤回" in refusal.value.reason
