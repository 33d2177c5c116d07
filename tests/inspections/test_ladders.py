"""The sweep reads the ladders of many duties at once (DESIGN §3.5)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.actions.scopes import open_scope
from accounts.models.unit import UnitKind
from accounts.roles import ScopeKind
from deadlines.actions.deadlines import open_deadline
from deadlines.actions.sweep import sweep
from deadlines.kinds import DEFAULT_LADDER, ladder_of, read_ladders
from deadlines.models import Deadline
from tests.accounts.builders import unit
from tests.inspections.builders import NOTIFIED, at_on, notified_round

pytestmark = pytest.mark.django_db


@pytest.fixture
def round_():
    found = notified_round()
    found.ruleset.ladder = [20, 5, 0]
    type(found.ruleset).objects.filter(pk=found.ruleset.pk).update(ladder=[20, 5, 0])
    return found


def duty(round_, *, in_round=True):
    scope = round_.scope if in_round else open_scope(kind=ScopeKind.ROUND, label="别处")
    return open_deadline(
        kind="report", scope=scope, subject=unit(UnitKind.EXTERNAL), start_on=NOTIFIED, period="15d",
        by=round_.here.office, at=at_on(NOTIFIED),
    )  # fmt: skip


def test_each_duty_has_the_ladder_of_its_own_round_or_the_default(round_):
    own, other = duty(round_), duty(round_, in_round=False)
    known = read_ladders([own, other])

    assert ladder_of(own, known) == ladder_of(own) == (20, 5, 0)
    assert ladder_of(other, known) == ladder_of(other) == DEFAULT_LADDER


def test_ladders_of_many_duties_cost_what_those_of_one_cost(round_, django_assert_num_queries):
    for number in (1, 30):
        duties = [duty(round_) for _each in range(number)]
        with django_assert_num_queries(1):
            read_ladders(duties)


def test_sweep_asks_no_more_for_more_duties_when_nothing_is_new(round_):
    def queries():
        with CaptureQueriesContext(connection) as seen:
            counts = sweep(on=NOTIFIED, at=at_on(NOTIFIED))
        assert counts["failed"] == 0
        return len(seen)

    duty(round_)
    assert sweep(on=NOTIFIED, at=at_on(NOTIFIED))["sent"]["report"]["20"]
    one = queries()
    for _each in range(30):
        duty(round_)
    queries()

    assert Deadline.objects.open().count() >= 31
    assert queries() == one
