"""What only shows when the rows of a list are looked at together."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from inspections.names import loose_name, plain_name

from .headers import heading_of
from .recorded import plain_text
from .results import ParsedFinding, RowMessage


def check_together(findings: Collection[ParsedFinding]) -> tuple[list[RowMessage], list[RowMessage]]:
    """Errors: two credit codes of one name. Warnings: one code of two names, two spellings that may be one enterprise,
    a row that says the same as one before it (each told once a pair)."""
    errors: list[RowMessage] = []
    warnings: list[RowMessage] = []
    by_name: dict[str, ParsedFinding] = {}
    by_code: dict[str, ParsedFinding] = {}
    by_spelling: dict[str, tuple[str, ParsedFinding]] = {}
    by_content: dict[tuple[str, str, str], ParsedFinding] = {}
    told: set[tuple[str, str]] = set()
    for one in findings:
        name = plain_name(one.subject_name)
        if name and one.credit_code:
            first = by_name.setdefault(name, one)
            if first.credit_code != one.credit_code:
                errors.append(_two_codes(one, first))
            first = by_code.setdefault(one.credit_code, one)
            if plain_name(first.subject_name) != name and (one.credit_code, name) not in told:
                told.add((one.credit_code, name))
                warnings.append(_two_names(one, first))
        if name:
            spelled, first = by_spelling.setdefault(loose_name(name), (name, one))
            if spelled != name and (spelled, name) not in told:
                told.add((spelled, name))
                warnings.append(_two_spellings(one, first))
        content = (name, plain_text(one.text), one.place)
        first = by_content.setdefault(content, one)
        if first is not one:
            warnings.append(_repeated(one, first))
    return errors, warnings


def _place(one: ParsedFinding) -> str:
    return f"{one.sheet} {one.row}" if one.sheet else str(one.row)


def _two_codes(one: ParsedFinding, first: ParsedFinding) -> RowMessage:
    message = _(
        "“%(name)s” has the credit code %(code)s here and %(first)s in row %(row)s. Correct one "
        "of them; if they are two "
        "enterprises, tell them apart by their names."
    ) % {"name": one.subject_name, "code": one.credit_code, "first": first.credit_code, "row": _place(first)}
    return RowMessage(one.row, heading_of("credit_code"), message, one.sheet)


def _two_names(one: ParsedFinding, first: ParsedFinding) -> RowMessage:
    message = _("The credit code %(code)s is that of “%(name)s” in row %(row)s too. Check the name.") % {
        "code": one.credit_code, "name": first.subject_name, "row": _place(first),
    }  # fmt: skip
    return RowMessage(one.row, heading_of("credit_code"), message, one.sheet)


def _two_spellings(one: ParsedFinding, first: ParsedFinding) -> RowMessage:
    message = _(
        "“%(name)s” may be the same as “%(first)s” in row %(row)s. They are taken as two; if they are one, write them "
        "alike."
    ) % {"name": one.subject_name, "first": first.subject_name, "row": _place(first)}
    return RowMessage(one.row, heading_of("subject_name"), message, one.sheet)


def _repeated(one: ParsedFinding, first: ParsedFinding) -> RowMessage:
    message = _("Says the same as row %(row)s (same body, same problem). Both are taken; delete one if it is a copy.")
    return RowMessage(one.row, heading_of("text"), message % {"row": _place(first)}, one.sheet)
