"""Rows of lists."""

from django.utils.translation import pgettext

from accounts.delegable import office_of
from accounts.models.delegation import DelegationStage
from core.buttons import button

_TONES = {DelegationStage.IN_FORCE: "ok", DelegationStage.TO_COME: "info", DelegationStage.REVOKED: "warn"}


def delegation_row(delegation, user, today) -> dict:
    """One row of the list of delegations; who gave it may take it back while it is not over."""
    stage = delegation.stage(today)
    is_open = stage in {DelegationStage.TO_COME, DelegationStage.IN_FORCE}
    can_revoke = is_open and delegation.giver_id == user.pk
    label = pgettext("delegation", "Take back")
    return {
        "delegation": delegation,
        "office": office_of(delegation.scope).title,
        "stage": stage.label,
        "tone": _TONES.get(stage, ""),
        "actions": [button(label, "accounts:delegation-revoke", delegation)] if can_revoke else [],
    }
