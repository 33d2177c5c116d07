"""What the access world offers to a verb of accounts instead of the thing that its neighbours use (core/scenes.py)."""

from accounts.models import Unit
from core.scenes import World


def unit_without_principal(world: World) -> Unit:
    return world.units["waiting"]


MOMENTS = {"accounts:term-begin": unit_without_principal}
