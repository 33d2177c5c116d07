"""Extensions as pages show them."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.cells import Link
from core.day_words import day_in_list, day_in_words
from core.presenters import badge_of
from core.shapes import Badge, Crumb, Fact, Step
from core.tables import Column, Table, table_of
from records.presenters.decisions import decision_facts
from rectification.models import Extension


def crumbs(extension) -> list[Crumb]:
    found = [Crumb(_("Extensions"), reverse("rectification:extension-list"))]
    return found if extension is None else [*found, Crumb(str(extension), extension.get_absolute_url())]


def state_of(extension: Extension) -> Badge:
    """That nothing is left to be extended is told, though it is no state."""
    return Badge(_("Not needed any more")) if extension.is_moot else badge_of(extension)


def matter_of(extension: Extension) -> str:
    if extension.item is None:
        return _("Resubmission of what was returned")
    return _("Item %(number)s: %(text)s") % {"number": extension.item.number, "text": extension.item.text}


def _matter(one, today):
    words = matter_of(one)
    return Link(words if len(words) <= 40 else f"{words[:39]}…", one.get_absolute_url(), full=words)


def _given(one, today):
    return day_in_list(one.granted_until_on) if one.granted_until_on else None


MATTER = Column(gettext_lazy("What is to be extended"), _matter, is_title=True)
UNIT = Column(gettext_lazy("Subdistrict"), lambda one, today: one.case.unit.short_name)
ASKED = Column(gettext_lazy("Asked on"), lambda one, today: one.requested_on, "date", is_desk_only=True)
DUE = Column(gettext_lazy("Due until now"), lambda one, today: one.due_on, "date", is_desk_only=True)
UNTIL = Column(gettext_lazy("Asked until"), lambda one, today: one.until_on, "date", is_named=True)
GIVEN = Column(gettext_lazy("Granted until"), _given, "date", is_desk_only=True)
STATE = Column(gettext_lazy("State"), lambda one, today: state_of(one), "tight")


def table(found, today: date) -> Table:
    """Inside another page."""
    return table_of(_("Extensions"), (MATTER, ASKED, DUE, UNTIL, GIVEN, STATE), found, today)


def facts_of(extension: Extension, *, sees_inner: bool) -> list[Fact]:
    asked_by = extension.requested_by.printed_name
    facts = [
        Fact(_("What is to be extended"), matter_of(extension), _thing_of(extension).get_absolute_url(), wide=True),
        Fact(_("Due until now"), day_in_words(extension.due_on)),
        Fact(_("Asked until"), day_in_words(extension.until_on)),
        Fact(_("Reason"), extension.reason, wide=True),
        Fact(
            _("Asked on"), _("%(day)s by %(name)s") % {"day": day_in_words(extension.requested_on), "name": asked_by}
        ),
    ]
    if extension.granted_until_on:
        facts.append(Fact(_("Granted until"), day_in_words(extension.granted_until_on)))
    if extension.refusal_reason:
        facts.append(Fact(_("Why no later day is given"), extension.refusal_reason, wide=True))
    if extension.form is not None:
        facts.append(Fact(_("Form"), extension.form.full_number, extension.form.get_absolute_url()))
    return [*facts, *decision_facts(extension.decision, sees_scan=sees_inner)]


def _thing_of(extension: Extension):
    return extension.item or extension.case


def step_of(extension: Extension) -> Step | None:
    if extension.status != "requested" or extension.is_moot:
        return None
    return Step(_("Decide on the extension; the date runs on meanwhile"), who=_("Safety committee"))
