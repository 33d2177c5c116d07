"""Things of a page are what Django would make of its rows; what many of them name is one thing."""

import pytest
from django.db.models import Count

from core.queries.things_once import ThingsOnce, made_once
from inspections.models import Finding, InspectionReport, SubdistrictRound
from tests.inspections.builders import add_finding, drafted_report, on_site_round

pytestmark = pytest.mark.django_db


@pytest.fixture
def round_():
    found = on_site_round()
    for text in ("占道", "堆放", "无证", "漏电"):
        add_finding(found, text=text)
    return found


def told(thing, *names):
    """All that was read of it and of what it names."""
    fields = {name: value for name, value in vars(thing).items() if name != "_state"}
    state = thing._state
    return (
        fields,
        state.adding,
        state.db,
        [getattr(thing, name) and vars(getattr(thing, name)).keys() for name in names],
    )


def test_they_are_what_django_makes_of_the_rows(round_, django_assert_num_queries):
    found = Finding.objects.select_related("unit", "enterprise", "round__entry__cycle").order_by("pk")
    for asked in (
        found,
        found.only("number", "unit__name", "enterprise__name", "round__status", "round__entry__cycle__year"),
    ):
        with django_assert_num_queries(2):
            ours, usual = list(made_once(asked)), list(asked)
            assert ours == usual and len(ours) == 4
            names = ("unit", "enterprise", "round")
            assert [told(one, *names) for one in ours] == [told(one, *names) for one in usual]
            assert [one.round.entry.cycle.year for one in ours] == [2026] * 4
        assert [one.get_deferred_fields() for one in ours] == [one.get_deferred_fields() for one in usual]


def test_what_was_not_read_is_asked_for_and_what_is_changed_is_stored(round_):
    one, *_others = made_once(Finding.objects.only("number").order_by("pk"))

    assert one.text == Finding.objects.get(pk=one.pk).text
    one.remark = "已复核"
    one.save(update_fields=["remark"])
    assert Finding.objects.get(pk=one.pk).remark == "已复核"


def test_what_many_name_is_one_thing_and_what_none_names_is_none(round_):
    ours = list(made_once(Finding.objects.select_related("unit", "round")))

    assert len(ours) == 4 and len({id(one.round) for one in ours}) == 1
    assert all(one.round == round_ for one in ours)
    assert all(one.unit is None for one in ours if one.unit_id is None)


def test_what_is_joined_from_either_side_leads_back(django_assert_num_queries):
    report = drafted_report()
    with django_assert_num_queries(2):
        [round_] = made_once(SubdistrictRound.objects.select_related("report"))
        assert round_.report == report and round_.report.round is round_
        [found] = made_once(InspectionReport.objects.select_related("round"))
        assert found.round == round_ and found.round.report is found


def test_what_a_thing_found_is_named_by_it_and_values_stay_values(round_):
    assert all(one.round is round_ for one in made_once(round_.findings.all()))
    assert list(made_once(Finding.objects.values_list("number", flat=True).order_by("number"))) == [1, 2, 3, 4]
    assert made_once(Finding.objects.all())._iterable_class is ThingsOnce


def test_what_is_counted_beside_them_stands_on_them(round_):
    rounds = SubdistrictRound.objects.annotate(found=Count("findings"))

    assert [one.found for one in made_once(rounds)] == [4]
