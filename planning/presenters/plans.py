"""A plan as its page shows it: stage, next step, verbs."""

from django.utils.translation import gettext as _

from accounts.roles import Role
from core.buttons import button
from core.transitions import may_move
from planning.models.plan import PlanStatus
from planning.models.team import TeamStatus
from planning.plan_rules import entry_is_short
from planning.presenters.stages import stages_of
from planning.problems import blocking
from planning.round_states import RoundState

TONES = {
    PlanStatus.DRAFT: "",
    PlanStatus.SUBMITTED: "warn",
    PlanStatus.APPROVED: "ok",
    PlanStatus.SUPERSEDED: "",
    PlanStatus.CLOSED: "info",
    PlanStatus.DISCARDED: "",
}
ROUND_TONES = {
    RoundState.UNPLANNED: "bad",
    RoundState.PLANNED: "",
    RoundState.ON_SITE: "info",
    RoundState.DONE: "ok",
}


# Editions the committee has approved, whatever became of them.
DECIDED = (PlanStatus.APPROVED, PlanStatus.SUPERSEDED, PlanStatus.CLOSED)


def badge(plan) -> dict:
    if plan.status == PlanStatus.APPROVED and plan.published_on:
        return {"label": _("Published"), "tone": "ok"}
    return {"label": plan.get_status_display(), "tone": TONES[plan.status]}


def list_row(plan) -> dict:
    return {
        "plan": plan,
        "badge": badge(plan),
        "approved_on": plan.decided_on if plan.status in DECIDED else None,
    }


def stages(plan) -> list[dict]:
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


def next_step(plan, problems, unreceived, gaps=None) -> dict | None:
    """`unreceived` are the short names of subdistricts that have not signed for their extract; `gaps` what is open
    of the year, None while it is not over."""
    office, committee = Role.OFFICE.label, Role.COMMITTEE.label
    if plan.status == PlanStatus.DRAFT:
        missing = [{"text": problem.words} for problem in blocking(problems)]
        return {"what": _("Complete the plan and submit it to the committee"), "who": office, "clause": "三(三)1",
                "missing": missing, "signal": "normal"}  # fmt: skip
    if plan.status == PlanStatus.SUBMITTED:
        return {"what": _("Approve the plan, or return it with what is to be mended"), "who": committee,
                "clause": "二(一)", "signal": "normal"}  # fmt: skip
    if plan.status == PlanStatus.APPROVED and plan.published_on is None:
        return {"what": _("Publish the plan: each subdistrict gets its extract"), "who": office, "clause": "三(三)1",
                "signal": "normal"}  # fmt: skip
    if gaps is not None:
        return {"what": _("Close the year, with the reason for what is left open") if gaps else _("Close the year"),
                "who": office, "clause": "一(二)1", "signal": "normal",
                "missing": [{"text": gap.words, "url": gap.path} for gap in gaps]}  # fmt: skip
    if plan.status == PlanStatus.APPROVED and unreceived:
        return {"what": _("Confirm receipt of the extract"), "who": _(", ").join(unreceived), "clause": "三(三)1",
                "signal": "normal"}  # fmt: skip
    if plan.status == PlanStatus.APPROVED:
        return {
            "what": _("The plan is in force; every subdistrict has confirmed receipt"),
            "who": "",
            "signal": "done",
        }
    if plan.status == PlanStatus.DISCARDED:
        return {"what": _("This draft was discarded; nothing in it counts"), "who": "", "signal": "done"}
    if plan.status == PlanStatus.CLOSED:
        return {"what": _("The year is closed"), "who": "", "signal": "done"}
    return None


def actions(plan, problems, *, access, is_over=False) -> list[dict]:
    """Buttons of the page: only what this person may do now, the main one first."""
    blocked = _("Mend what is missing first") if blocking(problems) else ""
    is_published = plan.published_on is not None
    offered = [
        ("submit", _("Submit to the committee"), "plan-submit", "primary", "send", blocked),
        ("approve", _("Approve"), "plan-approve", "primary", "check-lg", ""),
        ("publish", _("Publish"), "plan-publish", "primary", "megaphone", ""),
        ("close_year", _("Close the year"), "plan-close-year", "primary", "archive", ""),
        ("edit", _("Edit texts"), "plan-edit", "secondary", "pencil", ""),
        ("return", _("Return"), "plan-return", "danger", "reply", ""),
        ("revise", _("Revise"), "plan-revise", "secondary", "pencil-square", ""),
        ("discard", _("Discard the draft"), "plan-discard", "danger", "slash-circle", ""),
    ]
    # What the state allows and the plan's own past does not.
    spent = {"publish": is_published, "discard": plan.was_before_the_committee, "close_year": not is_over}
    return [
        button(label, f"planning:{url_name}", plan, kind=kind, icon=icon, disabled_reason=reason)
        for verb, label, url_name, kind, icon, reason in offered
        if not spent.get(verb) and may_move(plan, verb, access=access)
    ]


def facts(plan) -> list[dict]:
    rows = [
        {"label": _("Year"), "value": plan.year},
        {"label": _("Edition"), "value": plan.edition},
        {"label": _("Ruleset"), "value": plan.ruleset.document_number, "url": plan.ruleset.get_absolute_url()},
        {"label": _("Submitted by"), "value": plan.proposed_by},
        {"label": _("Decided by"), "value": plan.decided_by},
        {"label": _("Number of the meeting"), "value": plan.meeting_number},
        {"label": _("Training before the first cycle"), "value": plan.training_on, "clause": "三(三)1"},
        {"label": _("Budget"), "value": plan.budget_note, "clause": "四(一)"},
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
    return rows + [{"label": label, "value": value, "wide": True} for label, value in texts if value]


def entry_rows(plan, entries) -> list[dict]:
    return [
        {
            "entry": entry,
            "is_short": entry_is_short(plan.ruleset, entry),
            # An approved team needs no word; of the others it is said how far they are.
            "team_state": "" if entry.team is None or entry.team.status == TeamStatus.APPROVED
            else entry.team.get_status_display(),
        }
        for entry in entries
    ]  # fmt: skip


def coverage_rows(rows) -> list[dict]:
    return [
        {
            "unit": row.unit,
            "state": row.state.label,
            "tone": ROUND_TONES[row.state],
            "rounds": [
                {
                    "entry": one.entry,
                    "state": one.state.label,
                    "tone": ROUND_TONES[one.state],
                    "path": one.live.path if one.live else "",
                }
                for one in row.rounds
            ],
        }
        for row in rows
    ]
