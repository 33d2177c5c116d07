"""Orders to fix at once as pages show them."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.cells import Due, Link
from core.day_words import day_in_words
from core.presenters import badge_of
from core.shapes import Badge, Crumb, Fact, Step
from core.tables import Column, Table, table_of
from deadlines.presenters import present
from inspections.models import ImmediateOrder
from inspections.models.order import OrderStatus

WORDS = 40


def crumbs(order) -> list[Crumb]:
    found = [Crumb(_("Orders to fix at once"), reverse("inspections:order-list"))]
    return found if order is None else [*found, Crumb(str(order), order.get_absolute_url())]


def state_of(order: ImmediateOrder) -> Badge:
    """Withdrawn is told, though it is no state."""
    return Badge(_("Withdrawn"), "warn") if order.is_withdrawn else badge_of(order)


def due_words(order: ImmediateOrder) -> str:
    day = day_in_words(order.due_on)
    return _("%(day)s, %(hour)s") % {"day": day, "hour": f"{order.due_time:%H:%M}"} if order.due_time else day


def _matter(one, today):
    words = f"{one.subject_name}：{one.text}"
    return Link(words if len(words) <= WORDS else f"{words[: WORDS - 1]}…", one.get_absolute_url(), full=words)


def _due(one, today):
    is_owed = one.status == OrderStatus.ISSUED and one.deadline is not None and one.deadline.is_open
    return Due(present(one.deadline, today)) if is_owed else one.due_on


MATTER = Column(gettext_lazy("Problem"), _matter, is_title=True)
NUMBER = Column(gettext_lazy("Document number"), lambda one, today: one.notice.full_number, "tight", is_desk_only=True)
SUBDISTRICT = Column(gettext_lazy("Subdistrict"), lambda one, today: one.round.subdistrict.short_name, "tight")
ISSUED = Column(gettext_lazy("Ordered on"), lambda one, today: one.issued_on, "date", is_desk_only=True)
DUE = Column(gettext_lazy("To be fixed by"), _due, "tight")
FIXED = Column(gettext_lazy("Fixed on"), lambda one, today: one.fixed_on, "date")
VERIFIED = Column(gettext_lazy("Verified on"), lambda one, today: one.verified_on, "date", is_desk_only=True)
STATE = Column(gettext_lazy("State"), lambda one, today: state_of(one), "tight")


def table(found, today: date) -> Table:
    """Inside another page."""
    return table_of(_("Orders to fix at once"), (MATTER, ISSUED, DUE, FIXED, VERIFIED, STATE), found, today)


def facts_of(order: ImmediateOrder, *, is_inner: bool) -> list[Fact]:
    """`is_inner`: for whoever reads the finding."""
    finding, round_ = order.finding, order.round
    rows = [
        Fact(_("Problem"), order.text, finding.get_absolute_url() if is_inner else "", wide=True),
        Fact(_("Responsible unit"), order.subject_name),
        Fact(_("Place"), order.place),
        Fact(_("What has to be done"), order.requirement, wide=True),
        Fact(_("Notice"), order.notice.full_number, order.notice.get_absolute_url()),
        Fact(_("Round"), str(round_), round_.get_absolute_url() if is_inner else ""),
        Fact(_("Ordered on"), order.issued_on),
        Fact(_("To be fixed by"), due_words(order)),
        Fact(_("How it was fixed"), order.measures, wide=True),
        Fact(_("Fixed on"), order.fixed_on),
        Fact(_("Said to be fixed by"), order.fixed_by.printed_name if order.fixed_by else None),
        Fact(_("What the check showed"), order.verification, wide=True),
        Fact(_("Verified on"), order.verified_on),
        Fact(_("Verified by"), order.verified_by.printed_name if order.verified_by else None),
        Fact(_("Why it was sent back"), order.return_reason, wide=True),
    ]
    return [row for row in rows if row.value]


def step_of(order: ImmediateOrder, today: date) -> Step | None:
    if order.is_withdrawn or order.status == OrderStatus.VERIFIED:
        return None
    if order.status == OrderStatus.FIXED:
        return Step(_("Verify that it is fixed; never whoever said so"), _("Team or office"))
    due = present(order.deadline, today)
    return Step(
        _("Fix it and show it by photos"), order.round.subdistrict.short_name, deadline=due, signal=due.signal
    )  # fmt: skip
