"""Entries of a plan: where, when, by whom; changed while the plan is a draft, and after that by revision only."""

from datetime import date, datetime
from typing import Any, cast

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actions.scopes import open_scope
from accounts.models import Unit, User
from accounts.models.unit import UnitKind
from accounts.permissions import Permission
from accounts.roles import ScopeKind
from core.actions.events import record_event
from core.actions.moves import begin, store
from core.day_words import day_in_words
from core.refusals import IllegalMove
from core.transitions import check_move, check_permission, lock
from planning.actions.cycles import ad_hoc_cycle
from planning.actions.grants import project
from planning.models import AnnualPlan, InspectionCycle, InspectionTeam, PlanEntry, Ruleset
from planning.models.membership import MemberRole
from planning.models.plan import PlanStatus
from planning.models.team import TeamStatus
from planning.plan_rules import entry_is_short
from planning.queries.bookings import clashes_of_entries
from planning.round_states import live_rounds, without_called_off

FIELDS = frozenset({"subdistrict", "team", "cycle", "from_on", "to_on", "short_reason"})


@transaction.atomic
def add_entry(
    *,
    plan: AnnualPlan,
    subdistrict: Unit,
    cycle: InspectionCycle,
    from_on: date,
    to_on: date,
    by: User,
    on: date,
    at: datetime,
    team: InspectionTeam | None = None,
    short_reason: str = "",
    version: int | None = None,
) -> PlanEntry:
    """Put a subdistrict into a draft plan: `from_on` to `to_on`, both on site. What is doubtful for the plan as a
    whole (overlaps, coverage, short stays) is asked at submission. Raises NotAllowed, IllegalMove, StaleCopy."""
    plan = lock(plan, version=version)
    check_move(plan, "edit", by=by)
    entry = PlanEntry(
        plan=plan, subdistrict=subdistrict, cycle=cycle, team=team, from_on=from_on, to_on=to_on,
        short_reason=short_reason.strip(),
    )  # fmt: skip
    _require_sound(entry, year=plan.year)
    entry.scope = open_scope(kind=ScopeKind.ROUND, label=f"{subdistrict.short_name} {entry.cycle}")
    begin(entry, "entry.add", by=by, on=on, at=at, new=_facts(entry))
    return entry


@transaction.atomic
def change_entry(
    *, entry: PlanEntry, by: User, on: date, at: datetime, version: int | None = None, **changes: Any
) -> PlanEntry:
    """Change an entry of a draft plan; `changes` among subdistrict, team, cycle, from_on, to_on, short_reason.

    A round that was opened already keeps its subdistrict and team. Raises NotAllowed, IllegalMove, StaleCopy.
    """
    if unknown := set(changes) - FIELDS:
        raise TypeError(f"An entry has no {', '.join(sorted(unknown))}.")
    plan = lock(cast(AnnualPlan, entry.plan))
    check_move(plan, "edit", by=by)
    entry = lock(entry, version=version)
    old, before = _facts(entry), (entry.subdistrict_id, entry.team_id)
    for name, value in changes.items():
        setattr(entry, name, value)
    _require_sound(entry, year=plan.year)
    if before != (entry.subdistrict_id, entry.team_id) and live_rounds([entry.scope_id]):
        raise IllegalMove(_("The round of this entry has begun; its subdistrict and team can no longer change."))
    store(entry, by=by, **changes)
    record_event("entry.change", target=entry, by=by, on=on, at=at, old=old, new=_facts(entry))
    return entry


@transaction.atomic
def remove_entry(*, entry: PlanEntry, by: User, on: date, at: datetime, version: int | None = None) -> None:
    """Take an entry out of a draft plan; its history and events stay. Raises IllegalMove once its round has begun."""
    plan = lock(cast(AnnualPlan, entry.plan))
    check_move(plan, "edit", by=by)
    entry = lock(entry, version=version)
    if live_rounds([entry.scope_id]):
        raise IllegalMove(_("The round of this entry has begun; the entry cannot be taken out of the plan any more."))
    record_event("entry.remove", target=entry, by=by, on=on, at=at, old=_facts(entry))
    entry._history_user = by
    entry.delete()


@transaction.atomic
def assign_team(
    *, entry: PlanEntry, team: InspectionTeam, by: User, on: date, at: datetime, version: int | None = None
) -> PlanEntry:
    """Name the team of an entry that has none yet, in a draft or an approved plan; another team is a revision."""
    plan = lock(cast(AnnualPlan, entry.plan))
    check_move(plan, "assign_team", by=by)
    entry = lock(entry, version=version)
    if entry.team_id is not None:
        raise IllegalMove(_("This entry has a team already. Revise the plan to change it."))
    old = _facts(entry)
    entry.team = team
    _require_sound(entry, year=plan.year)
    _require_free(entry)
    _require_people_free(entry)
    store(entry, by=by, team=team)
    record_event("entry.assign_team", target=entry, by=by, on=on, at=at, old=old, new=_facts(entry))
    project(team, by, at, on=on)
    return entry


@transaction.atomic
def add_ad_hoc_entry(
    *,
    subdistrict: Unit,
    team: InspectionTeam,
    from_on: date,
    to_on: date,
    reason: str,
    order: str,
    by: User,
    on: date,
    at: datetime,
    short_reason: str = "",
) -> PlanEntry:
    """An entry 不定期, outside any plan (一(二)1, R4): `reason` says why, `order` on whose decision (number, day).

    The team must be approved. Raises NotAllowed, IllegalMove.
    """
    check_permission(Permission.PLAN_DRAFT, by=by)
    if not (reason.strip() and order.strip()):
        raise IllegalMove(
            _("A round outside the plan needs its reason and the decision of the committee ordering it.")
        )
    if AnnualPlan.objects.filter(year=from_on.year, status=PlanStatus.CLOSED).exists():
        raise IllegalMove(_("The year %(year)s is closed; no round can be added to it.") % {"year": from_on.year})
    if team.status != TeamStatus.APPROVED:
        raise IllegalMove(_("The committee has not approved the team “%(team)s” yet.") % {"team": team.name})
    entry = PlanEntry(
        subdistrict=subdistrict, team=team, cycle=ad_hoc_cycle(from_on.year), from_on=from_on, to_on=to_on,
        ad_hoc_reason=reason.strip(), ad_hoc_order=order.strip(), short_reason=short_reason.strip(),
    )  # fmt: skip
    _require_sound(entry, year=from_on.year)
    _require_leader(team, from_on)
    _require_free(entry)
    _require_people_free(entry)
    ruleset = Ruleset.objects.in_force_on(from_on).first() or team.ruleset
    if entry_is_short(ruleset, entry) and not entry.short_reason:
        raise IllegalMove(
            _("%(days)s days on site are fewer than the %(least)s of clause %(clause)s; give the reason.")
            % {
                "days": entry.days, "least": ruleset.minimum_round_days,
                "clause": ruleset.clause_of("minimum_round_days"),
            }
        )  # fmt: skip
    entry.scope = open_scope(kind=ScopeKind.ROUND, label=f"{subdistrict.short_name} {entry.cycle}")
    begin(entry, "entry.add_ad_hoc", by=by, on=on, at=at, reason=reason, new=_facts(entry))
    project(team, by, at, on=on)
    return entry


def _require_sound(entry: PlanEntry, *, year: int) -> None:
    """What no draft may hold, since nothing later could mend it."""
    if entry.subdistrict.kind != UnitKind.SUBDISTRICT or not entry.subdistrict.is_active:
        raise IllegalMove(_("%(name)s is no subdistrict in office.") % {"name": entry.subdistrict.short_name})
    if entry.to_on < entry.from_on:
        raise IllegalMove(_("The last day on site cannot lie before the first. Check the dates."))
    if entry.cycle.year != year:
        raise IllegalMove(_("The cycle belongs to another year than the entry."))
    if entry.team is None or entry.is_ad_hoc:
        return
    if entry.team.cycle_id != entry.cycle_id:
        raise IllegalMove(
            _("The team “%(team)s” was composed for %(cycle)s. Choose a team of the entry's own cycle.")
            % {"team": entry.team.name, "cycle": entry.team.cycle}
        )


def _require_leader(team: InspectionTeam, day: date) -> None:
    """Nobody else can lead it in: without him the round would stand before a closed door on its first day."""
    leader = team.memberships.proposed_or_serving().filter(role=MemberRole.LEADER).first()
    if leader is not None and leader.from_on is not None and leader.from_on > day:
        raise IllegalMove(
            _("The leader of “%(team)s” serves from %(day)s. Choose days from then on.")
            % {"team": team.name, "day": day_in_words(leader.from_on)}
        )


def _require_free(entry: PlanEntry) -> None:
    """Outside the check of the whole plan: the team is nowhere else in these days."""
    team = entry.team
    others = PlanEntry.objects.ruling().filter(team=team, from_on__lte=entry.to_on, to_on__gte=entry.from_on)
    standing = without_called_off(others.exclude(pk=entry.pk).select_related("subdistrict"))
    other = standing[0] if standing else None
    if team is not None and other is not None:
        raise IllegalMove(
            _("%(team)s is planned in %(place)s from %(first)s to %(last)s. Choose other days or another team.")
            % {
                "team": team.name, "place": other.subdistrict.short_name,
                "first": day_in_words(other.from_on), "last": day_in_words(other.to_on, other.from_on),
            }
        )  # fmt: skip


def _require_people_free(entry: PlanEntry) -> None:
    """Nor is anybody of the team with another one on these days."""
    if found := clashes_of_entries([entry]):
        raise IllegalMove(_("; ").join(problem.words for problem in found))


def _facts(entry: PlanEntry) -> dict[str, Any]:
    return {
        "subdistrict": entry.subdistrict.short_name,
        "cycle": str(entry.cycle),
        "team": entry.team.name if entry.team else "",
        "from_on": entry.from_on,
        "to_on": entry.to_on,
        "short_reason": entry.short_reason,
    }
