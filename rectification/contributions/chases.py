"""What chasing adds elsewhere: buttons wherever something is overdue, the notes and calls of a thing, its timeline."""

from datetime import date

from django.db.models import Q, QuerySet

from accounts.permissions import Permission
from core.about import ABOUT, Kind, Whether, is_there, once
from core.access import access_of
from core.buttons import WAYS
from core.sections import HISTORY, MAIN
from core.shapes import Button, Section
from deadlines.models import Deadline
from inspections.models import ImmediateOrder, Interview, SubdistrictRound
from rectification.chase_interviews import interview_buttons
from rectification.chase_ways import chase_buttons, of_one, of_thing
from rectification.models import (
    Chase,
    ChaseCall,
    ChaseLine,
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


def _duties(thing) -> QuerySet[Deadline]:
    return Deadline.objects.filter(once(thing, duties_of))


def _with_caller(calls: QuerySet[ChaseCall]) -> QuerySet[ChaseCall]:
    return calls.select_related("called_by__unit")


# What the duties of an item are told by (queries.chases.duties_of).
_READS = ("case_id", "status")
OWED = Whether(lambda thing: _duties(thing).open(), _READS)
CHASES = Kind(
    Chase,
    lambda thing: Q(pk__in=ChaseLine.objects.filter(deadline__in=_duties(thing)).order_by().values("chase")),
    with_all,
    Permission.CHASE_VIEW,
    _READS,
)
CALLS = Kind(
    ChaseCall,
    lambda thing: Q(
        pk__in=ChaseCall.deadlines.through.objects.filter(deadline__in=_duties(thing)).values("chasecall")
    ),
    _with_caller,
    reads=_READS,
)


def register_chases() -> None:
    """Called in AppConfig.ready()."""
    for model in _MODELS:
        # What is owed within a case is read along with its items and plans.
        for asked in (OWED, CHASES, CALLS) if model is not RectificationCase else ():
            ABOUT.add(model, asked, order=605)
        MAIN.add(model, on_thing, order=605)
        HISTORY.add(model, told_of, order=605)
        WAYS.add(model, ways_of_thing, order=605)
    WAYS.add(Deadline, ways_of_duty, order=605)


def ways_of_duty(deadline, user, today: date) -> list[Button]:
    """In a list: reads the deadline, its unit and its scopes alone."""
    if not access_of(user).permits(Permission.CHASE_ISSUE, deadline.scope_ids) or not may_be_chased(deadline, today):
        return []
    return chase_buttons(of_one(deadline))


def _owed(thing, user, today: date) -> list[Deadline]:
    """What is overdue of it and can be chased."""
    if not is_there(OWED, thing):
        return []
    return list(chaseable(Deadline.objects.visible_to(user), today).filter(once(thing, duties_of)))


def ways_of_thing(thing, user, today: date) -> list[Button]:
    """While something of it is overdue."""
    if Permission.CHASE_ISSUE not in access_of(user).everywhere:
        return []
    owed = once(thing, _owed, user, today)
    if not owed:
        return []
    called = interview_buttons(owed, standings(owed), user, today)
    return [*{button.url: button for button in called.values()}.values(), *chase_buttons(of_thing(thing))]


def _sees_calls(user) -> bool:
    return Permission.CHASE_BOARD in access_of(user).everywhere


def _calls(thing, user) -> list[ChaseCall]:
    return CALLS.of(thing, user) if _sees_calls(user) else []


def told_of(thing, user) -> list:
    """The notes and calls about what it owes, as far as this person reads them."""
    return [*CHASES.of(thing, user), *_calls(thing, user)]


def on_thing(thing, user, today: date) -> Section | None:
    """催办记录, and for whoever reads the board what comes next."""
    chases, calls = CHASES.of(thing, user), _calls(thing, user)
    standing = standings(once(thing, _owed, user, today)) if _sees_calls(user) else {}
    if not chases and not calls and not standing:
        return None
    latest, earlier = presenter.latest_and_earlier(chases)
    coming = min((one.coming for one in standing.values()), key=lambda one: one.on, default=None)
    return Section(
        "rectification/chase/_section.html",
        {
            "notes": presenter.notes_table(latest, today) if latest else None,
            "earlier": presenter.notes_table(earlier, today) if earlier else None,
            "earlier_count": len(earlier),
            "calls": presenter.calls_table(calls, today) if calls else None,
            "coming": coming,
            "is_due": coming is not None and coming.is_due(today),
        },
    )
