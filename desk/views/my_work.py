from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet, Window
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Message
from accounts.permissions import Permission
from core.cells import Link
from core.home import Look, home_of
from core.queries.at_once import Alike
from core.shapes import Words
from core.tables import Column, table_of
from core.views.base import PageView
from core.work import Waits, waits_for
from deadlines.kinds import crowding_kinds
from deadlines.models import Deadline
from deadlines.presenters import present_all
from desk.menu import counted_menu
from desk.round_board import Board, board_table, running_rounds

DEADLINES_SHOWN = 8
UNREAD_SHOWN = 5
NEAR = timedelta(days=7)
WAITING = (
    Column(gettext_lazy("To do"), lambda row, today: Link(row.verb, row.url)),
    Column(gettext_lazy("Subject"), lambda row, today: row.label),
    Column(gettext_lazy("Number"), lambda row, today: row.number, "num"),
)


@dataclass(frozen=True)
class Row:
    """One thing that waits, or all of a kind where not each is named."""

    verb: Words
    label: Words
    url: str
    number: str


def _rows(found: Iterable[Waits]) -> Iterator[Row]:
    for waits in found:
        yield from (Row(task.verb, task.label, task.url, str(task.count)) for task in waits.tasks)
        if waits.has_others:
            url = reverse(waits.home) if waits.home else ""
            yield Row(waits.label, _("In all; the first are named above"), url, waits.number)


class MyWorkView(PageView):
    """The first page of everybody: what waits for me, what ends soon, and what the apps tell of how things stand."""

    rule = Permission.OWN_DESK
    template_name = "desk/my_work.html"

    def get_context_data(self, **kwargs):
        user = self.request.user
        look = Look(user, self.today)
        # All of this is read in one statement, when the first of it is told.
        home = home_of(look)
        running = [Alike(_next_deadlines, user, (self.today,))] if self.may(Permission.DEADLINE_VIEW) else []
        deadlines = look.later(lambda *found: [deadline for few in found for deadline in few], *running)
        unread = look.later(list, Alike(_unread, user))
        rounds = running_rounds(look) if self.may(Permission.ROUND_VIEW) else None
        found = waits_for(user, today=self.today, batch=look.batch)
        board = rounds.told if rounds else Board()
        return super().get_context_data(
            rounds=board.rows,
            has_other_rounds=board.has_others,
            board=board_table(board.rows, self.today),
            tasks=[task for waits in found for task in waits.tasks],
            waiting=table_of(_("Waiting for me"), WAITING, _rows(found), self.today),
            deadlines=present_all(deadlines.told, self.today, user),
            figures=home.figures(),
            parts=home.parts(),
            broad_parts=home.broad_parts(),
            navigation=counted_menu(user, self.request.path, found),
            is_counted=True,
            unread=unread.told,
            unread_count=unread.told[0].in_all if unread.told else 0,
            **kwargs,
        )


def _next_deadlines(user, today: date) -> QuerySet[Deadline]:
    far_crowd = Q(kind__in=crowding_kinds(), due_on__gt=today + NEAR)
    running = Deadline.objects.visible_to(user).open().exclude(far_crowd)
    return running.order_by("due_on", "opened_at", "id")[:DEADLINES_SHOWN]


def _unread(user) -> QuerySet:
    """Each knows how many there are in all."""
    unread = Message.objects.filter(recipient=user, read_at=None).annotate(in_all=Window(Count("pk")))
    return unread.only("subject", "sent_at")[:UNREAD_SHOWN]
