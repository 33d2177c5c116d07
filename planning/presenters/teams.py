"""A team as its page shows it: stage, counter, next step, its people with what may be done to each."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from accounts.roles import Role
from core.buttons import buttons_of
from core.presenters import badge_of
from core.shapes import Badge, Button, Fact, Missing, Stage, Step, Words
from planning.models import InspectionTeam, Membership, Person
from planning.models.membership import MemberRole
from planning.models.person import MemberType
from planning.models.team import TeamStatus
from planning.presenters.stages import stages_of
from planning.problems import blocking
from planning.queries.teams import PLACES_SHOWN
from planning.team_rules import person_problems
from records.presenters.decisions import decision_facts


@dataclass(frozen=True)
class TeamRow:
    team: InspectionTeam
    badge: Badge
    leader: Person | None
    size_note: Words
    places: list[str]
    has_other_places: bool

    @property
    def places_told(self) -> str:
        names = "、".join(self.places)
        return _("%(names)s and others") % {"names": names} if self.has_other_places else names


@dataclass(frozen=True)
class Counter:
    """How many there are against how many may be, as a bar and in words; `mix` tells leader, experts, others."""

    count: int
    maximum: int
    value: int
    tone: str
    words: str
    mix: str


@dataclass(frozen=True)
class MemberRow:
    membership: Membership
    links: list[Button]

    @property
    def person(self) -> Person:
        return self.membership.person


@dataclass(frozen=True)
class CandidateRow:
    person: Person
    is_chosen: bool
    problems: list[str]


def list_row(team, places: Sequence[str]) -> TeamRow:
    """`team` comes with its `size` and memberships loaded, `places` with one more than are shown where there are
    more."""
    leader = next((one.person for one in team.memberships.all() if one.role == "leader" and one.to_on is None), None)
    size_note = "" if team.status == TeamStatus.STOOD_DOWN else _size_note(team.ruleset, team.size)
    names = sorted(set(places[:PLACES_SHOWN]))
    return TeamRow(team, badge_of(team), leader, size_note, names, len(places) > PLACES_SHOWN)


def _size_note(ruleset, size) -> str:
    if ruleset.min_team_size <= size <= ruleset.max_team_size:
        return ""
    return _("%(least)s to %(most)s are needed") % {"least": ruleset.min_team_size, "most": ruleset.max_team_size}


def stages(team) -> list[Stage]:
    is_over = team.status == TeamStatus.STOOD_DOWN
    is_approved = team.decided_on is not None and team.status in (TeamStatus.APPROVED, TeamStatus.STOOD_DOWN)
    return stages_of(
        [
            (_("Composed"), team.status != TeamStatus.DRAFT, None),
            (_("Proposed"), is_approved, team.proposed_on if team.status != TeamStatus.DRAFT else None),
            (_("Approved by the committee"), is_approved, team.decided_on if is_approved else None),
            (_("Stood down") if is_over else _("In service"), is_over, None),
        ]
    )


def counter(ruleset, members) -> Counter:
    """The live count against 6–8 (二(一), R13), in words and as a bar; and the mix of members (R14)."""
    count = len(members)
    is_fit = ruleset.min_team_size <= count <= ruleset.max_team_size
    others = [one for one in members if one.role != MemberRole.LEADER]
    return Counter(
        count=count,
        maximum=ruleset.max_team_size,
        value=min(count, ruleset.max_team_size),
        tone="ok" if is_fit else "bad",
        words=_("%(count)s people; %(least)s to %(most)s are needed")
        % {"count": count, "least": ruleset.min_team_size, "most": ruleset.max_team_size},
        mix=_("%(leaders)s leader, %(experts)s experts, %(others)s others")
        % {
            "leaders": count - len(others),
            "experts": sum(one.person.member_type == MemberType.EXPERT for one in members),
            "others": sum(one.person.member_type != MemberType.EXPERT for one in others),
        },
    )


def next_step(team, problems, pending) -> Step | None:
    """`pending` are memberships of substitutes that await the committee."""
    office, committee = Role.OFFICE.label, Role.COMMITTEE.label
    missing = [Missing(problem.words) for problem in blocking(problems)]
    if team.status == TeamStatus.DRAFT:
        what = _("Complete the composition and propose it to the committee")
        return Step(what, office, "二(三)", missing=missing)
    if team.status == TeamStatus.PROPOSED:
        return Step(_("Approve the team, or return it with a reason"), committee, "二(三)")
    if pending:
        names = _(", ").join(one.person.full_name for one in pending)
        return Step(_("Decide on the substitute: %(names)s") % {"names": names}, committee, "二(三)")
    if team.status == TeamStatus.APPROVED and missing:
        what = _("Propose substitutes for those taken out")
        return Step(what, office, "二(三)", missing=missing, signal="near")
    if team.status == TeamStatus.APPROVED:
        return Step(_("The team is approved and serves"), signal="done")
    return None


def facts(team, changes: int, substitutes) -> list[Fact]:
    """Who proposed and who decided, for those inside; `changes` are those of the composition since, `substitutes` the
    memberships on which the committee decided one by one."""
    note = [Fact(_("Opinion of the committee"), team.decision_note, wide=True)] if team.decision_note else []
    return [
        Fact(_("Proposed by"), team.proposed_by),
        *decision_facts(team.decision),
        Fact(_("Changes since approval"), changes),
        *note,
        *(fact for one in substitutes for fact in _substitute_facts(one)),
    ]


def _substitute_facts(membership) -> list[Fact]:
    return [Fact(_("Substitute"), membership.person.named), *decision_facts(membership.decision)]


def member_rows(memberships, *, user, today) -> list[MemberRow]:
    """Each with the verbs that this person may do to him now: to a member, or to fill the place he left."""
    return [MemberRow(one, buttons_of(one, user=user, today=today)) for one in memberships]


def candidate_row(team, person, role, chosen: str) -> CandidateRow:
    """Somebody who may be chosen, with what speaks against him; `chosen` is the key of who was."""
    problems = [one.text for one in person_problems(team.ruleset, person, role)]
    return CandidateRow(person, str(person.pk) == chosen, problems)


def substitute_points(membership) -> list[str]:
    """What the committee has to know of a candidate for a place that fell free."""
    team, person = membership.team, membership.person
    points = [
        _("%(team)s, %(cycle)s") % {"team": team.name, "cycle": team.cycle},
        _("Candidate: %(person)s, %(kind)s") % {"person": person.named, "kind": person.get_member_type_display()},
    ]
    if membership.substitutes is not None:
        points.append(_("In place of %(person)s") % {"person": membership.substitutes.person.named})
    return points
