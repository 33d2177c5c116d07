"""What a fresh office has after it was set up: units, accounts, principals, the register of people, the rules."""

from datetime import timedelta

from django.utils import timezone

from accounts.scenes.demo import open_house
from core.scenes import Clock, World
from planning.actions.rulesets import load_regulation
from planning.scenes.demo import enter_people


def build(today):
    """The demo's people, without any of its rounds; they sign in with the demo's password."""
    world = World(clock=Clock(today, timezone.now()))
    open_house(world)
    enter_people(world)
    load_regulation(by=world.users["office"], at=world.at(today - timedelta(days=200)))
    return world
