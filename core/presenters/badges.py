from typing import Any

from core.shapes import Badge


def badge_of(thing: Any) -> Badge:
    """The badge of a thing's state, in the tone that its state table gives; plain where no table moves it."""
    table = type(thing).TRANSITIONS
    return Badge(thing.get_status_display(), table.tones.get(thing.status, "") if table else "")
