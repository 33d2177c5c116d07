"""What extensions and objections add elsewhere: to the pages of items and cases, their timelines, to closing; and
what orders and interviews of its finding add to an item."""

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.permissions import Permission
from core.about import ABOUT, Kind
from core.access import may
from core.sections import HISTORY, MAIN
from core.shapes import Section
from core.tables import Table
from inspections.closing import Gap, register_gate
from inspections.contributions.interviews import interviews_about, interviews_section
from inspections.contributions.orders import orders_about, orders_section
from records.queries.decisions import DECISIONS
from records.queries.evidence import EVIDENCE
from rectification.models import Objection, RectificationCase, RectificationItem
from rectification.presenters import extensions, objections
from rectification.queries import extensions as extension_queries
from rectification.queries import objections as objection_queries
from rectification.queries.filings import FILINGS

_TABLE = "rectification/_partials/table_section.html"


ORDERS = orders_about(lambda item: Q(finding=item.finding_id), "finding_id")
INTERVIEWS = interviews_about(lambda item: Q(finding=item.finding_id), "finding_id")


def register_asked() -> None:
    """Called in AppConfig.ready()."""
    for model in (RectificationItem, RectificationCase):
        for queries in (extension_queries, objection_queries):
            ABOUT.add(model, _kind(queries, model), order=640)
        MAIN.add(model, extensions_of, order=640)
        MAIN.add(model, objections_of, order=645)
        HISTORY.add(model, told_of, order=640)
    for told in (EVIDENCE, DECISIONS, FILINGS):
        ABOUT.add(RectificationItem, told, order=100)
    ABOUT.add(RectificationItem, ORDERS, order=210)
    ABOUT.add(RectificationItem, INTERVIEWS, order=215)
    MAIN.add(RectificationItem, orders_of, order=210)
    MAIN.add(RectificationItem, interviews_of, order=215)
    register_gate(objections_gate)


def _kind(queries, model) -> Kind:
    return queries.OF_ITEM if model is RectificationItem else queries.OF_CASE


def _seen(queries, thing, user) -> list:
    """None for whoever does not see the thing itself."""
    return _kind(queries, type(thing)).of(thing, user) if may(user, Permission.CASE_VIEW, thing) else []


def told_of(thing, user) -> list:
    return [*_seen(extension_queries, thing, user), *_seen(objection_queries, thing, user)]


def extensions_of(thing, user, today: date) -> Section | None:
    rows = _seen(extension_queries, thing, user)
    return _section(_("Extensions"), "calendar-plus", extensions.table(rows, today)) if rows else None


def objections_of(thing, user, today: date) -> Section | None:
    rows = _seen(objection_queries, thing, user)
    return _section(_("Objections"), "chat-left-dots", objections.table(rows, today)) if rows else None


def orders_of(item, user, today: date) -> Section | None:
    """已立行立改: what was ordered on site about the finding of the item."""
    return orders_section(ORDERS.of(item, user), today)


def interviews_of(item, user, today: date) -> Section | None:
    return interviews_section(INTERVIEWS.of(item, user), today)


def _section(title: str, icon: str, table: Table) -> Section:
    return Section(_TABLE, {"title": title, "icon": icon, "table": table})


def objections_gate(round_, today: date) -> list[Gap]:
    """No objection of the inspected waits for its answer (四(二)二)."""
    waiting = objection_queries.with_all(Objection.objects.pending().filter(case__round=round_))
    return [
        Gap(_("%(objection)s is not answered") % {"objection": one}, one.get_absolute_url(), _("Safety committee"))
        for one in waiting
    ]
