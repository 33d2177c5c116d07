"""The numbered list of what a report issues, as its page shows it."""

from collections.abc import Mapping, Sequence
from datetime import date
from operator import itemgetter
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.cells import Pictures
from core.parts import icon
from core.shapes import Picture
from core.tables import Column, Table, table_of


def issued_table(lines: Sequence[Mapping[str, Any]], today: date, *, is_frozen: bool) -> Table:
    """Lines of a snapshot (inspections.papers.report.snapshot_of)."""
    now = _("What would be issued as of now, numbered anew")
    return table_of(_("What will be issued, numbered anew") if is_frozen else now, COLUMNS, lines, today)


def _number(line, today):
    """What is not rectified has none."""
    return line["number"] if line["rectified"] else None


def _problem(line, today):
    """With the photos that go along, as the committee is to see them before it decides."""
    photos = [_picture(photo, number) for number, photo in enumerate(line.get("photos", ()), start=1)]
    return (line["text"], Pictures(photos)) if photos else line["text"]


def _picture(photo, number: int) -> Picture:
    return Picture(
        url=reverse("records:evidence-view", args=[photo["link"]]),
        small=reverse("records:evidence-thumbnail", args=[photo["link"]]),
        alt=_("Photo %(number)s") % {"number": number},
    )


def photos_words(lines: Sequence[Mapping[str, Any]]) -> str:
    """How many photos go along, with how many of the lines that could take any; "" where there are no such lines."""
    counts = [len(line.get("photos", ())) for line in lines if line["rectified"]]
    if not counts:
        return ""
    words = _("%(photos)s photos go to the subdistrict, with %(lines)s of %(total)s items.")
    return words % {"photos": sum(counts), "lines": sum(map(bool, counts)), "total": len(counts)}


def photos_line(lines: Sequence[Mapping[str, Any]]) -> SafeString:
    words = photos_words(lines)
    return format_html('<p class="px-3 pt-3 mb-0">{}{}</p>', icon("images"), words) if words else SafeString("")


def _told(label, name: str, **kind) -> Column:
    read = itemgetter(name)
    return Column(label, lambda line, today: read(line), **kind)


COLUMNS = (
    Column(gettext_lazy("No."), _number, "num"),
    Column(gettext_lazy("Problem"), _problem, is_title=True),
    _told(gettext_lazy("Inspected body or enterprise"), "subject"),
    _told(gettext_lazy("Kind"), "kind_words"),
    _told(gettext_lazy("Requirement"), "requirement"),
    _told(gettext_lazy("To be fixed by"), "due"),
)
