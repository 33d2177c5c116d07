"""Long lists: turned by key, counted to a thousand, and with choices that are searched (docs/adr/0032)."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Message, Unit
from accounts.models.unit import UnitKind
from accounts.roles import Role
from core.paging import MOST_COUNTED
from tests.accounts.builders import person, security_admin, unit

pytestmark = pytest.mark.django_db
MESSAGES, USERS = reverse("accounts:message-list"), reverse("accounts:user-list")
MANY = MOST_COUNTED + 60


@pytest.fixture
def reader(client, at):
    """With many messages, of which whole batches came at one instant."""
    user = person(Role.CUSTODIAN)
    Message.objects.bulk_create(
        Message(recipient=user, subject=f"通知{number}", sent_at=at - timedelta(minutes=number // 40))
        for number in range(MANY)
    )
    client.force_login(user)
    return user


def keys(page) -> list[int]:
    return [message.pk for message in page.context["object_list"]]


def way(page, rel: str) -> str:
    found = re.search(rf'href="([^"]*)" rel="{rel}"', page.content.decode())
    return found[1].replace("&amp;", "&") if found else ""


def walk(client, start: str, rel: str) -> list[list[int]]:
    page = client.get(start)
    told = [keys(page)]
    while step := way(page, rel):
        page = client.get(MESSAGES + step)
        told.append(keys(page))
    return told


def test_every_row_of_a_long_list_is_turned_to_once_in_either_direction(client, reader):
    right = list(reader.inbox.order_by("-sent_at", "-id").values_list("pk", flat=True))

    forward, backward = walk(client, MESSAGES, "next"), walk(client, f"{MESSAGES}?page=last", "prev")

    assert [key for page in forward for key in page] == right
    assert [key for page in backward[::-1] for key in page] == right


def test_a_long_list_is_not_counted_to_its_end(client, reader):
    page = client.get(MESSAGES)

    assert "共 1000 条以上" in page.content.decode()
    assert page.context["paginator"].count == MOST_COUNTED


def test_what_comes_later_does_not_move_the_rows_under_a_key(client, reader, at):
    further = MESSAGES + way(client.get(MESSAGES), "next")
    before = keys(client.get(further))
    Message.objects.create(recipient=reader, subject="新", sent_at=at + timedelta(days=1))

    assert keys(client.get(further)) == before


@pytest.mark.parametrize(
    "query", ["after=%00", "after=W10", "after=WzEsMl0", "before=W251bGwsbnVsbF0", "page=9999", "page=x"]
)
def test_an_address_that_says_nothing_here_leads_to_the_beginning(client, reader, query):
    assert keys(client.get(f"{MESSAGES}?{query}")) == keys(client.get(MESSAGES))


def test_an_address_kept_from_a_short_list_leads_to_its_page(client, reader):
    assert keys(client.get(f"{MESSAGES}?page=2")) == walk(client, MESSAGES, "next")[1]


def test_a_short_list_has_numbers_and_its_own_count(client, at):
    user = person(Role.CUSTODIAN)
    client.force_login(user)
    Message.objects.bulk_create(Message(recipient=user, subject="甲", sent_at=at) for _ in range(60))

    page = client.get(f"{MESSAGES}?page=2").content.decode()

    assert "共 60 条" in page
    assert "page=3" in page


def test_a_deep_page_asks_no_more_than_the_first(client, reader):
    def queries(address):
        with CaptureQueriesContext(connection) as seen:
            client.get(address)
        return len(seen)

    further = MESSAGES + way(client.get(MESSAGES), "next")
    assert queries(further) <= queries(MESSAGES) + 2


@pytest.fixture
def units(client):
    client.force_login(security_admin())
    return [unit(UnitKind.SUBDISTRICT, name=f"第{number}街道办事处") for number in range(60)]


def filter_box(page) -> str:
    return re.search(r"<(?:select|input)[^>]*name=\"unit\".*", page.content.decode())[0]


def test_few_choices_are_listed(client):
    client.force_login(security_admin())
    unit(UnitKind.SUBDISTRICT, name="兴仁街道办事处")

    assert filter_box(client.get(USERS)).startswith("<select")


def test_many_choices_are_searched(client, units):
    people = [person(Role.SUBDISTRICT, units[7], username="seven"), person(Role.SUBDISTRICT, units[8])]

    box = filter_box(client.get(USERS))
    by_name = client.get(USERS, {"unit": "第7街道办事处"})
    by_key = client.get(USERS, {"unit": str(units[7].pk)})

    assert box.startswith("<input")
    assert "<option" not in box
    for page in (by_name, by_key):
        assert list(page.context["object_list"]) == people[:1]
        assert 'value="第7街道办事处"' in filter_box(page)
        assert "第7街道办事处" in page.content.decode().split('class="x-chip"')[1]


def test_a_name_that_nobody_or_several_bear_lets_nothing_through_and_says_why(client, units):
    for told, why in (("不在这里", "没有这个名称"), ("街道", "有多个名称")):
        page = client.get(USERS, {"unit": told})
        assert list(page.context["object_list"]) == []
        assert why in page.content.decode()


def test_suggestions_are_those_with_the_words_in_their_name(client, units):
    told = client.get(USERS, {"suggest": "unit", "unit": "第12"}).content.decode()

    assert told == '<option value="第12街道办事处"></option>'
    assert client.get(USERS, {"suggest": "role", "role": "x"}).content == b""
    assert client.get(USERS, {"suggest": "nothing"}).content == b""
    assert Unit.objects.count() > 50
    assert client.get(USERS, {"suggest": "unit"}).content.count(b"<option") == 20
