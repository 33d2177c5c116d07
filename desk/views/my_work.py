from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Q, Window
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.permissions import Permission
from core.cells import Link
from core.home import BROAD_PARTS, PARTS, Look, figures_for, parts_for
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
        deadlines = []
        if self.may(Permission.DEADLINE_VIEW):
            far_crowd = Q(kind__in=crowding_kinds(), due_on__gt=self.today + NEAR)
            running = Deadline.objects.visible_to(user).open().exclude(far_crowd)
            deadlines = running.order_by("due_on", "opened_at", "id")[:DEADLINES_SHOWN]
        board = running_rounds(user, today=self.today) if self.may(Permission.ROUND_VIEW) else Board()
        look = Look(user, self.today)
        found = waits_for(user, today=self.today)
        unread = list(user.inbox.filter(read_at=None).annotate(in_all=Window(Count("pk")))[:UNREAD_SHOWN])
        return super().get_context_data(
            rounds=board.rows,
            has_other_rounds=board.has_others,
            board=board_table(board.rows, self.today),
            tasks=[task for waits in found for task in waits.tasks],
            waiting=table_of(_("Waiting for me"), WAITING, _rows(found), self.today),
            deadlines=present_all(deadlines, self.today, user),
            figures=figures_for(look),
            parts=parts_for(look, PARTS),
            broad_parts=parts_for(look, BROAD_PARTS),
            navigation=counted_menu(user, self.request.path, found),
            is_counted=True,
            unread=unread,
            unread_count=unread[0].in_all if unread else 0,
            **kwargs,
        )
