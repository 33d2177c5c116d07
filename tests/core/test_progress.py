"""Where a thing stands on a way that several apps share, and what comes next."""

from datetime import date

import pytest

from core import progress
from core.progress import NextStep, Reached, next_step_of, stages_of, with_progress
from core.slots import ModelSlot
from tests.thing.models import Parcel

DAY = date(2026, 3, 2)


class Way:
    pass


@pytest.fixture(autouse=True)
def _nobody_has_added(monkeypatch):
    for name in ("STATIONS", "NEXT_STEPS", "READS"):
        monkeypatch.setattr(progress, name, ModelSlot())


def add(*stations):
    progress.STATIONS.add(Way, lambda way, user: [Reached(*station) for station in stations], order=1)


def states(**options):
    return [(stage.label, stage.state) for stage in stages_of(Way(), None, **options)]


def test_stations_of_several_apps_stand_in_one_order():
    add((300, "c", None), (100, "a", DAY))
    add((200, "b", None))

    assert states() == [("a", "done"), ("b", "current"), ("c", "todo")]


def test_what_lies_before_the_last_one_reached_is_behind_without_a_day_of_its_own():
    add((100, "a", DAY), (200, "b", None), (300, "c", DAY), (400, "d", None))

    assert states() == [("a", "done"), ("b", "done"), ("c", "done"), ("d", "current")]
    assert [stage.on for stage in stages_of(Way(), None)] == [DAY, None, DAY, None]


def test_first_station_is_the_present_one_where_none_is_reached():
    add((100, "a", None), (200, "b", None))

    assert states() == [("a", "current"), ("b", "todo")]


def test_what_is_over_stands_nowhere():
    add((100, "a", DAY), (200, "b", None))

    assert states(is_over=True) == [("a", "done"), ("b", "todo")]


def test_first_that_answers_says_the_next_step_and_is_told_who_asks():
    asked = []
    step = NextStep("go", "somebody", "")
    progress.NEXT_STEPS.add(Way, lambda way, user: NextStep("later", "somebody", ""), order=300)
    progress.NEXT_STEPS.add(Way, lambda way, user: asked.append(user), order=100)
    progress.NEXT_STEPS.add(Way, lambda way, user: step, order=200)

    assert next_step_of(Way(), "reader") is step
    assert asked == ["reader"]


def test_nothing_comes_next_where_nobody_answers():
    progress.NEXT_STEPS.add(Way, lambda way, user: None, order=100)

    assert next_step_of(Way(), None) is None


def test_what_stations_read_is_read_along_and_nothing_else():
    """Named by nobody, Django would take it for every relation there is."""
    assert with_progress(Parcel.objects.all()).query.select_related is False

    progress.READS.add(Parcel, "unit", order=100)

    assert with_progress(Parcel.objects.all()).query.select_related == {"unit": {}}
