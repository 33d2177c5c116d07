"""The first page and the last tell how many rows there are by the statement that finds their keys, and what a search
has looked up is not looked for again."""

from datetime import timedelta

import pytest
from django.db.models import Count, Exists, F
from django.http import QueryDict

from accounts.models import Message
from accounts.roles import Role
from core import searching
from core.paging import MOST_COUNTED, count_up_to, page_of
from core.queries.keys_first import keys_first
from inspections.models import Finding
from inspections.searches import findings_with
from tests.accounts.builders import person
from tests.inspections.builders import add_finding, on_site_round

pytestmark = pytest.mark.django_db
FIRST, LAST = QueryDict(), QueryDict("page=last")
SHOWN = 50


def inbox(at, count):
    """Whole batches came at one instant."""
    user = person(Role.CUSTODIAN)
    Message.objects.bulk_create(
        Message(recipient=user, subject=f"通知{number}", sent_at=at - timedelta(minutes=number // 40))
        for number in range(count)
    )
    return user.inbox.order_by("-sent_at", "-pk")


def by_keys(rows):
    return keys_first(rows, lambda keys: rows.model.objects.filter(pk__in=keys))


@pytest.mark.parametrize("count", [3, SHOWN, SHOWN + 1, MOST_COUNTED, MOST_COUNTED + 60])
def test_the_first_page_and_its_count_are_what_they_were(at, django_assert_num_queries, count):
    messages = inbox(at, count)
    plain = page_of(messages, FIRST, SHOWN)

    with django_assert_num_queries(2):
        page = page_of(by_keys(messages), FIRST, SHOWN)

    assert list(page.object_list) == list(plain.object_list) == list(messages[:SHOWN])
    assert (page.paginator.count, page.paginator.is_more) == (min(count, MOST_COUNTED), count > MOST_COUNTED)
    assert page.paginator.counted == plain.paginator.counted and page.has_other_pages() == plain.has_other_pages()


@pytest.mark.parametrize(("count", "shown"), [(SHOWN + 3, 3), (MOST_COUNTED, SHOWN), (MOST_COUNTED + 60, SHOWN)])
def test_the_last_page_as_well(at, count, shown):
    messages = inbox(at, count)

    page, plain = page_of(by_keys(messages), LAST, SHOWN), page_of(messages, LAST, SHOWN)

    assert list(page.object_list) == list(plain.object_list) == list(messages.reverse()[:shown])[::-1]
    assert (page.paginator.count, page.paginator.is_more) == (plain.paginator.count, plain.paginator.is_more)
    assert page.number == plain.number


def test_nothing_is_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert list(page_of(by_keys(Message.objects.none()), FIRST, SHOWN).object_list) == []
    with django_assert_num_queries(1):
        assert list(page_of(by_keys(Message.objects.all()), FIRST, SHOWN).object_list) == []


@pytest.mark.parametrize("count", [3, SHOWN + 1])
def test_what_rows_tell_is_told(at, django_assert_num_queries, count):
    messages = inbox(at, count).annotate(any=Exists(Message.objects.all()), own=Count("pk"))
    with django_assert_num_queries(2):
        page = page_of(by_keys(messages), FIRST, SHOWN)
    assert {(one.any, one.own) for one in page.object_list} == {(True, 1)} and page.paginator.count == count


def test_a_list_may_be_counted_in_its_order(at, django_assert_num_queries):
    messages = inbox(at, SHOWN + 1)
    ordered = keys_first(messages, lambda keys: Message.objects.filter(pk__in=keys), counts_in_order=True)
    with django_assert_num_queries(2) as caught:
        page = page_of(ordered, FIRST, SHOWN)
    assert caught.captured_queries[0]["sql"].count("ORDER BY") == 2
    assert list(page.object_list) == list(messages[:SHOWN]) and page.paginator.count == SHOWN + 1


@pytest.fixture
def round_():
    """With words that several findings have, a lead among them."""
    found = on_site_round()
    for number in range(4):
        add_finding(found, text=f"消防通道{number}被占用")
    add_finding(found, text="消防举报线索", kind="lead")
    add_finding(found, text="灭火器过期")
    return found


def seen(user):
    """In an order that needs no other table, told apart by the scopes they stand in."""
    return by_keys(Finding.objects.visible_to(user).order_by("number", "pk"))


@pytest.mark.parametrize("most", [1, 3, 1000])
@pytest.mark.parametrize("who", ["leader", "office", "stranger"])
def test_a_search_has_counted_what_its_list_holds(monkeypatch, django_assert_num_queries, round_, most, who):
    monkeypatch.setattr(searching, "MOST_LOOKED_UP", most)
    user = getattr(round_.here, who)
    right = [one.pk for one in Finding.objects.visible_to(user).order_by("number", "pk") if "消防" in one.text]
    assert bool(right) == (who != "stranger")
    found = findings_with(seen(user), "消防")

    with django_assert_num_queries(0):
        assert count_up_to(found, min(most, 3)) == (min(most, 3, len(right)), bool(right))
    assert [one.pk for one in page_of(found, FIRST, SHOWN).object_list] == right


def test_what_is_asked_after_a_search_counts(django_assert_num_queries, round_):
    found = findings_with(seen(round_.here.leader), "消防").filter(text__contains="通道1")

    with django_assert_num_queries(1):
        assert count_up_to(found) == (1, False)
    assert [one.text for one in page_of(found, FIRST, SHOWN).object_list] == ["消防通道1被占用"]
    assert list(page_of(found.none(), FIRST, SHOWN).object_list) == []


def test_a_page_of_what_was_looked_up_is_read_by_its_keys(django_assert_num_queries, round_):
    leader = round_.here.leader
    right = [one.pk for one in Finding.objects.visible_to(leader).order_by("number", "pk") if "消防" in one.text]
    found = findings_with(seen(leader), "消防").annotate(any=Exists(Finding.objects.filter(number=0)))

    with django_assert_num_queries(2):
        page = page_of(found, FIRST, 3)

    assert [(one.pk, one.any) for one in page.object_list] == [(pk, False) for pk in right[:3]]
    assert (page.paginator.count, page.paginator.is_more) == (len(right), False)


def test_a_page_in_an_order_that_only_its_list_knows_is_found_there(round_):
    leader = round_.here.leader
    rows = Finding.objects.visible_to(leader).alias(last=F("number") * -1).order_by("last", "pk")

    page = page_of(findings_with(by_keys(rows), "消防"), FIRST, 3)

    right = Finding.objects.visible_to(leader).filter(text__contains="消防").order_by("-number")
    assert list(page.object_list) == list(right[:3]) and page.paginator.count == right.count()
