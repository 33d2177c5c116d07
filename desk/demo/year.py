"""The demo year: three subdistricts, two teams, one round archived, one being rectified with an overdue item, one on
site, one scheduled (DESIGN §6). Each app brings its part (core/scenes.py)."""

from core.scenes import DEMO, Clock, World, build_scenes


def build(clock: Clock) -> World:
    """The whole year, through the actions. Raises whatever an action refuses: then the demo itself is wrong."""
    return build_scenes(DEMO, World(clock=clock))
