"""What chasing adds elsewhere: buttons wherever something is overdue, the notes and calls of a thing, its timeline."""

from datetime import date
from functools import cached_property

from accounts.permissions import Permission
from core.access import access_of
from core.buttons import WAYS
from core.queries.few import read_few
from core.sections import HISTORY, MAIN
from core.shapes import Button, Section
from deadlines.models import Deadline
from inspections.models import ImmediateOrder, Interview, SubdistrictRound
from rectification.chase_interviews import interview_buttons
from rectification.chase_ways import chase_buttons, of_one, of_thing
from rectification.models import (
    Chase,
    ChaseCall,
    CopyLetter,
    HandOff,
    HazardListing,
    RectificationCase,
    RectificationItem,
)
from rectification.presenters import chases as presenter
from rectification.queries.chases import chaseable, duties_of, may_be_chased, standings, with_all

_MODELS = (
    RectificationItem, RectificationCase, HandOff, HazardListing, CopyLetter, SubdistrictRound, ImmediateOrder,
    Interview,
)  # fmt: skip


def register_chases() -> None:
    """Called in AppConfig.ready()."""
    for model in _MODELS:
        MAIN.add(model, on_thing, order=605)
        HISTORY.add(model, told_of, order=605)
        WAYS.add(model, ways_of_thing, order=605)
    WAYS.add(Deadline, ways_of_duty, order=605)


def ways_of_duty(deadline, user, today: date) -> list[Button]:
    """In a list: reads the deadline, its unit and its scopes alone."""
    if not access_of(user).permits(Permission.CHASE_ISSUE, deadline.scope_ids) or not may_be_chased(deadline, today):
        return []
    return chase_buttons(of_one(deadline))


def ways_of_thing(thing, user, today: date) -> list[Button]:
    """While something of it is overdue."""
    if Permission.CHASE_ISSUE not in access_of(user).everywhere:
        return []
    owed = list(chaseable(Deadline.objects.visible_to(user), today).filter(duties_of(thing)))
    if not owed:
        return []
    called = interview_buttons(owed, standings(owed), user, today)
    return [*{button.url: button for button in called.values()}.values(), *chase_buttons(of_thing(thing))]


class _Records:
    """The notes and calls about what a thing owes, as far as this person reads them."""

    def __init__(self, thing, user) -> None:
        self.thing, self.user = thing, user
        self.sees_calls = Permission.CHASE_BOARD in access_of(user).everywhere

    @cached_property
    def duties(self):
        return Deadline.objects.filter(duties_of(self.thing)).values("pk")

    @cached_property
    def chases(self) -> list[Chase]:
        if not access_of(self.user).permits_somewhere(Permission.CHASE_VIEW):
            return []
        found = Chase.objects.visible_to(self.user).filter(lines__deadline__in=self.duties).distinct()
        access = access_of(self.user)
        return [one for one in read_few(with_all(found)) if access.permits(Permission.CHASE_VIEW, one.scope_ids)]

    @cached_property
    def calls(self) -> list[ChaseCall]:
        if not self.sees_calls:
            return []
        found = ChaseCall.objects.visible_to(self.user).filter(deadlines__in=self.duties).distinct()
        return read_few(found.select_related("called_by__unit"))


def told_of(thing, user) -> list:
    records = _Records(thing, user)
    return [*records.chases, *records.calls]


def on_thing(thing, user, today: date) -> Section | None:
    """催办记录, and for whoever reads the board what comes next."""
    records = _Records(thing, user)
    owed = chaseable(Deadline.objects.visible_to(user), today).filter(duties_of(thing)) if records.sees_calls else []
    standing = standings(owed)
    if not records.chases and not records.calls and not standing:
        return None
    latest, earlier = presenter.latest_and_earlier(records.chases)
    coming = min((one.coming for one in standing.values()), key=lambda one: one.on, default=None)
    return Section(
        "rectification/chase/_section.html",
        {
            "notes": presenter.notes_table(latest, today) if latest else None,
            "earlier": presenter.notes_table(earlier, today) if earlier else None,
            "earlier_count": len(earlier),
            "calls": presenter.calls_table(records.calls, today) if records.calls else None,
            "coming": coming,
            "is_due": coming is not None and coming.is_due(today),
        },
    )
