"""Corrections of the days of delivery, as the page of the case lists them."""

from dataclasses import dataclass, field
from datetime import date

from core.buttons import buttons_of
from core.presenters import badge_of
from core.shapes import Badge, Button
from rectification.models import ReceiptCorrection


@dataclass(frozen=True)
class CorrectionRow:
    correction: ReceiptCorrection
    badge: Badge
    actions: list[Button] = field(default_factory=list)


def correction_rows(case, *, user, today: date) -> list[CorrectionRow]:
    """The latest first, each with what this person may do with it."""
    found = case.corrections.select_related("proposed_by__unit", "decided_by__unit", "case__round")
    return [CorrectionRow(one, badge_of(one), buttons_of(one, user=user, today=today)) for one in found]
