from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.permissions import Permission
from core.buttons import births_of, button
from core.cells import Due, Link, Tick
from core.links import pages_of
from core.lists import DescribedListView
from core.shapes import Button
from core.tables import Column
from core.verbs import noun_of
from core.views.base import ThingDetailView
from deadlines.models import Deadline
from deadlines.presenters import DueDate, present
from records.kinds import document_kind_label
from rectification.chase_interviews import interview_buttons
from rectification.chase_ways import chase_buttons
from rectification.filters.chases import BoardFilter, ChaseFilter
from rectification.models import Chase
from rectification.presenters import chases as presenter
from rectification.queries.chases import Standing, board, board_rows, earlier_than, later_than, standings, with_all


@dataclass(frozen=True)
class BoardRow:
    deadline: Deadline
    due: DueDate
    standing: Standing
    url: str
    buttons: list[Button]


def _matter(row, today):
    return Link(row.deadline.subject_label, row.url)


def _tick(row, today):
    return Tick("n", row.deadline.pk, _("Choose %(matter)s") % {"matter": row.deadline.subject_label})


def _buttons(deadline, interviews) -> list[Button]:
    called = [interviews[deadline.pk]] if deadline.pk in interviews else []
    return [*called, *chase_buttons(f"n={deadline.pk}")]


BOARD = (
    Column(gettext_lazy("Overdue matter"), _matter, is_title=True),
    Column(gettext_lazy("Responsible unit"), lambda row, today: presenter.body_label(row.deadline), is_desk_only=True),
    Column(gettext_lazy("Due on"), lambda row, today: Due(row.due), "tight"),
    Column(
        gettext_lazy("Last chase"), lambda row, today: presenter.last_cell(row.standing), "tight", is_desk_only=True
    ),
    Column(gettext_lazy("Chased"), lambda row, today: presenter.times_cell(row.standing, row.url)),
    Column(gettext_lazy("Next step"), lambda row, today: presenter.coming_cell(row.standing.coming, today), "tight"),
)
# A filter tells kinds apart on the page, a column in the file.
KIND = Column(gettext_lazy("Kind"), lambda row, today: row.due.kind_label)
TICK = Column(gettext_lazy("Choose"), _tick, "tick")
# A phone has the bar above for those ticked.
DO = Column(gettext_lazy("What to do"), lambda row, today: tuple(row.buttons), "act", is_desk_only=True)


class ChaseBoardView(DescribedListView):
    """催办台: every overdue duty with how far the chasing has come, and from when the next step may be taken (R24)."""

    rule = Permission.CHASE_BOARD
    model = Deadline
    filterset_class = BoardFilter
    template_name = "rectification/chase/board.html"
    columns = BOARD
    export_columns = (
        *BOARD[:2],
        KIND,
        BOARD[2],
        Column(gettext_lazy("Days late"), lambda row, today: -row.due.days_left),
        *BOARD[3:],
    )
    heading = gettext_lazy("Chase board")
    lead = gettext_lazy("What is overdue, how often it was chased, and from when the next step may be taken.")
    lead_clause = "二(一)2"
    nothing = gettext_lazy("Nothing is overdue")
    why = gettext_lazy("Nothing here has passed its date, or the filters let nothing through.")
    icon_name = "megaphone"
    export_verb = "chase.export_board"
    page_rows = staticmethod(board_rows)

    @property
    def may_chase(self) -> bool:
        return self.may(Permission.CHASE_ISSUE)

    def get_columns(self):
        return (TICK, *BOARD, DO) if self.may_chase else BOARD

    def get_base_queryset(self):
        return board(self.request.user, self.today)

    def get_filter_arguments(self):
        return {"today": self.today}

    def rows_of(self, things):
        found = list(things)
        standing = standings(found, with_calls=True)
        pages = pages_of({deadline.subject for deadline in found}, self.request.user)
        may_chase = self.may_chase
        interviews = interview_buttons(found, standing, self.request.user, self.today) if may_chase else {}
        return [
            BoardRow(
                deadline=one, due=present(one, self.today), standing=standing[one.pk], url=pages[one.subject],
                buttons=_buttons(one, interviews) if may_chase else [],
            )
            for one in found
        ]  # fmt: skip

    def get_context_data(self, **kwargs):
        notes: list[Any] = [button(_("Chase notes"), "rectification:chase-list", icon="files")]
        bulk = births_of(noun_of(Chase), user=self.request.user, today=self.today)
        return super().get_context_data(actions=notes, bulk=bulk, **kwargs)


class ChaseListView(DescribedListView):
    """The notes that went out; of a body, those addressed to it."""

    rule = Permission.CHASE_VIEW
    model = Chase
    filterset_class = ChaseFilter
    columns = (
        presenter.NUMBER,
        presenter.LEVEL,
        Column(gettext_lazy("Addressee"), lambda one, today: one.addressee_name),
        Column(gettext_lazy("Overdue matters"), lambda one, today: len(one.lines.all()), "num"),
        presenter.ISSUED,
        presenter.ANSWER_BY,
        presenter.RECEIVED,
        Column(
            gettext_lazy("State"), lambda one, today: presenter.state_of(one, is_running=one.has_open_lines), "tight"
        ),
    )
    heading = gettext_lazy("Chase notes")
    lead = gettext_lazy("Numbered notes and letters about what is overdue.")
    lead_clause = "二(一)2"
    nothing = gettext_lazy("No chase notes")
    why = gettext_lazy("No note has gone out, or the filters let nothing through.")
    icon_name = "megaphone"
    export_verb = "chase.export"

    def get_base_queryset(self):
        return with_all(super().get_base_queryset()).prefetch_related("lines__deadline")

    def get_filter_arguments(self):
        return {"is_inner": Permission.CHASE_BOARD in self.access.everywhere}

    def get_context_data(self, **kwargs):
        ways = [button(_("Chase board"), "rectification:chase-board", icon="megaphone")]
        return super().get_context_data(actions=ways if self.may(Permission.CHASE_BOARD) else [], **kwargs)


class ChaseDetailView(ThingDetailView):
    rule = Permission.CHASE_VIEW
    model = Chase
    template_name = "rectification/chase/detail.html"

    def get_context_data(self, **kwargs):
        chase = self.object
        lines = list(chase.lines.select_related("deadline__responsible_unit"))
        later = later_than(chase, self.request.user)
        earlier = list(earlier_than(chase, self.request.user))
        is_running = any(line.deadline.is_open for line in lines)
        return super().get_context_data(
            badge=presenter.state_of(chase, is_running=is_running),
            level=presenter.badge_of_chase(chase),
            next_step=presenter.step_of(chase, later=later, is_running=is_running, today=self.today),
            fact_title=document_kind_label(chase.letter.kind),
            facts=presenter.facts_of(chase, later=later, is_inner=self.may(Permission.CHASE_BOARD)),
            lines=presenter.lines_table(lines, self.today),
            earlier=presenter.notes_table(earlier, self.today),
            earlier_count=len(earlier),
            **kwargs,
        )
