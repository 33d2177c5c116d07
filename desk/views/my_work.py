from datetime import timedelta

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.permissions import Permission
from core.cells import Link
from core.home import BROAD_PARTS, PARTS, Look, figures_for, parts_for
from core.tables import Column, table_of
from core.views.base import PageView
from core.work import tasks_for
from deadlines.kinds import crowding_kinds
from deadlines.models import Deadline
from deadlines.presenters import present_all
from desk.menu import counted_menu
from desk.round_board import board_table, running_rounds

DEADLINES_SHOWN = 8
NEAR = timedelta(days=7)
TASKS = (
    Column(gettext_lazy("To do"), lambda task, today: Link(task.verb, task.url)),
    Column(gettext_lazy("Subject"), lambda task, today: task.label),
    Column(gettext_lazy("Number"), lambda task, today: task.count, "num"),
)


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
            deadlines = running.order_by("due_on")[:DEADLINES_SHOWN]
        rounds = running_rounds(user, today=self.today) if self.may(Permission.ROUND_VIEW) else []
        look = Look(user, self.today)
        tasks = tasks_for(user, today=self.today)
        return super().get_context_data(
            rounds=rounds,
            board=board_table(rounds, self.today),
            tasks=tasks,
            waiting=table_of(_("Waiting for me"), TASKS, tasks, self.today),
            deadlines=present_all(deadlines, self.today, user),
            figures=figures_for(look),
            parts=parts_for(look, PARTS),
            broad_parts=parts_for(look, BROAD_PARTS),
            navigation=counted_menu(user, self.request.path, tasks),
            is_counted=True,
            unread=user.inbox.filter(read_at=None)[:5],
            **kwargs,
        )
