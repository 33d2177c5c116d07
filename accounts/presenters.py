"""Rows of lists, and what stands in them."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from accounts.delegable import office_of
from accounts.models import Delegation, User
from accounts.models.delegation import DelegationStage
from core.buttons import buttons_of
from core.shapes import Badge, Button, Words

_TONES = {DelegationStage.IN_FORCE: "ok", DelegationStage.TO_COME: "info", DelegationStage.REVOKED: "warn"}


def activity(one) -> Words | Badge:
    """Of a unit or an account, in a list: only what is no longer in use stands out."""
    return _("Active") if one.is_active else Badge(_("Deactivated"), "warn")


@dataclass(frozen=True)
class DelegationRow:
    delegation: Delegation
    office: Words
    badge: Badge
    actions: list[Button]


def delegation_row(delegation: Delegation, user: User, today: date) -> DelegationRow:
    stage = delegation.stage(today)
    return DelegationRow(
        delegation=delegation,
        office=office_of(delegation.scope).title,
        badge=Badge(stage.label, _TONES.get(stage, "")),
        actions=buttons_of(delegation, user=user, today=today),
    )
