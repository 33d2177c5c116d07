"""Pages that are no lists: the desk, a round with many findings, an item, a finding."""

from collections.abc import Callable, Iterator
from functools import partial
from urllib.parse import urlencode

from django.urls import reverse

from deadlines.models import Deadline
from inspections.models import Finding
from rectification.models import RectificationItem
from tests.bench.asking import Asker, floor, rows_by_key
from tests.bench.data import large_round
from tests.bench.figures import Figure, IsWanted, Measure, best_seconds, family
from tests.bench.list_pages import LIMIT, MOST_QUERIES, PEOPLE

DETAIL_LIMIT = 5
# Rows of the desk: it says how many there are and shows the first few, so its floor is generous.
DESK_ROWS = 50

# What a page is: where it is for somebody, and the rows that its floor reads.
Page = Callable[[Asker], tuple[str, Callable[[], None]]]


def _desk(asker: Asker):
    running = Deadline.objects.visible_to(asker.user).open().order_by("due_on")
    keys = list(running.values_list("pk", flat=True)[:DESK_ROWS])
    return reverse("desk:my-work"), rows_by_key(Deadline.objects.all(), keys)


def _menu(asker: Asker):
    path, read = _desk(asker)
    return f"{reverse('desk:menu-counted')}?{urlencode({'at': path})}", read


def _round(asker: Asker):
    """The round with 400 findings; whoever sees it, sees its findings."""
    found = large_round()
    rows = Finding.objects.filter(round=found).select_related("unit", "enterprise")
    keys = list(rows.values_list("pk", flat=True))
    return reverse("desk:round-detail", args=[found.pk]), rows_by_key(rows, keys)


def _item(asker: Asker):
    rows = RectificationItem.objects.visible_to(asker.user).select_related("case", "finding", "deadline")
    found = rows.order_by("-pk").first()
    return found.get_absolute_url(), rows_by_key(rows, [found.pk])


def _finding(asker: Asker):
    rows = Finding.objects.visible_to(asker.user).select_related("unit", "enterprise", "round")
    found = rows.order_by("-pk").first()
    return found.get_absolute_url(), rows_by_key(rows, [found.pk])


PAGES: dict[str, tuple[Page, tuple[str, ...], float]] = {
    "desk": (_desk, PEOPLE, LIMIT),
    "menu": (_menu, PEOPLE, LIMIT),
    "round-400": (_round, ("office", "leader1"), DETAIL_LIMIT),
    "item": (_item, ("office", "leader1", "xingren"), DETAIL_LIMIT),
    "finding": (_finding, ("office", "leader1"), DETAIL_LIMIT),
}


@family("page")
def pages(is_wanted: IsWanted) -> Iterator[tuple[str, Measure]]:
    for name, (page, people, limit) in PAGES.items():
        for username in people:
            yield f"page/{name}/{username}", partial(_time, page, username, limit)
            yield f"page/{name}/{username}/queries", partial(_count, page, username)


def _time(page: Page, username: str, limit: float) -> Figure:
    asker = Asker(username)
    path, read = page(asker)
    _must_answer(asker, path)
    ours, least = best_seconds(lambda: asker.ask(path), floor(asker, read))
    return Figure(ours, "s", least, limit, smaller_is_better=True)


def _count(page: Page, username: str) -> Figure:
    asker = Asker(username)
    return Figure(len(asker.queries(page(asker)[0])[1]), "queries", MOST_QUERIES, 1, smaller_is_better=True)


def _must_answer(asker: Asker, path: str) -> None:
    if (status := asker.ask(path).status) != 200:
        raise AssertionError(f"{path} answers {status} for {asker.name}")
