"""What is long is left out of what is read along (core/queries/light.py)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.progress import with_progress
from core.queries.light import light
from inspections.models import InspectionReport, SubdistrictRound
from records.models import IssuedDocument
from rectification.models import ChaseLine, HandOff

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "rows, long_one",
    [
        (lambda: with_progress(SubdistrictRound.objects.all()), '"snapshot"'),
        (lambda: HandOff.objects.select_related("letter__scope"), '"data"'),
        (lambda: ChaseLine.objects.select_related("chase__letter"), '"data"'),
        (lambda: HandOff.objects.select_related("letter").only("letter__title"), '"data"'),
        (lambda: light(HandOff._base_manager.select_related("letter")), '"data"'),
    ],
)
def test_what_is_read_along_comes_without_its_long_parts(rows, long_one):
    with CaptureQueriesContext(connection) as caught:
        list(rows())

    [statement] = [one["sql"] for one in caught.captured_queries]
    assert " JOIN " in statement
    assert long_one not in statement


@pytest.mark.parametrize("model, field", [(IssuedDocument, "data"), (InspectionReport, "snapshot")])
def test_things_themselves_are_read_whole(model, field):
    with CaptureQueriesContext(connection) as caught:
        list(model.objects.all())

    [statement] = [one["sql"] for one in caught.captured_queries]
    assert f'"{field}"' in statement


def test_values_are_told_as_they_are_asked_for():
    with CaptureQueriesContext(connection) as caught:
        list(HandOff.objects.select_related("letter").values_list("letter__data"))

    assert '"data"' in caught.captured_queries[0]["sql"]
