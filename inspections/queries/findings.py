"""Findings with what their pages read along, and the rounds whose findings wait for the leader."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet

from accounts.models import User
from core.waiting import Parts
from inspections.models import Finding, SubdistrictRound
from inspections.queries.names import name_fields, name_tables

_RELATED = (
    "round__subdistrict", "round__ruleset", "round__team", "round__entry__cycle", "unit", "enterprise", "recorded_by",
    "confirmed_by", "listed_criterion",
)  # fmt: skip


# What a list tells of a finding, the columns of apps above among it; it is ordered by `round_from_on`.
_LISTED = (
    "status", "kind", "number", "text", "topic_number", "found_on", "confirmed_on", "round_from_on", "recorded_at",
    "unit__name", "unit__kind", "enterprise__name",
)  # fmt: skip


def inside_listed(findings: QuerySet[Finding]) -> QuerySet[Finding]:
    """As much of them as the list of their round tells, which knows the round."""
    return findings.select_related("unit", "enterprise").only(*_LISTED, "round_id")


def findings_listed(user: User, keys: Sequence[Any]) -> QuerySet[Finding]:
    """As much of them as a list tells."""
    found = Finding.objects.filter(pk__in=keys).select_related("unit", "enterprise", *name_tables("round"))
    return found.only(*_LISTED, "round__ruleset", *name_fields("round")).order_by()


def with_round(findings: QuerySet[Finding]) -> QuerySet[Finding]:
    return findings.select_related(*_RELATED)


def rounds_with_drafts(user: User, today: date) -> Parts:
    """Rounds with findings to confirm, `waiting` of them. Who stands in for the leader leads the round, but sees none
    of its leads."""
    rounds = SubdistrictRound.objects.visible_to(user)
    drafts = Finding.objects.visible_to(user).drafts().of_standing_rounds()
    return Parts(drafts, "round_id", rounds.select_related("subdistrict", "entry__cycle"))


def last_recorded(round_: SubdistrictRound, user: User) -> Finding | None:
    """What this person typed last in the round, as far as everybody of the team sees it: neither a lead nor what lies
    in a scope of its own, since its body may stay on the screen for the next one."""
    own = Finding.objects.visible_to(user).ordinary().standing().filter(round=round_, recorded_by=user, batch=None)
    return own.select_related("unit", "enterprise").order_by("-recorded_at", "-number").first()
