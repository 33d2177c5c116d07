"""An edition as its page shows it: where it stands today, every number with the clause that fixes it (R2)."""

from dataclasses import replace
from datetime import date

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from accounts.roles import Role
from core.day_words import day_in_words
from core.presenters import TimelineEntry, badge_of
from core.shapes import Badge, Fact, Missing, Stage, Step
from planning.models import Ruleset
from planning.models.person import Rank
from planning.models.ruleset import RulesetStatus
from planning.presenters.stages import stages_of
from planning.ruleset_rules import BOUNDS
from records.presenters.decisions import decision_facts


def badge(ruleset, last_on: date | None, today: date) -> Badge:
    """Where an edition stands on this day; `last_on` is the last day on which it is in force, None while open."""
    if ruleset.status != RulesetStatus.APPROVED:
        return badge_of(ruleset)
    if ruleset.effective_on > today:
        return Badge(_("Approved, not in force yet"), "info")
    if last_on is not None and last_on < today:
        return Badge(_("Superseded"))
    return Badge(_("In force"), "ok")


def stages(ruleset, last_on: date | None, today: date) -> list[Stage]:
    """Of a drafted edition; the text of 2022 was loaded as it had been published."""
    status = ruleset.status
    if status == RulesetStatus.DISCARDED:
        return stages_of([(_("Drafted"), True, None), (ruleset.get_status_display(), True, None)])
    is_approved = status == RulesetStatus.APPROVED
    is_in_force = is_approved and ruleset.effective_on <= today
    is_over = last_on is not None and last_on < today
    way = [
        (_("Drafted"), status != RulesetStatus.DRAFT, None),
        (_("Submitted"), is_approved, ruleset.proposed_on if status != RulesetStatus.DRAFT else None),
        (_("Approved by the committee"), is_approved, ruleset.decided_on if is_approved else None),
    ]
    return stages_of(
        [
            *(way if ruleset.base_id else []),
            (_("In force"), is_in_force, ruleset.effective_on if is_approved else None),
            (_("Superseded"), is_over, last_on if is_over else None),
        ]
    )


def next_step(ruleset, problems, last_on: date | None, today: date) -> Step | None:
    office, committee = Role.OFFICE.label, Role.COMMITTEE.label
    if ruleset.status == RulesetStatus.DRAFT:
        missing = [Missing(problem.words) for problem in problems]
        return Step(_("Complete the edition and submit it to the committee"), office, missing=missing)
    if ruleset.status == RulesetStatus.SUBMITTED:
        return Step(_("Approve the edition with the day from which it rules, or return it"), committee)
    if ruleset.status == RulesetStatus.DISCARDED:
        return Step(_("This draft was discarded; nothing in it counts"), signal="done")
    if last_on is None and ruleset.effective_on <= today:
        return None
    if ruleset.effective_on > today:
        words = _("It comes into force on %(day)s by itself; rounds entered before keep their edition")
        return Step(words % {"day": day_in_words(ruleset.effective_on)})
    words = _("In force until %(day)s; rounds entered by then keep this edition")
    return Step(words % {"day": day_in_words(last_on)}, signal="done" if last_on < today else "normal")


def facts(ruleset, last_on: date | None, *, is_inside: bool) -> list[Fact]:
    """`is_inside`: with how the edition came about, for those who draft and decide."""
    rows = [
        Fact(_("Document number"), ruleset.document_number),
        Fact(_("In force from"), ruleset.effective_on),
        Fact(_("In force until"), last_on),
    ]
    if ruleset.base:
        rows.append(Fact(_("Drafted from"), ruleset.base.document_number, url=ruleset.base.get_absolute_url()))
    if not is_inside:
        return rows
    texts = [
        (_("Submitted by"), ruleset.proposed_by, False),
        (_("Reason for the new edition"), ruleset.revision_reason, True),
        (_("Reason for discarding"), ruleset.discard_reason, True),
        (_("Opinion of the committee"), ruleset.decision_note, True),
    ]
    told = [Fact(label, value, wide=is_wide) for label, value, is_wide in texts if value]
    return [*rows, *decision_facts(ruleset.decision), *told]


# What of an edition's way everybody may read, without reasons and opinions.
_PUBLIC = ("ruleset.load", "ruleset.approve")


def public_events(events: list[TimelineEntry]) -> list[TimelineEntry]:
    return [replace(event, reason="", changes=()) for event in events if event.verb in _PUBLIC]


def numbers(ruleset) -> list[Fact]:
    """Label, value in words, and clause ("" where the text is silent), in the order of the text."""
    return [
        Fact(number_label(name), number_words(name, getattr(ruleset, name)), clause=ruleset.clauses.get(name, ""))
        for name in Ruleset.CLAUSES
    ]


def number_label(name: str) -> str:
    return str(capfirst(Ruleset._meta.get_field(name).verbose_name))


def number_words(name: str, value) -> str:
    """The value of a number or list as people read it, with its unit."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if name == "leader_ranks":
        return _(", ").join(str(Rank(rank).label) for rank in value)
    if name == "ladder":
        return _(", ").join(_rung(days) for days in value)
    if name == "chase_ladder":
        return _(", ").join(_rung(-days) for days in value)
    if BOUNDS[name].places and not value:
        return _("not counted")
    return _("%(number)s %(unit)s") % {"number": value, "unit": BOUNDS[name].unit}


def _rung(days) -> str:
    if days == 0:
        return _("the day itself")
    return (_("%(days)s before") if days > 0 else _("%(days)s after")) % {"days": abs(days)}


def numbers_of_teams(ruleset: Ruleset | None) -> str:
    """How many teams a cycle has, and how many people a team (二(一), R12, R13), in the numbers of this ruleset."""
    if ruleset is None:
        return _("No ruleset is in force")
    return _("%(teams)s teams a cycle, %(people)s people each") % {
        "teams": _span(ruleset.min_teams, ruleset.max_teams),
        "people": _span(ruleset.min_team_size, ruleset.max_team_size),
    }


def _span(least: int, most: int) -> str:
    return str(least) if least == most else _("%(least)s to %(most)s") % {"least": least, "most": most}
