"""Hand-offs, and the matters of one, as tables."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from core.cells import Due, Link, Under
from core.shapes import Badge
from core.tables import Column, Table, table_of
from deadlines.presenters import present
from rectification.presenters.hand_offs import running, state_of


def hand_offs_table(found, today: date) -> Table:
    """Inside another page."""
    return table_of(_("Hand-off"), (NUMBER, RECEIVER, REPLY, STATE), found, today)


def matters_table(lines, today: date, *, is_inner: bool) -> Table:
    """`is_inner`: with the way to each finding, for whoever prepares and decides."""
    problem = Column(gettext_lazy("Problem"), _inner if is_inner else _outer, is_title=True)
    return table_of(_("Matters"), (ORDER, problem, BODY, KIND, FOUND), lines, today)


def _number(hand_off, today):
    return hand_off.letter.full_number if hand_off.letter_id else _("Draft")


def _reply(hand_off, today):
    deadline = running(hand_off)
    return Due(present(deadline, today)) if deadline else None


NUMBER = Column(gettext_lazy("Letter"), _number, is_link=True)
RECEIVER = Column(pgettext_lazy("of a hand-off", "Receiver"), lambda one, today: one.receiver.short_name)
REPLY = Column(gettext_lazy("Reply by"), _reply, "tight")
STATE = Column(gettext_lazy("State"), state_of)


def _inner(line, today):
    return _problem(line, line.finding.get_absolute_url())


def _outer(line, today):
    return _problem(line, "")


def _problem(line, url: str):
    told: list[Any] = [Link(line.text, url)]
    if line.place:
        told.append(Under(line.place))
    if line.basis:
        told.append(Under(_("Legal basis: %(basis)s") % {"basis": line.basis}))
    if line.is_withdrawn:
        told.append(Badge(_("Withdrawn"), "warn"))
    return tuple(told)


def _body(line, today):
    return (line.subject_name, Under(line.credit_code, is_code=True)) if line.credit_code else line.subject_name


ORDER = Column(gettext_lazy("No."), lambda line, today: line.number, "num")
BODY = Column(gettext_lazy("Inspected body"), _body)
KIND = Column(gettext_lazy("Kind"), lambda line, today: line.get_kind_display())
FOUND = Column(gettext_lazy("Found on"), lambda line, today: line.found_on, "date")
