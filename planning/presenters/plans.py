"""A plan as its page shows it: stage, next step, what it holds."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from accounts.models import Unit
from accounts.roles import Role
from core.buttons import buttons_of
from core.presenters import badge_of
from core.shapes import Badge, Button, Fact, Missing, Stage, Step, Words
from core.verbs import noun_of
from planning.models import AnnualPlan, PlanEntry
from planning.models.plan import PlanStatus
from planning.models.team import TeamStatus
from planning.plan_rules import entry_is_short
from planning.presenters.stages import stages_of
from planning.problems import blocking
from planning.round_states import RoundState
from records.presenters.decisions import decision_facts

ROUND_TONES = {
    RoundState.UNPLANNED: "bad",
    RoundState.PLANNED: "",
    RoundState.ON_SITE: "info",
    RoundState.DONE: "ok",
}
# Editions the committee has approved, whatever became of them.
DECIDED = (PlanStatus.APPROVED, PlanStatus.SUPERSEDED, PlanStatus.CLOSED)


@dataclass(frozen=True)
class PlanRow:
    plan: AnnualPlan
    badge: Badge
    approved_on: date | None


@dataclass(frozen=True)
class EntryRow:
    """`team_state` says how far the team is; an approved one needs no word. `assign` is the button of naming one,
    None where it may not be; `links` are the other verbs of the entry."""

    entry: PlanEntry
    is_short: bool
    team_state: Words
    assign: Button | None
    links: list[Button]


@dataclass(frozen=True)
class CoveredRound:
    entry: PlanEntry
    badge: Badge
    path: str


@dataclass(frozen=True)
class CoverageRow:
    unit: Unit
    badge: Badge
    rounds: list[CoveredRound]


def badge(plan) -> Badge:
    if plan.status == PlanStatus.APPROVED and plan.published_on:
        return Badge(_("Published"), "ok")
    return badge_of(plan)


def list_row(plan) -> PlanRow:
    return PlanRow(plan, badge(plan), plan.decided_on if plan.status in DECIDED else None)


def stages(plan) -> list[Stage]:
    if plan.status == PlanStatus.DISCARDED:
        return stages_of([(_("Drafted"), True, None), (plan.get_status_display(), True, None)])
    is_approved = plan.status in DECIDED
    # The year of a replaced edition is closed with the edition that replaced it.
    closing = [(_("Year closed"), plan.status == PlanStatus.CLOSED, plan.closed_on)]
    if plan.status == PlanStatus.SUPERSEDED:
        closing = []
    return stages_of(
        [
            (_("Drafted"), plan.status != PlanStatus.DRAFT, None),
            (_("Submitted"), is_approved, plan.proposed_on if plan.status != PlanStatus.DRAFT else None),
            (_("Approved by the committee"), is_approved, plan.decided_on if is_approved else None),
            (_("Published"), plan.published_on is not None, plan.published_on),
            *closing,
        ]
    )


def next_step(plan, problems, unreceived, gaps=None) -> Step | None:
    """`unreceived` are the short names of subdistricts that have not signed for their extract; `gaps` what is open
    of the year, None while it is not over."""
    office, committee = Role.OFFICE.label, Role.COMMITTEE.label
    if plan.status == PlanStatus.DRAFT:
        missing = [Missing(problem.words) for problem in blocking(problems)]
        return Step(_("Complete the plan and submit it to the committee"), office, "三(三)1", missing=missing)
    if plan.status == PlanStatus.SUBMITTED:
        return Step(_("Approve the plan, or return it with what is to be mended"), committee, "二(一)")
    if plan.status == PlanStatus.APPROVED and plan.published_on is None:
        return Step(_("Publish the plan: each subdistrict gets its extract"), office, "三(三)1")
    if gaps is not None:
        what = _("Close the year, with the reason for what is left open") if gaps else _("Close the year")
        return Step(what, office, "一(二)1", missing=[Missing(_to_act(gap), gap.path) for gap in gaps])
    if plan.status == PlanStatus.APPROVED and unreceived:
        return Step(_("Confirm receipt of the extract"), _(", ").join(unreceived), "三(三)1")
    over = {
        PlanStatus.APPROVED: _("The plan is in force; every subdistrict has confirmed receipt"),
        PlanStatus.DISCARDED: _("This draft was discarded; nothing in it counts"),
        PlanStatus.CLOSED: _("The year is closed"),
    }
    return Step(over[plan.status], signal="done") if plan.status in over else None


def _to_act(gap) -> str:
    return _("%(gap)s (to act: %(who)s)") % {"gap": gap.words, "who": gap.who} if gap.who else gap.words


def facts(plan) -> list[Fact]:
    rows = [
        Fact(_("Year"), plan.year),
        Fact(_("Edition"), plan.edition),
        Fact(_("Ruleset"), plan.ruleset.document_number, url=plan.ruleset.get_absolute_url()),
        Fact(_("Submitted by"), plan.proposed_by),
        *decision_facts(plan.decision),
        Fact(_("Training before the first cycle"), plan.training_on, clause="三(三)1"),
        Fact(_("Budget"), plan.budget_note, clause="四(一)"),
    ]
    texts = [
        (_("Reason for discarding"), plan.discard_reason),
        (_("Reason for the revision"), plan.revision_reason),
        (_("Opinion of the committee"), plan.decision_note),
        (_("Goals and principles"), plan.goals),
        (_("Focus of the year"), plan.focus),
        (_("Steps"), plan.steps),
        (_("Discipline and support"), plan.requirements),
    ]
    return rows + [Fact(label, value, wide=True) for label, value in texts if value]


def entry_rows(plan, entries, *, user, today) -> list[EntryRow]:
    rows = []
    for entry in entries:
        # The plan at hand, its state read once for all entries.
        entry.plan = plan
        links = buttons_of(entry, user=user, today=today, of=noun_of(PlanEntry))
        assign = next((one for one in links if one.verb == "entry.assign_team"), None)
        is_silent = entry.team is None or entry.team.status == TeamStatus.APPROVED
        rows.append(
            EntryRow(
                entry,
                entry_is_short(plan.ruleset, entry),
                "" if is_silent else entry.team.get_status_display(),
                assign,
                [one for one in links if one is not assign],
            )
        )
    return rows


def coverage_rows(rows) -> list[CoverageRow]:
    return [
        CoverageRow(
            row.unit,
            Badge(row.state.label, ROUND_TONES[row.state]),
            [
                CoveredRound(
                    one.entry, Badge(one.state.label, ROUND_TONES[one.state]), one.live.path if one.live else ""
                )
                for one in row.rounds
            ],
        )
        for row in rows
    ]
