"""When a result may be assessed, and when an assessment may be locked (三(三)6, R70)."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from core.day_words import day_in_words
from core.refusals import IllegalMove
from rectification.models import Assessment, RectificationCase
from rectification.models.assessment import AssessmentStatus, ObjectionOutcome
from rectification.score import FULL


def require_result(cases: Sequence[RectificationCase]) -> None:
    """Before the feedback there is nothing to count."""
    if not cases:
        raise IllegalMove(_("No feedback of that year is issued yet; there is nothing to assess."))


def why_not_locked(assessment: Assessment, on: date) -> str:
    """Not while the subdistrict may still object."""
    last = assessment.object_by
    if assessment.status == AssessmentStatus.TOLD and last is not None and on <= last:
        words = _("The subdistrict may object until %(day)s. It is locked after that, or once it has no objection.")
        return words % {"day": day_in_words(last)}
    return ""


def require_in_time(assessment: Assessment, on: date) -> None:
    last = assessment.object_by
    if last is not None and on > last:
        raise IllegalMove(_("The days to object ended on %(day)s.") % {"day": day_in_words(last)})


def require_outcome(outcome: str, adjustment: Decimal, answer: str) -> None:
    """Who is right, even in part, gets points; who is not, gets none. The reason is printed."""
    if outcome not in ObjectionOutcome.values:
        raise IllegalMove(_("Say whether the objection is upheld."))
    if not answer.strip():
        raise IllegalMove(_("Give the reason; the subdistrict reads it, and the sheet prints it."))
    if abs(adjustment) > FULL:
        raise IllegalMove(_("Nobody wins or loses more than a hundred points."))
    if (outcome == ObjectionOutcome.REJECTED) != (not adjustment):
        raise IllegalMove(
            _("An objection that is upheld, even in part, changes the points; one that is rejected does not.")
        )
