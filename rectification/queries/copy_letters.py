"""Copies of the result: who gets them, which are still to be sent or received (三(三)6, R71, R72)."""

from datetime import date

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from accounts.models import Unit, User
from core.about import Whether, is_missing, once
from core.queries.at_once import Alike
from core.queries.later import Gathered
from inspections.models import SubdistrictRound
from inspections.models.round import RoundStatus
from rectification.models import Assessment, CopyLetter
from rectification.models.assessment import AssessmentStatus
from rectification.models.case import CaseStatus
from rectification.models.copy_letter import CopyStatus
from rectification.queries.cases import with_case_status

# 三(三)6 names two bodies.
NEEDED = 2


def with_all(copies: QuerySet[CopyLetter]) -> QuerySet[CopyLetter]:
    """What pages read along."""
    return copies.select_related(
        "round__entry__cycle", "round__subdistrict", "body", "scope", "letter", "deadline", "received_by", "receipt"
    )


def bodies() -> QuerySet[Unit]:
    """The bodies that get copies: 区党群工作部 and 区政法委, as the register of units marks them."""
    return Unit.objects.filter(gets_copies=True, is_active=True).order_by("org_code", "name")


def bodies_left(round_: SubdistrictRound) -> QuerySet[Unit]:
    """Those that have no letter of this round that stands."""
    return bodies().exclude(pk__in=CopyLetter.objects.standing().filter(round=round_).values("body"))


def lacks_bodies(round_: SubdistrictRound) -> bool:
    """Whether some body has none."""
    return once(round_, lacks_bodies_read)


def lacks_bodies_read(round_: SubdistrictRound) -> bool:
    return bodies_left(round_).exists()


def lacking(rounds: QuerySet[SubdistrictRound]) -> QuerySet[SubdistrictRound]:
    """Those of these of which not every body has confirmed its copy."""
    received = CopyLetter.objects.standing().filter(round=OuterRef("pk"), status=CopyStatus.RECEIVED)
    counted = received.order_by().values("round").annotate(count=Count("pk")).values("count")
    at_least = max(NEEDED, bodies().count())
    return rounds.annotate(copies_received=Coalesce(Subquery(counted), 0)).filter(copies_received__lt=at_least)


COPIED = Whether(lambda round_: CopyLetter.objects.filter(round=round_.pk))


def copies_on(round_: SubdistrictRound) -> list[CopyLetter]:
    """The same as `copies_of`, for the page of the round."""
    return [] if is_missing(COPIED, round_) else once(round_, copies_read)


def copies_read(round_: SubdistrictRound) -> list[CopyLetter]:
    return list(copies_of(round_))


def copies_of(round_: SubdistrictRound) -> QuerySet[CopyLetter]:
    return with_all(CopyLetter.objects.standing().filter(round=round_))


def rounds_to_copy(user: User, today: date) -> Gathered[list[SubdistrictRound]]:
    """Rounds whose assessment is locked and of which a body has no copy yet."""
    return Gathered([Alike(_assessed, user)], _counted_in_assessments)


def _assessed(user: User) -> QuerySet[SubdistrictRound]:
    sent = CopyLetter.objects.standing().filter(round=OuterRef(OuterRef("pk")), body=OuterRef("pk")).order_by()
    left = bodies().order_by().exclude(Exists(sent))
    rounds = SubdistrictRound.objects.visible_to(user).filter(Exists(left), status=RoundStatus.ENDED)
    assessed = with_case_status(rounds).filter(
        case_status=CaseStatus.ACCEPTED,
        subdistrict__in=Assessment.objects.filter(status=AssessmentStatus.LOCKED).order_by().values("unit"),
    )
    return assessed.select_related("subdistrict", "entry__cycle").order_by("entered_on", "pk")


def _counted_in_assessments(found: list[SubdistrictRound]) -> list[SubdistrictRound]:
    locked = Assessment.objects.filter(status=AssessmentStatus.LOCKED, unit__in={one.subdistrict_id for one in found})
    # Which rounds an assessment counts stands in a list of its own, which no engine joins as the other does.
    told = {pk for ids in locked.order_by().values_list("rounds", flat=True) for pk in ids} if found else set()
    return [one for one in found if str(one.pk) in told]


def unreceived_of(user: User, today: date) -> QuerySet[CopyLetter]:
    """Sent, the days over, and no receipt: the list of R71."""
    return with_all(CopyLetter.objects.visible_to(user).unreceived(today))


def addressed_to(user: User, today: date) -> QuerySet[CopyLetter]:
    """Those that the person's own body has not received yet."""
    return with_all(CopyLetter.objects.visible_to(user).filter(status=CopyStatus.SENT, body=user.unit_id))
