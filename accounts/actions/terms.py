"""Terms of office of principals; the grant to answer for the unit is their projection."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actions.principals import project_principals
from accounts.models import TermOfOffice, Unit, User
from accounts.models.unit import UnitKind
from accounts.permissions import Permission
from accounts.term_uses import last_use
from core.actions.events import record_event
from core.day_order import require_order
from core.day_words import day_in_words
from core.refusals import IllegalMove
from core.transitions import check_permission, lock


@transaction.atomic
def begin_term(
    *,
    unit: Unit,
    full_name: str,
    post: str,
    from_on: date,
    by: User,
    at: datetime,
    user: User | None = None,
    to_on: date | None = None,
) -> TermOfOffice:
    """Put a principal in post from `from_on` to `to_on` (both inclusive, None: open).

    Raises IllegalMove for days on which another holds the post, for an end before the beginning, for a unit that is no
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
    _require_free_post(unit, post, from_on, to_on)
    term = TermOfOffice(unit=unit, user=user, full_name=full_name, post=post, from_on=from_on, to_on=to_on)
    term._history_user = by
    term.save()
    project_principals(unit, by=by, at=at, on=from_on)
    record_event("term.begin", target=term, by=by, on=from_on, at=at, new={"name": full_name, "post": post})
    return term


@transaction.atomic
def end_term(*, term: TermOfOffice, to_on: date, by: User, at: datetime, version: int | None = None) -> TermOfOffice:
    """The last day in post (inclusive); the right to answer ends with it. Raises IllegalMove for a day before the term
    began or before the last thing that was done in it: a wrong day of that is corrected first."""
    check_permission(Permission.ACCOUNT_MANAGE, by=by)
    term = lock(term, version=version)
    _require_order(term.from_on, to_on)
    _require_after_uses(term, to_on)
    term.to_on = to_on
    term.version += 1
    term._history_user = by
    term.save(update_fields=["to_on", "version"])
    project_principals(term.unit, by=by, at=at, on=to_on)
    record_event("term.end", target=term, by=by, on=to_on, at=at)
    return term


def _require_free_post(unit: Unit, post: str, from_on: date, to_on: date | None) -> None:
    others = unit.terms.in_post_or_later(from_on).filter(post=post)
    if to_on is not None:
        others = others.filter(from_on__lte=to_on)
    if other := others.first():
        raise IllegalMove(
            _("This post is still held by another person in those days: %(term)s. Enter the end of that term first.")
            % {"term": other}
        )


def _require_order(from_on: date, to_on: date | None) -> None:
    require_order(from_on, to_on, _("The last day in post cannot lie before the first."))


def _require_after_uses(term: TermOfOffice, to_on: date) -> None:
    use = last_use(term)
    if use is not None:
        require_order(
            use.on,
            to_on,
            _("%(name)s %(did)s on %(on)s; the last day in post cannot lie before that. Correct that day first.")
            % {"name": term.full_name, "did": use.words, "on": day_in_words(use.on)},
        )
