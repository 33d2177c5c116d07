"""What the plan and the teams of a year prove (二, 三(三)1)."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.compliance import CHECKS, Answer, Asked, Check, Outcome, not_kept, of_each, proof
from planning.models import AnnualPlan, InspectionTeam, PlanEntry
from planning.models.membership import MemberRole, Membership
from planning.models.plan import RULING
from planning.models.team import TeamStatus

SERVED = (TeamStatus.APPROVED, TeamStatus.STOOD_DOWN)


def register_checks() -> None:
    for order, check in (
        (
            210,
            Check("二(一)", gettext_lazy("Teams of the prescribed size, led by a section-level cadre"), team_is_whole),
        ),
        (220, not_kept("二(二)", gettext_lazy("Inspectors meet the political and professional conditions"))),
        (230, Check("二(三)", gettext_lazy("The committee approved who is in the team"), team_is_approved)),
        (330, Check("三(三)1", gettext_lazy("The office drew up the annual plan"), plan_is_there)),
        (332, not_kept("三(三)1", gettext_lazy("Inspectors were trained together before each round"))),
        (410, not_kept("四(一)", gettext_lazy("Staff released from their posts; money budgeted separately"))),
    ):
        CHECKS.add(check, order=order)


def plan_of(asked: Asked) -> AnnualPlan | None:
    return AnnualPlan.objects.visible_to(asked.user).filter(year=asked.year, status__in=RULING).first()


def entries_of(asked: Asked) -> list[PlanEntry]:
    """Of this year and subdistrict under the edition in force, and those ordered outside the plan."""
    found = PlanEntry.objects.in_reach_of(asked.user).filter(subdistrict=asked.unit, cycle__year=asked.year).ruling()
    return list(found.select_related("cycle", "subdistrict", "team__ruleset", "team__cycle").order_by("from_on", "pk"))


def teams_of(asked: Asked) -> list[InspectionTeam]:
    teams = {entry.team for entry in asked.read(entries_of) if entry.team is not None}
    return sorted(teams, key=lambda team: team.name)


def members_of(asked: Asked) -> dict:
    """Whom the committee let into each of these teams, those who left again too, with their role and rank."""
    rows = Membership.objects.visible_to(asked.user).filter(team__in=asked.read(teams_of)).exclude(from_on=None)
    found: dict = {}
    for member in rows.select_related("person"):
        found.setdefault(member.team_id, {})[member.person_id] = (member.role, member.person.rank)
    return found


def plan_is_there(asked: Asked) -> Answer:
    plan = asked.read(plan_of)
    if plan is None:
        words = _("No plan of this year is approved.")
        return Answer(Outcome.MISSED if asked.is_over else Outcome.PENDING, words)
    return Answer(Outcome.MET, _("Approved by the committee."), (proof(plan),))


def team_is_approved(asked: Asked) -> Answer:
    def tell(team):
        if team.status in SERVED:
            return Answer(Outcome.MET, "", (proof(team),))
        return Answer(Outcome.PENDING, _("%(team)s is not approved yet.") % {"team": team}, (proof(team),))

    return of_each(asked.read(teams_of), tell)


def team_is_whole(asked: Asked) -> Answer:
    people = asked.read(members_of)

    def tell(team):
        rules, members = team.ruleset, people.get(team.pk, {})
        facts = {"team": team, "count": len(members)}
        leaders = [rank for role, rank in members.values() if role == MemberRole.LEADER]
        if not rules.min_team_size <= len(members):
            return Answer(_unless_served(team), _("%(team)s has %(count)s people.") % facts, (proof(team),))
        if not any(rank in rules.leader_ranks for rank in leaders):
            return Answer(
                _unless_served(team), _("%(team)s is not led by a section-level cadre.") % facts, (proof(team),)
            )
        return Answer(Outcome.MET, _("%(team)s: %(count)s people.") % facts, (proof(team),))

    return of_each(asked.read(teams_of), tell)


def _unless_served(team) -> Outcome:
    return Outcome.MISSED if team.status in SERVED else Outcome.PENDING
