"""A lead 问题线索 is about a person: it lives in a scope of its own that the office does not see (DESIGN §2, §4)."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions.grants import grant_to_user, revoke_from_user
from accounts.actions.scopes import open_scope
from accounts.models import Scope, User
from accounts.roles import Grant, ScopeKind
from inspections.models import Finding, SubdistrictRound
from inspections.people import acting_on, leader_users, users_of
from planning.models import InspectionTeam


@transaction.atomic
def open_lead_scope(*, round: SubdistrictRound, number: int, by: User, at: datetime) -> Scope:
    """A scope granted to whoever recorded the lead and to the leader in office."""
    scope = open_scope(kind=ScopeKind.LEAD, label=_("%(round)s, lead %(number)s") % {"round": round, "number": number})
    leaders = leader_users(round, timezone.localdate(at))
    for leader in leaders:
        grant_to_user(user=leader, grant=Grant.LEAD, scope=scope, by=by, at=at)
    if by.pk not in {leader.pk for leader in leaders}:
        grant_to_user(user=by, grant=Grant.WORK, scope=scope, by=by, at=at)
    return scope


@transaction.atomic
def end_lead_grants(round_: SubdistrictRound, *, by: User, at: datetime) -> None:
    """The round is closed: its team reads nothing of it any longer (DESIGN §4)."""
    for lead in Finding.objects.leads().filter(round=round_).select_related("scope"):
        for holder in User.objects.filter(scopeuserpermission__content_object=lead.scope).distinct():
            revoke_from_user(user=holder, scope=lead.scope, by=by, at=at)


@transaction.atomic
def project_leads(team: InspectionTeam, *, by: User, at: datetime) -> None:
    """After a change of the team: who left loses the leads too, a new leader is let in."""
    today = timezone.localdate(at)
    for round_ in SubdistrictRound.objects.running().filter(team=team):
        serving = {user.pk for user in users_of(acting_on(round_, today))}
        leaders = leader_users(round_, today)
        for lead in Finding.objects.leads().filter(round=round_).select_related("scope"):
            holders = User.objects.filter(scopeuserpermission__content_object=lead.scope).distinct()
            for gone in holders.exclude(pk__in=serving):
                revoke_from_user(user=gone, scope=lead.scope, by=by, at=at)
            for leader in leaders:
                grant_to_user(user=leader, grant=Grant.LEAD, scope=lead.scope, by=by, at=at)
