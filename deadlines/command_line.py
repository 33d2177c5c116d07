import re
from datetime import date

from django.core.management.base import CommandError


def day(text: str, argument: str) -> date:
    """A day written like 2026-03-01 and in no other way. Raises CommandError, one line, naming the argument."""
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise CommandError(f"{argument}: {text!r} is not a day; write it like 2026-03-01.")


def one_line_errors(parser) -> None:
    """Bad input gets one clear line; the usage is what --help is for."""
    parser.print_usage = lambda file=None: None
