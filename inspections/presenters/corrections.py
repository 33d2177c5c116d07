"""Corrections of dates as pages list them."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from core.presenters import badge_of
from core.shapes import Badge, Button
from inspections.models.correction import Correction


@dataclass(frozen=True)
class CorrectionRow:
    """A line of _partials/corrections.html; `actions` are what whoever looks may decide."""

    correction: Correction
    badge: Badge
    actions: list[Button]


def correction_rows(corrections, actions_of: Callable[[Correction], list[Button]]) -> list[CorrectionRow]:
    """Corrections of one thing, the latest first."""
    found = corrections.select_related("proposed_by__unit", "decided_by__unit")
    return [CorrectionRow(one, badge_of(one), actions_of(one)) for one in found]


def reason_of(correction) -> str:
    return _("Reason: %(reason)s") % {"reason": correction.reason}


def name_of(correction) -> str:
    """A correction in "my work": whose date, and which day becomes which."""
    return _("%(thing)s: %(change)s") % {"thing": correction.thing, "change": correction}
