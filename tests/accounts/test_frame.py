"""The bar above every page: whose house this is, who is signed in, how much is unread."""

import pytest
from django.urls import reverse

from accounts.actions.messages import notify
from accounts.roles import Role
from tests.accounts.builders import person, sign_in, unit

pytestmark = pytest.mark.django_db


def page_of(client, user) -> str:
    return sign_in(client, user).get(reverse("accounts:message-list")).content.decode()


def test_menu_tells_who_is_signed_in_with_role_and_post(client):
    office = unit("office", "测试安委办")
    director = person(Role.OFFICE, office, post="综合科科长")
    clerk = person(Role.OFFICE, office)

    assert '<div class="x-soft">安委办 · 综合科科长</div>' in page_of(client, director)
    assert '<div class="x-soft">安委办</div>' in page_of(client, clerk)


@pytest.mark.parametrize(("name", "shown"), [("测试高新区", 1), ("", 0)])
def test_district_is_named_where_the_house_has_one(client, settings, name, shown):
    settings.DISTRICT_NAME = name

    assert page_of(client, person(Role.OFFICE)).count(f'<span class="x-bar-district">{name}</span>') == shown


@pytest.mark.parametrize(("count", "shown"), [(0, None), (99, "99"), (100, "99+")])
def test_bell_counts_unread_messages_and_stays_small(client, at, count, shown):
    """The mark is for the eye and cut short; who listens hears the whole number."""
    clerk = person(Role.OFFICE)
    for number in range(count):
        notify(recipients=[clerk], subject=f"第{number}条", at=at)

    page = page_of(client, clerk)

    assert ('<span class="x-count" aria-hidden="true">' in page) == (shown is not None)
    assert shown is None or f'<span class="x-count" aria-hidden="true">{shown}</span>' in page
    assert f"消息，{count} 条未读" in page
