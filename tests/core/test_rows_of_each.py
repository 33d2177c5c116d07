"""Rows of several kept statements come out of one as each would give them (ADR 51)."""

import pytest
from django.db.models import Count, Prefetch, Value

from accounts.models import Unit, User
from core.queries.at_once import rows_of_each
from core.queries.compiled import Compiled, hole
from inspections.models import Finding, SubdistrictRound
from rectification.models import HandOff, RectificationCase, RectificationItem
from tests.inspections.builders import add_finding, notified_round, on_site_round, world
from tests.rectification.builders import issued_case

pytestmark = pytest.mark.django_db


def told_of(thing):
    return {name: value for name, value in vars(thing).items() if name != "_state"}


def test_each_gives_what_it_would_give_alone(django_assert_num_queries):
    """Fields of every type, things, tuples and mappings, in their order, some of them empty."""
    case = issued_case()
    Finding.objects.filter(number=1).update(text="占道经营，占50%s")
    notified_round(world(label="二"))
    querysets = [
        RectificationItem.objects.order_by("-number").select_related("finding__enterprise", "deadline__scope"),
        RectificationCase.objects.select_related("round__entry__cycle", "feedback"),
        Finding.objects.order_by("-text", "pk").values_list("text", "found_on", "is_apart", "recorded_at"),
        Finding.objects.order_by("text", "pk").values("pk", "number"),
        Finding.objects.values("round").annotate(count=Count("pk")).order_by("-count", "round"),
        Finding.objects.none(),
        HandOff.objects.order_by("pk"),
        SubdistrictRound.objects.only("planned_from_on", "team__name").select_related("team").order_by("pk"),
        User.objects.order_by("-username"),
        Unit.objects.distinct().order_by("-name").values_list("name", flat=True)[:2],
        Finding.objects.annotate(told=Value(1)).values_list("told")[:1],
    ]
    alone = [list(queryset) for queryset in querysets]
    assert min(len(rows) for number, rows in enumerate(alone) if number not in (5, 6)) > 0

    with django_assert_num_queries(1):
        found = rows_of_each([(Compiled(queryset), ()) for queryset in querysets])
    assert found == alone
    assert found[0][0].finding.enterprise == alone[0][0].finding.enterprise
    assert found[0][0].deadline.due_on == alone[0][0].deadline.due_on
    assert found[1][0].feedback.data == case.feedback.data
    for rows, others in zip(found, alone, strict=True):
        for one, other in zip(rows, others, strict=True):
            if hasattr(one, "_meta"):
                assert told_of(one) == told_of(other)


def test_each_has_holes_of_its_own():
    round_ = on_site_round()
    other = notified_round(world(label="二"))
    findings = [add_finding(round_, text=f"占道{number}") for number in range(3)]
    among = Finding.objects.filter(pk__in=[hole(0)]).order_by("text", "number")
    of_round = Finding.objects.filter(round=hole(1), scope_id=hole(0, like=1)).order_by("number")
    as_text = Finding.objects.filter(pk=hole(0)).annotate(told=Value(str(hole(0)))).values_list("told", "number")
    asked = [
        (Compiled(among), [[findings[2].pk, findings[0].pk]]),
        (Compiled(of_round), [[round_.scope_id], [round_.pk]]),
        (Compiled(of_round), [[round_.scope_id], [other.pk]]),
        (Compiled(as_text), [[findings[1].pk]]),
    ]
    assert rows_of_each(asked) == [
        [findings[0], findings[2]], findings[:3], [], [(str(findings[1].pk), findings[1].number)],
    ]  # fmt: skip


def test_what_is_prefetched_comes_with_it():
    round_ = on_site_round()
    findings = [add_finding(round_) for _number in range(2)]
    lookup = Prefetch("findings", Finding.objects.order_by("-number"), to_attr="told")
    compiled = Compiled(SubdistrictRound.objects.filter(pk=hole(0)).prefetch_related(lookup))
    for _again in range(2):
        ((one,),) = rows_of_each([(compiled, [[round_.pk]])])
        assert one.told == findings[::-1]


def test_nothing_asked_asks_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert rows_of_each([]) == []
        assert rows_of_each([(Compiled(Unit.objects.none()), ())]) == [[]]
