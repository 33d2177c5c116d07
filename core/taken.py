"""Two stored the same at once: the database kept one of them, and the other is told in words."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from django.apps import apps
from django.db import IntegrityError
from django.db.models import UniqueConstraint
from django.utils.translation import gettext as _

from core.refusals import IllegalMove

_UNIQUE_ON_POSTGRESQL = "23505"
_UNIQUE_ON_SQLITE = ("SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY")


@contextmanager
def refused_where_taken() -> Iterator[None]:
    """Raises IllegalMove where the database refused what is there already, in the words of the constraint
    (`violation_error_message`) where it has its own. Any other IntegrityError is a fault, and stays one."""
    try:
        yield
    except IntegrityError as error:
        if not _is_of_uniqueness(error):
            raise
        raise IllegalMove(_words_of(_constraint_in(error))) from error


def _is_of_uniqueness(error: IntegrityError) -> bool:
    cause = error.__cause__
    return (
        getattr(cause, "sqlstate", None) == _UNIQUE_ON_POSTGRESQL
        or getattr(cause, "sqlite_errorname", None) in _UNIQUE_ON_SQLITE
    )


def _constraint_in(error: IntegrityError) -> str:
    """Its name, "" where the database does not tell it: SQLite names only those over expressions."""
    told = getattr(error.__cause__, "diag", None)
    if told is not None:
        return told.constraint_name or ""
    found = re.search(r"index '(\w+)'", str(error))
    return found[1] if found else ""


def _words_of(name: str) -> str:
    for model in apps.get_models():
        for constraint in model._meta.constraints:
            has_words = constraint.violation_error_message != UniqueConstraint.default_violation_error_message
            if constraint.name == name and has_words:
                return str(constraint.get_violation_error_message())
    return _(
        "Somebody stored the same a moment before. Look at what stands there by now; what is still missing can be "
        "entered then."
    )
