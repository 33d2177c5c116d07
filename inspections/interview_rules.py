"""Whom an interview may be about, and when its reply is due (四(二)一)."""

from datetime import date

from django.utils.translation import gettext as _

from core.refusals import IllegalMove
from deadlines.arithmetic import Period, PeriodUnit
from deadlines.reckoning import reckon_from_table
from inspections.models import SubdistrictRound
from inspections.models.round import RoundStatus

STANDS = (RoundStatus.ON_SITE, RoundStatus.ENDED)


def why_not_callable(round_: SubdistrictRound) -> str:
    """Why nobody can be called in this round; "" where somebody can."""
    if round_.status not in STANDS:
        return _("Interviews are called from the entry of the team until the round is closed.")
    return ""


def require_callable(round_: SubdistrictRound) -> None:
    """Raises IllegalMove with the reason."""
    if words := why_not_callable(round_):
        raise IllegalMove(words)


def usual_reply_by(round_: SubdistrictRound, held_on: date) -> date:
    """The last day to reply: the ruleset's days after the interview."""
    ruleset = round_.ruleset
    period = Period(ruleset.interview_reply_days, PeriodUnit.DAYS)
    return reckon_from_table(held_on, period, roll=ruleset.rolls_to_workday).due_on
