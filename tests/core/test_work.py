"""What waits for a person: in the order of the process, in his scopes, at the cost of what he may do."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest

from accounts.permissions import Permission
from core import work
from core.access import Access
from core.slots import Slot
from core.verbs import Work
from core.work import WorkSource, add_work, sources, tasks_for
from tests.thing.verbs import PARCEL

DAY = date(2026, 3, 2)
EDIT, RECEIVE = Permission.CALENDAR_EDIT, Permission.EXTRACT_RECEIVE


class Parcel:
    def __init__(self, name, scope_id):
        self.name, self.scope_ids = name, (scope_id,)

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return f"/{self.name}/"


@pytest.fixture
def house(monkeypatch):
    """Holds the parcel, with this work for its verbs and none for the others."""
    monkeypatch.setattr(work, "WORK", Slot())

    def holds(**of_verb):
        rows = tuple(replace(verb, work=of_verb.get(verb.name)) for verb in PARCEL.verbs)
        monkeypatch.setattr(work, "registered_nouns", lambda: (replace(PARCEL, verbs=rows),))

    holds()
    return holds


def user(*rights, here=None):
    """With these rights everywhere, and one in scope 7 alone."""
    in_scope = {7: frozenset({here})} if here else {}
    return SimpleNamespace(access=Access(everywhere=frozenset(rights), in_scope=in_scope))


def finds(*things):
    return lambda user, today: things


def labels(found):
    return [(task.verb, task.label) for task in found]


def test_verbs_and_other_sources_stand_in_one_order(house):
    house(send=Work(order=200, find=finds()), receive=Work(order=100, find=finds()))
    add_work(WorkSource("看", EDIT, finds()), order=150)

    assert [source.label for source in sources()] == ["收下包裹", "看", "寄出包裹"]


def test_nothing_is_looked_for_where_there_is_no_right(house):
    def never(user, today):
        raise AssertionError("asked in vain")

    house(send=Work(order=1, find=never))

    assert tasks_for(user(RECEIVE), today=DAY) == []


def test_right_of_some_scopes_gives_the_tasks_of_these(house):
    house(send=Work(order=1, find=finds(Parcel("甲", 7), Parcel("乙", 8))))

    assert labels(tasks_for(user(here=EDIT), today=DAY)) == [("寄出包裹", "甲")]
    assert labels(tasks_for(user(EDIT), today=DAY)) == [("寄出包裹", "甲"), ("寄出包裹", "乙")]


def test_what_belongs_to_no_scope_waits_for_those_with_the_right_everywhere(house):
    add_work(WorkSource("起草", EDIT, finds(2026), url=lambda year: f"/{year}/"), order=1)

    assert [task.url for task in tasks_for(user(EDIT), today=DAY)] == ["/2026/"]
    assert tasks_for(user(here=EDIT), today=DAY) == []


def test_task_says_what_the_row_says_and_else_what_the_thing_says(house):
    thing = Parcel("甲", 7)
    told_by_row = {"label": lambda one: f"{one}件", "url": lambda one: "/列表/", "count": lambda one: 3}
    house(send=Work(order=1, find=finds(thing)), receive=Work(order=2, find=finds(thing), words="查收", **told_by_row))

    plain, told = tasks_for(user(EDIT, RECEIVE), today=DAY)

    assert (plain.verb, plain.label, plain.url, plain.count) == ("寄出包裹", "甲", "/甲/", 1)
    assert (told.verb, told.label, told.url, told.count) == ("查收", "甲件", "/列表/", 3)


def test_work_is_looked_for_with_the_person_and_the_day(house):
    asked = []
    house(send=Work(order=1, find=lambda *who: asked.append(who) or ()))
    me = user(EDIT)

    tasks_for(me, today=DAY)

    assert asked == [(me, DAY)]
