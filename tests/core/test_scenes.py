"""Worlds made of parts: who brings a scene, in which order, and what the clock of a world says."""

from datetime import UTC, date, datetime

import pytest

from core import scenes
from core.scenes import ACCESS, DEMO, Clock, World, add_scene, build_scenes, scenes_of

NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)


def first(world):
    world.things["said"] = ["first"]


def second(world):
    world.things["said"].append("second")


@pytest.fixture
def registry(monkeypatch):
    monkeypatch.setattr(scenes, "_scenes", {})


def test_scenes_play_in_the_order_of_their_numbers_and_once(registry):
    add_scene("play", f"{__name__}.second", order=200)
    add_scene("play", f"{__name__}.first", order=100)
    add_scene("play", f"{__name__}.second", order=200)
    add_scene("another", f"{__name__}.second", order=50)

    world = build_scenes("play", World(clock=Clock(date(2026, 3, 2))))

    assert world.things["said"] == ["first", "second"]


def test_scene_that_is_not_where_it_was_said_to_be_is_told(registry):
    add_scene("play", f"{__name__}.third", order=100)

    with pytest.raises(ImportError):
        scenes_of("play")


def test_every_app_that_has_things_brings_its_part_of_both_worlds():
    """The access world begins with the accounts and ends with what is told to everybody."""
    brought = {name: [scene.__module__.split(".")[0] for scene in scenes_of(name)] for name in (DEMO, ACCESS)}

    assert brought[DEMO][0] == brought[ACCESS][0] == brought[ACCESS][-1] == "accounts"
    assert set(brought[DEMO]) == {"accounts", "planning", "inspections", "rectification"}
    assert set(brought[ACCESS]) == {"accounts", "records", "deadlines", "planning", "inspections", "rectification"}


def test_clock_counts_days_from_today_and_records_nothing_after_now():
    clock = Clock(date(2026, 3, 2), NOON)

    assert clock.when(-1) == {"on": date(2026, 3, 1), "at": datetime(2026, 3, 1, 2, 0, tzinfo=UTC)}
    assert clock.when(date(2026, 3, 2)) == {"on": date(2026, 3, 2), "at": datetime(2026, 3, 2, 2, 0, tzinfo=UTC)}
    assert clock.at(date(2026, 3, 2), hour=15) == NOON
    assert Clock(date(2026, 3, 2)).at(date(2026, 3, 2), hour=15) == datetime(2026, 3, 2, 7, 0, tzinfo=UTC)
