"""The verbs of a team as a whole, 二(一)–(三): the office proposes, the committee approves, never the proposer."""

from collections.abc import Callable
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actions.messages import notify as tell
from accounts.models import User
from accounts.permissions import Permission
from core.actions.moves import apply_move, begin, store
from core.day_words import day_in_words
from core.refusals import IllegalMove
from core.taken import refused_where_taken
from core.transitions import check_move, check_permission, lock
from planning.actions.grants import project
from planning.actions.members import (
    add_member,
    approve_substitute,
    change_role,
    drop_member,
    refuse_substitute,
    remove_member,
    substitute,
)
from planning.models import InspectionCycle, InspectionTeam, Ruleset
from planning.models.team import TeamStatus
from planning.people import deciders, users_of
from planning.problems import refuse_where_blocked
from planning.queries.teams import members_of, problems_of, teams_in
from records.actions.decisions import decide, send_back
from records.policies import Paper, require_past

__all__ = [
    "add_member", "approve", "approve_substitute", "change_role", "draft", "drop_member", "edit", "propose",
    "refuse_substitute", "remove_member", "return_", "stand_down", "substitute",
]  # fmt: skip


@transaction.atomic
def draft(*, cycle: InspectionCycle, name: str, by: User, on: date, at: datetime) -> InspectionTeam:
    """Begin the composition of a team for one cycle. Raises NotAllowed, IllegalMove (one too many, R12)."""
    check_permission(Permission.TEAM_PROPOSE, by=by)
    require_past(on, at=at)
    cycle = type(cycle).objects.select_for_update().get(pk=cycle.pk)
    ruleset = Ruleset.objects.in_force_on(on).first()
    if ruleset is None:
        raise IllegalMove(_("No ruleset is in force on %(on)s. Load the regulation first.") % {"on": day_in_words(on)})
    if (count := teams_in(cycle)) >= ruleset.max_teams:
        raise IllegalMove(
            _("%(cycle)s has %(count)s teams already; at most %(most)s are possible (%(clause)s).")
            % {"cycle": cycle, "count": count, "most": ruleset.max_teams, "clause": ruleset.clause_of("max_teams")}
        )
    team = InspectionTeam(cycle=cycle, ruleset=ruleset, name=name.strip())
    return _named_alone(team, lambda: begin(team, "team.draft", by=by, on=on, at=at))


@transaction.atomic
def edit(
    *, team: InspectionTeam, name: str, by: User, on: date, at: datetime, version: int | None = None
) -> InspectionTeam:
    team = lock(team, version=version)
    move = check_move(team, "edit", by=by)
    team.name = name.strip()
    return _named_alone(team, lambda: apply_move(team, move, by=by, on=on, at=at, name=team.name))


def _named_alone(team: InspectionTeam, write: Callable[[], InspectionTeam]) -> InspectionTeam:
    """Names are unique in a cycle; the constraint decides where two are entered at once."""
    if not team.name:
        raise IllegalMove(_("Give the team a name."))
    with refused_where_taken(), transaction.atomic():
        return write()


@transaction.atomic
def propose(*, team: InspectionTeam, by: User, on: date, at: datetime, version: int | None = None) -> InspectionTeam:
    """Ask the committee to approve the composition (二(三)). Raises IllegalMove that names all that is wrong
    (R12–R14, R16), NotAllowed, StaleCopy."""
    team = lock(team, version=version)
    move = check_move(team, "propose", by=by)
    require_past(on, at=at)
    refuse_where_blocked(problems_of(team), _("The team cannot be proposed yet:"))
    apply_move(team, move, by=by, on=on, at=at, proposed_by=by, proposed_on=on, decision=None)
    tell(
        recipients=deciders(),
        subject=_("Team awaiting approval: %(team)s, %(cycle)s") % {"team": team.name, "cycle": team.cycle},
        about=team,
        at=at,
    )
    return team


@transaction.atomic
def approve(
    *,
    team: InspectionTeam,
    by: User,
    on: date,
    at: datetime,
    note: str = "",
    paper: Paper | None = None,
    version: int | None = None,
) -> InspectionTeam:
    """The committee approves (R30); every member serves from `on`, and his access begins now.

    Raises NotAllowed for the proposer, IllegalMove where the facts no longer fit, StaleCopy.
    """
    team = lock(team, version=version)
    move = check_move(team, "approve", by=by)
    decision = decide(team, "team.approve", by=by, on=on, at=at, note=note, paper=paper)
    refuse_where_blocked(problems_of(team), _("The team cannot be approved as it stands; return it:"))
    apply_move(team, move, by=by, on=on, at=at, reason=note, new=decision.told, decision=decision)
    members = members_of(team)
    for membership in members:
        store(membership, by=by, from_on=on)
    project(team, by, at, on=on)
    tell(
        recipients=users_of(members),
        subject=_("You serve in %(team)s, %(cycle)s") % {"team": team.name, "cycle": team.cycle},
        at=at,
    )
    _tell_proposer(team, _("Approved: %(team)s"), at)
    return team


@transaction.atomic
def return_(
    *,
    team: InspectionTeam,
    note: str,
    by: User,
    on: date,
    at: datetime,
    paper: Paper | None = None,
    version: int | None = None,
) -> InspectionTeam:
    """The committee does not approve; `note` says why and stays with the team (R29)."""
    lacking = _("Say why the team is returned and what is to be mended.")
    team = send_back(team, lacking=lacking, note=note, by=by, on=on, at=at, paper=paper, version=version)
    _tell_proposer(team, _("Returned: %(team)s"), at)
    return team


@transaction.atomic
def stand_down(
    *, team: InspectionTeam, reason: str, by: User, on: date, at: datetime, version: int | None = None
) -> InspectionTeam:
    """The team's work is over, or a draft is given up: `on` is everybody's last day, and all access ends now."""
    team = lock(team, version=version)
    move = check_move(team, "stand_down", by=by)
    require_past(on, at=at, not_before=team.decided_on)
    if not reason.strip():
        raise IllegalMove(_("Say why the team is stood down."))
    for membership in members_of(team):
        last_on = max(on, membership.from_on) if membership.from_on else on
        store(membership, by=by, to_on=last_on, end_reason=str(TeamStatus.STOOD_DOWN.label))
    apply_move(team, move, by=by, on=on, at=at, reason=reason)
    project(team, by, at, on=on)
    return team


def _tell_proposer(team: InspectionTeam, words: str, at: datetime) -> None:
    if team.proposed_by is not None:
        tell(
            recipients=[team.proposed_by],
            subject=words % {"team": f"{team.name} {team.cycle}"},
            about=team,
            at=at,
        )
