"""Odd values at every door of the house: an answer in words, and never a 500, on both databases."""

from types import SimpleNamespace

import pytest
from django.db import connection
from django.urls import get_resolver
from django.urls.converters import IntConverter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.numbers import number_in, whole_number
from desk.access.routes import routes
from tests.desk import odd_values
from tests.desk.odd_values import FARTHEST, KEYS, ODD
from tests.desk.world import BY_ACCOUNT, here  # noqa: F401  a fixture

FUZZ = settings(
    max_examples=150, derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck)
)
TYPED = st.sampled_from(ODD) | st.text(max_size=20) | st.integers().map(str) | st.dates().map(str)


def test_numbers_of_the_house_are_whole_and_have_an_end():
    assert [whole_number(words) for words in ("12", " ３ ", "٣", "999999999")] == [12, 3, 3, 999999999]
    assert [whole_number(words) for words in ("", "²", "①", "-5", "1.5", "1e9", "9" * 10, "第3号")] == [None] * 8
    assert [number_in(words) for words in ("第12号", "〔２０２６〕3", "第②号", "无")] == [12, 20263, None, None]


def test_there_is_enough_to_try():
    assert len(odd_values.filters()) > 10
    assert len(odd_values.pages()) > 120
    assert len(odd_values.posted()) > 90


def _arguments(function) -> tuple[str, ...]:
    code = getattr(function, "__code__", None)
    return code.co_varnames if code else ()


def _filters(world):
    user = world.users["office"]
    told = {"today": world.clock.today, "sees_inner": True, "is_inner": True}
    for kind in odd_values.filters():
        asked = {name for made in kind.__mro__ if "__init__" in vars(made) for name in _arguments(made.__init__)}
        names = [name for name in told if name in asked]
        arguments = {"request": SimpleNamespace(user=user)} | {name: told[name] for name in names}
        for key in kind.base_filters:
            for value in (*ODD, *FARTHEST):
                found = kind({key: value}, queryset=kind._meta.model._default_manager.all(), **arguments).qs
                list(found[:1])


def _pages(world):
    for turn, route in enumerate(odd_values.pages()):
        for query in (odd_values.rotated(KEYS, turn), {"page": ODD[turn % len(ODD)], "q": ODD[-turn % len(ODD)]}):
            assert odd_values.get(world, route, query) < 500, (route.name, query)


def _forms(world):
    for turn, route in enumerate(odd_values.posted()):

        def odd(typed, turn=turn):
            return odd_values.rotated(odd_values.words_of(typed), turn)

        assert odd_values.post(world, route, odd) < 500, (route.name, turn)
        for day in FARTHEST:

            def farthest(typed, day=day):
                return dict.fromkeys(odd_values.days_of(typed), day)

            assert odd_values.post(world, route, farthest) < 500, (route.name, day)


def _fuzzed(world):
    pages, posted = odd_values.pages(), odd_values.posted()

    @FUZZ
    @given(st.sampled_from(pages), st.dictionaries(st.sampled_from(KEYS), TYPED, min_size=1, max_size=2))
    def any_query(route, query):
        assert odd_values.get(world, route, query) < 500

    @FUZZ
    @given(st.sampled_from(posted), st.integers(0, 99), TYPED)
    def any_field(route, place, value):
        def one(typed):
            names = sorted(name for name, known in typed.items() if isinstance(known, str))
            return {names[place % len(names)]: value} if names else {}

        assert odd_values.post(world, route, one) < 500

    any_query()
    any_field()


def test_filters_let_odd_values_find_nothing_or_something(here):  # noqa: F811
    _filters(here)


def test_pages_answer_odd_values_in_the_address(here):  # noqa: F811
    _pages(here)


def test_forms_answer_odd_values_in_their_fields(here):  # noqa: F811
    _forms(here)


def test_doors_answer_whatever_comes_to_mind(here):  # noqa: F811
    _fuzzed(here)


@pytest.mark.services
@pytest.mark.parametrize("ask", [_filters, _pages, _forms, _fuzzed])
def test_odd_values_on_postgresql(here, ask):  # noqa: F811
    assert connection.vendor == "postgresql"
    ask(here)


def test_odd_numbers_in_an_address_are_not_found(here):  # noqa: F811
    paths = (
        "/calendar/{}/", "/calendar/{}/days.csv", "/calendar/{}/1/1/", "/calendar/2026/{}/1/", "/calendar/2026/1/{}/",
        "/messages/{}/open/", "/accounts/users/{}/edit/", "/plans/{}/", "/rectification/{}/ledger.csv",
        "/rectification/00000000-0000-0000-0000-000000000000/ledger.{}",
    )  # fmt: skip
    clients = [here.clients[BY_ACCOUNT[account]] for account in ("office", "security_admin")]
    for path in paths:
        for number in ("²", "①", "-5", "0", "00", "10000", "1e9", "9" * 18, "9" * 20, "9" * 400):
            answers = {client.get(path.format(number)).status_code for client in clients}
            assert answers <= {403, 404, 405}, (path, number)


def test_every_number_in_an_address_has_an_end():
    """`<int:…>` takes any number of digits; core/converters.py has those of the house."""

    def plain(patterns):
        for pattern in patterns:
            yield from (kind for kind in pattern.pattern.converters.values() if type(kind) is IntConverter)
            yield from plain(getattr(pattern, "url_patterns", ()))

    assert list(plain(get_resolver().url_patterns)) == []
    assert any(route.counted for route in routes())
