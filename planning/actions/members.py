"""Who comes into a team, who is taken out of it, and who takes his place (R13–R17, R29–R32)."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actions.messages import notify as tell
from accounts.models import User
from core.actions.moves import apply_move, store
from core.day_words import day_in_words
from core.refusals import IllegalMove
from core.transitions import check_move, lock
from planning.actions.grants import project
from planning.models import InspectionTeam, Membership, Person
from planning.models.membership import MemberRole
from planning.people import deciders, users_of
from planning.problems import blocking
from planning.queries.bookings import clashes_of_person
from planning.team_rules import person_problems
from records.actions.decisions import decide
from records.policies import Paper, require_past


@transaction.atomic
def add_member(
    *, team: InspectionTeam, person: Person, role: str, by: User, on: date, at: datetime, version: int | None = None
) -> Membership:
    """Put a person into a team that is being composed. Raises NotAllowed, IllegalMove (twice, a second leader)."""
    team = lock(team, version=version)
    move = check_move(team, "add_member", by=by)
    _require_place(team, person, role)
    membership = _enter(Membership(team=team, person=person, role=role), by=by)
    apply_move(team, move, by=by, on=on, at=at, new={"person": str(membership), "role": role})
    return membership


@transaction.atomic
def drop_member(
    *, membership: Membership, by: User, on: date, at: datetime, reason: str = "", version: int | None = None
) -> Membership:
    """Take a candidate out before approval; his row stays in the file with the reason (R29)."""
    team, membership = _lock_both(membership, version=version)
    move = check_move(team, "drop_member", by=by)
    _require_open(membership)
    store(membership, by=by, to_on=on, end_reason=reason.strip())
    apply_move(team, move, by=by, on=on, at=at, new={"person": membership.person.full_name, "role": ""})
    return membership


@transaction.atomic
def change_role(
    *, membership: Membership, role: str, by: User, on: date, at: datetime, version: int | None = None
) -> Membership:
    """Make a candidate leader or member; whoever led before becomes a member."""
    team, membership = _lock_both(membership, version=version)
    move = check_move(team, "change_role", by=by)
    _require_open(membership)
    if role == MemberRole.LEADER:
        for leader in team.memberships.proposed_or_serving().filter(role=MemberRole.LEADER).exclude(pk=membership.pk):
            store(leader, by=by, role=MemberRole.MEMBER)
    store(membership, by=by, role=role)
    apply_move(team, move, by=by, on=on, at=at, new={"person": str(membership), "role": role})
    return membership


@transaction.atomic
def remove_member(
    *, membership: Membership, reason: str, by: User, on: date, at: datetime, version: int | None = None
) -> Membership:
    """Take an unsuitable member out at once (二(三), R32): `on` is his last day, his access ends this moment.

    The reason is kept with the membership, which only office and committee read; the timeline does not repeat it.
    Raises NotAllowed, IllegalMove, StaleCopy.
    """
    team, membership = _lock_both(membership, version=version)
    move = check_move(team, "remove_member", by=by)
    _require_open(membership)
    if membership.from_on is None:
        raise IllegalMove(
            _("This substitute is not approved yet; the committee refuses him, or he is approved first.")
        )
    if not reason.strip():
        raise IllegalMove(_("Say why the member is taken out."))
    require_past(on, at=at, not_before=membership.from_on)
    store(membership, by=by, to_on=on, end_reason=reason.strip())
    apply_move(team, move, by=by, on=on, at=at, new={"person": membership.person.full_name})
    project(team, by, at, on=on)
    tell(
        recipients=users_of([membership]),
        subject=_("You no longer serve in %(team)s") % {"team": team.name},
        at=at,
    )
    return membership


@transaction.atomic
def substitute(
    *,
    membership: Membership,
    person: Person,
    by: User,
    on: date,
    at: datetime,
    reason: str = "",
    version: int | None = None,
) -> Membership:
    """Propose somebody for the place of a member taken out; he serves once the committee has approved him (R32).

    `membership` is the one that ended. Raises NotAllowed, IllegalMove, StaleCopy.
    """
    team, membership = _lock_both(membership, version=version)
    move = check_move(team, "substitute", by=by)
    require_past(on, at=at, not_before=membership.to_on)
    if membership.from_on is None or membership.to_on is None:
        raise IllegalMove(
            _("%(name)s still serves in the team. Take him out first; then propose the substitute.")
            % {"name": membership.person.full_name}
        )
    if membership.substituted_by.exclude(from_on=None, to_on__isnull=False).exists():
        raise IllegalMove(_("A substitute for %(name)s is named already.") % {"name": membership.person.full_name})
    _require_place(team, person, membership.role)
    _require_fit(team, person, membership.role, on=on)
    successor = _enter(
        Membership(
            team=team, person=person, role=membership.role, substitutes=membership, proposed_by=by, proposed_on=on
        ),
        by=by,
    )
    apply_move(team, move, by=by, on=on, at=at, reason=reason, new={"person": person.full_name})
    tell(
        recipients=deciders(),
        subject=_("Substitute awaiting approval: %(team)s") % {"team": team.name},
        about=team,
        at=at,
    )
    return successor


@transaction.atomic
def approve_substitute(
    *,
    membership: Membership,
    by: User,
    on: date,
    at: datetime,
    note: str = "",
    paper: Paper | None = None,
    version: int | None = None,
) -> Membership:
    """The committee approves a substitute: he serves from `on` and has access now."""
    team, membership = _lock_both(membership, version=version)
    move = check_move(team, "approve_substitute", by=by)
    _require_pending(membership)
    decision = decide(membership, "team.approve_substitute", by=by, on=on, at=at, note=note, paper=paper)
    _require_fit(team, membership.person, membership.role, on=on)
    store(membership, by=by, from_on=on, decision=decision)
    told = {"person": membership.person.full_name} | decision.told
    apply_move(team, move, by=by, on=on, at=at, reason=note, new=told)
    project(team, by, at, on=on)
    tell(
        recipients=users_of([membership]),
        subject=_("You serve in %(team)s, %(cycle)s") % {"team": team.name, "cycle": team.cycle},
        at=at,
    )
    return membership


@transaction.atomic
def refuse_substitute(
    *,
    membership: Membership,
    note: str,
    by: User,
    on: date,
    at: datetime,
    paper: Paper | None = None,
    version: int | None = None,
) -> Membership:
    """The committee does not approve; the candidate's row stays in the file with the reason (R29)."""
    team, membership = _lock_both(membership, version=version)
    move = check_move(team, "refuse_substitute", by=by)
    _require_pending(membership)
    if not note.strip():
        raise IllegalMove(_("Say why the substitute is refused."))
    decision = decide(membership, "team.refuse_substitute", by=by, on=on, at=at, note=note, paper=paper)
    store(membership, by=by, to_on=on, end_reason=note.strip()[:300], decision=decision)
    told = {"person": membership.person.full_name} | decision.told
    apply_move(team, move, by=by, on=on, at=at, new=told)
    return membership


def _lock_both(membership: Membership, *, version: int | None) -> tuple[InspectionTeam, Membership]:
    """The team first, always: two changes of one team wait for each other. `version` is the membership's."""
    team = lock(InspectionTeam(pk=membership.team_id))
    membership = lock(membership, version=version)
    membership.team = team
    return team, membership


def _enter(membership: Membership, *, by: User) -> Membership:
    membership._history_user = by
    membership.save(force_insert=True)
    return membership


def _require_place(team: InspectionTeam, person: Person, role: str) -> None:
    there = team.memberships.proposed_or_serving()
    if there.filter(person=person).exists():
        raise IllegalMove(_("%(name)s belongs to this team already.") % {"name": person.full_name})
    leader = there.filter(role=MemberRole.LEADER).select_related("person").first()
    if role == MemberRole.LEADER and leader is not None:
        raise IllegalMove(
            _("%(name)s leads the team already; a team has exactly one leader (二(一)).")
            % {"name": leader.person.full_name}
        )


def _require_fit(team: InspectionTeam, person: Person, role: str, *, on: date) -> None:
    """He may serve in this role from `on`, and is with no other team on the days that are left."""
    problems = [*person_problems(team.ruleset, person, role), *clashes_of_person(team, person, since=on)]
    if found := blocking(problems):
        raise IllegalMove(_("; ").join(problem.words for problem in found))


def _require_open(membership: Membership) -> None:
    if membership.to_on is not None:
        raise IllegalMove(
            _("%(name)s has left the team already, on %(on)s.")
            % {"name": membership.person.full_name, "on": day_in_words(membership.to_on)}
        )


def _require_pending(membership: Membership) -> None:
    if membership.from_on is not None or membership.to_on is not None:
        raise IllegalMove(_("This substitute was decided on already. Reload the page to see the present state."))
