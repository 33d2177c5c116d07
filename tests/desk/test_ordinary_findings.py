"""What is ordinary is seen by whoever reaches its round, and by nobody else (Finding.objects.ordinary_to)."""

import pytest
from django.db import IntegrityError, transaction

from inspections.models import Finding
from inspections.models.finding import FindingKind
from tests.desk.world import here  # noqa: F401

pytestmark = pytest.mark.django_db


def test_everybody_sees_the_same_either_way(here):  # noqa: F811
    seen = {}
    for name, user in here.users.items():
        seen[name] = set(Finding.objects.ordinary_to(user).values_list("pk", flat=True))
        assert seen[name] == set(Finding.objects.visible_to(user).ordinary().values_list("pk", flat=True))

    assert len({frozenset(found) for found in seen.values()}) > 2
    leads = set(Finding.objects.filter(kind=FindingKind.LEAD).values_list("pk", flat=True))
    assert leads and not leads & set().union(*seen.values())


def test_no_lead_is_ordinary(here):  # noqa: F811
    leads = Finding.objects.filter(kind=FindingKind.LEAD)
    assert leads.exists()

    with pytest.raises(IntegrityError, match="lead_is_apart"), transaction.atomic():
        leads.update(is_apart=False)
