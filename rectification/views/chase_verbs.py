"""To chase and to log a call: both begin with overdue duties that were chosen, on the board or on any page."""

from uuid import UUID

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.cells import Due
from core.shapes import Crumb
from core.tables import Column, table_of
from core.views.verbs import VerbView
from deadlines.presenters import present
from rectification.chase_ladder import ChaseLevel, highest
from rectification.filters.chases import BoardFilter
from rectification.presenters import chases as presenter
from rectification.queries.chases import board, matters_of, of_body, of_thing, standings

# More at once than anybody reads through; the rest waits for the next note.
MOST = 500


class _ChosenView(VerbView):
    """Chosen are those of the board with an id `n`, or those of one thing (`of`), or all that the filters of the board
    let through (`all=1`)."""

    template_name = "rectification/chase/issue.html"

    @cached_property
    def reached(self):
        return board(self.request.user, self.today)

    @cached_property
    def chosen(self) -> list:
        data = self.request.GET if self.request.method == "GET" else self.request.POST
        if self.request.method == "GET" and data.get("all"):
            return list(BoardFilter(data, queryset=self.reached, request=self.request, today=self.today).qs[:MOST])
        if self.request.method == "GET" and (key := _id(data.get("of", ""))):
            return list(of_thing(self.reached, key)[:MOST])
        keys = [key for key in map(_id, data.getlist("n") or data.getlist("deadlines")) if key]
        return list(self.reached.filter(pk__in=keys)[:MOST])

    @cached_property
    def bodies(self) -> list:
        return of_body(self.chosen)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"found": self.reached}

    def get_initial(self):
        return super().get_initial() | {"deadlines": [deadline.pk for deadline in self.chosen]}

    @property
    def cancel_url(self) -> str:
        return reverse("rectification:chase-board")

    def crumbs(self) -> list[Crumb]:
        return [Crumb(_("Chase board"), reverse("rectification:chase-board"))]

    def get_context_data(self, **kwargs):
        standing, matters = standings(self.chosen, with_calls=True), matters_of(self.chosen)
        columns = (
            Column(_("Overdue matter"), lambda one, today: matters[one.pk], is_title=True),
            Column(_("Responsible unit"), lambda one, today: presenter.body_label(one)),
            Column(_("Due on"), lambda one, today: Due(present(one, today))),
            Column(_("Last chase"), lambda one, today: presenter.last_cell(standing[one.pk])),
            Column(_("Next step"), lambda one, today: presenter.coming_cell(standing[one.pk].coming, today)),
        )
        table = table_of(_("Chosen"), columns, self.chosen, self.today)
        return super().get_context_data(
            chosen=self.chosen, table=table, points=self.points(standing), back=self.cancel_url, **kwargs
        )

    def points(self, standing) -> list[str]:
        return []


class ChaseIssueView(_ChosenView):
    def points(self, standing):
        """What each body gets, by the ladder."""
        return [self._point(unit, duties, standing) for unit, duties in self.bodies]

    def _point(self, unit, duties, standing) -> str:
        level = highest([standing[one.pk].proposed(self.today) for one in duties])
        words = ngettext(
            "%(body)s: %(count)s duty — %(level)s by the ladder",
            "%(body)s: %(count)s duties — %(level)s by the ladder",
            len(duties),
        )
        body = presenter.body_label(duties[0])
        return words % {"body": body, "count": len(duties), "level": ChaseLevel(level).label}

    def get_success_url(self):
        if len(self.result) == 1:
            return self.result[0].get_absolute_url()
        return reverse("rectification:chase-list")


class ChaseLogView(_ChosenView):
    @cached_property
    def contacts(self) -> list[str]:
        return presenter.contacts_of(self.bodies[0][0], self.today) if len(self.bodies) == 1 else []

    def get_initial(self):
        first = {"spoken_to": self.contacts[0]} if self.contacts else {}
        return super().get_initial() | first

    def points(self, standing):
        return [_("To call: %(contact)s") % {"contact": contact} for contact in self.contacts]

    def get_success_url(self):
        return self.cancel_url


def _id(text: str) -> str:
    try:
        return str(UUID(text))
    except ValueError:
        return ""
