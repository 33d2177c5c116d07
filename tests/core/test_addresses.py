"""The address of a row's page is put together without asking the router each time."""

from uuid import UUID

import pytest
from django.urls import NoReverseMatch, reverse

from core.addresses import address_of, address_of_route

KEY = UUID("16c761d3-33a0-4cb4-b421-d7caa746d4a7")


@pytest.mark.parametrize("key", [KEY, str(KEY)])
def test_it_is_what_the_router_gives(key):
    for _again in range(2):
        assert address_of("inspections:finding-detail", key) == reverse("inspections:finding-detail", args=[key])


def test_it_is_so_for_keys_that_are_counted():
    assert address_of("accounts:message-open", 7) == reverse("accounts:message-open", args=[7])


def test_a_page_that_takes_no_such_key_is_none():
    with pytest.raises(NoReverseMatch):
        address_of("accounts:message-open", KEY)


def test_a_route_without_a_key_is_what_the_router_gives():
    for _again in range(2):
        assert address_of_route("inspections:finding-overview") == reverse("inspections:finding-overview")
