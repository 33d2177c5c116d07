"""Every list is found and measured by itself."""

import pytest
import time_machine
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.urls import reverse

from core.lists import DescribedListView
from tests.bench import asking, list_pages
from tests.bench.figures import Figure
from tests.inspections.builders import ENTERED, add_finding, at_on, on_site_round


def concrete_lists(of=DescribedListView):
    for view in of.__subclasses__():
        yield from concrete_lists(view)
        if not view.__name__.startswith("_") and not view.__module__.startswith("tests."):
            yield view


def test_every_list_of_the_product_is_found():
    found = {pattern.callback.view_class for pattern in list_pages.list_routes().values()}

    assert set(concrete_lists()) <= found


@pytest.fixture
def here(db, settings):
    """A round with more findings than a page holds. A server closes its connection after a request, and with it
    the transaction of a test."""
    settings.ROOT_URLCONF = "tests.bench.site.urls"
    request_started.disconnect(close_old_connections)
    request_finished.disconnect(close_old_connections)
    asking._application.cache_clear()
    with time_machine.travel(at_on(ENTERED), tick=True):
        round_ = on_site_round()
        for number in range(55):
            add_finding(round_, text=f"消防通道被占用{number}", subject_name="甲公司")
        yield round_
    asking._application.cache_clear()
    request_started.connect(close_old_connections)
    request_finished.connect(close_old_connections)


def test_a_list_is_measured_as_it_opens_filtered_searched_and_deep(here):
    asker = asking.Asker(here.here.office.username)

    found = dict(list_pages.variants(asker, "/findings/"))

    assert set(found) == {"plain", "filtered", "searched", "deep"}
    assert "page=2" in found["deep"]
    for path in found.values():
        measured = list_pages._time(asker, path)
        assert isinstance(measured, Figure) and measured.value > 0 < measured.baseline
    seen = list_pages.look(asker, found["plain"])[3]
    assert len(seen.keys) == 50
    assert list_pages._size(asker, "/findings/").value > 1000
    assert list_pages._count(asker, "/findings/").value > 1


@pytest.mark.parametrize(
    ("links", "deep"),
    [
        ('<a href="?page=2">2</a><a href="?q=1&amp;page=290">290</a><a href="?page=2" rel="next">', "?q=1&page=290"),
        ('<a href="?first" rel="first"><a href="?after=7" rel="next"><a href="?last=1" rel="last">', "?last=1"),
        ('<a href="?before=7" rel="prev"><a href="?after=7" rel="next">', "?after=7"),
    ],
)
def test_deep_is_as_far_as_the_paging_leads(links, deep):
    assert list_pages.deepest("/x/", f'<nav class="x-pages" aria-label="">{links}</nav>') == f"/x/{deep}"
    assert list_pages.deepest("/x/", links) is None


def test_floor_reads_the_rows_that_are_shown_and_asks_the_empty_view(here, django_assert_num_queries):
    asker = asking.Asker(here.here.office.username)
    rows = here.findings.all()
    read = asking.rows_by_key(rows, list(rows.values_list("pk", flat=True)))

    with django_assert_num_queries(1):
        read()
    assert asker.ask(asking.EMPTY).status == 200
    asking.floor(asker, asking.rows_by_key(rows, []))()


def test_a_list_nobody_may_open_is_not_passed_over(here, monkeypatch):
    monkeypatch.setattr(list_pages, "list_routes", lambda: {"inspections:round-list": None})
    monkeypatch.setattr(list_pages, "askers", lambda route: [])

    ((name, measure),) = list_pages.lists(lambda start: True)

    assert name == "list/inspections:round-list"
    with pytest.raises(AssertionError, match="nobody of the demo may open"):
        measure()


def test_a_list_that_parts_its_rows_itself_is_measured_too(here):
    asker = asking.Asker(here.here.office.username)

    measured = list_pages._time(asker, reverse("rectification:duty-list"))

    assert measured.value > 0 < measured.baseline
