"""What hand-offs make wait for whom (core.verbs.Work): rows in reach, from what is open alone."""

from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from accounts.models import ScopeUserPermission, User
from accounts.roles import Role
from inspections.models import Finding, SubdistrictRound
from inspections.models.finding import FindingQuerySet, FindingStatus
from inspections.models.round import RoundStatus
from rectification.models import HandOff, HandOffLine
from rectification.models.hand_off import HandOffStatus
from rectification.queries import matters
from rectification.queries.hand_offs import with_all


def _rounds_with(user: User, findings: FindingQuerySet) -> QuerySet[SubdistrictRound]:
    """Rounds with how many of these findings wait in each."""
    return (
        SubdistrictRound.objects.visible_to(user)
        .exclude(status=RoundStatus.ARCHIVED)
        .annotate(waiting=Count("findings", filter=Q(findings__in=findings.values("pk")), distinct=True))
        .filter(waiting__gt=0)
        .select_related("subdistrict", "entry__cycle")
    )


def rounds_to_sort(user: User, today: date) -> QuerySet[SubdistrictRound]:
    return _rounds_with(user, matters.must_be_sorted(Finding.objects.visible_to(user)))


def rounds_to_hand_off(user: User, today: date) -> QuerySet[SubdistrictRound]:
    seen = Finding.objects.visible_to(user).exclude(classification=None)
    return _rounds_with(user, matters.not_handed_off(seen))


def leads_to_entrust(user: User, today: date) -> QuerySet[Finding]:
    """Leads that are in no hand-off and that nobody of the office may see: without the committee they would wait for
    ever, since no closing speaks of them (ADR 18)."""
    trusted = ScopeUserPermission.objects.filter(
        Q(expires_at=None) | Q(expires_at__date__gte=today), content_object=OuterRef("scope"), user__role=Role.OFFICE
    )
    leads = matters.not_handed_off(Finding.objects.visible_to(user).leads()).exclude(Exists(trusted))
    return leads.select_related("round__subdistrict").distinct()


def to_take_back(user: User, today: date) -> QuerySet[HandOff]:
    """Sent, and everything in it was withdrawn since."""
    standing = HandOffLine.objects.filter(hand_off=OuterRef("pk")).exclude(finding__status=FindingStatus.WITHDRAWN)
    waits = (HandOffStatus.SENT, HandOffStatus.RECEIVED, HandOffStatus.REFUSED, HandOffStatus.RESULTED)
    return with_all(HandOff.objects.visible_to(user).filter(status__in=waits)).exclude(Exists(standing))
