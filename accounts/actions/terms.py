"""Terms of office of principals; the grant to answer for the unit is their projection."""

from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions.grants import grant_to_user, revoke_from_user
from accounts.actions.scopes import unit_scope
from accounts.models import ScopeUserPermission, TermOfOffice
from accounts.models.unit import UnitKind
from accounts.moves import check_permission, lock
from accounts.permissions import Permission
from accounts.refusals import IllegalMove
from accounts.roles import Grant
from accounts.trail import record_event


def first_instant_after(day) -> datetime:
    """00:00 Asia/Shanghai of the day after: a term that ends on a day counts until 24:00 of it."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


@transaction.atomic
def begin_term(*, unit, full_name, post, from_on, by, at, user=None, to_on=None) -> TermOfOffice:
    """Put a principal in post from `from_on` to `to_on` (both inclusive, None: open).

    Raises IllegalMove while the post is held by another, for an end before the beginning, for a unit that is no
    subdistrict and for an account of another unit.
    """
    check_permission(Permission.ACCOUNT_MANAGE, by=by)
    _require_order(from_on, to_on)
    if unit.kind != UnitKind.SUBDISTRICT:
        raise IllegalMove(_("Terms of office are kept for subdistricts alone; this unit is of another kind."))
    if user is not None and user.unit_id != unit.pk:
        raise IllegalMove(
            _("The account %(account)s does not belong to this unit. Choose an account of the unit, or none.")
            % {"account": user.username}
        )
    if unit.terms.filter(post=post, to_on=None).exists() and to_on is None:
        raise IllegalMove(_("This post is still held by another person. Enter the end of that term first."))
    term = TermOfOffice(unit=unit, user=user, full_name=full_name, post=post, from_on=from_on, to_on=to_on)
    term._history_user = by
    term.save()
    _project_grant(term, by=by, at=at, on=from_on)
    record_event("term.begin", target=term, by=by, on=from_on, at=at, new={"name": full_name, "post": post})
    return term


@transaction.atomic
def end_term(*, term, to_on, by, at, version=None) -> TermOfOffice:
    """The last day in post (inclusive); the right to answer ends with it."""
    check_permission(Permission.ACCOUNT_MANAGE, by=by)
    term = lock(term, version=version)
    _require_order(term.from_on, to_on)
    term.to_on = to_on
    term.version += 1
    term._history_user = by
    term.save(update_fields=["to_on", "version"])
    _project_grant(term, by=by, at=at, on=to_on)
    record_event("term.end", target=term, by=by, on=to_on, at=at)
    return term


def _require_order(from_on, to_on) -> None:
    if to_on is not None and to_on < from_on:
        raise IllegalMove(_("The last day in post cannot lie before the first."))


def _project_grant(term, *, by, at, on) -> None:
    """The right to answer lasts until the person's last term in the unit ends, since both posts answer alike."""
    if term.user is None:
        return
    scope = unit_scope(unit=term.unit, by=by, at=at)
    ends = list(term.unit.terms.filter(user=term.user).values_list("to_on", flat=True))
    expires_at = None if None in ends else first_instant_after(max(ends))
    if expires_at is None or expires_at > at:
        grant_to_user(user=term.user, grant=Grant.PRINCIPAL, scope=scope, by=by, at=at, on=on, expires_at=expires_at)
    elif ScopeUserPermission.objects.filter(user=term.user, content_object=scope).exists():
        revoke_from_user(user=term.user, scope=scope, grant=Grant.PRINCIPAL, by=by, at=at, on=on)
