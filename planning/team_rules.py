"""What the regulation asks of a team as a whole (二(一)–(三)). Pure: reads only what it is handed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from core.day_words import day_in_words
from planning.models.membership import MemberRole
from planning.models.person import ABOVE_SECTION, MemberType
from planning.problems import Problem


def team_problems(ruleset, members, *, teams_in_cycle: int = 1) -> list[Problem]:
    """All that is wrong with these memberships as one team under this ruleset, blocking ones first.

    `members` are memberships that are proposed or serving, with person and unit loaded; `teams_in_cycle` counts the
    live teams of the cycle, this one included.
    """
    found = [
        *_number_of_teams(ruleset, teams_in_cycle),
        *_size(ruleset, members),
        *_leadership(ruleset, members),
        *_eligibility(members),
        *_mix(members),
    ]
    return sorted(found, key=lambda problem: not problem.blocks)


def person_problems(ruleset, person, role) -> list[Problem]:
    """What speaks against one person in this role (R14, R16)."""
    found = _ineligible(person)
    return [*found, *_rank(ruleset, person)] if role == MemberRole.LEADER else found


@dataclass(frozen=True)
class Booking:
    """A person on site with one team in one place, first and last day included. `edition`: year and key of the plan
    that says so, None outside any. `is_over`: the team has left again."""

    person: Any
    team: Any
    place: str
    first_on: date
    last_on: date
    edition: tuple[int, Any] | None = None
    is_over: bool = False


def double_bookings(own: Iterable[Booking], others: Iterable[Booking]) -> list[Problem]:
    """Who would be with two teams on the same day."""
    others = list(others)
    said = dict.fromkeys(_said_twice(one, other) for one in own for other in others if _meet(one, other))
    return [Problem(text, "二(三)") for text in said]


def _meet(one: Booking, other: Booking) -> bool:
    if one.person.pk != other.person.pk or one.team.pk == other.team.pk or (one.is_over and other.is_over):
        return False
    is_other_edition = bool(
        one.edition and other.edition and one.edition[0] == other.edition[0] and one.edition != other.edition
    )
    return not is_other_edition and one.first_on <= other.last_on and other.first_on <= one.last_on


def _said_twice(one: Booking, other: Booking) -> str:
    text = _(
        "%(name)s is in %(place)s with the team “%(team)s” from %(first)s to %(last)s; nobody is with two teams "
        "at once."
    )
    return text % {
        "name": one.person.full_name,
        "place": other.place,
        "team": other.team.name,
        "first": day_in_words(other.first_on),
        "last": day_in_words(other.last_on, other.first_on),
    }


def _number_of_teams(ruleset, count):
    if count > ruleset.max_teams:
        yield Problem(
            _("There are %(count)s teams in this cycle; at most %(most)s are possible.")
            % {"count": count, "most": ruleset.max_teams},
            ruleset.clause_of("max_teams"),
        )


def _size(ruleset, members):
    count = len(members)
    numbers = {"count": count, "least": ruleset.min_team_size, "most": ruleset.max_team_size}
    if count < ruleset.min_team_size:
        numbers["lacking"] = ruleset.min_team_size - count
        text = _("The team has %(count)s members; it needs %(least)s to %(most)s. Add at least %(lacking)s more.")
        yield Problem(text % numbers, ruleset.clause_of("min_team_size"))
    elif count > ruleset.max_team_size:
        numbers["surplus"] = count - ruleset.max_team_size
        text = _("The team has %(count)s members; it may have %(least)s to %(most)s. Take out at least %(surplus)s.")
        yield Problem(text % numbers, ruleset.clause_of("max_team_size"))


def _leadership(ruleset, members):
    leaders = [member.person for member in members if member.role == MemberRole.LEADER]
    if not leaders:
        yield Problem(_("The team has no leader."), ruleset.clause_of("leader_ranks"))
    if len(leaders) > 1:
        names = _(", ").join(leader.full_name for leader in leaders)
        yield Problem(
            _("A team has exactly one leader; here are several: %(names)s.") % {"names": names},
            ruleset.clause_of("leader_ranks"),
        )
    for leader in leaders:
        yield from _rank(ruleset, leader)


def _rank(ruleset, leader):
    if leader.rank in ruleset.leader_ranks:
        return
    facts = {"name": leader.full_name, "rank": leader.get_rank_display()}
    if leader.rank in ABOVE_SECTION:
        text = _("The leader %(name)s ranks above section level (%(rank)s); the regulation speaks of section level.")
        yield Problem(text % facts, ruleset.clause_of("leader_ranks"), blocks=False)
    else:
        text = _("The leader must be of section level; %(name)s is not (%(rank)s).")
        yield Problem(text % facts, ruleset.clause_of("leader_ranks"))


def _eligibility(members):
    for member in members:
        yield from _ineligible(member.person)


def _ineligible(person) -> list[Problem]:
    if person.member_type == MemberType.EXPERT:
        return []
    facts = {"name": person.full_name, "unit": person.unit.short_name if person.unit else _("no unit")}
    found = []
    if not person.is_in_post:
        found.append(Problem(_("%(name)s is no longer in post and is no expert.") % facts, "二(一)"))
    if person.unit is None or not person.unit.is_member_unit:
        text = _("%(name)s does not come from a member unit of the committee (%(unit)s) and is no expert.")
        found.append(Problem(text % facts, "二(一)"))
    return found


def _mix(members):
    if members and not any(member.person.member_type == MemberType.EXPERT for member in members):
        yield Problem(_("There is no technical expert in the team."), "二(一)", blocks=False)
