from typing import Any

from core.shapes import Badge


def badge_of(thing: Any) -> Badge:
    """The badge of a thing's state, in the tone that its state table gives; plain where no table moves it."""
    table = type(thing).TRANSITIONS
    if table is None or thing.status not in table.statuses:
        return Badge(thing.get_status_display())
    # As Django finds the words of a choice, but for the choices made anew each time: files ask for every row.
    return Badge(str(table.statuses(thing.status).label), table.tones.get(thing.status, ""))
