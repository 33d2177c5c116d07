"""Plans of rectification as pages show them."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.cells import Due, Link, Soft, Tick, Under
from core.day_words import day_in_words
from core.presenters import badge_of
from core.shapes import Badge, Crumb, Fact, Missing, Step
from core.shortened import shortened
from core.tables import Column, Table, table_of
from deadlines.presenters import present
from rectification.models import RectificationPlan, Remedy
from rectification.models.rectification_plan import RectificationPlanStatus
from rectification.policies.rectification_plans import SILENT, why_not_filed
from rectification.presenters.crumbs import case_crumbs


def crumbs(plan) -> list[Crumb]:
    if plan is None:
        return case_crumbs()
    return [*case_crumbs(plan.case), Crumb(_("Plan of rectification"), plan.get_absolute_url())]


def why_not_fileable(plan, user, today: date) -> str:
    return why_not_filed(plan)


# --- On the page of its case ---------------------------------------------------------------------------------------


def _due(one, today):
    return Due(present(one.deadline, today)) if one.is_owed else one.due_on


PLAN = Column(
    gettext_lazy("Plan of rectification"), lambda one, today: Link(_("Open the plan"), one.get_absolute_url()),
    is_title=True,
)  # fmt: skip
ASKED = Column(gettext_lazy("Asked for on"), lambda one, today: one.asked_on, "date")
DUE = Column(gettext_lazy("To be filed by"), _due, "tight")
FILED = Column(gettext_lazy("Filed on"), lambda one, today: one.filed_on, "date")
STATE = Column(gettext_lazy("State"), lambda one, today: badge_of(one), "tight")


def table(found, today: date) -> Table:
    return table_of(_("Plans of rectification"), (PLAN, ASKED, DUE, FILED, STATE), found, today)


# --- Its own page --------------------------------------------------------------------------------------------------


def facts_of(plan: RectificationPlan) -> list[Fact]:
    asked_by = plan.asked_by.printed_name
    rows = [
        Fact(_("Feedback"), plan.case.feedback.full_number, plan.case.feedback.get_absolute_url()),
        Fact(
            _("Asked for on"), _("%(day)s by %(name)s") % {"day": day_in_words(plan.asked_on), "name": asked_by}
        ),
        Fact(_("To be filed by"), plan.due_on),
        Fact(_("Basis"), SILENT, wide=True),
    ]  # fmt: skip
    late = plan.deadline.late_explanation if plan.deadline else ""
    paper = plan.paper
    more = [
        Fact(_("What it is to deal with"), plan.wanted, wide=True),
        Fact(_("Filed on"), plan.filed_on),
        Fact(_("Filed by"), plan.filed_by.printed_name if plan.filed_by else ""),
        Fact(_("Plan as filed"), paper.full_number if paper else "", paper.get_absolute_url() if paper else ""),
        Fact(_("Organisation and guarantees"), plan.organisation, wide=True),
        Fact(_("Why it was late"), late, wide=True),
        Fact(_("What the plan lacks"), plan.lacking, wide=True),
        Fact(_("Accepted on"), plan.accepted_on),
        Fact(_("Opinion on the plan"), plan.review, wide=True),
        Fact(_("Why no plan is needed any more"), plan.off_reason, wide=True),
    ]
    return [*rows, *(row for row in more if row.value)]


def step_of(plan: RectificationPlan, today: date) -> Step | None:
    if plan.status == RectificationPlanStatus.FILED:
        return Step(_("Accept the plan or send it back"), _("Committee office"))
    if not plan.is_owed:
        return None
    missing = why_not_filed(plan)
    due = present(plan.deadline, today)
    what = _("Say of each item who does what by when, then file the plan")
    lacking = [Missing(missing)] if missing else []
    return Step(what, plan.case.unit.short_name, deadline=due, signal=due.signal, missing=lacking)


def points(plan: RectificationPlan, user, today: date) -> list[str]:
    """Above the forms: what the office wanted, and what the last plan lacked."""
    found = [plan.wanted, plan.lacking if plan.is_owed else ""]
    return [words for words in found if words]


def points_of_remedy(remedy: Remedy, user, today: date) -> list[str]:
    """Above the form of one item: what was found, what is required, and by when it is due."""
    item = remedy.item
    told = [_("Item %(number)s: %(text)s") % {"number": item.number, "text": item.text}]
    if item.requirement:
        told.append(_("Requirement: %(text)s") % {"text": item.requirement})
    return [*told, _("Due on %(day)s") % {"day": day_in_words(item.due_on)}]


# --- Item by item --------------------------------------------------------------------------------------------------


def _tick(one, today):
    return Tick("n", one.number, _("Choose item %(number)s") % {"number": one.number})


def _problem(one, today):
    item = one.item
    major = (Badge(item.get_kind_display(), "bad"),) if one.is_major else ()
    link = Link(shortened(item.text, 60), item.get_absolute_url(), number=item.number)
    return (link, *major, Under(item.subject_name))


def _measures(one, today):
    emergency = (Under(_("Emergency plan: %(text)s") % {"text": one.plan}),) if one.plan else ()
    return (one.measures, *emergency) if one.measures or emergency else None


def _day(one, today):
    if one.due_on and one.due_on > one.item.due_on:
        return (one.due_on, Under(_("later than %(day)s, when it is due") % {"day": day_in_words(one.item.due_on)}))
    return one.due_on


def _lacking(one, today):
    lacking = one.lacking
    return Soft(_("missing: %(what)s") % {"what": _(", ").join(lacking)}) if lacking else Badge(_("complete"), "ok")


TICK = Column(gettext_lazy("Choose"), _tick, "tick")
NUMBER = Column(gettext_lazy("No."), lambda one, today: one.number, "num", is_desk_only=True)
PROBLEM = Column(gettext_lazy("Problem or hazard"), _problem, is_title=True)
MEASURES = Column(gettext_lazy("Measures"), _measures)
WHO = Column(gettext_lazy("Person responsible"), lambda one, today: one.responsible_person)
FUNDS = Column(gettext_lazy("Funds"), lambda one, today: one.funds)
DAY = Column(gettext_lazy("To be fixed by"), _day, "date")
STANDS = Column(gettext_lazy("Missing"), _lacking)


def remedies_table(remedies, today: date, *, fill_url=None, is_choosable=False, is_owed=True) -> Table:
    """`fill_url(remedy)`: where this person fills it in; None for whoever only reads."""
    columns = (NUMBER, PROBLEM, MEASURES, WHO, FUNDS, DAY)
    columns = (*columns, STANDS) if is_owed else columns
    if fill_url is not None:
        columns = (*columns, Column(gettext_lazy("Fill in"), lambda one, today: _fill(one, fill_url), "act"))
    return table_of(_("Remedies by item"), (TICK, *columns) if is_choosable else columns, remedies, today)


def _fill(one, fill_url):
    return Link(_("Fill in"), fill_url(one))
