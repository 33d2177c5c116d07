"""What a new or upgraded house needs before it can count."""

from django.db import connections
from django.utils import timezone

from core.models import AuditEvent
from deadlines.actions.seed import seed_known_years
from deadlines.models import CalendarDay


def lay_in_calendar(*, using, **kwargs) -> None:
    """After every migrate, since it is then that a newer library may know more; silent while tables are missing."""
    tables = connections[using].introspection.table_names()
    if CalendarDay._meta.db_table in tables and AuditEvent._meta.db_table in tables:
        seed_known_years(at=timezone.now())
