"""What every described list asks the database, whoever opens it, in the world of the access matrix: at most what the
design allows (DESIGN §8), on one page or on many."""

from unittest import mock

import pytest
from django.db import connection
from django.db.models import Model
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.lists import DescribedListView
from desk.access.expected import ROWS
from tests.bench.list_pages import MOST_QUERIES, list_routes
from tests.desk.world import arguments, here  # noqa: F401

pytestmark = pytest.mark.django_db


def counts_of(world) -> dict[tuple, int]:
    """Of each list and each account that may open it, on a page for everything and on the first of many."""
    found = {}
    for route in list_routes():
        for kwargs in arguments(world, ROWS[route]):
            url = reverse(route, kwargs=kwargs)
            for persona, client in world.clients.items():
                for size in (None, 1):
                    paged = mock.patch.object(DescribedListView, "get_paginate_by", _paged_by(size))
                    whole = mock.patch.object(Model, "refresh_from_db", _left_out)
                    with paged, whole, CaptureQueriesContext(connection) as caught:
                        page = client.get(url)
                    assert page.status_code < 500, f"{url} broke for {persona}"
                    if page.status_code != 200:
                        break
                    found[url, persona.account, size] = len(caught)
    return found


def _left_out(row, using=None, fields=None, **kwargs):
    """Rows are read with as much as is told of them (DescribedListView.page_rows): one that has to be asked for more
    asks for it row by row."""
    raise AssertionError(f"{type(row).__name__} was read without {fields}")


def _paged_by(size):
    """A list that is not parted stays whole."""
    return lambda view, _queryset: view.paginate_by and (size or view.paginate_by)


def test_no_list_asks_more_than_is_allowed(here):  # noqa: F811
    counts = counts_of(here)

    assert {url for url, _who, _size in counts} >= {
        reverse("inspections:finding-overview"),
        reverse("rectification:chase-board"),
    }
    assert {where: count for where, count in counts.items() if count > MOST_QUERIES} == {}


def test_first_page_and_menu_ask_no_more_than_a_list(here):  # noqa: F811
    """Nor is anything that waits read without what its name tells (core.verbs.Noun.named)."""
    counts, named = {}, set()
    for persona, client in here.clients.items():
        for route in ("desk:my-work", "desk:menu-counted"):
            with mock.patch.object(Model, "refresh_from_db", _left_out), CaptureQueriesContext(connection) as caught:
                page = client.get(reverse(route))
            if page.status_code == 200:
                counts[route, persona.account] = len(caught)
                named |= {str(task.verb) for task in (page.context or {}).get("tasks", ())}

    assert len(named) > 20
    assert {where: count for where, count in counts.items() if count > MOST_QUERIES} == {}
