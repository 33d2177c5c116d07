"""Announcements of a round: what is composed from, what still waits, what the public may read (三(三)6, R73)."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import User
from core.about import Whether, is_missing, once
from inspections.models import SubdistrictRound
from inspections.models.round import RoundStatus
from rectification.copies import WITHDRAWN
from rectification.models import Announcement, RectificationCase, RectificationItem
from rectification.models.announcement import AnnouncementStatus, Part
from rectification.models.case import CaseStatus
from rectification.queries.cases import with_case_status
from rectification.queries.matters import still_investigated

# Neither given up nor past.
_LIVE = (
    AnnouncementStatus.DRAFT, AnnouncementStatus.SUBMITTED, AnnouncementStatus.APPROVED, AnnouncementStatus.PUBLISHED
)  # fmt: skip


def with_all(announcements: QuerySet[Announcement]) -> QuerySet[Announcement]:
    """What pages read along."""
    return announcements.select_related(
        "round__entry__cycle", "round__subdistrict", "scope", "document", "decision", "corrects", "proposed_by"
    )


def live() -> QuerySet[Announcement]:
    """Neither given up nor past, of all rounds; for looking whether there is one."""
    return Announcement.objects.filter(status__in=_LIVE).order_by()


ANNOUNCED = Whether(lambda round_: Announcement.objects.filter(round=round_.pk))


def live_of(round_: SubdistrictRound, part: str) -> Announcement | None:
    """The one that is prepared or published now."""
    if is_missing(ANNOUNCED, round_):
        return None
    return with_all(Announcement.objects.filter(round=round_, part=part, status__in=_LIVE)).first()


def published_of(round_: SubdistrictRound, part: str) -> Announcement | None:
    return None if is_missing(ANNOUNCED, round_) else once(round_, published_read, part)


def published_read(round_: SubdistrictRound, part: str) -> Announcement | None:
    return with_all(Announcement.objects.filter(round=round_, part=part, status=AnnouncementStatus.PUBLISHED)).first()


def is_announced() -> Q:
    """Of rounds: both parts are published (三(三)6)."""
    published = Announcement.objects.filter(round=OuterRef("pk"), status=AnnouncementStatus.PUBLISHED)
    return Q(Exists(published.filter(part=Part.FEEDBACK))) & Q(Exists(published.filter(part=Part.RECTIFICATION)))


def parts_left(round_: SubdistrictRound) -> list[str]:
    """What may be drafted now: the feedback once it is issued, the rectification once it is accepted."""
    case = RectificationCase.objects.filter(round=round_).first()
    if case is None:
        return []
    ready = [Part.FEEDBACK, *([Part.RECTIFICATION] if case.status == CaseStatus.ACCEPTED else [])]
    return [part for part in ready if live_of(round_, part) is None]


def rounds_to_announce(user: User, today: date) -> QuerySet[SubdistrictRound]:
    """Rounds in reach with `parts_left`."""
    of_round = live().filter(round=OuterRef("pk"))
    told, rectified = (Q(Exists(of_round.filter(part=part))) for part in (Part.FEEDBACK, Part.RECTIFICATION))
    ended = with_case_status(SubdistrictRound.objects.visible_to(user).filter(status=RoundStatus.ENDED))
    rounds = ended.filter(~told | Q(case_status=CaseStatus.ACCEPTED) & ~rectified, case_status__isnull=False)
    return rounds.select_related("subdistrict", "entry__cycle").order_by("entered_on", "pk")


def told_items(case: RectificationCase) -> QuerySet[RectificationItem]:
    """Items the public may be told of: neither withdrawn, nor of a case that is still investigated. The findings say
    so themselves: what is published hangs on no copy."""
    open_ = still_investigated(case.round.findings.all())
    return case.items.exclude(WITHDRAWN).exclude(finding__in=open_).order_by("number")
