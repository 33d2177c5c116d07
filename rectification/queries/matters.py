"""Which findings have to be handed off, and how far they are (三(三)4, R60)."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import User
from core.about import Kind, Whether
from inspections.models import Finding, SubdistrictRound
from inspections.models.finding import FindingKind, FindingQuerySet, FindingStatus, Handling
from rectification.models import Classification, HandOff
from rectification.models.hand_off import ANSWERED, RECEIVER_KINDS

# Leave by hand-off whatever the sorting says: leads have no other way (ADR 9), a department's is no item of the
# subdistrict, and a stop is for the department to decide (DESIGN §2).
_ALWAYS = Q(kind=FindingKind.LEAD) | Q(unit__kind__in=RECEIVER_KINDS) | Q(handling=Handling.PROPOSE_SUSPENSION)
_UNLAWFUL = Q(classification__is_unlawful=True) | Q(kind=FindingKind.VIOLATION, classification=None)


def sortable(findings: FindingQuerySet) -> FindingQuerySet:
    """What the leader may sort: confirmed findings; a suggestion accuses nobody."""
    return findings.confirmed().exclude(kind=FindingKind.SUGGESTION)


def must_be_sorted(findings: FindingQuerySet) -> FindingQuerySet:
    """Matters of which nobody has said yet whether they are unlawful and whose duty they are."""
    return findings.confirmed().filter(_ALWAYS | Q(kind=FindingKind.VIOLATION), classification=None)


def must_be_handed_off(findings: FindingQuerySet) -> FindingQuerySet:
    """Matters that leave by hand-off: unlawful ones, and those that always do."""
    return findings.confirmed().filter(_ALWAYS | _UNLAWFUL)


def handled(findings: FindingQuerySet) -> FindingQuerySet:
    """Of these, those of which some hand-off has a result or is in long follow-up."""
    return findings.filter(Exists(HandOff.objects.with_result().filter(lines__finding=OuterRef("pk"))))


def not_handled(findings: FindingQuerySet) -> FindingQuerySet:
    return must_be_handed_off(findings).exclude(
        Exists(HandOff.objects.with_result().filter(lines__finding=OuterRef("pk")))
    )


def not_answered(findings: FindingQuerySet) -> FindingQuerySet:
    """Of those sorted: handed over, or drafted to be, and no result of any of it."""
    standing = HandOff.objects.live().filter(lines__finding=OuterRef("pk"))
    return not_handled(findings).exclude(classification=None).filter(Exists(standing))


def not_handed_off(findings: FindingQuerySet, *, but: HandOff | None = None) -> FindingQuerySet:
    """Of those that must be, the ones that stand in no live hand-off, drafts included, `but` this one."""
    standing = HandOff.objects.live().exclude(pk=but.pk if but is not None else None)
    return must_be_handed_off(findings).exclude(Exists(standing.filter(lines__finding=OuterRef("pk"))))


def to_hand_off(findings: FindingQuerySet) -> FindingQuerySet:
    """Sorted, and in no hand-off yet."""
    return not_handed_off(findings).exclude(classification=None)


# Of a finding.
SORTED = Whether(lambda finding: Classification.objects.filter(finding=finding.pk))
LOOSE = Whether(lambda finding: not_handed_off(Finding.objects.filter(pk=finding.pk)))
# Of a round, whoever sees them.
UNHANDED = Whether(lambda round_: not_handed_off(Finding.objects.filter(round=round_.pk)))


def _by_number(findings: QuerySet[Finding]) -> QuerySet[Finding]:
    return findings.distinct().order_by("number").only("kind", "number")


def _of_round(round_: SubdistrictRound) -> Q:
    return Q(round=round_.pk)


# Of a round, those that a person sees, as much of them as their names tell.
TO_SORT = Kind(Finding, _of_round, _by_number, among=must_be_sorted)
TO_HAND_OFF = Kind(Finding, _of_round, _by_number, among=to_hand_off)


def sorted_of(keys: Iterable[UUID]) -> QuerySet[Classification]:
    return Classification.objects.filter(finding__in=list(keys))


def loose(keys: Iterable[UUID]) -> list[UUID]:
    """Of these findings the sorted ones that must be handed off and are not, by their keys."""
    found = not_handed_off(Finding.objects.filter(pk__in=list(keys)).exclude(classification=None))
    return list(found.order_by().values_list("pk", flat=True))


def wrongly_loose() -> tuple[QuerySet[Classification], QuerySet[Classification]]:
    """Sortings that should say that their matter waits for a hand-off and do not, and those that wrongly do."""
    right = not_handed_off(Finding.objects.exclude(classification=None)).order_by().values("pk")
    kept = Classification.objects.filter(is_loose=True)
    # A matter that was withdrawn since waits for nothing, whatever is kept.
    wrong = kept.filter(finding__status=FindingStatus.CONFIRMED).exclude(finding__in=right)
    return Classification.objects.filter(is_loose=False, finding__in=right), wrong


def still_investigated(findings: FindingQuerySet) -> FindingQuerySet:
    """Open cases: matters that leave by hand-off and of which nobody has told a result yet, also those in long
    follow-up. Nothing of them is told to the public (三(三)6, R73)."""
    answered = HandOff.objects.live().filter(status__in=ANSWERED, lines__finding=OuterRef("pk"))
    return must_be_handed_off(findings).exclude(Exists(answered))


def offered(round_: SubdistrictRound, user: User) -> FindingQuerySet:
    """What a person may put into a hand-off of this round: sorted or not, as far as he sees it."""
    found = sortable(Finding.objects.visible_to(user).filter(round=round_))
    return found.select_related("unit", "enterprise", "classification__proposed_receiver").order_by("number")
