"""What rectification adds to the case file of a round (inspections.case_contents); hand-offs of leads never."""

from django.db.models import Q, QuerySet

from accounts.roles import ScopeKind
from deadlines.models import Deadline
from inspections.case_contents import THINGS, Things
from inspections.models import SubdistrictRound
from records.models import Draw
from rectification.models import (
    Assessment,
    Chase,
    Classification,
    Extension,
    FiledItem,
    FollowUpCheck,
    HazardListing,
    ListingCheck,
    Objection,
    Publication,
    ReceiptCorrection,
    RectificationCase,
    RectificationItem,
    RectificationPlan,
    Remedy,
    SampledItem,
    Submission,
)
from rectification.queries.assessments import assessment_of, counts


def register_case_files() -> None:
    """Called in AppConfig.ready()."""
    THINGS.add(of_round, order=500)


def of_round(round_: SubdistrictRound) -> list[Things]:
    owed = Deadline.objects.filter(Q(scope=round_.scope_id) | Q(round_scope=round_.scope_id))
    of_case = {"case__round": round_}
    return [
        Things(RectificationCase.objects.filter(round=round_)),
        Things(ReceiptCorrection.objects.filter(**of_case)),
        Things(Submission.objects.filter(**of_case)),
        Things(Extension.objects.filter(**of_case)),
        Things(Objection.objects.filter(**of_case)),
        Things(RectificationPlan.objects.filter(**of_case)),
        Things(round_.hand_offs.exclude(inner_scope__kind=ScopeKind.LEAD)),
        Things(HazardListing.objects.filter(round=round_)),
        Things(ListingCheck.objects.filter(listing__round=round_)),
        Things(Chase.objects.filter(lines__deadline__in=owed).distinct()),
        Things(_assessments(round_)),
        Things(round_.copies.all()),
        Things(round_.announcements.all()),
        Things(Publication.objects.filter(announcement__round=round_)),
        Things(_draws(round_)),
        Things(FollowUpCheck.objects.filter(round=round_), is_crowd=True),
        Things(SampledItem.objects.filter(**of_case), is_crowd=True),
        Things(RectificationItem.objects.filter(**of_case), is_crowd=True),
        Things(FiledItem.objects.filter(submission__case__round=round_), is_crowd=True),
        Things(Remedy.objects.filter(plan_of__case__round=round_), is_crowd=True),
        Things(Classification.objects.filter(finding__in=round_.findings.ordinary()), is_crowd=True),
    ]


def _draws(round_: SubdistrictRound) -> QuerySet[Draw]:
    """Of what was looked at again in it, and of what was checked on site after it."""
    cases = RectificationCase.objects.filter(round=round_).values_list("pk", flat=True)
    return Draw.objects.filter(subject_id__in=[str(round_.pk), *map(str, cases)])


def _assessments(round_: SubdistrictRound) -> QuerySet[Assessment]:
    """That of its subdistrict and year, once it counts this round."""
    found = assessment_of(round_)
    return Assessment.objects.filter(pk=found.pk if counts(found, round_.pk) and found else None)
