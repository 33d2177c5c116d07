"""What an assessment counts, and which rounds wait for one (三(三)6, R70)."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import Coalesce, ExtractYear

from accounts.models import Unit, User
from core.about import Whether, is_missing, once
from deadlines.models import Deadline
from inspections.models import SubdistrictRound
from inspections.models.finding import FindingKind
from inspections.models.round import RoundStatus
from planning.models import Ruleset
from rectification import duties
from rectification.models import Assessment, Chase, HazardListing, RectificationCase, RectificationItem
from rectification.models.case import CaseStatus
from rectification.models.item import ItemStatus
from rectification.models.listing import ListingQuerySet
from rectification.queries.cases import with_case_status
from rectification.score import Figures

# The duties whose lateness counts: the report on the whole, and what was returned.
_REPORTS = (duties.RECTIFICATION.code, duties.RESUBMISSION.code)


def with_all(assessments: QuerySet[Assessment]) -> QuerySet[Assessment]:
    """What pages read along."""
    return assessments.select_related("unit", "ruleset", "scope", "sheet", "decision", "objected_by", "proposed_by")


def cases_of(unit: Unit, year: int) -> QuerySet[RectificationCase]:
    """Rectifications of the rounds of the year, that of their entry; the earliest first. One that still runs counts as
    it stands: what is not closed costs points."""
    rounds = SubdistrictRound.objects.of_year(year).filter(subdistrict=unit)
    found = RectificationCase.objects.filter(round__in=rounds)
    return found.select_related("round__ruleset", "round__subdistrict").order_by("round__entered_on", "pk")


def edition_of(cases: Iterable[RectificationCase]) -> Ruleset:
    """The edition of the last round: a round carries its own for good (R2, ADR 31)."""
    return list(cases)[-1].round.ruleset


def figures_of(cases: Iterable[RectificationCase], *, on: date) -> Figures:
    """What is counted of these rectifications, as it stands on `on`. Withdrawn items count nowhere."""
    found = list(cases)
    items = RectificationItem.objects.filter(case__in=found)
    counts = (
        items.live()
        .order_by()
        .aggregate(
            total=Count("pk"),
            majors=Count("pk", filter=Q(kind=FindingKind.MAJOR_HAZARD)),
            closed=Count("pk", filter=Q(status=ItemStatus.CLOSED)),
            returns=Sum("returns", default=0),
        )
    )
    ids = [str(case.pk) for case in found]
    late = Deadline.objects.filter(subject_id__in=ids, kind__in=_REPORTS, voided_at=None)
    subjects = [*ids, *map(str, items.values_list("pk", flat=True))]
    chases = Chase.objects.standing().filter(lines__deadline__subject_id__in=subjects).distinct()
    return {
        "total": counts["total"],
        "findings": counts["total"] - counts["majors"],
        "majors": counts["majors"],
        "closed": counts["closed"],
        "late_days": late.aggregate(days=Sum("days_late", default=0))["days"],
        "returns": counts["returns"],
        "chases": chases.count(),
        "listed_late": _listed_late(found, on),
        "listed_refused": _listings_of(found).aggregate(times=Sum("rejections", default=0))["times"],
    }


def _listings_of(cases: Iterable[RectificationCase]) -> ListingQuerySet:
    return HazardListing.objects.standing().filter(round__case__in=cases).order_by()


def _listed_late(cases: Iterable[RectificationCase], on: date) -> int:
    """How many listed hazards whose removal was reported after the committee's day, or is still owed after it."""
    missed = Q(days_late__gt=0) | Q(met_on=None, due_on__lt=on)
    ids = [str(pk) for pk in _listings_of(cases).values_list("pk", flat=True)]
    late = Deadline.objects.filter(missed, subject_id__in=ids, kind=duties.LISTING.code, voided_at=None)
    return late.order_by().values("subject_id").distinct().count()


def assessment_of(round_: SubdistrictRound) -> Assessment | None:
    """That of its subdistrict and year, whether or not it counts this round yet."""
    return None if is_missing(ASSESSED, round_) else once(round_, assessment_read)


def assessment_read(round_: SubdistrictRound) -> Assessment | None:
    return with_all(_assessments_of(round_)).first()


def _assessments_of(round_: SubdistrictRound) -> QuerySet[Assessment]:
    return Assessment.objects.filter(unit=round_.subdistrict_id, year=round_.year)


ASSESSED = Whether(_assessments_of, ("subdistrict_id", "entered_on", "planned_from_on"))


def counts(assessment: Assessment | None, round_id: UUID) -> bool:
    return assessment is not None and str(round_id) in assessment.rounds


def is_locked_with(assessment: Assessment | None, round_id: UUID) -> bool:
    return assessment is not None and assessment.locked_on is not None and counts(assessment, round_id)


def may_be_assessed(round_: SubdistrictRound, user: User, today: date) -> bool:
    """Its feedback is issued, and its subdistrict has no assessment of the year yet."""
    return getattr(round_, "case", None) is not None and assessment_of(round_) is None


def rounds_to_assess(user: User, today: date) -> QuerySet[SubdistrictRound]:
    """Rounds whose rectification is accepted and whose subdistrict has no assessment of that year yet."""
    of_its_year = Assessment.objects.filter(
        unit=OuterRef("subdistrict"), year=ExtractYear(Coalesce(OuterRef("entered_on"), OuterRef("planned_from_on")))
    )
    ended = SubdistrictRound.objects.visible_to(user).filter(status=RoundStatus.ENDED)
    found = with_case_status(ended).filter(case_status=CaseStatus.ACCEPTED).exclude(Exists(of_its_year.order_by()))
    return found.select_related("subdistrict", "entry__cycle").order_by("entered_on", "pk")


def to_lock(user: User, today: date) -> QuerySet[Assessment]:
    """Settled, or told and not objected to while the days ran."""
    over = Q(status="settled") | Q(status="told", object_by__lt=today)
    return with_all(Assessment.objects.visible_to(user).filter(over))
