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

# Where a page is for somebody, and the rows that its floor reads.
Asked = tuple[str, Callable[[], None]]
# None for whoever sees no such thing.
Page = Callable[[Asker], Asked | None]


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
    return _last_of(rows)


def _finding(asker: Asker):
    rows = Finding.objects.visible_to(asker.user).select_related("unit", "enterprise", "round")
    return _last_of(rows)


def _last_of(rows) -> Asked | None:
    found = rows.order_by("-pk").first()
    return (found.get_absolute_url(), rows_by_key(rows, [found.pk])) if found is not None else None


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
        if not is_wanted(f"page/{name}"):
            continue
        askers = [Asker(username) for username in people]
        found = [(asker, asked) for asker in askers if (asked := page(asker)) is not None]
        if not found:
            yield f"page/{name}", partial(_never_seen, name)
        for asker, asked in found:
            yield f"page/{name}/{asker.name}", partial(_time, asker, asked, limit)
            yield f"page/{name}/{asker.name}/queries", partial(_count, asker, asked)


def _never_seen(name: str) -> Figure:
    raise AssertionError(f"Nobody of {', '.join(PAGES[name][1])} sees a thing of the page {name}.")


def _time(asker: Asker, asked: Asked, limit: float) -> Figure:
    path, read = asked
    _must_answer(asker, path)
    ours, least = best_seconds(lambda: asker.ask(path), floor(asker, read))
    return Figure(ours, "s", least, limit, smaller_is_better=True)


def _count(asker: Asker, asked: Asked) -> Figure:
    return Figure(len(asker.queries(asked[0])[1]), "queries", MOST_QUERIES, 1, smaller_is_better=True)


def _must_answer(asker: Asker, path: str) -> None:
    if (status := asker.ask(path).status) != 200:
        raise AssertionError(f"{path} answers {status} for {asker.name}")
