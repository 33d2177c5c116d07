"""The tables on the page of a team: its people, and those who left or were proposed in vain."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.cells import DASH, Strong, Under
from core.shapes import Badge
from core.tables import Column, Table, table_of
from planning.models.membership import MemberRole
from planning.presenters.periods import period
from planning.presenters.teams import MemberRow


def members_table(rows: Sequence[MemberRow], today: date, *, is_inside: bool) -> Table:
    """`is_inside`: with what may be changed, for who runs or approves teams."""
    return table_of(_("Members"), (*MEMBERS, CHANGE) if is_inside else MEMBERS, rows, today)


def former_table(rows: Sequence[MemberRow], today: date) -> Table:
    return table_of(_("Former members and candidates"), FORMER, rows, today)


def _name(row, today):
    name = row.person.full_name
    if not row.membership.is_pending_substitute:
        return name
    return (name, Badge(_("substitute, awaiting approval"), "warn"))


def _role(row, today):
    role = row.membership.get_role_display()
    return Strong(role) if row.membership.role == MemberRole.LEADER else role


def _kind(row, today):
    kind = row.person.get_member_type_display()
    return (kind, Under(row.person.specialty)) if row.person.specialty else kind


def _served(row, today):
    one = row.membership
    return period(one.from_on, one.to_on) if one.from_on else _("never served")


def _substitute(row, today):
    """Who took the place, and the verb that fills it."""
    successor = row.membership.successor
    return (successor.person.full_name, *row.links) if successor else tuple(row.links)


MEMBERS = (
    Column(gettext_lazy("Full name"), _name),
    Column(gettext_lazy("Role"), _role, "tight"),
    Column(gettext_lazy("Unit"), lambda row, today: row.person.unit and row.person.unit.short_name),
    Column(gettext_lazy("Post and rank"), lambda row, today: row.person.post_and_rank),
    Column(gettext_lazy("Kind of member"), _kind, "tight"),
    Column(gettext_lazy("Serves from"), lambda row, today: row.membership.from_on, "date"),
)
CHANGE = Column(gettext_lazy("Change"), lambda row, today: tuple(row.links) or DASH, "act")
FORMER = (
    Column(gettext_lazy("Full name"), lambda row, today: row.person.named),
    Column(gettext_lazy("Role"), lambda row, today: row.membership.get_role_display(), "tight"),
    Column(gettext_lazy("Served"), _served, "date"),
    Column(gettext_lazy("Reason"), lambda row, today: row.membership.end_reason),
    Column(gettext_lazy("Substitute"), _substitute),
)
