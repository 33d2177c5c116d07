"""What the numbers and texts of an edition may be. Pure: reads only what it is handed.

The bounds are wide: they keep out slips of the hand, and leave to the regulation what it says.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.shapes import Words
from planning.models.person import Rank
from planning.problems import Problem

_DAYS, _WORKDAYS, _MONTHS = gettext_lazy("days"), gettext_lazy("working days"), gettext_lazy("months")
_POINTS, _DUTIES = gettext_lazy("points"), gettext_lazy("duties")
_TEAMS, _PEOPLE = gettext_lazy("teams"), gettext_lazy("persons")


@dataclass(frozen=True)
class Bounds:
    """Both inclusive; `places` after the point."""

    unit: Words
    least: int
    most: int
    places: int = 0


BOUNDS = {
    "report_days": Bounds(_DAYS, 1, 180),
    "rectification_months": Bounds(_MONTHS, 1, 24),
    "minimum_round_days": Bounds(_DAYS, 1, 90),
    "min_teams": Bounds(_TEAMS, 1, 20),
    "max_teams": Bounds(_TEAMS, 1, 20),
    "min_team_size": Bounds(_PEOPLE, 1, 60),
    "max_team_size": Bounds(_PEOPLE, 1, 60),
    "notice_days": Bounds(_DAYS, 0, 60),
    # None at all: receipt is never deemed.
    "deemed_receipt_workdays": Bounds(_WORKDAYS, 0, 30),
    "review_days": Bounds(_DAYS, 1, 180),
    "resubmission_days": Bounds(_DAYS, 1, 180),
    # None at all: no plan is proposed.
    "plan_workdays": Bounds(_WORKDAYS, 0, 60),
    "hand_off_reply_days": Bounds(_DAYS, 1, 365),
    "follow_up_months": Bounds(_MONTHS, 1, 36),
    "chase_answer_days": Bounds(_DAYS, 1, 60),
    "objection_days": Bounds(_DAYS, 1, 60),
    "objection_answer_days": Bounds(_DAYS, 1, 60),
    "assessment_objection_days": Bounds(_DAYS, 1, 60),
    "interview_reply_days": Bounds(_DAYS, 1, 90),
    "interview_late_count": Bounds(_DUTIES, 2, 50),
    # None at all: the rule is left out.
    "score_finding": Bounds(_POINTS, 0, 100, places=2),
    "score_major": Bounds(_POINTS, 0, 100, places=2),
    "score_unclosed": Bounds(_POINTS, 0, 100, places=2),
    "score_late_day": Bounds(_POINTS, 0, 100, places=2),
    "score_return": Bounds(_POINTS, 0, 100, places=2),
    "score_chase": Bounds(_POINTS, 0, 100, places=2),
    "score_listed_late": Bounds(_POINTS, 0, 100, places=2),
    "score_listed_refused": Bounds(_POINTS, 0, 100, places=2),
    "copy_receipt_days": Bounds(_DAYS, 1, 60),
}
# A reminder lies no further than this many days before or after the end.
LADDER_REACH = 60
# Blue, yellow, red, letter.
CHASE_STEPS = 4
_PAIRS = (("min_teams", "max_teams"), ("min_team_size", "max_team_size"))


def number_problems(numbers: Mapping[str, Any]) -> dict[str, str]:
    """What is wrong with these values, in words by field; fields that are not handed over are not looked at."""
    found = {
        name: _("Enter a whole number from %(least)s to %(most)s.") % {"least": bounds.least, "most": bounds.most}
        for name, bounds in BOUNDS.items()
        if numbers.get(name) is not None and not bounds.least <= numbers[name] <= bounds.most
    }
    for least, most in _PAIRS:
        if None not in (numbers.get(least), numbers.get(most)) and numbers[least] > numbers[most]:
            found[most] = _("The most cannot be fewer than the least, %(least)s.") % {"least": numbers[least]}
    if "leader_ranks" in numbers and not set(numbers["leader_ranks"]) & set(Rank):
        found["leader_ranks"] = _("Choose at least one rank.")
    if "ladder" in numbers and (words := _ladder_problem(numbers["ladder"])):
        found["ladder"] = words
    if "chase_ladder" in numbers and (words := _chase_problem(numbers["chase_ladder"])):
        found["chase_ladder"] = words
    return found


def _chase_problem(ladder: list[int]) -> str:
    """Blue, yellow and red note and letter, each later than the one before."""
    rising = all(earlier < later for earlier, later in pairwise(ladder))
    if len(ladder) == CHASE_STEPS and rising and ladder[0] >= 1 and ladder[-1] <= LADDER_REACH:
        return ""
    return _("Enter four numbers of days that rise, from 1 to %(most)s: blue, yellow, red, letter.") % {
        "most": LADDER_REACH
    }


def _ladder_problem(ladder: list[int]) -> str:
    if not ladder:
        return _("Name at least one day on which to remind.")
    if max(map(abs, ladder)) > LADDER_REACH:
        return _("A reminder lies at most %(days)s days before or after the end.") % {"days": LADDER_REACH}
    return ""


def edition_problems(edition: Any, topics: Iterable[Any], methods: Iterable[Any]) -> list[Problem]:
    """All that keeps an edition from being submitted; what was typed into forms is checked there already."""
    found = []
    if not edition.document_number.strip():
        found.append(Problem(_("The document number is missing.")))
    if edition.effective_on is None:
        found.append(Problem(_("The day from which the edition is to be in force is missing.")))
    if not list(topics):
        found.append(Problem(_("The edition has no topic."), "三(一)"))
    if not list(methods):
        found.append(Problem(_("The edition has no method."), "三(二)"))
    return found
