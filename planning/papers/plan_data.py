"""年度巡查工作方案 (三(三)1, R45): what the plan says on paper."""

from planning.bodies import office_contact, office_name, regulation_name
from planning.models.membership import MemberRole
from planning.models.team import TeamStatus
from planning.queries.plans import entries_of

STILL_OPEN = "待定"
STEPS = [
    "巡查前，组织巡查人员集中培训，提前告知被巡查街道",
    "进驻后，向被巡查街道通报巡查工作任务，按照本方案开展工作",
    "巡查结束后15日内，巡查组向区安委会报送巡查工作报告",
    "报告经区安委会审定后，向被巡查街道主要负责人集中反馈，分类处置发现的问题",
    "被巡查街道认真整改，于2个月内将整改和查处情况报送区安委会审核",
]
DISCIPLINE = ["严格遵守国家有关法律、法规、规章和党风廉政规定，严守工作纪律，如实报告巡查工作情况"]


def plan_data(plan, *, by) -> dict:
    """Data of the document kind annual_plan; lines of the plan's texts become numbered sentences."""
    entries = list(entries_of(plan).prefetch_related("team__memberships__person"))
    data = {
        "issuer": office_name(),
        "addressee": "各街道办事处，区安委会各成员单位",
        "regulation": regulation_name(plan.ruleset),
        "year": plan.year,
        "principles": _lines(plan.goals) + [f"年度重点：{line}" for line in _lines(plan.focus)],
        "entries": [
            {
                "subdistrict": entry.subdistrict.short_name,
                "team": entry.team.name if entry.team else STILL_OPEN,
                "planned_from": entry.from_on,
                "planned_to": entry.to_on,
            }
            for entry in entries
        ],
        "topics": [item.text for item in plan.ruleset.topics.all()],
        "methods": [method.text for method in plan.methods],
        "teams": _teams(entries),
        "steps": _lines(plan.steps) or STEPS,
        "discipline": _lines(plan.requirements) or DISCIPLINE,
        "contact": office_contact(by),
    }
    if plan.training_on:
        data["training_on"] = plan.training_on
    if plan.budget_note:
        data["budget"] = plan.budget_note
    return data


def _lines(text) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _teams(entries) -> list[dict]:
    teams = {entry.team.pk: entry.team for entry in entries if entry.team and entry.team.status == TeamStatus.APPROVED}
    rows = []
    for team in teams.values():
        members = [one for one in team.memberships.all() if one.from_on and not one.to_on]
        leader = next((one.person.full_name for one in members if one.role == MemberRole.LEADER), STILL_OPEN)
        rows.append({"name": team.name, "leader": leader, "size": len(members)})
    return rows
