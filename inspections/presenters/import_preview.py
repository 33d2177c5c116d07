"""What the page of an uploaded list says of its rows: errors, warnings, what is known, what was read, what was not."""

from collections import Counter
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.cells import Lines, Link, Tick
from core.tables import Column, Table, table_of
from inspections.due_notes import due_notes_of_rows
from inspections.models.finding import FindingKind, Handling
from inspections.presenters.import_questions import question_columns

# Rows that a page lists of each; the rest is counted.
SHOWN = 100
# Lines that say what was not read; the same reason of many rows is one line.
NAMED = 60


@dataclass(frozen=True)
class Listing:
    """A table of the first of many, and how many there are."""

    table: Table
    count: int
    rest: int


def _listing(caption, columns, things, today) -> Listing | None:
    things = list(things)
    if not things:
        return None
    return Listing(table_of(caption, columns, things[:SHOWN], today), len(things), max(len(things) - SHOWN, 0))


@dataclass(frozen=True)
class ListPreview:
    """`summary` are the counts; `left` lines of what was not read."""

    summary: list[str]
    questions: Listing | None
    errors: Listing | None
    warnings: Listing | None
    notes: list[str]
    known: Listing | None
    rows: Listing | None
    left: list[str]
    ready: int

    @property
    def may_be_taken_in(self) -> bool:
        return self.errors is None and bool(self.ready or self.known or self.questions)

    @property
    def take_in_label(self) -> str:
        counted = {"count": self.ready}
        if self.questions:
            return _("Import with these answers")
        if not self.known:
            return ngettext("Import %(count)s finding", "Import %(count)s findings", self.ready) % counted
        if not self.ready:
            return _("Import those chosen that are recorded already")
        return _("Import %(count)s findings and those chosen") % counted


def preview_of(result, draft, today, *, wanted=frozenset(), answered=None) -> ListPreview:
    """`wanted` and `answered` are what was chosen before: keys of known rows, what was sent for odd days."""
    sheets = [sheet for sheet in draft.mapping if sheet["taken"]]
    where = [Column(_("Sheet"), lambda one, today: one.sheet, "tight")] if len(sheets) > 1 else []
    known = {id(row) for one in result.known for row in one.found}
    fresh = [row for row in result.found if id(row) not in known]
    everything = [*fresh, *(row for one in result.known for row in one.found)]
    # More than a page shows cannot be answered there: then they are errors like others.
    asked = result.questions if len(result.questions) <= SHOWN else ()
    told = {(one.sheet, one.row, one.column, one.message) for one in asked}
    errors = [one for one in result.errors if (one.sheet, one.row, one.column, one.message) not in told]
    return ListPreview(
        summary=_summary(result, everything, fresh),
        questions=_listing(_("Days to be asked about"), [*where, *question_columns(answered or {})], asked, today),
        errors=_listing(_("Errors"), [*where, *_message_columns()], errors, today),
        warnings=_listing(_("To be looked at"), [*where, *_message_columns()], result.warnings, today),
        notes=due_notes_of_rows([_dated(row, draft) for row in fresh], draft.round.ruleset),
        known=_listing(
            _("Recorded already"), [*_choice(wanted), *_where_read(where), *_known_columns()], result.known, today
        ),
        rows=_listing(_("What was read"), [*where, *_read_columns()], [_dated(row, draft) for row in fresh], today),
        left=_left(result.ignored, {sheet["sheet"]: sheet["why_not"] for sheet in draft.mapping})
        or [_all_read(result)],
        ready=len(fresh),
    )


def fails_throughout(result) -> bool:
    """Whether one column is wrong in so many rows that it is likely another than it is taken for."""
    rows = len({(one.sheet, one.row) for one in (*result.errors, *result.found)}) + len(result.known)
    columns = Counter((one.sheet, one.column) for one in result.errors)
    return (not result.found and not result.known) or any(
        count > 2 and count * 2 >= rows for count in columns.values()
    )


def _dated(row, draft):
    """The row with the day it was found on, where it names none of its own."""
    return replace(row, found_on=row.found_on or draft.found_on)


def _summary(result, everything, fresh) -> list[str]:
    if not everything and not result.ignored.rows:
        return []
    rows = len({(one.sheet, one.row) for one in everything})
    said = [_("%(rows)s rows read, %(findings)s findings") % {"rows": rows, "findings": len(everything)}]
    if not result.errors:
        said.append(_("%(count)s to be imported") % {"count": len(fresh)})
    if result.known:
        said.append(_("%(count)s recorded already") % {"count": sum(len(one.found) for one in result.known)})
    if wrong := len({(one.sheet, one.row) for one in result.errors}):
        said.append(ngettext("%(count)s row with errors", "%(count)s rows with errors", wrong) % {"count": wrong})
    if result.ignored.rows:
        said.append(_("%(count)s rows not read") % {"count": len(result.ignored.rows)})
    return said


def _message_columns() -> list[Column]:
    return [
        Column(_("Row"), lambda one, today: one.row, "num"),
        Column(_("Column"), lambda one, today: one.column, "tight", is_title=True),
        Column(_("What is wrong and how to mend it"), _message),
    ]


def _message(one, today):
    """With the way to what is mended elsewhere than in the file."""
    return (one.message, Link(_("Open the enterprise"), one.path)) if one.path else one.message


def _choice(wanted) -> list[Column]:
    def tick(one, today):
        words = _("Import row %(row)s all the same") % {"row": one.found[0].row}
        return Tick("known", one.key, words, is_on=one.key in wanted)

    return [Column(_("Choose"), tick, "tick")]


def _where_read(where) -> list[Column]:
    return [Column(_("Sheet"), lambda one, today: one.found[0].sheet, "tight")] if where else []


def _known_columns() -> list[Column]:
    return [
        Column(_("Row"), lambda one, today: one.found[0].row, "num"),
        Column(_("Problem"), lambda one, today: Lines([_cut(row.text, 80) for row in one.found]), is_title=True),
        Column(_("Inspected body or enterprise"), lambda one, today: one.found[0].subject_name),
        Column(_("What is recorded"), lambda one, today: one.message),
    ]


def _read_columns() -> list[Column]:
    kinds, handlings = dict(FindingKind.choices), dict(Handling.choices)
    return [
        Column(_("Row"), lambda row, today: row.row, "num"),
        Column(_("Problem"), lambda row, today: _cut(row.text, 80), is_title=True),
        Column(_("Inspected body or enterprise"), lambda row, today: row.subject_name),
        Column(_("Found on"), lambda row, today: row.found_on, "date"),
        Column(_("Kind"), lambda row, today: kinds.get(row.kind, ""), "tight"),
        Column(_("Requirement"), lambda row, today: _cut(row.requirement, 40)),
        Column(_("Handling"), lambda row, today: handlings.get(row.handling, ""), "tight"),
        Column(_("To be fixed by"), lambda row, today: row.due_on or row.due_text, "date"),
    ]


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else f"{text[: limit - 1]}…"


def _left(ignored, why_not: dict[str, str]) -> list[str]:
    """What was not read, in lines: sheets, columns, rows by their reason."""
    lines = [
        _("Sheet %(sheet)s: %(reason)s") % {"sheet": sheet, "reason": why_not.get(sheet) or _("left out by choice")}
        for sheet in ignored.sheets[:NAMED]
    ]
    if len(ignored.sheets) > NAMED:
        lines.append(_("%(count)s more sheets") % {"count": len(ignored.sheets) - NAMED})
    if ignored.columns:
        lines.append(_("Columns: %(columns)s") % {"columns": _listed(ignored.columns)})
    by_reason: dict[tuple[str, str], list[int]] = {}
    for one in ignored.rows:
        by_reason.setdefault((one.sheet, one.reason), []).append(one.row)
    for (sheet, reason), rows in list(by_reason.items())[:NAMED]:
        words = _("Rows %(rows)s: %(reason)s") % {"rows": _listed(rows), "reason": reason}
        lines.append(f"{sheet}：{words}" if sheet else words)
    if len(by_reason) > NAMED:
        lines.append(_("%(count)s more reasons") % {"count": len(by_reason) - NAMED})
    return lines


def _all_read(result) -> str:
    if result.errors:
        return _("Everything was read but the rows with errors.")
    return _("Every sheet, column and row was read.")


def _listed(items) -> str:
    items = [str(one) for one in items]
    words = "、".join(items[:NAMED])
    return (
        words
        if len(items) <= NAMED
        else _("%(items)s and others, %(count)s in all")
        % {
            "items": words,
            "count": len(items),
        }
    )
