"""What the rounds say of a plan's year: every entry carried out or called off, every subdistrict seen (一(二)1)."""

from collections import defaultdict

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from core.day_words import day_in_words
from inspections.models import SubdistrictRound
from inspections.models.round import RoundStatus
from planning.models import PlanEntry
from planning.queries.plans import subdistricts_to_inspect
from planning.year_closing import YearGap

_SETTLED = {RoundStatus.ARCHIVED, RoundStatus.CANCELLED}


def rounds_gate(plan, today) -> list[YearGap]:
    """Entries, those outside the plan too, whose round is neither archived nor cancelled; then the subdistricts of
    which no round of the year is archived, though no entry says so. The year of a round is that of its entry (R7)."""
    entries = PlanEntry.objects.filter(Q(plan=plan) | Q(plan=None, cycle__year=plan.year))
    rounds = defaultdict(list)
    for round_ in SubdistrictRound.objects.filter(scope__in=entries.values("scope")):
        rounds[round_.scope_id].append(round_)
    gaps, named = [], set()
    for entry in entries.select_related("subdistrict").order_by("from_on", "pk"):
        found = rounds[entry.scope_id]
        if found and all(round_.status in _SETTLED for round_ in found):
            continue
        named.add(entry.subdistrict_id)
        gaps.append(_entry_gap(entry, next((one for one in found if one.status not in _SETTLED), None)))
    inspected = SubdistrictRound.objects.of_year(plan.year).filter(status=RoundStatus.ARCHIVED)
    left = subdistricts_to_inspect().exclude(pk__in=named).exclude(pk__in=inspected.values("subdistrict"))
    return gaps + [_unit_gap(unit, plan) for unit in left]


def has_gaps(plan, today) -> bool:
    """Whether rounds_gate would name any; what stands open yet is asked first."""
    entries = PlanEntry.objects.filter(Q(plan=plan) | Q(plan=None, cycle__year=plan.year))
    # Access ends when a round is closed or an order called off; what is closed waits for its archive.
    rounds = SubdistrictRound.objects.filter(scope=OuterRef("scope"))
    is_gap = ~Exists(rounds) | Exists(rounds.exclude(status__in=_SETTLED))
    closed = SubdistrictRound.objects.filter(status=RoundStatus.CLOSED, scope__in=entries.values("scope"))
    if entries.filter(is_gap, access_ended_at=None).exists() or closed.exists():
        return True
    inspected = SubdistrictRound.objects.of_year(plan.year).filter(
        status=RoundStatus.ARCHIVED, subdistrict=OuterRef("pk")
    )
    return subdistricts_to_inspect().exclude(Exists(inspected)).exists()


def _entry_gap(entry, round_) -> YearGap:
    what = _("Round in %(place)s from %(first)s to %(last)s") % {
        "place": entry.subdistrict.short_name,
        "first": day_in_words(entry.from_on),
        "last": day_in_words(entry.to_on, entry.from_on),
    }
    state = round_.get_status_display() if round_ else _("never begun")
    path = round_.get_absolute_url() if round_ else reverse("inspections:round-notify", args=[entry.pk])
    return YearGap(f"entry-{entry.pk}", what, state, path, who=_who_acts(round_))


def _who_acts(round_) -> str:
    """Ended rounds wait for many; their own page names for whom."""
    if round_ is not None and round_.status == RoundStatus.ON_SITE:
        return _("Team leader")
    return _("Committee office")


def _unit_gap(unit, plan) -> YearGap:
    state = _("no round of %(year)s was carried out to its end") % {"year": plan.year}
    return YearGap(f"unit-{unit.pk}", unit.short_name, state, plan.get_absolute_url(), who=_("Committee office"))
