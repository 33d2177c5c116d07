"""What a fresh office has after it was set up: units, accounts, principals, the register of people, the rules."""

from datetime import timedelta

from desk.demo import people
from desk.demo.calendar import DemoClock
from planning.actions.rulesets import load_regulation


def build(today):
    """The demo's people, without any of its rounds; they sign in with the demo's password."""
    clock = DemoClock(today)
    world = people.build(clock)
    load_regulation(by=world.users["office"], at=clock.at(today - timedelta(days=200)))
    return world
