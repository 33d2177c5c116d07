"""The numbered list of what a report issues, as its page shows it."""

from collections.abc import Mapping, Sequence
from datetime import date
from operator import itemgetter
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.tables import Column, Table, table_of


def issued_table(lines: Sequence[Mapping[str, Any]], today: date, *, is_frozen: bool) -> Table:
    """Lines of a snapshot (inspections.papers.report.snapshot_of)."""
    now = _("What would be issued as of now, numbered anew")
    return table_of(_("What will be issued, numbered anew") if is_frozen else now, COLUMNS, lines, today)


def _number(line, today):
    """What is not rectified has none."""
    return line["number"] if line["rectified"] else None


def _told(label, name: str, **kind) -> Column:
    read = itemgetter(name)
    return Column(label, lambda line, today: read(line), **kind)


COLUMNS = (
    Column(gettext_lazy("No."), _number, "num"),
    _told(gettext_lazy("Problem"), "text", is_title=True),
    _told(gettext_lazy("Inspected body or enterprise"), "subject"),
    _told(gettext_lazy("Kind"), "kind_words"),
    _told(gettext_lazy("Requirement"), "requirement"),
    _told(gettext_lazy("To be fixed by"), "due"),
)
