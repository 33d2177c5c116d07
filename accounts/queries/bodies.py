"""Which body is which; a district that has not entered it gets the usual name."""

from accounts.models import Unit
from accounts.models.unit import UnitKind


def committee_short_name() -> str:
    """As a decision is signed: 区安委会."""
    found = Unit.objects.filter(kind=UnitKind.COMMITTEE, is_active=True).values_list("short_name", flat=True)
    return found.first() or "区安委会"
