"""Tables made light for the twins of the demo are afterwards what they were, and still refuse what is wrong."""

import pytest
from django.db import IntegrityError, connection, transaction

from core.models import AuditEvent
from desk.demo.engines import lightened, load
from inspections.models import Finding
from tests.inspections.builders import add_finding, on_site_round

pytestmark = pytest.mark.django_db


def made() -> set[tuple]:
    """Constraints and indexes of the table of findings, as the engine tells them."""
    with connection.cursor() as cursor:
        told = connection.introspection.get_constraints(cursor, Finding._meta.db_table)
    return {(name, str(sorted(each.items(), key=str))) for name, each in told.items()}


def test_constraints_and_indexes_are_as_before():
    add_finding(on_site_round())
    before = made()

    with transaction.atomic(), lightened([Finding]):
        pass

    assert made() == before


@pytest.mark.services
def test_a_row_that_points_nowhere_is_found_at_the_end():
    finding = add_finding(on_site_round())

    with pytest.raises(IntegrityError), transaction.atomic(), lightened([Finding]):
        Finding.objects.filter(pk=finding.pk).update(scope_id=2_000_000_000)


def test_rows_are_loaded_with_all_they_hold(at):
    row = AuditEvent(
        actor_id=None, actor_name="系统\t\\N", verb="x", target_kind="y", target_id="z", new={"甲": 1}, at=at
    )

    assert load([row], AuditEvent) == 1

    kept = AuditEvent.objects.get(verb="x")
    assert (kept.actor_id, kept.actor_name, kept.new, kept.at) == (None, "系统\t\\N", {"甲": 1}, at)
