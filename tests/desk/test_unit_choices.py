"""The units to choose from in a filter are those of the rows that somebody sees, however they are looked for."""

import pytest

from accounts.choices import units_of, units_of_few
from deadlines.models import Deadline
from records.models import IssuedDocument
from tests.desk.world import here  # noqa: F401  a fixture

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("R15")]


def test_both_ways_of_looking_find_the_units_of_the_rows_and_no_others(here):  # noqa: F811
    found = set()
    for model, path in ((Deadline, "responsible_unit"), (IssuedDocument, "addressee")):
        # Some rows are of no unit.
        assert model.objects.filter(**{path: None}).exists()
        for user in here.users.values():
            rows = model.objects.visible_to(user)
            units = {pk for pk in rows.values_list(path, flat=True) if pk}
            assert {unit.pk for unit in units_of(rows, path)} == units
            assert {unit.pk for unit in units_of_few(model.objects.visible_by_path(user), path)} == units
            found |= units

    assert len(found) > 1
