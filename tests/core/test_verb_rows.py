"""What follows from a verb row without being said: its right, its page, its route."""

from dataclasses import replace

import pytest

from accounts.models import Scope, Unit
from accounts.permissions import Permission
from core import verbs
from core.routes import verb_paths
from core.transitions import StateTable, Transition
from core.verbs import Noun, Verb, noun_name, noun_of, verbs_on
from tests.thing.models import Parcel
from tests.thing.verbs import PARCEL


def act(**facts):
    pass


def noun(*rows, model=Parcel) -> Noun:
    return Noun(model=model, name="parcel", path="parcels", verbs=rows)


@pytest.fixture
def house(monkeypatch):
    """Holds these nouns and no others."""

    def holds(*nouns):
        monkeypatch.setattr(verbs, "registered_nouns", lambda: nouns)

    return holds


def test_right_of_a_verb_is_that_of_its_transition():
    assert PARCEL.permission_of(PARCEL.verb("receive")) == Permission.EXTRACT_RECEIVE


def test_verb_without_a_right_or_with_two_is_an_error(monkeypatch):
    with pytest.raises(LookupError):
        PARCEL.permission_of(Verb(name="burn", label="x"))
    table = Parcel.TRANSITIONS
    rows = (*table.rows, Transition("send", ("received",), "sent", Permission.EXTRACT_RECEIVE))
    monkeypatch.setattr(Parcel, "TRANSITIONS", replace(table, rows=rows))
    with pytest.raises(LookupError):
        PARCEL.permission_of(PARCEL.verb("send"))


def test_unknown_verb_is_an_error():
    with pytest.raises(LookupError):
        PARCEL.verb("burn")


def test_birth_is_told_by_the_table_or_by_the_row_where_there_is_none():
    assert PARCEL.is_birth(PARCEL.verb("pack"))
    assert not PARCEL.is_birth(PARCEL.verb("send"))
    enter = Verb(name="enter", label="x", permission="p", is_birth=True)
    bare = noun(enter, model=Unit)
    assert bare.table is None
    assert bare.is_birth(enter)
    assert not bare.is_birth(replace(enter, is_birth=False))


def test_what_makes_something_new_is_known():
    assert PARCEL.makes(PARCEL.verb("pack"))
    assert not PARCEL.makes(PARCEL.verb("send"))
    assert PARCEL.makes(replace(PARCEL.verb("send"), makes=True))


def test_page_of_a_verb_is_its_own_that_of_another_or_none():
    pack, send = PARCEL.verb("pack"), PARCEL.verb("send")
    assert PARCEL.page_model(pack) is Scope
    assert PARCEL.page_model(send) is Parcel
    assert PARCEL.page_model(replace(pack, on=None)) is None


def test_routes_follow_from_the_rows_and_verbs_without_an_action_have_none(house):
    pack, send = PARCEL.verb("pack"), PARCEL.verb("send")
    house(PARCEL)

    found = {path.name: str(path.pattern) for path in verb_paths(noun(pack, send, Verb(name="lose", label="x")))}
    of_nothing = verb_paths(noun(replace(pack, on=None)))

    assert found == {"parcel-pack": "parcels/pack/scope/<number:pk>/", "parcel-send": "parcels/<uuid:pk>/send/"}
    assert [str(path.pattern) for path in of_nothing] == ["parcels/pack/"]


def test_route_knows_its_right_so_that_the_middleware_may_ask_for_it(house):
    house(PARCEL)
    rights = {path.name: path.callback.view_class.rule for path in verb_paths(PARCEL)}

    assert rights == {
        "parcel-pack": Permission.CALENDAR_EDIT,
        "parcel-send": Permission.CALENDAR_EDIT,
        "parcel-receive": Permission.EXTRACT_RECEIVE,
    }


def test_verbs_of_a_page_come_from_every_noun_in_order_and_only_those_that_can_be_done(house):
    guest = noun(
        Verb(name="guess", label="x", action=act, on=Parcel, permission="p", is_birth=True),
        Verb(name="told", label="x", on=Parcel, permission="p"),
        model=Unit,
    )
    house(PARCEL, guest)

    assert [verb.name for _noun, verb in verbs_on(Parcel)] == ["send", "receive", "guess"]
    assert [verb.name for _noun, verb in verbs_on(Scope)] == ["pack"]
    assert verbs_on(Unit) == []


def test_thing_is_named_by_its_noun_else_by_its_table_else_by_its_model(house):
    house()
    assert noun_of(Parcel) is None
    assert noun_name(Parcel) == "parcel"
    assert noun_name(Scope) == "scope"
    house(replace(PARCEL, name="letter"))
    assert noun_name(Parcel) == "letter"


def test_table_tells_each_verb_once_in_the_order_of_its_first_row():
    table = StateTable(
        noun="x",
        statuses=Parcel.TRANSITIONS.statuses,
        rows=(
            Transition("send", ("draft",), "sent", "p"),
            Transition("pack", (), "draft", "p"),
            Transition("send", ("received",), "sent", "p"),
        ),
    )

    assert table.verb_names == ("send", "pack")
    assert len(table.rows_of("send")) == 2
    assert table.row("pack", None).target == "draft"
    assert table.row("send", "sent") is None
