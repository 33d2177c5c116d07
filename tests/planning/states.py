"""Every verb tried by every person in one state, each try rolled back."""

from datetime import date
from types import SimpleNamespace

from django.db import transaction

from core.refusals import IllegalMove, NotAllowed
from planning.actions import entries, plans, rulesets, teams
from planning.models import AnnualPlan, InspectionTeam, Ruleset
from planning.year_closing import year_gaps
from records.policies import Paper
from tests import moves
from tests.planning import builders
from tests.records.builders import decided, upload

DAY = date(2026, 1, 20)
WHEN = builders.on(DAY)


class RolledBack(Exception):  # noqa: N818
    pass


def outcome(call) -> str:
    """`done`, `not allowed` or `illegal`; the database is as before."""
    try:
        with transaction.atomic():
            call()
            raise RolledBack
    except RolledBack:
        return "done"
    except NotAllowed:
        return "not allowed"
    except IllegalMove:
        return "illegal"


# Who of `personas` holds each right, written down by hand from DESIGN §4.
HOLDERS = {
    "plan.draft": {"office"},
    "plan.publish": {"office"},
    "plan.decide": {"committee", "secretary"},
    "ruleset.draft": {"office"},
    "ruleset.decide": {"committee", "secretary"},
    "team.propose": {"office"},
    "team.change": {"office"},
    "team.decide": {"committee", "secretary"},
}


def expected(noun, verb, status, who) -> str:
    """What was decided (tests/moves.py)."""
    if who not in HOLDERS[moves.right_of(noun, verb)]:
        return "not allowed"
    return "done" if moves.leads_to(noun, verb, status) else "illegal"


def paper_of(user):
    """The secretary records decisions of a meeting; others decide online."""
    return Paper("安委会〔2026〕3号", DAY, upload()) if user.role == "secretary" else None


def personas(here, team):
    """A user of every role, and those who serve in `team`."""
    return {
        "office": here.office2, "committee": here.committee, "secretary": here.secretary, "principal": here.principal,
        "clerk": here.clerk, "officer": here.officer, "leader": team.leader, "member": team.member,
        "custodian": here.custodian, "sysadmin": here.sysadmin, "secadmin": here.secadmin,
        "auditadmin": here.auditadmin,
    }  # fmt: skip


def close_year(plan, by, spare):
    """What a year needs besides its state, so that the state decides: published, over, and a reason for each gap."""
    last = builders.on(date(plan.year, 12, 31))
    AnnualPlan.objects.filter(pk=plan.pk).update(published_on=DAY)
    reasons = {gap.key: "结转下年" for gap in year_gaps(plan, last["on"])}
    return plans.close_year(plan=plan, reasons=reasons, by=by, **last)


PLAN_VERBS = {
    "edit": lambda plan, by, spare: plans.edit(plan=plan, title="新标题", by=by, **WHEN),
    "submit": lambda plan, by, spare: plans.submit(plan=plan, by=by, **WHEN),
    "approve": lambda plan, by, spare: plans.approve(plan=plan, by=by, paper=paper_of(by), **WHEN),
    "return": lambda plan, by, spare: plans.return_(plan=plan, note="请补充", by=by, paper=paper_of(by), **WHEN),
    "publish": lambda plan, by, spare: plans.publish(plan=plan, by=by, **WHEN),
    "revise": lambda plan, by, spare: plans.revise(plan=plan, reason="调整", by=by, **WHEN),
    "discard": lambda plan, by, spare: plans.discard(plan=plan, reason="不再需要", by=by, **WHEN),
    "close_year": close_year,
    "assign_team": lambda plan, by, spare: entries.assign_team(entry=spare.open_entry, team=spare.team, by=by, **WHEN),
}
_TEXTS = [rulesets.NumberedText("简称", "原文")]
RULESET_VERBS = {
    "edit": lambda ruleset, by, spare: rulesets.edit(ruleset=ruleset, report_days=20, by=by, **WHEN),
    "edit_topics": lambda ruleset, by, spare: rulesets.edit_topics(ruleset=ruleset, texts=_TEXTS, by=by, **WHEN),
    "edit_methods": lambda ruleset, by, spare: rulesets.edit_methods(ruleset=ruleset, texts=_TEXTS, by=by, **WHEN),
    "submit": lambda ruleset, by, spare: rulesets.submit(ruleset=ruleset, by=by, **WHEN),
    "approve": lambda ruleset, by, spare: rulesets.approve(
        ruleset=ruleset, effective_on=date(2026, 7, 1), by=by, paper=paper_of(by), **WHEN
    ),
    "return": lambda ruleset, by, spare: rulesets.return_(
        ruleset=ruleset, note="请补充", by=by, paper=paper_of(by), **WHEN
    ),
    "revise": lambda ruleset, by, spare: rulesets.revise(ruleset=ruleset, reason="修订", by=by, **WHEN),
    "discard": lambda ruleset, by, spare: rulesets.discard(ruleset=ruleset, reason="不再修订", by=by, **WHEN),
}
TEAM_VERBS = {
    "edit": lambda team, by, spare: teams.edit(team=team, name="新名称", by=by, **WHEN),
    "add_member": lambda team, by, spare: teams.add_member(
        team=team, person=spare.free_person, role="member", by=by, **WHEN
    ),
    "change_role": lambda team, by, spare: teams.change_role(membership=spare.serving, role="leader", by=by, **WHEN),
    "drop_member": lambda team, by, spare: teams.drop_member(membership=spare.serving, by=by, **WHEN),
    "propose": lambda team, by, spare: teams.propose(team=team, by=by, **WHEN),
    "approve": lambda team, by, spare: teams.approve(team=team, by=by, paper=paper_of(by), **WHEN),
    "return": lambda team, by, spare: teams.return_(team=team, note="请调整", by=by, paper=paper_of(by), **WHEN),
    "remove_member": lambda team, by, spare: teams.remove_member(
        membership=spare.serving, reason="不适合", by=by, **WHEN
    ),
    "substitute": lambda team, by, spare: teams.substitute(
        membership=spare.gone, person=spare.free_person, by=by, **WHEN
    ),
    "approve_substitute": lambda team, by, spare: teams.approve_substitute(
        membership=spare.pending, by=by, paper=paper_of(by), **WHEN
    ),
    "refuse_substitute": lambda team, by, spare: teams.refuse_substitute(
        membership=spare.pending, note="不符合", by=by, paper=paper_of(by), **WHEN
    ),
    "stand_down": lambda team, by, spare: teams.stand_down(team=team, reason="任务结束", by=by, **WHEN),
}


def plan_in(here, status):
    """A plan in this state with one entry that has no team yet, and an approved team for it."""
    team = builders.approved_team(here)
    plan = builders.drafted_plan(here, team=team)
    open_entry = builders.last_entry(plan)
    open_entry.team = None
    open_entry.save()
    facts = {"draft": {}, "submitted": {"proposed_by": here.office, "proposed_on": builders.PROPOSED}}
    has_decision = {**facts["submitted"], "decision": decided(here.committee, builders.APPROVED)}
    facts["discarded"] = {"discard_reason": "不再需要"}
    facts["closed"] = {**has_decision, "closed_on": DAY}
    AnnualPlan.objects.filter(pk=plan.pk).update(status=status, **facts.get(status, has_decision))
    return AnnualPlan.objects.get(pk=plan.pk), SimpleNamespace(team=team, open_entry=open_entry)


def ruleset_in(here, status):
    """An edition drafted from the one in force, in this state."""
    team = builders.approved_team(here)
    draft = builders.drafted_edition(here, effective_on=date(2026, 7, 1))
    submitted = {"proposed_by": here.office, "proposed_on": builders.PROPOSED}
    facts = {
        "draft": {},
        "submitted": submitted,
        "approved": {**submitted, "decision": decided(here.committee, builders.APPROVED)},
        "discarded": {"discard_reason": "不再修订"},
    }
    Ruleset.objects.filter(pk=draft.pk).update(status=status, **facts[status])
    return Ruleset.objects.get(pk=draft.pk), SimpleNamespace(team=team)


def team_in(here, status):
    """A team in this state with a member serving, one gone without and one with a substitute pending."""
    team = builders.approved_team(here, size=8)
    team.plan = builders.approved_plan(here, team=team)
    gone, replaced = (builders.place_of(team, team.people[index]) for index in (6, 7))
    when = builders.on(builders.APPROVED)
    for membership in (gone, replaced):
        teams.remove_member(membership=membership, reason="调离", by=here.office, **when)
    new = builders.enter_person(here)
    pending = teams.substitute(membership=replaced, person=new, by=here.office, **when)
    spare = SimpleNamespace(
        serving=builders.place_of(team, team.people[3]), gone=gone, pending=pending,
        free_person=builders.enter_person(here), leader=team.leader, member=team.member,
    )  # fmt: skip
    InspectionTeam.objects.filter(pk=team.pk).update(status=status)
    return InspectionTeam.objects.get(pk=team.pk), spare
