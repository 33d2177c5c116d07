"""The items of a case as a table: on its page, and where many are chosen."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.cells import Due, Link, Tick, Under
from core.shapes import Badge
from core.shortened import shortened
from core.tables import Column, Table, table_of
from rectification.presenters.items import ItemRow


def item_table(rows: Sequence[ItemRow], today: date, *, is_choosable=False, shows_opinion=False) -> Table:
    """`shows_opinion`: for those who decide, with what the team leader holds of each."""
    columns = (NUMBER, OPINED if shows_opinion else PROBLEM, KIND, DUE, STATE)
    return table_of(_("Items"), (TICK, *columns) if is_choosable else columns, rows, today)


def _tick(row, today):
    return Tick("n", row.item.number, _("Choose item %(number)s") % {"number": row.item.number})


def _problem(row, today):
    item = row.item
    return (
        Link(shortened(item.text, 70), item.get_absolute_url(), number=item.number),
        Under(item.subject_name),
    )


def _opined(row, today):
    item = row.item
    said = (Under(f"{row.opinion_head}{item.opinion}"),) if item.opinion else ()
    return (*_problem(row, today), *said)


def _due(row, today):
    return Due(row.due) if row.shows_light else row.item.due_on


def _state(row, today):
    returns = row.item.returns
    if not returns:
        return row.state
    times = ngettext("returned %(times)s time", "returned %(times)s times", returns) % {"times": returns}
    return (row.state, Under(times))


TICK = Column(gettext_lazy("Choose"), _tick, "tick")
NUMBER = Column(gettext_lazy("No."), lambda row, today: row.item.number, "num", is_desk_only=True)
PROBLEM = Column(gettext_lazy("Problem or hazard"), _problem, is_title=True)
OPINED = replace(PROBLEM, tell=_opined)
KIND = Column(gettext_lazy("Kind"), lambda row, today: Badge(row.item.get_kind_display(), row.kind_tone))
DUE = Column(gettext_lazy("To be fixed by"), _due)
STATE = Column(gettext_lazy("State"), _state)
