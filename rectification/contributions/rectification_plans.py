"""What plans of rectification add elsewhere: to the page of their case, its timeline, to closing, to "my work"."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.permissions import Permission
from core.access import may
from core.sections import HISTORY, MAIN
from core.shapes import Section
from core.work import WorkSource, add_work
from inspections.closing import Gap, register_gate
from rectification.models import RectificationCase, RectificationPlan
from rectification.presenters.rectification_plans import table
from rectification.queries.rectification_plans import to_fill, with_all

_TABLE = "rectification/_partials/table_section.html"


def register_rectification_plans() -> None:
    """Called in AppConfig.ready()."""
    MAIN.add(RectificationCase, on_case, order=200)
    HISTORY.add(RectificationCase, told_of, order=200)
    register_gate(plans_gate)
    # Filling in is done item by item, which is no single verb of the plan.
    add_work(
        WorkSource(
            label=gettext_lazy("Write the plan of rectification"),
            permission=Permission.RECTIFICATION_PLAN_FILL,
            find=to_fill,
            home="rectification:case-list",
        ),
        order=524,
    )


def _seen(case, user) -> list[RectificationPlan]:
    if not may(user, Permission.CASE_VIEW, case):
        return []
    return list(with_all(RectificationPlan.objects.visible_to(user).filter(case=case)))


def told_of(case, user) -> list:
    return _seen(case, user)


def on_case(case, user, today: date) -> Section | None:
    found = _seen(case, user)
    told = {"title": _("Plans of rectification"), "icon": "clipboard-check", "table": table(found, today)}
    return Section(_TABLE, told) if found else None


def plans_gate(round_, today: date) -> list[Gap]:
    """No plan that was asked for waits to be filed or reviewed (四(二)二, R84)."""
    waiting = with_all(RectificationPlan.objects.unsettled().filter(case__round=round_))
    return [
        Gap(
            _("%(plan)s is not settled (now: %(status)s)") % {"plan": plan, "status": plan.get_status_display()},
            plan.get_absolute_url(),
            plan.case.unit.short_name if plan.is_owed else _("Committee office"),
        )
        for plan in waiting
    ]
