"""What hand-offs make wait for whom (core.verbs.Work): rows in reach, from what is open alone."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import ScopeUserPermission, User
from accounts.roles import Role
from core.waiting import Parts
from inspections.models import Finding, SubdistrictRound
from inspections.models.finding import FindingQuerySet, FindingStatus
from rectification.models import HandOff, HandOffLine
from rectification.models.hand_off import HandOffStatus
from rectification.queries import matters
from rectification.queries.hand_offs import with_all


def _rounds_with(user: User, findings: FindingQuerySet) -> Parts:
    """Rounds in reach with any of these findings of theirs in reach; of what is archived nothing is waited for."""
    rounds = SubdistrictRound.objects.visible_to(user)
    return Parts(findings.of_standing_rounds(), "round_id", rounds.select_related("subdistrict", "entry__cycle"))


def rounds_to_sort(user: User, today: date) -> Parts:
    return _rounds_with(user, matters.must_be_sorted(Finding.objects.visible_to(user)))


def rounds_to_hand_off(user: User, today: date) -> Parts:
    seen = Finding.objects.visible_to(user).filter(classification__is_loose=True)
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
    # There are few of these, and none to take back without one.
    withdrawn = HandOffLine.objects.filter(finding__status=FindingStatus.WITHDRAWN).values("hand_off")
    found = HandOff.objects.visible_to(user).filter(status__in=waits, pk__in=withdrawn)
    return with_all(found).exclude(Exists(standing))
