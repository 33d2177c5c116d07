"""No lead is ordinary: what everybody reads who sees its round leaves leads out by a constraint, too."""

import pytest
from django.db import IntegrityError, transaction

from inspections.models import Finding
from inspections.models.finding import FindingKind
from tests.inspections.builders import add_finding, on_site_round

pytestmark = pytest.mark.django_db


def test_no_lead_is_ordinary():
    add_finding(on_site_round(), kind="lead")
    leads = Finding.objects.filter(kind=FindingKind.LEAD)
    assert leads.exists()

    with pytest.raises(IntegrityError, match="lead_is_apart"), transaction.atomic():
        leads.update(is_apart=False)
