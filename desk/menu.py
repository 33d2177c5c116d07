"""The menu with what waits behind each entry, in the numbers of "my work"."""

from collections.abc import Iterable

from core.access import Person
from core.navigation import MenuGroup, menu_for
from core.shapes import Task

# The list of everything that waits.
DESK = "desk:my-work"


def counts_of(tasks: Iterable[Task]) -> dict[str, int]:
    """How much of it belongs to which list, by the name of its route; all of it to the desk."""
    found: dict[str, int] = {}
    for task in tasks:
        for name in filter(None, (task.home, DESK)):
            found[name] = found.get(name, 0) + task.count
    return found


def counted_menu(user: Person, path: str, tasks: Iterable[Task]) -> list[MenuGroup]:
    return menu_for(user, path, counts_of(tasks))
