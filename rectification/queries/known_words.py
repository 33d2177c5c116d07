"""What the system knows that the public must not read: names of people, numbers, who stands in an open case (R73)."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import F, QuerySet, TextField, Value
from django.db.models.functions import Length

from accounts.models import TermOfOffice, Unit, User
from accounts.models.unit import UnitKind
from inspections.models import SubdistrictRound
from planning.models import Person
from rectification.models import RectificationItem
from rectification.models.announcement import RedactionKind
from rectification.queries.matters import still_investigated
from rectification.redaction import left_in, masked, numbers_in, pattern_of, shortened

# A single sign is no name.
_SHORTEST = 2
_ENTERPRISE = "某单位"


@dataclass(frozen=True)
class Proposal:
    word: str
    kind: str
    replacement: str


def proposals(round_: SubdistrictRound, text: str) -> list[Proposal]:
    """What of the text has to be hidden, each word once. Leads are not asked: nothing of them is in an issued text,
    and who prepares the announcement may not learn of them (ADR 9)."""
    found: dict[str, Proposal] = {}
    for one in (*_cases(round_, text), *_people(round_, text), *_numbers(text)):
        found.setdefault(one.word, one)
    return list(found.values())


def _people(round_: SubdistrictRound, text: str) -> Iterator[Proposal]:
    """Accounts, the register of people, principals, contacts, and who is named as responsible for an item."""
    items = RectificationItem.objects.filter(case__round=round_)
    for rows, name in (
        (User.objects.all(), "full_name"),
        (Person.objects.all(), "full_name"),
        (TermOfOffice.objects.all(), "full_name"),
        (Unit.objects.all(), "contact_name"),
        (items, "responsible_name"),
    ):
        for word in _named_in(rows, name, text):
            yield Proposal(word, RedactionKind.PERSON, shortened(word))


def _named_in(rows: QuerySet, name: str, text: str) -> list[str]:
    """Those of the names that the text holds; the database looks, so that no register is read for it."""
    plain = "".join(text.split())
    asked = rows.order_by().alias(told=Value(plain, TextField()), size=Length(name))
    found = asked.filter(size__gte=_SHORTEST, told__contains=F(name)).values_list(name, flat=True).distinct()
    return sorted(word for word in found if pattern_of(word).search(text))


def _cases(round_: SubdistrictRound, text: str) -> Iterator[Proposal]:
    """Who is being investigated; the subdistrict itself is named by the title."""
    found = still_investigated(round_.findings.ordinary()).select_related("unit", "enterprise")
    names = {finding.subject_name for finding in found} - {round_.subdistrict.name, round_.subdistrict.short_name, ""}
    for word in sorted(left_in(text, names)):
        yield Proposal(word, RedactionKind.OPEN_CASE, _ENTERPRISE)


def _numbers(text: str) -> Iterator[Proposal]:
    """Not those under which the public is asked to tell of problems."""
    office = Unit.objects.filter(kind=UnitKind.OFFICE, is_active=True).first()
    public = {office.complaint_phone} if office else set()
    for word in numbers_in(text):
        if word not in public:
            yield Proposal(word, RedactionKind.NUMBER, masked(word))
