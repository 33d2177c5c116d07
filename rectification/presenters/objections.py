"""Objections as pages show them."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.cells import Due, Link, Prose
from core.day_words import day_in_words
from core.presenters import badge_of
from core.shapes import Crumb, Fact, Step
from core.tables import Column, Table, table_of
from deadlines.presenters import present
from records.presenters.decisions import decision_facts
from rectification.models import Objection
from rectification.models.objection import ObjectionStatus


def crumbs(objection) -> list[Crumb]:
    found = [Crumb(_("Objections"), reverse("rectification:objection-list"))]
    return found if objection is None else [*found, Crumb(str(objection), objection.get_absolute_url())]


def item_words(objection: Objection) -> str:
    return _("Item %(number)s: %(text)s") % {"number": objection.item.number, "text": objection.item.text}


def _item(one, today):
    words = item_words(one)
    return Link(words if len(words) <= 40 else f"{words[:39]}…", one.get_absolute_url(), full=words)


def _answer_by(one, today):
    is_open = one.status == ObjectionStatus.FILED and one.deadline is not None
    return Due(present(one.deadline, today)) if is_open else None


ITEM = Column(gettext_lazy("Item"), _item, is_title=True)
UNIT = Column(gettext_lazy("Subdistrict"), lambda one, today: one.case.unit.short_name)
FILED = Column(gettext_lazy("Filed on"), lambda one, today: one.filed_on, "date")
ANSWER_BY = Column(gettext_lazy("Answer due"), _answer_by, "tight")
ANSWER = Column(gettext_lazy("Answer of the committee"), lambda one, today: one.outcome and Prose(one.outcome))
STATE = Column(gettext_lazy("State"), lambda one, today: badge_of(one), "tight")


def table(found, today: date) -> Table:
    """Inside another page."""
    return table_of(_("Objections"), (ITEM, FILED, ANSWER_BY, STATE, ANSWER), found, today)


def facts_of(objection: Objection, *, sees_inner: bool) -> list[Fact]:
    filed_by = objection.filed_by.printed_name
    facts = [
        Fact(_("Item"), item_words(objection), objection.item.get_absolute_url(), wide=True),
        Fact(_("Objection"), objection.text, wide=True),
        Fact(_("Filed on"), _("%(day)s by %(name)s") % {"day": day_in_words(objection.filed_on), "name": filed_by}),
        Fact(_("Feedback"), objection.case.feedback.full_number, objection.case.feedback.get_absolute_url()),
    ]
    if objection.letter is not None:
        facts += [
            Fact(_("Answer of the committee"), objection.outcome, wide=True),
            Fact(_("Letter of the answer"), objection.letter.full_number, objection.letter.get_absolute_url()),
        ]
    return [*facts, *decision_facts(objection.decision, sees_scan=sees_inner)]


def step_of(objection: Objection, today: date) -> Step | None:
    if objection.status != ObjectionStatus.FILED or objection.deadline is None:
        return None
    due = present(objection.deadline, today)
    return Step(
        _("Answer the objection; the item is owed meanwhile as before"), who=_("Safety committee"), deadline=due,
        signal=due.signal,
    )  # fmt: skip
