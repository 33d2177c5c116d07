"""How far a rectification is, problems and hazards apart (三(三)5, R69)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from inspections.models.finding import RECTIFIED_KINDS, FindingKind
from rectification.models.item import UNFINISHED, ItemQuerySet, ItemStatus

STANDING = Q(items__is_withdrawn=False)
HAZARDS = (FindingKind.GENERAL_HAZARD, FindingKind.MAJOR_HAZARD)


@dataclass(frozen=True)
class Tally:
    """Items of one kind, or of several together. Withdrawn ones count nowhere; a returned one is unfinished (R68).

    `failed` are those of the reported that a check found not fixed.
    """

    total: int = 0
    unfinished: int = 0
    reported: int = 0
    failed: int = 0
    verified: int = 0
    closed: int = 0
    overdue: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(*(mine + theirs for mine, theirs in zip(self.values, other.values, strict=True)))

    @property
    def values(self) -> tuple[int, ...]:
        return (self.total, self.unfinished, self.reported, self.failed, self.verified, self.closed, self.overdue)


@dataclass(frozen=True)
class Progress:
    by_kind: dict[str, Tally]

    def of(self, *kinds: str) -> Tally:
        return sum((self.by_kind.get(kind, Tally()) for kind in kinds), Tally())

    @property
    def all(self) -> Tally:
        return self.of(*RECTIFIED_KINDS)

    @property
    def problems(self) -> Tally:
        return self.of(FindingKind.PROBLEM)

    @property
    def hazards(self) -> Tally:
        return self.of(*HAZARDS)

    @property
    def violations(self) -> Tally:
        return self.of(FindingKind.VIOLATION)


def progress_of(items: ItemQuerySet, today: date) -> Progress:
    """Counts of a queryset of items by kind, in one query."""
    rows = (
        items.live()
        .order_by()
        .values("kind")
        .annotate(
            total=Count("pk"),
            unfinished=Count("pk", filter=Q(status__in=UNFINISHED)),
            reported=Count("pk", filter=Q(status=ItemStatus.REPORTED)),
            failed=Count("pk", filter=Q(status=ItemStatus.REPORTED, verified_on__isnull=False)),
            verified=Count("pk", filter=Q(status=ItemStatus.VERIFIED)),
            closed=Count("pk", filter=Q(status=ItemStatus.CLOSED)),
            overdue=Count("pk", filter=Q(status__in=UNFINISHED, deadline__due_on__lt=today)),
        )
    )
    return Progress({row.pop("kind"): Tally(**row) for row in rows})


PROGRESS = ("live_count", "closed_count", "overdue_count")


def with_progress(cases: QuerySet, today: date) -> QuerySet:
    """Cases with the numbers a list shows: live_count, closed_count, overdue_count."""
    overdue = Q(items__status__in=UNFINISHED, items__deadline__due_on__lt=today)
    return cases.annotate(
        live_count=Count("items", filter=STANDING),
        closed_count=Count("items", filter=STANDING & Q(items__status=ItemStatus.CLOSED)),
        overdue_count=Count("items", filter=STANDING & overdue),
    )
