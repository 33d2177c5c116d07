"""Which verbs a page offers, to whom, and why one cannot be done yet."""

from dataclasses import replace
from datetime import date
from operator import attrgetter
from types import SimpleNamespace

import pytest

from accounts.models import Scope
from accounts.permissions import Permission
from core import buttons
from core.access import Access
from core.buttons import births_of, in_order, may_do, offers, verb_button
from core.shapes import Button
from tests.thing.verbs import PARCEL

DAY = date(2026, 3, 2)
SEND, PACK = PARCEL.verb("send"), PARCEL.verb("pack")
HERE = Access(in_scope={7: frozenset({Permission.CALENDAR_EDIT})})


def parcel(status="draft", scope_id=7):
    return SimpleNamespace(status=status, scope_ids=(scope_id,), content="书")


@pytest.mark.parametrize(
    ("status", "scope_id", "expected"), [("draft", 7, True), ("sent", 7, False), ("draft", 8, False)]
)
def test_state_and_right_in_the_scope_of_the_thing_allow_a_verb(status, scope_id, expected):
    assert may_do(PARCEL, SEND, parcel(status, scope_id), access=HERE) is expected


def test_right_held_everywhere_holds_for_each_thing():
    everywhere = Access(everywhere=frozenset({Permission.CALENDAR_EDIT}))
    assert may_do(PARCEL, SEND, parcel(scope_id=8), access=everywhere)
    assert not may_do(PARCEL, SEND, parcel(), access=Access())


def test_birth_asks_no_state_and_the_right_where_it_is_born():
    assert may_do(PARCEL, PACK, SimpleNamespace(scope_ids=(7,)), access=HERE)
    assert not may_do(PARCEL, PACK, SimpleNamespace(scope_ids=(8,)), access=HERE)
    born = replace(PACK, on=None)
    assert may_do(PARCEL, born, None, access=HERE)
    assert not may_do(PARCEL, born, None, access=Access())


def test_list_offers_what_is_born_of_nothing_and_only_that(monkeypatch):
    born = replace(PARCEL, verbs=(replace(PACK, on=None), SEND))
    monkeypatch.setattr(buttons, "births_on", lambda listed: [(born, born.verbs[0])])
    monkeypatch.setattr(buttons.Noun, "url", lambda self, verb, thing=None: "/go/")

    offered = births_of(born, user=SimpleNamespace(access=HERE), today=DAY)

    assert [each.label for each in offered] == ["打包裹"]
    assert births_of(born, user=SimpleNamespace(access=Access()), today=DAY) == []


def test_state_of_a_part_is_that_of_its_holder():
    part = replace(SEND, on=Scope, holder=attrgetter("parcel"))
    thing = SimpleNamespace(scope_ids=(7,), parcel=parcel())
    assert may_do(PARCEL, part, thing, access=HERE)
    thing.parcel.status = "sent"
    assert not may_do(PARCEL, part, thing, access=HERE)


def test_row_hides_its_verb_from_whom_it_does_not_concern():
    asked = []
    told = replace(SEND, offered=lambda *who: asked.append(who))
    user, thing = SimpleNamespace(access=HERE), parcel()

    assert not offers(PARCEL, told, thing, user=user, today=DAY)
    assert offers(PARCEL, replace(told, offered=lambda *who: True), thing, user=user, today=DAY)
    assert asked == [(thing, user, DAY)]


@pytest.mark.parametrize(
    ("tone", "is_step", "blocked", "kind"),
    [
        ("", True, "", "primary"),
        ("", True, "先装东西。", "secondary"),
        ("", False, "", "secondary"),
        ("danger", True, "", "danger"),
    ],
)
def test_kind_of_a_button_follows_from_the_row_and_its_reason_is_told(monkeypatch, tone, is_step, blocked, kind):
    monkeypatch.setattr(buttons.Noun, "url", lambda self, verb, thing=None: "/go/")
    verb = replace(SEND, tone=tone, is_step=is_step, blocked=lambda *who: blocked)

    made = verb_button(PARCEL, verb, parcel(), user=None, today=DAY)

    assert (made.kind, made.disabled_reason, made.url, made.verb) == (kind, blocked, "/go/", "parcel.send")


def test_one_button_at_most_is_the_main_one_and_what_takes_away_comes_last():
    shown = in_order(
        [
            Button("drop", "", "danger"),
            Button("edit", ""),
            Button("go", "", "primary"),
            Button("too", "", "primary"),
        ]
    )

    assert [(each.label, each.kind) for each in shown] == [
        ("go", "primary"),
        ("edit", "secondary"),
        ("too", "secondary"),
        ("drop", "danger"),
    ]
