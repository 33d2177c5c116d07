"""What stands about the thing of a page is asked once (docs/adr/0050)."""

from datetime import date

import pytest
from django.db.models import Q

from accounts.models import Message
from accounts.permissions import Permission
from accounts.roles import Role
from core import about
from core.about import Kind, Whether, is_missing, is_there, keep_what_is_read, once
from core.slots import ModelSlot
from rectification.models import RectificationItem
from tests.accounts.builders import UNIT_KIND_OF_ROLE, person, unit
from tests.rectification.builders import issued_case

pytestmark = pytest.mark.django_db

OTHERS = Kind(
    RectificationItem,
    lambda case: Q(case=case.pk),
    lambda items: items.select_related("case__round"),
    Permission.CASE_VIEW,
)
NO_OTHERS = Kind(RectificationItem, lambda case: Q(case=case.pk, number__gt=1000), lambda items: items)
ANY_MESSAGE = Whether(lambda case: Message.objects.filter(subject="no such subject"))
NEVER = Whether(lambda case: RectificationItem.objects.none())


@pytest.fixture
def case(monkeypatch):
    case = issued_case()
    monkeypatch.setattr(about, "ABOUT", ModelSlot())
    for order, asked in enumerate((OTHERS, NO_OTHERS, ANY_MESSAGE, NEVER)):
        about.ABOUT.add(type(case), asked, order=order)
    _ = case.here.office.access
    return case


def test_while_a_page_is_made_each_thing_is_read_once(case):
    asked = []

    def read(thing, day):
        asked.append(day)
        return day

    day, next_day = date(2026, 3, 2), date(2026, 3, 3)
    assert [once(case, read, day), once(case, read, day)] == [day, day]
    assert asked == [day, day]

    keep_what_is_read(case)
    assert [once(case, read, day), once(case, read, day), once(case, read, next_day)] == [day, day, next_day]
    assert asked == [day, day, day, next_day]


def test_kinds_that_are_not_there_share_one_statement_and_what_is_there_takes_one_more(
    case, django_assert_num_queries
):
    keep_what_is_read(case)
    count = case.items.count()

    with django_assert_num_queries(2):
        assert len(OTHERS.of(case, case.here.office)) == count
        assert NO_OTHERS.of(case, case.here.office) == []
        assert not is_there(ANY_MESSAGE, case)
        assert not is_there(NEVER, case)
        assert is_missing(NEVER, case)
        assert not is_missing(OTHERS, case)
        assert OTHERS.of(case, case.here.office) is OTHERS.of(case, case.here.office)


def test_apart_from_a_page_everything_is_asked_anew(case, django_assert_num_queries):
    found = OTHERS.of(case, case.here.office)
    assert found == OTHERS.of(case, case.here.office)
    assert found is not OTHERS.of(case, case.here.office)
    with django_assert_num_queries(1):
        assert NO_OTHERS.of(case, case.here.office) == []
    with django_assert_num_queries(1):
        assert is_there(OTHERS, case)
    with django_assert_num_queries(0):
        assert not is_missing(ANY_MESSAGE, case)


@pytest.mark.parametrize("is_page", [True, False])
@pytest.mark.parametrize("role", [Role.COPY_RECIPIENT, Role.DEPARTMENT, Role.SUBDISTRICT])
def test_that_there_is_something_opens_nothing(case, role, is_page):
    """Whoever is of another place, or lacks the right, reads none of it."""
    if is_page:
        keep_what_is_read(case)
    assert is_there(OTHERS, case)
    assert OTHERS.of(case, case.here.office)

    stranger = person(role, unit(UNIT_KIND_OF_ROLE[role]) if role in UNIT_KIND_OF_ROLE else None)
    assert OTHERS.of(case, stranger) == []
