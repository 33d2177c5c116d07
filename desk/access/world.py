"""The things behind the doors, one of each model in a state worth protecting, all built through the actions.

Each app brings its part (core/scenes.py). One round of the team in the subdistrict `here` has gone as far as
rectification, one of another team `elsewhere` too, one of the team is on site, and one waits for its notice. What
happened is told of the last months. The caller holds the transaction and rolls it back.
"""

from django.utils import timezone

from core.scenes import ACCESS, Clock, World, build_scenes


def build() -> World:
    """Some accounts are still to be deactivated."""
    now = timezone.now()
    return build_scenes(ACCESS, World(clock=Clock(timezone.localdate(now), now)))
