"""Which rows of a list the round has recorded already: the same problem of the same body or enterprise."""

import hashlib
import unicodedata
from typing import Any

from accounts.models import Unit, User
from core.texts import mend_text
from inspections.actions.enterprises import INSPECTED_KINDS, plain_name
from inspections.models import Finding, SubdistrictRound

_ENDS = " 。.；;，,、"


class KnownFindings:
    """Asked once for a whole list; two queries. Of leads it knows those that the person sees, so that nobody learns
    from a list that there is one."""

    def __init__(self, round_: SubdistrictRound, *, by: User) -> None:
        self._bodies: dict[str, Any] = {"": round_.subdistrict_id}
        for pk, name, short in Unit.objects.filter(kind__in=INSPECTED_KINDS).values_list("pk", "name", "short_name"):
            self._bodies |= {plain_name(name): pk, plain_name(short): pk}
        self._numbers: dict[tuple[Any, str], int] = {}
        standing = Finding.objects.visible_to(by).filter(round=round_).standing()
        for number, text, unit, enterprise in standing.values_list("number", "text", "unit_id", "enterprise__name"):
            self._numbers.setdefault((unit or _same(enterprise), _bare(text)), number)

    def number_of(self, row: Any) -> int | None:
        """The number of the finding that says what this row (a ParsedFinding) says; None where it is new."""
        name = plain_name(row.subject_name)
        return self._numbers.get((self._bodies.get(name) or _same(name), _bare(row.text)))


def row_key(row: Any) -> str:
    """By which a row of a list is chosen: by what it says, so that a choice never falls upon another row."""
    said = "\0".join((row.sheet, str(row.row), row.subject_name, row.text))
    return hashlib.blake2s(said.encode(), digest_size=8).hexdigest()


def _same(name: str) -> str:
    return plain_name(name).casefold()


def _bare(text: str) -> str:
    """The text without what people change without meaning it: blanks, widths, the mark at its end."""
    return "".join(unicodedata.normalize("NFKC", mend_text(text)).split()).rstrip(_ENDS)
