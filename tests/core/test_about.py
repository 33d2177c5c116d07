"""What stands about the thing of a page is asked once (docs/adr/0050)."""

from datetime import date, timedelta

import pytest
from django.db.models import Q

from accounts.models import Message
from accounts.permissions import Permission
from accounts.roles import Role
from core import about
from core.about import Always, Kind, Whether, is_missing, is_there, keep_what_is_read, of_each, once, read_before
from core.queries.outline import outline_of
from core.slots import ModelSlot
from deadlines.models import Deadline
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
NUMBERS = Always(
    lambda case, user, today: RectificationItem.objects.filter(case=case.pk).order_by("-number").values_list("number")
)
DUTIES = Always(
    lambda case, user, today: (
        Deadline.objects.visible_to(user)
        .filter(Q(scope_id=case.scope_id) | Q(round_scope_id=case.scope_id), due_on__gt=today - timedelta(days=900))
        .select_related("responsible_unit")
        .order_by("due_on", "pk")
    ),
    ("scope_id",),
    is_personal=True,
)
DAY = date(2026, 3, 2)


@pytest.fixture
def case(monkeypatch):
    case = issued_case()
    monkeypatch.setattr(about, "ABOUT", ModelSlot())
    for order, asked in enumerate((OTHERS, NO_OTHERS, ANY_MESSAGE, NEVER, NUMBERS, DUTIES)):
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


def test_what_is_always_told_is_read_with_what_is_looked_for(case, django_assert_num_queries):
    office = case.here.office
    numbers, duties = NUMBERS.of(case), DUTIES.of(case, office, DAY)
    assert duties and duties[0].responsible_unit

    keep_what_is_read(case, office, DAY)
    with django_assert_num_queries(1):
        assert is_there(OTHERS, case)
        assert NUMBERS.of(case) == numbers
        told = DUTIES.of(case, office, DAY)
        assert of_each([NUMBERS, DUTIES], case, office, DAY) == [numbers, told]
        assert [vars_of(one) for one in told] == [vars_of(one) for one in duties]
        assert [one.responsible_unit for one in told] == [one.responsible_unit for one in duties]


def vars_of(row):
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def test_nobody_is_told_what_was_read_for_another(case):
    """Not while the page is made for somebody else, nor on his own page after it."""
    office = case.here.office
    stranger = person(Role.SUBDISTRICT, unit(UNIT_KIND_OF_ROLE[Role.SUBDISTRICT]))
    keep_what_is_read(case, office, DAY)
    assert DUTIES.of(case, office, DAY)
    assert DUTIES.of(case, stranger, DAY) == []
    assert of_each([DUTIES], case, stranger, DAY) == [[]]

    keep_what_is_read(case, stranger, DAY)
    assert DUTIES.of(case, stranger, DAY) == [] == OTHERS.of(case, stranger)
    assert NUMBERS.of(case)


def test_what_is_told_changes_with_the_thing_and_the_day(case):
    """Statements are kept with the keys left open: another thing of the same form is told its own."""
    office = case.here.office
    own = Always(
        lambda item, user, today: RectificationItem.objects.visible_to(user).filter(pk=item.pk, issued_on__lt=today),
        is_personal=True,
    )
    about.ABOUT.add(RectificationItem, own, order=1)
    for item in case.items.all():
        for day in (item.issued_on + timedelta(days=1), item.issued_on):
            keep_what_is_read(item, office, day)
            assert own.of(item, office, day) == ([item] if day > item.issued_on else [])
    assert case.items.count() > 1


def test_an_outline_knows_what_was_said_alone(case):
    outline, keys = outline_of(case, ("scope_id", "status"))
    assert keys == [[case.pk], [case.scope_id]] and outline == outline_of(case, ("scope_id", "status"))[0]
    thing = outline.thing()
    assert thing.status == case.status and thing.pk != case.pk and thing.scope_id != case.scope_id
    with pytest.raises(type(case).DoesNotExist):
        _ = thing.issued_on


def test_what_was_read_before_is_not_asked_again(django_assert_num_queries):
    case = issued_case()
    told = NUMBERS.of(case)
    read_before([NUMBERS], case, case.here.office, date(2026, 4, 1))

    with django_assert_num_queries(0):
        assert NUMBERS.of(case) == told != []


def test_what_is_personal_is_never_read_before():
    case = issued_case()

    with pytest.raises(TypeError, match="personal"):
        read_before([DUTIES], case, case.here.office, date(2026, 4, 1))
