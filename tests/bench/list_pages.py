"""Every list page of the product, found by its class, for whoever may open it: as it opens, filtered, searched, deep.

The floor of each is the very rows it shows, read by key with what it joins to them, and an empty view (DESIGN §8).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, partial
from html import unescape
from itertools import islice
from unittest import mock
from urllib.parse import quote

from django.db.models import QuerySet
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from accounts.models import User
from core.lists import DescribedListView
from desk.access.expected import ROWS
from inspections.models import SubdistrictRound
from tests.bench.asking import Asker, floor, rows_by_key
from tests.bench.figures import Figure, IsWanted, Measure, best_seconds, family

LIMIT = 3
MOST_BYTES = 60 * 1024
MOST_QUERIES = 12
# Who stands for the kinds of reach a list has: everything, one's rounds, one's own unit, and what was handed to one's
# department.
PEOPLE = ("office", "leader1", "xingren", "emergency")
# Values of filters tried until one lets something through.
TRIED = 4
_CHINESE = re.compile("[\u4e00-\u9fff]{2}")
_PAGES = re.compile(r'<nav class="x-pages".*?</nav>', re.DOTALL)
_LINK = re.compile(r'(<a\b[^>]*href="([^"]+)"[^>]*>)')
_NUMBER, _REL = re.compile(r"page=([0-9]+)"), re.compile(r'rel="([a-z]+)"')


@dataclass
class Seen:
    """What one page was found to show."""

    view: DescribedListView | None = None
    things: list = field(default_factory=list)

    @property
    def keys(self) -> list:
        return [thing.pk for thing in self.things if hasattr(thing, "pk")]


def list_routes() -> dict[str, URLPattern]:
    """Full name of the route of every described list."""
    return dict(_routes(get_resolver().url_patterns, ""))


def _routes(patterns, prefix: str) -> Iterator[tuple[str, URLPattern]]:
    for each in patterns:
        if isinstance(each, URLResolver):
            yield from _routes(each.url_patterns, f"{prefix}{each.namespace}:" if each.namespace else prefix)
        elif issubclass(getattr(each.callback, "view_class", object), DescribedListView):
            yield f"{prefix}{each.name}", each


def address(route: str, asker: Asker) -> str | None:
    """Where this person opens the list: one inside a thing in his round with the most findings."""
    try:
        return reverse(route)
    except NoReverseMatch:
        rounds = SubdistrictRound.objects.visible_to(asker.user)
        if ROWS[route].thing == "round_on_site":
            rounds = rounds.filter(notes__isnull=False)
        found = rounds.order_by("-planned_from_on").first()
        return reverse(route, args=[found.pk]) if found else None


def look(asker: Asker, path: str) -> tuple[int, bytes, list[dict], Seen]:
    """Status, HTML, statements and rows of the page."""
    seen, told = Seen(), DescribedListView.get_context_data

    def overheard(view, **kwargs):
        context = told(view, **kwargs)
        seen.view, seen.things = view, list(context["object_list"])
        return context

    with mock.patch.object(DescribedListView, "get_context_data", overheard):
        answer, queries = asker.queries(path)
    return answer.status, answer.body, queries, seen


@cache
def _asker(username: str) -> Asker:
    return Asker(username)


def askers(route: str) -> list[tuple[Asker, str]]:
    """Those of PEOPLE who may open the list, with its address; else the first account that may."""
    others = User.objects.exclude(username__in=PEOPLE).order_by("pk").values_list("username", flat=True)
    found: list[tuple[Asker, str]] = []
    for username in (*PEOPLE, *others):
        if found and username not in PEOPLE:
            break
        path = address(route, _asker(username))
        status = _asker(username).ask(path).status if path else None
        if status == 500:
            raise AssertionError(f"{path} answers 500 for {username}")
        if path and status == 200:
            found.append((_asker(username), path))
    return found


def variants(asker: Asker, path: str) -> Iterator[tuple[str, str]]:
    """The page as it opens and, where its list has that, filtered, searched and deep."""
    yield "plain", path
    _status, html, _queries, seen = look(asker, path)
    filterset = getattr(seen.view, "filterset", None)
    if filterset is not None and seen.things:
        for word, asked in (("filtered", _filters(filterset)), ("searched", _words(filterset, seen.things))):
            for query in islice(asked, TRIED):
                if look(asker, f"{path}?{query}")[3].things:
                    yield word, f"{path}?{query}"
                    break
    if (deep := deepest(path, html.decode())) is not None:
        yield "deep", deep


def _filters(filterset) -> Iterator[str]:
    for name, each in filterset.form.fields.items():
        if name != "sort" and hasattr(each, "choices"):
            values = (str(value) for value, _label in islice(each.choices, 2) if value not in ("", None))
            yield from (f"{name}={quote(value)}" for value in values)


def _words(filterset, things) -> Iterator[str]:
    """Two Chinese characters of what the list shows."""
    if "q" in filterset.form.fields:
        for thing in things:
            told = " ".join(str(getattr(thing, name, "")) for name in ("text", "name", "subject")) + str(thing)
            if found := _CHINESE.search(told):
                yield f"q={quote(found.group())}"


def deepest(path: str, html: str) -> str | None:
    """The page farthest away that the paging leads to at once: its last, else that of the highest number, else the
    next."""
    found = _PAGES.search(html)
    links = {}
    for tag, target in _LINK.findall(found.group()) if found else ():
        number, rel = _NUMBER.search(target), _REL.search(tag)
        far = 2**31 if rel and rel[1] == "last" else int(number[1]) if number else 0
        if not (rel and rel[1] in ("prev", "first")):
            links[far] = unescape(target)
    return f"{path}{links[max(links)]}" if links else None


def _never_opened(route: str) -> Figure:
    raise AssertionError(f"nobody of the demo may open {route}, so it cannot be measured")


def _time(asker: Asker, path: str) -> Figure:
    _status, _html, _queries, seen = look(asker, path)
    ours, least = best_seconds(lambda: asker.ask(path), floor(asker, rows_by_key(_source(seen.view), seen.keys)))
    return Figure(value=ours, unit="s", baseline=least, limit=LIMIT, smaller_is_better=True)


def _source(view: DescribedListView) -> QuerySet:
    """What the rows are read from; a list that parts its rows itself says only of what kind they are."""
    for found in (getattr(view, "object_list", None), view.get_queryset()):
        if hasattr(found, "query"):
            return found
    return view.get_base_queryset()


def _size(asker: Asker, path: str) -> Figure:
    return Figure(len(look(asker, path)[1]), "bytes", MOST_BYTES, 1, smaller_is_better=True)


def _count(asker: Asker, path: str) -> Figure:
    return Figure(len(look(asker, path)[2]), "queries", MOST_QUERIES, 1, smaller_is_better=True)


@family("list")
def lists(is_wanted: IsWanted) -> Iterator[tuple[str, Measure]]:
    for route in filter(lambda route: is_wanted(f"list/{route}"), list_routes()):
        found = askers(route)
        if not found:
            yield f"list/{route}", partial(_never_opened, route)
        for asker, path in found:
            name = f"list/{route}/{asker.name}"
            if not is_wanted(name):
                continue
            for word, asked in variants(asker, path):
                yield f"{name}/{word}", partial(_time, asker, asked)
            yield f"{name}/html", partial(_size, asker, path)
            yield f"{name}/queries", partial(_count, asker, path)


def asked_of(name: str) -> tuple[Asker, str]:
    """Who asks for what in the figure of this name."""
    _list, route, username, word = name.split("/")
    asker = _asker(username)
    return asker, dict(variants(asker, address(route, asker) or ""))[word]
