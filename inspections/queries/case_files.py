"""Case files and the volumes that have none yet."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import User
from inspections.models import CaseFile, SubdistrictRound, Supplement
from inspections.models.case_file import CaseFileStatus
from inspections.models.round import RoundStatus
from inspections.queries.rounds import with_names

# From its closing on nothing of a round changes.
FINISHED = (RoundStatus.CLOSED, RoundStatus.ARCHIVED)


def with_all(found: QuerySet[CaseFile]) -> QuerySet[CaseFile]:
    return found.select_related(
        "round__subdistrict", "round__entry__cycle", "supplement", "package", "book", "made_by", "transfer",
        "receipt__blob",
    )  # fmt: skip


def has_main(round_: SubdistrictRound) -> bool:
    return CaseFile.objects.standing().filter(round=round_, supplement=None).exists()


def supplements_left(round_: SubdistrictRound) -> QuerySet[Supplement]:
    """Supplement volumes without a standing case file."""
    taken = CaseFile.objects.standing().filter(supplement=OuterRef("pk"))
    return Supplement.objects.filter(~Exists(taken), round=round_).order_by("number")


def lacks_any(round_: SubdistrictRound) -> bool:
    return not has_main(round_) or supplements_left(round_).exists()


def rounds_to_file(user: User, today: date) -> Iterable[SubdistrictRound]:
    """Archived rounds of which a volume is not made yet."""
    main = CaseFile.objects.standing().filter(round=OuterRef("pk"), supplement=None)
    made = CaseFile.objects.standing().filter(supplement=OuterRef("pk"))
    left = Supplement.objects.filter(~Exists(made), round=OuterRef("pk"))
    archived = with_names(SubdistrictRound.objects.visible_to(user)).filter(status=RoundStatus.ARCHIVED)
    return archived.filter(~Exists(main) | Exists(left))


def not_handed_over(user: User, today: date) -> Iterable[CaseFile]:
    return with_all(CaseFile.objects.visible_to(user)).filter(status=CaseFileStatus.MADE)


def awaiting_receipt(user: User, today: date) -> Iterable[CaseFile]:
    return with_all(CaseFile.objects.visible_to(user)).filter(status=CaseFileStatus.HANDED_OVER)
