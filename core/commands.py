"""What the commands that other programs call have in common."""

from typing import Any

from django.core.management import BaseCommand, CommandError
from django.db import OperationalError, ProgrammingError


class HouseCommand(BaseCommand):
    """A command that starts within a second: it loads no page, since the system checks, which look at every address,
    are left to `serve`, `migrate` and `check`. A database that is away or was never set up is one clear line."""

    requires_system_checks: list[str] = []

    def execute(self, *args: Any, **options: Any) -> str | None:
        try:
            return super().execute(*args, **options)
        except (OperationalError, ProgrammingError) as reason:
            first_line = str(reason).strip().partition("\n")[0]
            raise CommandError(
                f"The database cannot be used: {first_line}. Is it running, and set up (manage.py migrate)?"
            ) from reason
