"""The one box for everything, as it answers while somebody types. Its floor: the rows it shows, read by key, and an
empty view."""

from collections.abc import Iterator
from functools import partial
from urllib.parse import urlencode

from django.urls import reverse

from core.search_box import MOST_HITS, kinds_for
from tests.bench.asking import Asker, floor, rows_by_key
from tests.bench.figures import Figure, IsWanted, Measure, best_seconds, family
from tests.bench.list_pages import LIMIT, PEOPLE

# Two signs that many rows bear, that a place bears, that hardly any does, and a number.
WORDS = {"many": "消防", "place": "兴仁", "none": "曌曌", "number": "〔2026〕7号"}
# Six kinds, each with its hits, what their notes read along, and keys; names; the frame of the page.
MOST_QUERIES = 28


@family("search")
def searches(is_wanted: IsWanted) -> Iterator[tuple[str, Measure]]:
    for username in filter(lambda username: is_wanted(f"search/{username}"), PEOPLE):
        for name, words in WORDS.items():
            yield f"search/{username}/{name}", partial(_time, username, words)
            yield f"search/{username}/{name}/queries", partial(_count, username, words)


def _address(words: str) -> str:
    return f"{reverse('desk:search-all')}?{urlencode({'q': words})}"


def _time(username: str, words: str) -> Figure:
    asker = Asker(username)
    reads = []
    for kind in kinds_for(asker.user):
        rows = kind.rows(asker.user)
        keys = [thing.pk for thing in kind.find(rows, words)[: MOST_HITS + 1]]
        reads.append(rows_by_key(rows, keys))

    def read() -> None:
        for each in reads:
            each()

    ours, least = best_seconds(lambda: asker.ask(_address(words), is_part=True), floor(asker, read))
    return Figure(ours, "s", least, LIMIT, smaller_is_better=True)


def _count(username: str, words: str) -> Figure:
    return Figure(len(Asker(username).queries(_address(words))[1]), "queries", MOST_QUERIES, 1, smaller_is_better=True)
