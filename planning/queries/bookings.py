"""Who is with which team on which days: planned, and as the rounds really went."""

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from django.db.models import Q

from planning.models import InspectionTeam, Membership, Person, PlanEntry
from planning.models.plan import RULING, RUNNING
from planning.problems import Problem
from planning.round_states import RoundState, live_rounds, without_called_off
from planning.team_rules import Booking, double_bookings

# People of a team, each with the day from which he serves in it; None: from the first day on site.
Serving = list[tuple[Person, date | None]]


def clashes_of_person(team: InspectionTeam, person: Person, *, since: date) -> list[Problem]:
    """Where this person, serving in the team from `since`, would be in two places at once."""
    return _clashes(team, [(person, since)], _entries_of([team.pk]))


def clashes_of_team(team: InspectionTeam) -> list[Problem]:
    """The same for everybody who belongs to the team as it stands."""
    return _clashes(team, _serving_in(team), _entries_of([team.pk]))


def clashes_of_entries(entries: Iterable[PlanEntry]) -> list[Problem]:
    """The same for the people of each team, on the days of these entries alone."""
    by_team: dict[InspectionTeam, list[PlanEntry]] = {}
    for entry in entries:
        if entry.team is not None:
            by_team.setdefault(entry.team, []).append(entry)
    found = (_clashes(team, _serving_in(team), of_team) for team, of_team in by_team.items())
    return [problem for problems in found for problem in problems]


def _clashes(team: InspectionTeam, serving: Serving, entries: list[PlanEntry]) -> list[Problem]:
    if not entries:
        return []
    elsewhere: dict[UUID | None, Serving] = {}
    people = [person for person, _from_on in serving]
    places = Membership.objects.proposed_or_serving().filter(person__in=people).exclude(team=team)
    for place in places.select_related("person"):
        elsewhere.setdefault(place.team_id, []).append((place.person, place.from_on))
    if not elsewhere:
        return []
    return double_bookings(_bookings(entries, {team.pk: serving}), _bookings(_entries_of(elsewhere), elsewhere))


def _serving_in(team: InspectionTeam) -> Serving:
    places = team.memberships.proposed_or_serving().select_related("person").order_by("person__full_name")
    return [(place.person, place.from_on) for place in places]


def _entries_of(team_ids: Iterable[UUID | None]) -> list[PlanEntry]:
    """Entries that count or are being prepared."""
    counts = Q(plan=None) | Q(plan__status__in={*RULING, *RUNNING})
    found = PlanEntry.objects.filter(counts, team__in=team_ids).select_related("team", "subdistrict", "plan")
    return without_called_off(found)


def _bookings(entries: list[PlanEntry], serving: Mapping[UUID | None, Serving]) -> list[Booking]:
    rounds = live_rounds([entry.scope_id for entry in entries if entry.scope_id])
    found = []
    for entry in entries:
        round_ = rounds.get(entry.scope_id)
        first_on = (round_ and round_.entered_on) or entry.from_on
        last_on = (round_ and round_.ended_on) or max(entry.to_on, first_on)
        found += [
            Booking(
                person=person,
                team=entry.team,
                place=entry.subdistrict.short_name,
                first_on=max(first_on, from_on or first_on),
                last_on=last_on,
                edition=(entry.plan.year, entry.plan_id) if entry.plan is not None else None,
                is_over=round_ is not None and round_.state == RoundState.DONE,
            )
            for person, from_on in serving[entry.team_id]
        ]
    return found
