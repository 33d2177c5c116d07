"""Sorting a finding before its hand-off 分类处置 (三(三)4, R60), and who of the office may see a lead (ADR 18)."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions.grants import grant_to_user
from accounts.actions.messages import notify as tell
from accounts.models import Unit, User
from accounts.permissions import Permission
from accounts.roles import Grant, Role
from core.actions.events import record_event
from core.actions.moves import begin, store
from core.refusals import IllegalMove
from core.transitions import check_permission, lock
from inspections.models import Finding
from planning.policies import require_leader
from records.actions.decisions import decide
from records.policies import Paper, require_past
from rectification.actions.loose import keep_loose
from rectification.models import Classification, HandOff
from rectification.policies.classifications import require_not_sent, require_said, require_sortable
from rectification.policies.hand_offs import require_open_round, require_reach
from rectification.queries.duties import receiver_by_duty


@transaction.atomic
def sort(
    *,
    finding: Finding,
    is_unlawful: bool,
    by: User,
    on: date,
    at: datetime,
    matter: str = "",
    receiver: Unit | None = None,
    reason: str = "",
) -> Classification:
    """The team leader in office on `on` says whether it is unlawful, of which type and to whom it is to go (R60).

    `receiver` is the proposed one; another than the duty table names, or a violation that is none, needs a `reason`
    (R61). Raises NotAllowed, IllegalMove.
    """
    finding = _lock(finding, by=by, on=on, at=at)
    if Classification.objects.filter(finding=finding).exists():
        raise IllegalMove(_("This finding is sorted already; change its sorting, with a reason."))
    suggested = receiver_by_duty(finding)
    facts = _checked(
        finding, is_unlawful=is_unlawful, matter=matter, receiver=receiver, suggested=suggested, reason=reason
    )
    classification = Classification(finding=finding, scope=finding.scope, sorted_by=by, sorted_on=on, **facts)
    begin(classification, "classification.sort", by=by, on=on, at=at, reason=facts["reason"], new=_said(facts))
    keep_loose([finding])
    return classification


@transaction.atomic
def resort(
    *,
    finding: Finding,
    is_unlawful: bool,
    reason: str,
    by: User,
    on: date,
    at: datetime,
    matter: str = "",
    receiver: Unit | None = None,
    version: int | None = None,
) -> Classification:
    """Sort anew, with a reason, until the matter is handed over. `version` is that of the finding's sorting."""
    finding = _lock(finding, by=by, on=on, at=at)
    found = Classification.objects.filter(finding=finding).first()
    if found is None:
        raise IllegalMove(_("This finding is not sorted yet."))
    classification = lock(found, version=version)
    require_not_sent(finding)
    if not reason.strip():
        raise IllegalMove(_("Say why the sorting changes."))
    old = _said(
        {"is_unlawful": classification.is_unlawful, "matter": classification.matter,
         "proposed_receiver": classification.proposed_receiver}
    )  # fmt: skip
    facts = _checked(
        finding,
        is_unlawful=is_unlawful,
        matter=matter,
        receiver=receiver,
        suggested=receiver_by_duty(finding),
        reason=reason,
    )
    store(classification, by=by, sorted_by=by, sorted_on=on, **facts)
    record_event(
        "classification.resort", target=classification, by=by, on=on, at=at, old=old, new=_said(facts),
        reason=facts["reason"],
    )  # fmt: skip
    keep_loose([finding])
    return classification


def _lock(finding: Finding, *, by: User, on: date, at: datetime) -> Finding:
    round_ = lock(finding.round)
    finding = lock(finding)
    check_permission(Permission.FINDING_SORT, by=by, scope_ids=finding.scope_ids)
    require_leader(round_.team, by, on)
    require_open_round(round_)
    require_sortable(finding)
    require_past(on, at=at, not_before=finding.confirmed_on)
    return finding


def _checked(
    finding: Finding, *, is_unlawful: bool, matter: str, receiver: Unit | None, suggested: Unit | None, reason: str
) -> dict:
    reason = reason.strip()
    require_said(
        finding, is_unlawful=is_unlawful, matter=matter, receiver=receiver, suggested=suggested, reason=reason
    )
    return {
        "is_unlawful": is_unlawful,
        "matter": matter,
        "suggested_receiver": suggested,
        "proposed_receiver": receiver,
        "reason": reason,
    }


def _said(facts: dict[str, Any]) -> dict:
    """What the timeline tells."""
    receiver = facts["proposed_receiver"]
    return {
        "unlawful": _("yes") if facts["is_unlawful"] else _("no"),
        "matter": str(Classification(matter=facts["matter"]).get_matter_display()),
        "receiver": receiver.short_name if receiver else "",
    }


@transaction.atomic
def entrust(
    *,
    finding: Finding,
    officer: User,
    reason: str,
    by: User,
    on: date,
    at: datetime,
    until_on: date | None = None,
    paper: Paper | None = None,
) -> Finding:
    """The committee lets one officer of its office see a lead and hand it over; nobody of the office does without.

    Until the end of `until_on`, where one is given, in Shanghai. Raises NotAllowed, IllegalMove.
    """
    finding = lock(finding)
    check_permission(Permission.LEAD_ENTRUST, by=by, scope_ids=finding.scope_ids)
    require_reach(finding.scope, by=by)
    if not finding.is_lead:
        raise IllegalMove(_("Only a lead is kept from the office."))
    if officer.role != Role.OFFICE or not officer.is_active:
        raise IllegalMove(_("A lead is entrusted to an officer of the committee office."))
    if not reason.strip():
        raise IllegalMove(_("Say why this officer is to see it."))
    decision = decide(finding, "classification.entrust", by=by, on=on, at=at, note=reason, paper=paper)
    if until_on is not None and until_on < timezone.localdate(at):
        raise IllegalMove(_("The last day lies before today."))
    expires_at = _end_of(until_on, at) if until_on else None
    scopes = {finding.scope_id: finding.scope}
    for hand_off in HandOff.objects.filter(lines__finding=finding).select_related("inner_scope"):
        scopes[hand_off.inner_scope_id] = hand_off.inner_scope
    for scope in scopes.values():
        grant_to_user(
            user=officer, grant=Grant.READ, scope=scope, by=by, at=at, on=on, expires_at=expires_at,
            reason=reason.strip()[:200],
        )  # fmt: skip
    record_event(
        "classification.entrust", target=finding, by=by, on=on, at=at,
        new={"officer": officer.full_name} | decision.told, reason=reason.strip(),
    )  # fmt: skip
    tell(
        recipients=[officer],
        subject=_("The safety committee has entrusted you with a matter"),
        about=finding,
        at=at,
    )
    return finding


def _end_of(day: date, at: datetime) -> datetime:
    """The first instant that no longer counts."""
    midnight = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight + (day - midnight.date()) + timedelta(days=1)
