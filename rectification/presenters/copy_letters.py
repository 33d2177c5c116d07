"""Copies as pages show them (R71, R72)."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from core.cells import Due
from core.presenters import badge_of
from core.shapes import Crumb, Fact, Step
from core.tables import Column, Table, table_of
from deadlines.presenters import present
from rectification.models import CopyLetter
from rectification.models.copy_letter import CopyStatus
from rectification.policies.copy_letters import why_not_sent
from rectification.queries.assessments import assessment_of, is_locked_with
from rectification.queries.copy_letters import bodies_left

CLAUSE = "三(三)6"


def crumbs(copy) -> list[Crumb]:
    found = [Crumb(_("Copies"), reverse("rectification:copy-list"))]
    return [*found, Crumb(str(copy), copy.get_absolute_url())] if copy is not None else found


def are_wanted(round_, user, today: date) -> bool:
    return is_locked_with(assessment_of(round_), round_.pk) and bodies_left(round_).exists()


def why_not_copied(round_, user, today: date) -> str:
    return why_not_sent(round_, assessment_of(round_))


def points_of_copies(round_, user, today: date) -> list[str]:
    days = round_.ruleset.copy_receipt_days
    return [
        _("A letter of its own goes to: %(bodies)s.")
        % {"bodies": _(", ").join(unit.name for unit in bodies_left(round_))},
        _("The result, the rectification and the locked score go along."),
        _("Days to confirm receipt: %(days)s, set by the office (not fixed by the regulation).") % {"days": days},
    ]


def running(copy: CopyLetter):
    return copy.deadline if copy.status == CopyStatus.SENT and copy.deadline.is_open else None


NUMBER = Column(gettext_lazy("Copy letter"), lambda one, today: one.letter.full_number, is_link=True)
BODY = Column(pgettext_lazy("of a copy", "To"), lambda one, today: one.body.name)
SENT = Column(gettext_lazy("Day of the letter"), lambda one, today: one.sent_on, "date")
RECEIPT_BY = Column(
    gettext_lazy("Receipt by"), lambda one, today: Due(present(running(one), today)) if running(one) else None
)
RECEIVED = Column(gettext_lazy("Received on"), lambda one, today: one.received_on, "date")
STATE = Column(gettext_lazy("State"), lambda one, today: badge_of(one), "tight")


def copies_table(copies, today: date) -> Table:
    """On the page of a round."""
    return table_of(_("Copies"), (BODY, NUMBER, SENT, RECEIPT_BY, RECEIVED, STATE), copies, today)


def facts_of(copy: CopyLetter, *, is_inner: bool) -> list[Fact]:
    """`is_inner`: with the way to the round, which the body does not read."""
    letter, round_ = copy.letter, copy.round
    signed = copy.received_by.printed_name if copy.received_by else copy.signed_by
    rows = [
        Fact(_("To"), copy.body.name, clause=CLAUSE),
        Fact(_("Copy letter"), letter.full_number, letter.get_absolute_url()),
        Fact(_("Round"), str(round_), round_.get_absolute_url() if is_inner else ""),
        Fact(_("Day of the letter"), copy.sent_on),
        Fact(_("Received on"), copy.received_on),
    ]
    more = [
        Fact(_("Received by"), signed),
        Fact(_("Reason for withdrawing it"), copy.withdrawal_reason, wide=True),
    ]
    return [*rows, *(fact for fact in more if fact.value)]


def step_of(copy: CopyLetter, today: date) -> Step | None:
    if copy.status != CopyStatus.SENT:
        return None
    due = present(copy.deadline, today)
    return Step(_("Confirm receipt of the copy"), copy.body.short_name, CLAUSE, due, due.signal)
