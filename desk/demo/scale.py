"""The demo multiplied for load tests: whole rounds with all that hangs on them, by set-based inserts.

The one place outside the actions that writes business rows, and only for figures: the twins carry no grants, and stand
in subdistricts of their own. Of five findings four lie in archived rounds of the years before, so that most of what a
nation keeps is done, as in life.
"""

from django.db import connection

from accounts.models import Scope, Unit
from accounts.roles import ScopeKind
from core.models import AuditEvent
from deadlines.models import Deadline
from desk.demo.engines import lightened
from desk.demo.log import write_log
from desk.demo.past_years import past_plans
from desk.demo.twins import Change, Twins, Words
from inspections.models import (
    Enterprise,
    FieldNote,
    Finding,
    ImmediateOrder,
    InspectionReport,
    Interview,
    SubdistrictRound,
)
from inspections.models.round import RoundStatus
from planning.models import PlanEntry
from records.models import EvidenceLink, IssuedDocument
from rectification.models import (
    Classification,
    FiledItem,
    HandOff,
    HandOffLine,
    HazardListing,
    ListingCheck,
    RectificationCase,
    RectificationItem,
    RectificationPlan,
    Remedy,
    Submission,
)

# Twins of a round in one statement: bounds what the database keeps of it in memory.
CHUNK = 2000
YEARS = 4
# Rounds that run have a fifth as many twins.
RUNNING = 5


def multiply(factor: int) -> int:
    """Make about `factor` - 1 times as many findings as there are. Returns how many rounds were made."""
    rounds = list(SubdistrictRound.objects.select_related("entry__plan", "entry__cycle", "scope", "subdistrict"))
    past = [round_ for round_ in rounds if round_.status == RoundStatus.ARCHIVED]
    running = [round_ for round_ in rounds if round_ not in past]
    if factor < 2:
        return 0
    each = max(1, (factor - 1) // RUNNING)
    wanted = (factor - 1) * sum(map(_size, rounds)) - each * sum(map(_size, running))
    originals = list(Finding.objects.values_list("pk", flat=True))
    made, highest = 0, {}
    with lightened([*_ORDER, AuditEvent]):
        for group, round_ in enumerate(rounds):
            is_past = round_ in past
            twins = max(1, round(wanted / sum(map(_size, past)))) if is_past else each
            years = YEARS if is_past and factor > RUNNING else 0
            words = Words(is_postgresql=connection.vendor == "postgresql", group=group, groups=len(rounds))
            made += _Multiplied(round_, Twins(words, highest), years=years).make(twins)
        write_log(originals)
    return made


def _size(round_: SubdistrictRound) -> int:
    return round_.findings.count()


class _Multiplied:
    """One round of the demo and what hangs on it. Leads stay out: their scopes are nobody's to copy."""

    def __init__(self, round_: SubdistrictRound, twins: Twins, *, years: int) -> None:
        self.round, self.twins, self.words, self.years = round_, twins, twins.words, years
        self._gather()

    def _gather(self) -> None:
        round_, twins = self.round, self.twins
        findings = round_.findings.filter(scope=round_.scope)
        cases = RectificationCase.objects.filter(round=round_)
        listings = HazardListing.objects.filter(round=round_)
        unit_scope = Scope.objects.get(kind=ScopeKind.UNIT, unit=round_.subdistrict)
        twins.add([round_.subdistrict, unit_scope], is_of_unit=True)
        twins.add(Enterprise.objects.filter(findings__in=findings).distinct(), is_of_unit=True)
        twins.add([round_.scope, round_.entry, round_])
        for rows in (
            round_.notes.all(), findings, InspectionReport.objects.filter(round=round_),
            IssuedDocument.objects.filter(round_scope=round_.scope),
            Deadline.objects.filter(scope=round_.scope), Deadline.objects.filter(round_scope=round_.scope), cases,
            RectificationItem.objects.filter(case__in=cases), RectificationPlan.objects.filter(case__in=cases),
            Remedy.objects.filter(plan_of__case__in=cases), Submission.objects.filter(case__in=cases),
            FiledItem.objects.filter(submission__case__in=cases), Classification.objects.filter(finding__in=findings),
            HandOff.objects.filter(round=round_, inner_scope=round_.scope),
            HandOffLine.objects.filter(hand_off__round=round_, hand_off__inner_scope=round_.scope),
            Scope.objects.filter(pk__in=listings.values("scope")).exclude(pk=round_.scope_id), listings,
            ListingCheck.objects.filter(listing__in=listings),
            ImmediateOrder.objects.filter(finding__in=findings), Interview.objects.filter(round=round_),
            EvidenceLink.objects.filter(round_scope=round_.scope) | EvidenceLink.objects.filter(scope=round_.scope),
        ):  # fmt: skip
            twins.add(rows)

    def make(self, count: int) -> int:
        changes, first = self._changes(), self.years or 1
        for start in range(first, first + count, CHUNK):
            series = self.words.series(start, min(start + CHUNK, first + count) - 1, years=self.years)
            for model in _ORDER:
                self.twins.insert(model, series, changes.get(model, {}))
        self.twins.reset_keys()
        return count

    def _changes(self) -> dict[type, dict[str, Change]]:
        words = self.words
        place = f"{words.syllable(2)} || '{'东南西北中'[words.group % 5]}'"
        name = f"{words.syllable(0)} || {words.syllable(1)}"
        elsewhere: Change = lambda _words, column: f"{column} || '（' || {name} || '路' || (twin.n % 300) || '号）'"  # noqa: E731
        earlier: Change = lambda _words, column: f"({column} - twin.years)"  # noqa: E731
        entry: dict[str, Change] = {}
        if self.years:
            plans = past_plans(self.round.entry, years=self.years)
            entry = {
                "plan": self._by_year({ago: plan for ago, (plan, _cycle) in plans.items()}),
                "cycle": self._by_year({ago: cycle for ago, (_plan, cycle) in plans.items()}),
            }
        return {
            Unit: {
                "name": lambda _words, _column: f"{place} || '县' || {name} || '街道'",
                "short_name": lambda _words, _column: f"{place} || {name} || '街道'",
            },
            Enterprise: {"name": lambda _words, column: f"{place} || {name} || {column}"},
            PlanEntry: entry,
            Finding: {"year": earlier, "text": elsewhere, "batch": lambda _words, _column: "NULL"},
            RectificationItem: {"year": earlier, "text": elsewhere},
            FiledItem: {"text": elsewhere},
            HandOffLine: {"text": elsewhere},
            HazardListing: {"text": elsewhere},
            ImmediateOrder: {"text": elsewhere},
            IssuedDocument: {
                "code": lambda _words, _column: "''",
                "year": earlier,
                "number": lambda _words, column: f"{column} + 1000 * twin.n",
                "addressee_name": lambda _words, _column: f"{place} || '县' || {name} || '街道'",
            },
        }

    def _by_year(self, keys: dict) -> Change:
        kind = "::uuid" if self.words.is_postgresql else ""
        told = {ago: str(key) if isinstance(key, int) else self._quoted(key) + kind for ago, key in keys.items()}
        cases = " ".join(f"WHEN {ago} THEN {key}" for ago, key in told.items())
        return lambda _words, _column: f"CASE twin.years {cases} END"

    def _quoted(self, key) -> str:
        return f"'{key}'" if self.words.is_postgresql else f"'{key.hex}'"


# What is referred to comes first.
_ORDER = (
    Unit, Scope, PlanEntry, SubdistrictRound, FieldNote, Enterprise, Finding, InspectionReport, EvidenceLink,
    IssuedDocument, Deadline, RectificationCase, RectificationItem, RectificationPlan, Remedy, Submission,
    FiledItem, Classification, HandOff,
    HandOffLine, ListingCheck, HazardListing, ImmediateOrder, Interview,
)  # fmt: skip
