"""Rows of several kinds in one statement are those that each queryset gives by itself."""

from datetime import timedelta

import pytest
from django.db.models import Avg, Count, DurationField, F, Value

from accounts.models import Unit
from core.queries import asked_alike
from core.queries.at_once import Alike, AlikeByKeys, CountOf, TallyOf, rows_at_once
from core.queries.later import Batch, Gathered
from deadlines.models import Deadline
from inspections.models import Finding, SubdistrictRound
from planning.models import Ruleset
from tests.inspections.builders import add_finding, on_site_round
from tests.rectification import builders as b

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_kept():
    asked_alike._kept.cache_clear()


def findings(user, keys):
    """With more columns than one array takes."""
    found = Finding.objects.visible_to(user).filter(pk__in=keys)
    return found.select_related("round__entry__plan", "round__subdistrict", "enterprise").order_by("-number")


def units(user, kind):
    return Unit.objects.filter(kind=kind).order_by("name")


def rulesets(user):
    return Ruleset.objects.all()


def by_round(user):
    told = Finding.objects.values("round", "found_on").annotate(many=Count("pk"), middle=Avg("number"))
    return told.order_by("round")


def nothing(user):
    return Unit.objects.none()


def of_rounds(user, keys):
    return SubdistrictRound.objects.filter(pk__in=keys).prefetch_related("findings")


def running(user):
    return Deadline.objects.visible_to(user).open().order_by("due_on", "id")


def drafts(user):
    return Finding.objects.visible_to(user).drafts()


def by_kind(user):
    return Finding.objects.visible_to(user).order_by().values_list("round", "kind")


def durations(user):
    return Unit.objects.annotate(long=Value(timedelta(days=1), output_field=DurationField())).values_list(F("long"))


def fields_of(thing):
    return {name: value for name, value in vars(thing).items() if not name.startswith("_")}


def test_things_are_those_of_each_queryset(django_assert_num_queries):
    case = b.submitted_case()
    round_, leader, office = case.round, case.here.leader, case.here.office
    Finding.objects.filter(round=round_).update(text='占"道"，占50%s\n二')
    keys = tuple(Finding.objects.filter(round=round_).values_list("pk", flat=True))
    subdistrict = round_.subdistrict.kind
    wanted = [
        AlikeByKeys(findings, leader, keys),
        Alike(units, None, (subdistrict,)),
        Alike(nothing, None),
        Alike(rulesets, None),
        Alike(by_round, None),
        AlikeByKeys(of_rounds, None, (round_.pk,)),
        Alike(running, office),
    ]
    alone = [
        list(findings(leader, keys)), list(units(None, subdistrict)), [], list(rulesets(None)), list(by_round(None)),
        list(of_rounds(None, [round_.pk])), list(running(office)),
    ]  # fmt: skip
    assert alone[0] and alone[1] and alone[3] and alone[4] and alone[6]

    with django_assert_num_queries(2):
        told = rows_at_once(wanted)

    assert told == alone
    for ours, theirs in zip(told, alone, strict=True):
        if ours and not isinstance(ours[0], dict):
            assert [fields_of(thing) for thing in ours] == [fields_of(thing) for thing in theirs]
    assert fields_of(told[0][0].round.entry.plan) == fields_of(alone[0][0].round.entry.plan)


def test_keys_of_another_page_are_put_in_their_places(django_assert_num_queries):
    round_ = on_site_round()
    keys = [add_finding(round_).pk for _each in range(3)]
    for some in (keys[:1], keys[1:]):
        found = rows_at_once([AlikeByKeys(findings, round_.here.leader, tuple(some)), Alike(nothing, None)])
        assert {thing.pk for thing in found[0]} == set(some)
    with django_assert_num_queries(0):
        assert rows_at_once([Alike(nothing, None)]) == [[]] and rows_at_once([]) == []


def test_rows_are_counted_no_further_than_asked():
    round_ = on_site_round()
    for _each in range(3):
        add_finding(round_)
    asked = [Alike(drafts, round_.here.leader), Alike(nothing, None)]
    assert rows_at_once([CountOf(one, most) for one in asked for most in (2, 9)]) == [[2], [3], [0], [0]]


def test_rows_are_told_by_how_often_each_stands():
    round_ = on_site_round()
    for kind in ("general_hazard", "general_hazard", "suggestion"):
        add_finding(round_, kind=kind)
    asked = [TallyOf(Alike(by_kind, round_.here.leader), most) for most in (9, 2)]

    of_all, of_two = rows_at_once(asked)
    assert sorted(of_all) == [((round_.pk, "general_hazard"), 2), ((round_.pk, "suggestion"), 1)]
    assert sum(often for _row, often in of_two) == 2


def test_a_page_asks_the_same_once_and_all_in_one_statement(django_assert_num_queries):
    round_ = on_site_round()
    add_finding(round_)
    assert round_.here.leader.asks_as
    batch = Batch()
    first = batch.later(Gathered([Alike(rulesets, None)], len))
    again = batch.later(Gathered([Alike(rulesets, None), Alike(drafts, round_.here.leader)], lambda *found: found))
    doubled = first.then(lambda number: number * 2)
    with django_assert_num_queries(1):
        assert first.told == 1 and doubled.told == 2
        assert [len(found) for found in again.told] == [1, 1]

    after = batch.later(
        Gathered([Alike(drafts, round_.here.leader), Alike(units, None, ("team",))], lambda *found: found)
    )
    with django_assert_num_queries(1):
        assert len(after.told[0]) == 1


def test_what_no_text_bears_is_refused():
    with pytest.raises(TypeError, match="DurationField"):
        rows_at_once([Alike(durations, None)])
