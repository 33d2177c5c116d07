"""From a book and what its columns mean to findings, with everything to be told about them."""

from collections.abc import Collection
from collections.abc import Mapping as Given
from datetime import date

from django.utils.translation import gettext as _

from .book import Book
from .cross_checks import check_together
from .deadline_words import AddWorkdays
from .headers import heading_of
from .mapping import Mapping
from .recorded import KnownFinding, Recorded
from .registered import Registered, compare_codes
from .results import Ignored, ParseResult, RowMessage
from .row_reader import Terms
from .sheet_reader import SheetReader
from .streets import Streets


def parse_book(
    book: Book,
    mapping: Mapping,
    *,
    reference_on: date,
    topic_numbers: Collection[int],
    add_workdays: AddWorkdays | None = None,
    stay: tuple[date, date] | None = None,
    own_names: Collection[str] = (),
    other_names: Collection[str] = (),
    known: Collection[KnownFinding] = (),
    include_known: bool = False,
    registered: Collection[Registered] = (),
    answers: Given[str, str] | None = None,
) -> ParseResult:
    """Periods such as 三日内 run from the row's own day, else from `reference_on`; the start day does not count.

    A date without a year is the nearest to `reference_on`. `topic_numbers` are those of the round's ruleset.
    `add_workdays(day, n)` gives the n-th working day after a day; without it 15个工作日内 is an error. A row found on
    a day outside of `stay`, both days included, is an error (R86). `own_names` are all names of the round's
    subdistrict, `other_names` those of the others: rows of another are left out. `known` is what the round has
    recorded; such rows are told, and left out unless `include_known`. `registered` is the register
    of enterprises. `answers` are those to the questions of an earlier reading, by their keys. Never raises.
    """
    chosen = mapping.taken
    terms = Terms(reference_on, topic_numbers, add_workdays, stay, answers=answers or {})
    streets, recorded = Streets.of(own_names, other_names), Recorded(known, own_names)
    readers = []
    for one in chosen:
        if sheet := book.sheet(one.sheet):
            label = sheet.name if len(chosen) > 1 else ""
            readers.append(SheetReader(sheet, one, label, terms, streets, recorded, include_known))
            readers[-1].read()
    findings = [finding for reader in readers for finding in reader.findings]
    errors = [error for reader in readers for error in reader.errors]
    warnings = [warning for reader in readers for warning in reader.warnings]
    duplicates = tuple(one for reader in readers for one in reader.duplicates)
    more_errors, more_warnings = check_together(findings)
    errors += more_errors
    more_warnings += compare_codes(findings, registered)
    if not findings and not errors and not duplicates:
        errors.append(_nothing(readers))
    return ParseResult(
        findings=tuple(findings),
        errors=tuple(errors),
        warnings=(*warnings, *more_warnings),
        ignored=Ignored(
            sheets=tuple(one.sheet for one in mapping.sheets if not one.taken),
            columns=tuple(dict.fromkeys(name for reader in readers for name in reader.ignored_columns)),
            rows=tuple(row for reader in readers for row in reader.ignored_rows),
        ),
        duplicates=duplicates,
        questions=tuple(one for reader in readers for one in reader.questions),
    )


def _nothing(readers: list[SheetReader]) -> RowMessage:
    row = readers[0].mapping.header_last if readers else 0
    message = _("There is no finding below the headings. Fill in at least one row.")
    return RowMessage(row, heading_of("text"), message, readers[0].label if readers else "")
