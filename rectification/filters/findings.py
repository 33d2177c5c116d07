"""Which findings of a list still wait on their way by hand-off."""

from collections.abc import Callable
from datetime import date
from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _

from inspections.models.finding import FindingQuerySet
from rectification.queries import matters

UNSORTED, UNHANDED, UNANSWERED = "unsorted", "unhanded", "unanswered"

_GROUPS: dict[str, Callable[[FindingQuerySet], FindingQuerySet]] = {
    UNSORTED: matters.must_be_sorted,
    UNHANDED: matters.to_hand_off,
    UNANSWERED: matters.not_answered,
}


def hand_off_filters(today: date) -> dict[str, Any]:
    return {
        "hand_off": django_filters.ChoiceFilter(
            label=_("Hand-off"),
            choices=[
                (UNSORTED, _("To be sorted")),
                (UNHANDED, _("To be handed over")),
                (UNANSWERED, _("Handed over, without a result")),
            ],
            empty_label=_("All"),
            method=lambda findings, name, value: _GROUPS[value](findings),
        )
    }
