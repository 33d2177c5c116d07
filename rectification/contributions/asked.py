"""What extensions and objections add elsewhere: to the pages of items and cases, their timelines, to closing; and
what orders and interviews of its finding add to an item."""

from datetime import date

from django.utils.translation import gettext as _

from accounts.permissions import Permission
from core.access import may
from core.queries.few import read_few
from core.sections import HISTORY, MAIN
from core.shapes import Section
from core.tables import Table
from inspections.closing import Gap, register_gate
from inspections.contributions.interviews import interviews_section, seen_interviews
from inspections.contributions.orders import orders_section, seen_orders
from rectification.models import Extension, Objection, RectificationCase, RectificationItem
from rectification.presenters import extensions, objections
from rectification.queries.extensions import with_all as with_extension
from rectification.queries.objections import with_all as with_objection

_TABLE = "rectification/_partials/table_section.html"


def register_asked() -> None:
    """Called in AppConfig.ready()."""
    for model in (RectificationItem, RectificationCase):
        MAIN.add(model, extensions_of, order=640)
        MAIN.add(model, objections_of, order=645)
        HISTORY.add(model, told_of, order=640)
    MAIN.add(RectificationItem, orders_of, order=210)
    MAIN.add(RectificationItem, interviews_of, order=215)
    register_gate(objections_gate)


def _seen(model, thing, user):
    """Those about an item; about a case, all within it. None for whoever does not see the thing itself."""
    found = model.objects.visible_to(user) if may(user, Permission.CASE_VIEW, thing) else model.objects.none()
    return found.filter(item=thing) if isinstance(thing, RectificationItem) else found.filter(case=thing)


def _extensions(thing, user) -> list[Extension]:
    return read_few(with_extension(_seen(Extension, thing, user)))


def _objections(thing, user) -> list[Objection]:
    return read_few(with_objection(_seen(Objection, thing, user)))


def told_of(thing, user) -> list:
    return [*_extensions(thing, user), *_objections(thing, user)]


def extensions_of(thing, user, today: date) -> Section | None:
    rows = _extensions(thing, user)
    return _section(_("Extensions"), "calendar-plus", extensions.table(rows, today)) if rows else None


def objections_of(thing, user, today: date) -> Section | None:
    rows = _objections(thing, user)
    return _section(_("Objections"), "chat-left-dots", objections.table(rows, today)) if rows else None


def orders_of(item, user, today: date) -> Section | None:
    """已立行立改: what was ordered on site about the finding of the item."""
    return orders_section(seen_orders(user, finding=item.finding_id), today)


def interviews_of(item, user, today: date) -> Section | None:
    return interviews_section(seen_interviews(user, finding=item.finding_id), today)


def _section(title: str, icon: str, table: Table) -> Section:
    return Section(_TABLE, {"title": title, "icon": icon, "table": table})


def objections_gate(round_, today: date) -> list[Gap]:
    """No objection of the inspected waits for its answer (四(二)二)."""
    waiting = with_objection(Objection.objects.pending().filter(case__round=round_))
    return [
        Gap(_("%(objection)s is not answered") % {"objection": one}, one.get_absolute_url(), _("Safety committee"))
        for one in waiting
    ]
