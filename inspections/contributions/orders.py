"""What orders to fix at once add elsewhere: to the pages of round and finding, to timelines, to closing."""

from datetime import date

from django.utils.translation import gettext as _

from accounts.permissions import Permission
from core.access import access_of
from core.queries.few import read_few
from core.sections import HISTORY, MAIN
from core.shapes import Section
from inspections.actions.orders import stop_for_withdrawn
from inspections.closing import Gap, register_gate
from inspections.models import Finding, ImmediateOrder, SubdistrictRound
from inspections.models.order import OrderStatus
from inspections.presenters.orders import table
from inspections.queries.orders import with_all
from inspections.withdrawals import register_withdrawal_follower

TABLE = "inspections/_sections/table.html"


def register_orders() -> None:
    """Called in AppConfig.ready()."""
    MAIN.add(SubdistrictRound, on_round, order=210)
    MAIN.add(Finding, on_finding, order=210)
    HISTORY.add(Finding, told_of, order=210)
    register_gate(gate)
    register_withdrawal_follower(stop_for_withdrawn)


def seen_orders(user, **about) -> list[ImmediateOrder]:
    """Those about a thing that this person reads."""
    access = access_of(user)
    if not access.permits_somewhere(Permission.ORDER_VIEW):
        return []
    found = read_few(with_all(ImmediateOrder.objects.visible_to(user).filter(**about)))
    return [one for one in found if access.permits(Permission.ORDER_VIEW, one.scope_ids)]


def orders_section(found: list[ImmediateOrder], today: date) -> Section | None:
    if not found:
        return None
    return Section(TABLE, {"title": _("Orders to fix at once"), "icon": "lightning", "table": table(found, today)})


def on_round(round_, user, today: date) -> Section | None:
    return orders_section(seen_orders(user, round=round_), today)


def on_finding(finding, user, today: date) -> Section | None:
    return orders_section(seen_orders(user, finding=finding), today)


def told_of(finding, user) -> list:
    return seen_orders(user, finding=finding)


def gate(round_, today: date) -> list[Gap]:
    """Every order is verified, also where the feedback lists its finding (ADR 41)."""
    team = _("Inspection team, committee office")
    return [
        Gap(
            _("%(order)s is not verified (now: %(status)s)") % {"order": one, "status": one.get_status_display()},
            one.get_absolute_url(),
            round_.subdistrict.short_name if one.status == OrderStatus.ISSUED else team,
        )
        for one in with_all(ImmediateOrder.objects.filter(round=round_).unfinished())
    ]
