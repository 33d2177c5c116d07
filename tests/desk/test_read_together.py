"""The first keys of several querysets in one statement, and the things of all of them in another."""

import pytest

from accounts.models import Unit
from core.queries.later import Batch
from core.queries.read_along import reads_of, things_of
from core.queries.together import firsts_of, statement_of
from planning.models import PlanEntry
from tests.inspections.builders import on_site_round

pytestmark = pytest.mark.django_db


def read_at_once(wanted):
    return Batch().later(things_of(wanted)).told


def test_first_things_stand_in_the_order_of_each_and_are_read_once(django_assert_num_queries):
    on_site_round()
    asked = [Unit.objects.order_by("-name"), Unit.objects.order_by("kind", "name"), PlanEntry.objects.all()]
    asked[2] = asked[2].select_related("cycle", "subdistrict").order_by("cycle", "subdistrict")
    statements = [statement_of(rows, is_ordered=True) for rows in asked]
    reads = [reads_of(rows, is_known=True) for rows in asked]

    with django_assert_num_queries(2):
        firsts = firsts_of(statements, 3)
        things = read_at_once([(one, list(first.keys)) for one, first in zip(reads, firsts, strict=True)])

    named = [[found[key] for key in first.keys] for first, found in zip(firsts, things, strict=True)]
    assert named == [list(rows[:3]) for rows in asked]
    assert [first.in_all for first in firsts] == [rows.count() for rows in asked]


def test_tables_read_along_are_those_of_all(django_assert_num_queries):
    entry = on_site_round().entry
    asked = [PlanEntry.objects.select_related("cycle"), PlanEntry.objects.select_related("team__cycle", "subdistrict")]
    wanted = [(reads_of(rows, is_known=True), [str(entry.pk)]) for rows in asked]

    with django_assert_num_queries(1):
        first, second = (found[str(entry.pk)] for found in read_at_once(wanted))
        assert first.cycle == second.team.cycle and second.subdistrict


def test_conditions_that_the_keys_were_not_found_under_are_asked():
    entry = on_site_round().entry
    hidden = PlanEntry.objects.filter(pk__isnull=True) | PlanEntry.objects.filter(subdistrict=None)

    assert read_at_once([(reads_of(hidden, is_known=False), [str(entry.pk)])]) == [{}]
