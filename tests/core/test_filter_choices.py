"""What the filters of a list offer is asked together."""

from types import SimpleNamespace

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from inspections.filters import OverviewFilter
from inspections.models import Finding
from tests.inspections import builders as b

pytestmark = pytest.mark.django_db


def test_all_that_a_list_has_to_choose_from_takes_one_statement():
    round_ = b.round_with_findings(3)
    office = type(round_.here.office).objects.get(pk=round_.here.office.pk)
    office.access  # noqa: B018  read before: his rights are asked for anyway
    rows = Finding.objects.visible_to(office)

    with CaptureQueriesContext(connection) as caught:
        filterset = OverviewFilter(
            QueryDict("subdistrict=&year="), rows, request=SimpleNamespace(user=office), today=b.ENDED
        )
        offered = {name: [str(label) for _key, label in field.choices] for name, field in _choices(filterset.form)}

    assert len(caught) == 1, [query["sql"][:200] for query in caught]
    assert str(round_.subdistrict) in offered["subdistrict"]
    assert str(round_.year) in offered["year"]
    assert len(offered["topic_number"]) > 2


def _choices(form):
    return [(name, field) for name, field in form.fields.items() if hasattr(field, "choices")]
