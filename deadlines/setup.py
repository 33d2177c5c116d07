"""What a new or upgraded house needs before it can count."""

from importlib import import_module

from django.db import connections
from django.utils import timezone

from core.models import AuditEvent
from deadlines.models import CalendarDay


def lay_in_calendar(*, using, **kwargs) -> None:
    """After every migrate, since it is then that a newer library may know more; silent while tables are missing."""
    tables = connections[using].introspection.table_names()
    if CalendarDay._meta.db_table in tables and AuditEvent._meta.db_table in tables:
        # Brings the libraries that know every year of many calendars: too dear for the start of every command.
        import_module("deadlines.actions.seed").seed_known_years(at=timezone.now())
