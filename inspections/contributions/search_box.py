"""What the one box finds here (core.search_box). Leads and what lies in a scope of its own stand in no such list
(ADR 9)."""

from django.db.models import Prefetch
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from accounts.permissions import Permission
from core.search_box import KINDS, Kind
from inspections import searches
from inspections.models import Enterprise, Finding, SubdistrictRound
from inspections.queries.names import NAME_FIELDS, name_fields, with_name

# Signs of a problem's text.
SHOWN = 60


def _rounds(user):
    return SubdistrictRound.objects.visible_to(user).select_related("subdistrict", "team", "entry__cycle")


def _findings(user):
    found = Finding.objects.visible_to(user).ordinary().select_related("unit", "enterprise")
    rounds = Prefetch("round", with_name(SubdistrictRound.objects.all()))
    return found.prefetch_related(rounds).order_by("-round_from_on", "round_id", "number", "pk")


def _enterprises(user):
    return Enterprise.objects.visible_to(user).select_related("subdistrict").order_by("name", "pk")


def _tell_round(one):
    return str(one), f"{one.team.name} · {one.get_status_display()}"


def _tell_finding(one):
    return f"{one.number}. {Truncator(one.text).chars(SHOWN)}", f"{one.round} · {one.subject_name}"


ROUNDS = Kind(
    SubdistrictRound, _("Inspection rounds"), "clipboard-check", Permission.ROUND_VIEW, "inspections:round-list",
    rows=_rounds, find=searches.rounds_with, tell=_tell_round,
    fields=("status", "team__name", *NAME_FIELDS),
)  # fmt: skip
FINDINGS = Kind(
    Finding, _("Findings"), "exclamation-triangle", Permission.FINDING_VIEW, "inspections:finding-overview",
    rows=_findings, find=searches.findings_with, tell=_tell_finding,
    fields=("number", "text", "unit__name", "enterprise__name", *name_fields("round")),
)  # fmt: skip
ENTERPRISES = Kind(
    Enterprise, _("Enterprises"), "building", Permission.ENTERPRISE_VIEW, "inspections:enterprise-list",
    rows=_enterprises, find=searches.enterprises_with, tell=lambda one: (one.name, one.subdistrict.short_name),
    fields=("name", "subdistrict__short_name"),
)  # fmt: skip


def register_kinds() -> None:
    KINDS.add(ROUNDS, order=200)
    KINDS.add(FINDINGS, order=300)
    KINDS.add(ENTERPRISES, order=350)
