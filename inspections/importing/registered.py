"""What the register of enterprises knows of the names and codes in a list. An import overwrites none of it."""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext as _

from inspections.names import plain_name

from .headers import heading_of
from .results import ParsedFinding, RowMessage


@dataclass(frozen=True, slots=True)
class Registered:
    """An enterprise of the register: its names, today's first, its credit code, '' where none is recorded, and the
    path of its page."""

    names: tuple[str, ...]
    credit_code: str
    path: str = ""

    @property
    def name(self) -> str:
        return self.names[0]


def compare_codes(findings: Collection[ParsedFinding], registered: Collection[Registered]) -> list[RowMessage]:
    """Warnings, one for each name and code: a name that is recorded with another code, a code with another name."""
    by_name = {_plain(name): one for one in registered for name in reversed(one.names)}
    by_code = {one.credit_code: one for one in registered if one.credit_code}
    told: set[tuple[str, str]] = set()
    warnings = []
    for finding in findings:
        name, code = _plain(finding.subject_name), finding.credit_code
        if not name or not code or (name, code) in told:
            continue
        told.add((name, code))
        same_name, same_code = by_name.get(name), by_code.get(code)
        if same_name and same_name.credit_code and same_name.credit_code != code:
            warnings.append(_message(finding, _other_code(finding, same_name), same_name))
        if same_code and same_code is not same_name:
            warnings.append(_message(finding, _other_name(finding, same_code), same_code))
    return warnings


def _plain(name: str) -> str:
    return plain_name(name).lower()


def _message(finding: ParsedFinding, words: str, known: Registered) -> RowMessage:
    return RowMessage(finding.row, heading_of("credit_code"), words, finding.sheet, known.path)


def _other_code(finding: ParsedFinding, known: Registered) -> str:
    return _(
        "“%(name)s” is recorded with the credit code %(recorded)s; the list has %(code)s. The finding goes to the "
        "recorded enterprise, whose code stays as it is. If the recorded code is wrong, mend it on the page of the "
        "enterprise; if another enterprise is meant, give it its own name in the list."
    ) % {"name": known.name, "recorded": known.credit_code, "code": finding.credit_code}


def _other_name(finding: ParsedFinding, known: Registered) -> str:
    return _(
        "The credit code %(code)s is recorded for “%(recorded)s”; in the list it stands beside “%(name)s”, which is "
        "taken as another enterprise. If it is the same one, write its recorded name in the list, or enter the new "
        "name on the page of the enterprise first."
    ) % {"code": finding.credit_code, "recorded": known.name, "name": finding.subject_name}
