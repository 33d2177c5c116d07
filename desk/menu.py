"""The menu with what waits behind each entry, in the numbers of "my work"."""

from collections.abc import Iterable

from core.access import Person
from core.navigation import MenuGroup, menu_for
from core.paging import MOST_COUNTED, number_words
from core.work import Waits

# The list of everything that waits.
DESK = "desk:my-work"


def counts_of(found: Iterable[Waits]) -> dict[str, str]:
    """How much of it belongs to which list, by the name of its route; all of it to the desk. Beyond what is counted it
    is "1000+"."""
    counts: dict[str, tuple[int, bool]] = {}
    for waits in found:
        for name in filter(None, (waits.home, DESK)):
            count, is_more = counts.get(name, (0, False))
            counts[name] = count + waits.count, is_more or waits.is_more
    return {
        name: number_words(min(count, MOST_COUNTED), is_more=is_more or count > MOST_COUNTED)
        for name, (count, is_more) in counts.items()
    }


def counted_menu(user: Person, path: str, found: Iterable[Waits]) -> list[MenuGroup]:
    return menu_for(user, path, counts_of(found))
