"""What orders to fix at once add elsewhere: to the pages of round and finding, to timelines, to closing."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.permissions import Permission
from core.about import ABOUT, Kind
from core.sections import HISTORY, MAIN
from core.shapes import Section
from inspections.actions.orders import stop_for_withdrawn
from inspections.closing import Gap, register_gate
from inspections.models import Finding, ImmediateOrder, SubdistrictRound
from inspections.models.order import OrderStatus
from inspections.presenters.orders import table
from inspections.queries.orders import with_all, with_row
from inspections.withdrawals import register_withdrawal_follower

TABLE = "inspections/_sections/table.html"


def orders_about(about: Callable[[Any], Q], *reads: str) -> Kind:
    """Those about a thing that a person reads."""
    return Kind(ImmediateOrder, about, with_row, Permission.ORDER_VIEW, reads)


OF_ROUND = orders_about(lambda round_: Q(round=round_.pk))
OF_FINDING = orders_about(lambda finding: Q(finding=finding.pk))


def register_orders() -> None:
    """Called in AppConfig.ready()."""
    ABOUT.add(SubdistrictRound, OF_ROUND, order=210)
    ABOUT.add(Finding, OF_FINDING, order=210)
    MAIN.add(SubdistrictRound, on_round, order=210)
    MAIN.add(Finding, on_finding, order=210)
    HISTORY.add(Finding, told_of, order=210)
    register_gate(gate)
    register_withdrawal_follower(stop_for_withdrawn)


def orders_section(found: list[ImmediateOrder], today: date) -> Section | None:
    if not found:
        return None
    return Section(TABLE, {"title": _("Orders to fix at once"), "icon": "lightning", "table": table(found, today)})


def on_round(round_, user, today: date) -> Section | None:
    return orders_section(OF_ROUND.of(round_, user), today)


def on_finding(finding, user, today: date) -> Section | None:
    return orders_section(OF_FINDING.of(finding, user), today)


def told_of(finding, user) -> list:
    return OF_FINDING.of(finding, user)


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
