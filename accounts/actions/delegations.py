"""One person lets another act for him, in one scope and for some days, and takes it back (DESIGN §4, R15)."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions.messages import notify
from accounts.delegable import DelegableOffice, is_delegable, office_of
from accounts.models import Delegation, Scope, User
from accounts.permissions import Permission
from core.actions.events import record_event
from core.day_words import day_in_words
from core.refusals import IllegalMove, NotAllowed
from core.transitions import check_permission, lock


@transaction.atomic
def give(*, scope: Scope, taker: User, from_on: date, to_on: date, reason: str, by: User, at: datetime) -> Delegation:
    """Let `taker` act for `by` in this scope from `from_on` to `to_on`, both inclusive and none of them past.

    The giver keeps what he has, and what he no longer holds on a day nobody does for him. Raises NotAllowed for
    somebody who does not hold the office himself on the first day (a delegate passes nothing on), IllegalMove for a
    taker from elsewhere, days in the past or in the wrong order, and for days he was given already.
    """
    # Two deliveries of one form wait for each other here.
    scope = Scope.objects.select_for_update().get(pk=scope.pk)
    check_permission(Permission.DELEGATION_GIVE, by=by, scope_ids=scope.scope_ids)
    _require_holder(scope, by, from_on)
    office = office_of(scope)
    _require_days(from_on, to_on, today=timezone.localdate(at))
    _require_taker(office, scope, taker, from_on, to_on, by)
    delegation = Delegation.objects.create(
        giver=by, taker=taker, scope=scope, from_on=from_on, to_on=to_on, reason=reason, recorded_at=at
    )
    office.project(scope, by=by, at=at)
    record_event(
        "delegation.give", target=delegation, by=by, on=from_on, at=at, reason=reason,
        new={"to": taker.printed_name, "from_on": from_on, "to_on": to_on},
    )  # fmt: skip
    notify(
        recipients=[taker],
        subject=_("%(giver)s lets you act for him") % {"giver": by.full_name},
        body=_("%(office)s, %(scope)s: from %(from)s to %(to)s.")
        % {
            "office": office.title,
            "scope": scope.label,
            "from": day_in_words(from_on),
            "to": day_in_words(to_on, beside=from_on),
        },
        about=delegation,
        at=at,
    )
    return delegation


@transaction.atomic
def revoke(*, delegation: Delegation, reason: str, by: User, at: datetime, version: int | None = None) -> Delegation:
    """Take it back at once; what the taker did meanwhile stands. By who gave it, and nobody else.

    Raises NotAllowed, StaleCopy, IllegalMove where it was taken back or is over.
    """
    delegation = lock(delegation, version=version)
    if delegation.giver_id != by.pk:
        raise NotAllowed(_("A delegation is taken back by the person who gave it."))
    if delegation.revoked_at is not None:
        raise IllegalMove(_("This delegation was taken back already."))
    if delegation.to_on < timezone.localdate(at):
        raise IllegalMove(_("This delegation is over; there is nothing to take back."))
    delegation.revoked_at = at
    delegation.version += 1
    delegation.save(update_fields=["revoked_at", "version"])
    office_of(delegation.scope).project(delegation.scope, by=by, at=at)
    record_event("delegation.revoke", target=delegation, by=by, on=None, at=at, reason=reason)
    notify(
        recipients=[delegation.taker],
        subject=_("%(giver)s has taken back the delegation") % {"giver": by.full_name},
        about=delegation,
        at=at,
    )
    return delegation


def _require_holder(scope: Scope, by: User, day: date) -> None:
    if not is_delegable(scope) or not office_of(scope).is_held_by(scope, by, day):
        raise NotAllowed(
            _("Only who holds the office himself on the first day may let another act for him; a delegate may not.")
        )


def _require_days(from_on: date, to_on: date, *, today: date) -> None:
    if from_on < today:
        raise IllegalMove(_("A delegation cannot begin in the past. Choose today or a later day."))
    if to_on < from_on:
        raise IllegalMove(_("The last day cannot lie before the first."))


def _require_taker(office: DelegableOffice, scope: Scope, taker: User, from_on: date, to_on: date, by: User) -> None:
    if taker.pk == by.pk or not office.takers(scope, from_on).filter(pk=taker.pk).exists():
        raise IllegalMove(
            _("%(name)s cannot act for you here. Choose somebody of the same team or unit.")
            % {"name": taker.full_name}
        )
    known = Delegation.objects.filter(
        scope=scope, giver=by, taker=taker, revoked_at=None, from_on__lte=to_on, to_on__gte=from_on
    ).first()
    if known is not None:
        raise IllegalMove(
            _("%(name)s acts for you from %(from)s to %(to)s already. Take that back first, or choose other days.")
            % {
                "name": taker.full_name,
                "from": day_in_words(known.from_on),
                "to": day_in_words(known.to_on, beside=known.from_on),
            }
        )
