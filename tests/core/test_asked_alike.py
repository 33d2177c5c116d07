"""What is put together once for all who ask alike, and what is never kept with it (ADR 51)."""

from functools import partial
from uuid import UUID

import pytest
from django.db.models import Count, Prefetch

from accounts.models import Unit, User
from accounts.roles import Role
from core.queries import asked_alike, compiled
from core.queries.asked_alike import made_alike, rows_alike, rows_of_keys
from core.queries.keys_first import keys_first
from inspections.models import Finding, SubdistrictRound
from tests.accounts.builders import person
from tests.inspections.builders import add_finding, on_site_round

pytestmark = pytest.mark.django_db

MADE = []


@pytest.fixture(autouse=True)
def nothing_kept():
    asked_alike._kept.cache_clear()
    MADE.clear()


def anew(user):
    return User.objects.get(pk=user.pk)


def seen(user, keys):
    MADE.append(user)
    return Finding.objects.visible_to(user).filter(pk__in=keys).order_by("number")


def as_tuples(user, keys):
    return seen(user, keys).values_list("pk", "found_on", "text")


def with_names(user, keys):
    found = seen(user, keys).select_related("enterprise", "round__entry__cycle").prefetch_related("round__findings")
    return found.only("number", "enterprise__name", "round__entry__cycle__year")


def in_scopes(user, scopes):
    return SubdistrictRound.objects.visible_to(user).filter(scope_id__in=scopes)


def all_seen(user, beginning):
    return Finding.objects.visible_to(user).filter(text__startswith=beginning).order_by("number")


def asks_first(user):
    MADE.append(user)
    known = list(Unit.objects.values_list("pk", flat=True))
    return Unit.objects.filter(pk__in=known).order_by("pk")


def test_rows_are_those_of_the_queryset_whatever_the_keys():
    round_ = on_site_round()
    leader = round_.here.leader
    findings = [add_finding(round_, text=f"占道{number}，占50%s") for number in range(4)]

    for keys in ([findings[2].pk], [one.pk for one in findings], [findings[0].pk, findings[3].pk]):
        for make in (seen, as_tuples, with_names):
            assert rows_of_keys(make, anew(leader), keys) == list(make(leader, keys))
    assert rows_of_keys(seen, anew(leader), []) == []
    assert rows_alike(all_seen, anew(leader), "占道1") == [findings[1]]
    assert rows_alike(all_seen, anew(leader), "占道") == findings


def test_keys_may_be_numbers():
    """As those of scopes are."""
    rounds = [on_site_round()]
    leader, scopes = rounds[0].here.leader, [rounds[0].scope_id, 10**6]
    for keys in (scopes, scopes[:1], scopes[1:]):
        assert rows_of_keys(in_scopes, anew(leader), keys) == list(in_scopes(leader, keys))
    assert rows_of_keys(in_scopes, anew(leader), scopes) == rounds


def test_it_is_put_together_once_for_all_who_ask_alike(django_assert_num_queries):
    round_ = on_site_round()
    leader, finding = round_.here.leader, add_finding(round_)
    assert rows_of_keys(with_names, anew(leader), [finding.pk]) == [finding]
    others = [add_finding(round_).pk for _more in range(2)]
    again = anew(leader)
    assert again.asks_as

    with django_assert_num_queries(2):
        found = rows_of_keys(with_names, again, [finding.pk, *others])
        assert [one.round.entry.cycle.year for one in found] == [2026] * 3
    assert len(MADE) == 1


def test_nobody_is_given_what_another_sees():
    round_ = on_site_round()
    here = round_.here
    ordinary, lead = add_finding(round_), add_finding(round_, kind="lead")
    keys = [ordinary.pk, lead.pk]
    sees = {here.leader: {ordinary, lead}, here.office: {ordinary}, here.stranger: set(), here.principal: set()}

    for _again in range(2):
        for user, right in sees.items():
            assert set(rows_of_keys(seen, anew(user), keys)) == right == set(seen(user, keys))
            assert set(rows_alike(all_seen, anew(user), "")) == right


def test_what_a_function_closes_over_is_not_kept():
    known = "占道"

    def closing(user):
        return Finding.objects.filter(text=known)

    with pytest.raises(TypeError, match="closes over"):
        rows_alike(closing, person(Role.OFFICE))
    for held in (closing, partial(_told, make=closing), known.startswith):
        with pytest.raises(TypeError, match="closes over"):
            made_alike(_told, person(Role.OFFICE), held)


def _told(user, make):
    return make(user)


def test_what_the_database_was_asked_for_is_not_kept():
    user = person(Role.OFFICE)
    before = len(rows_alike(asks_first, user))
    Unit.objects.create(name="新街道", short_name="新街道", kind="subdistrict")

    assert len(rows_alike(asks_first, user)) == before + 1 and len(MADE) == 2


def prefetched(user, keys):
    return seen(user, keys).prefetch_related(Prefetch("round", SubdistrictRound.objects.select_related("subdistrict")))


def test_nothing_that_was_read_is_kept():
    round_ = on_site_round()
    finding = add_finding(round_)
    for _again in range(2):
        [row] = rows_of_keys(prefetched, anew(round_.here.leader), [finding.pk])
        assert row.round.subdistrict == round_.subdistrict

    [kept] = made_alike(
        asked_alike._compiled_with_hole, anew(round_.here.leader), prefetched, UUID
    )._found._prefetch_related_lookups
    assert kept.queryset._hints == {} and kept.queryset._result_cache is None


def test_a_statement_is_cut_at_its_values_alone():
    assert compiled._cut("a %s b %%s c %%%s d") == ["a ", " b %%s c %%", " d"]
    assert compiled._cut("nothing") == ["nothing"]


def test_keys_come_first_with_what_is_annotated(django_assert_num_queries):
    round_ = on_site_round()
    leader = round_.here.leader
    numbers = [add_finding(round_).number for _each in range(3)]
    found = Finding.objects.visible_to(leader).annotate(own=Count("pk")).order_by("-number")
    listed = keys_first(found.select_related("round__entry"), partial(rows_of_keys, with_names, leader))

    with django_assert_num_queries(3):
        rows = list(listed[:2])
    assert [(one.number, one.own) for one in rows] == [(number, 1) for number in sorted(numbers)[:0:-1]]
    assert listed.count() == 3 and list(listed.filter(number=0)) == []
