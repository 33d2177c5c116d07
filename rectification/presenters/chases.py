"""Chasing as pages show it: levels, next steps, the notes and calls of a duty."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, npgettext, pgettext, pgettext_lazy

from accounts.models import Unit
from accounts.queries.principals import people_who_answer
from core.cells import Desk, Due, Light, Link, Soft, Under
from core.day_words import day_in_list, day_in_words
from core.presenters import badge_of
from core.shapes import Badge, Crumb, Fact, Step
from core.tables import Column, Table, table_of
from deadlines.models import Deadline
from deadlines.presenters import present
from rectification.chase_ladder import LEVEL_TONES, Upcoming
from rectification.models import Chase, ChaseCall
from rectification.queries.chases import Standing, superseded


def crumbs(chase) -> list[Crumb]:
    found = [Crumb(_("Chase notes"), reverse("rectification:chase-list"))]
    return [*found, Crumb(str(chase), chase.get_absolute_url())] if chase is not None else found


def level_badge(level: str, label: str) -> Badge:
    return Badge(label, LEVEL_TONES[level])


def badge_of_chase(chase: Chase) -> Badge:
    return level_badge(chase.level, chase.get_level_display())


def state_of(chase: Chase, *, is_running: bool) -> Badge:
    """Settled is told, though it is no state: every duty of the note is done."""
    if not is_running and chase.status != "withdrawn":
        return Badge(_("Settled"), "ok")
    return badge_of(chase)


def body_label(deadline: Deadline) -> str:
    return deadline.responsible_unit.short_name if deadline.responsible_unit else deadline.responsible_label


def coming_cell(coming: Upcoming, today: date) -> tuple:
    """The next step with its first day; from that day on it is marked as due."""
    when = _("now, since %(day)s") if coming.is_due(today) else _("from %(day)s")
    words = when % {"day": day_in_list(coming.on)}
    label = Light("overdue", coming.step.label) if coming.is_due(today) else coming.step.label
    return (label, Desk(words))


def last_cell(standing: Standing) -> tuple | None:
    """The last note, its number in the title and in files; before the first one the last call."""
    if (last := standing.last) is not None:
        day = day_in_list(last.issued_on)
        return (badge_of_chase(last), Link(day, last.get_absolute_url(), full=f"{day} {last.letter.full_number}"))
    if standing.calls:
        return (Soft(_("Called: %(call)s") % {"call": call_words(standing.calls[0])}),)
    return None


def call_words(call: ChaseCall) -> str:
    return f"{day_in_list(call.called_on)} {call.spoken_to}：{call.outcome}"


def times_cell(standing: Standing, url: str) -> Any:
    """How often it was chased; what the last call brought stands in the title, in files, and on the page `url`."""
    notes, calls = len(standing.lines), len(standing.calls)
    told = npgettext("of a chase", "%(count)s note", "%(count)s notes", notes) % {"count": notes}
    if not calls:
        return told
    told = _("%(notes)s, %(calls)s") % {
        "notes": told, "calls": ngettext("%(count)s call", "%(count)s calls", calls) % {"count": calls},
    }  # fmt: skip
    return Link(told, url, full=_("%(told)s: %(call)s") % {"told": told, "call": call_words(standing.calls[0])})


# --- Who to call ---------------------------------------------------------------------------------------------------


def contacts_of(unit: Unit | None, today: date) -> list[str]:
    """Whom to call about a duty of this body, with the telephone where it is known; who answers for it first."""
    if unit is None:
        return []
    people = [
        _with_phone(f"{one.full_name}{one.post and f'（{one.post}）'}", one.phone)
        for one in people_who_answer(unit, today)
    ]
    return [*people, _with_phone(unit.short_name, unit.phone)] if unit.phone else people


def _with_phone(name: str, phone: str) -> str:
    return f"{name} {phone}" if phone else name


# --- Tables --------------------------------------------------------------------------------------------------------


def _matter(line, today):
    return (line.matter, Under(present(line.deadline, today).kind_label))


LINE_COLUMNS = (
    Column(gettext_lazy("No."), lambda line, today: line.number, "num"),
    Column(gettext_lazy("Overdue matter"), _matter, is_title=True),
    Column(gettext_lazy("Was due on"), lambda line, today: line.due_on, "date"),
    Column(gettext_lazy("Days late then"), lambda line, today: line.days_late, "num"),
    Column(gettext_lazy("Now"), lambda line, today: Due(present(line.deadline, today))),
)


def lines_table(lines: Iterable, today: date) -> Table:
    return table_of(_("Overdue matters"), LINE_COLUMNS, lines, today)


NUMBER = Column(gettext_lazy("Document number"), lambda one, today: one.letter.full_number, is_link=True)
LEVEL = Column(pgettext_lazy("of a chase", "Level"), lambda one, today: badge_of_chase(one), "tight")
ISSUED = Column(pgettext_lazy("chase", "Issued on"), lambda one, today: one.issued_on, "date")
ANSWER_BY = Column(gettext_lazy("To be done by"), lambda one, today: one.answer_by, "date")
RECEIVED = Column(gettext_lazy("Received on"), lambda one, today: one.letter.received_on, "date")
REPLY = Column(gettext_lazy("Reply"), lambda one, today: one.reply)


def notes_table(chases: Sequence[Chase], today: date) -> Table:
    """On the page of a thing."""
    state = Column(gettext_lazy("State"), lambda one, today: badge_of(one), "tight")
    return table_of(_("Chase notes"), (NUMBER, LEVEL, ISSUED, ANSWER_BY, RECEIVED, state), chases, today)


def latest_and_earlier(chases: Sequence[Chase]) -> tuple[list[Chase], list[Chase]]:
    """Apart: those that still speak of something, and those of which a later note took up every matter."""
    gone = set()
    if len(chases) > 1:
        known = Chase.objects.filter(pk__in=[one.pk for one in chases])
        gone = set(superseded(known).order_by().values_list("pk", flat=True))
    return [one for one in chases if one.pk not in gone], [one for one in chases if one.pk in gone]


def calls_table(calls: Sequence[ChaseCall], today: date) -> Table:
    columns = (
        Column(gettext_lazy("Called on"), lambda one, today: one.called_on, "date"),
        Column(gettext_lazy("Spoken to"), lambda one, today: one.spoken_to, is_title=True),
        Column(gettext_lazy("Outcome"), lambda one, today: one.outcome),
        Column(gettext_lazy("Called by"), lambda one, today: one.called_by.printed_name),
    )
    return table_of(_("Calls"), columns, calls, today)


# --- The page of one note ------------------------------------------------------------------------------------------


def facts_of(chase: Chase, *, later: Chase | None, is_inner: bool) -> list[Fact]:
    """`is_inner`: for the office and the committee, with why the level was raised. `later` is the note after it."""
    letter = chase.letter
    rows = [
        Fact(_("Document number"), letter.full_number, letter.get_absolute_url()),
        Fact(_("Addressee"), chase.addressee_name, clause="二(一)2"),
        Fact(pgettext("chase", "Issued on"), chase.issued_on),
        Fact(_("To be done by"), chase.answer_by),
        Fact(_("Followed by"), later.letter.full_number, later.get_absolute_url())
        if later
        else Fact(_("Next step"), next_words(chase)),
    ]
    if chase.unit_id is not None:
        rows.append(Fact(_("Received on"), letter.received_on))
    more = [
        Fact(_("What is asked besides"), chase.request, wide=True),
        Fact(_("Reply"), chase.reply, wide=True),
        Fact(_("Replied on"), chase.replied_on),
        Fact(_("Reason for withdrawing it"), chase.withdrawal_reason, wide=True),
    ]
    if is_inner:
        more.insert(0, Fact(_("Reason for a higher level"), chase.raised_reason, wide=True))
    return [*rows, *(fact for fact in more if fact.value)]


def next_words(chase: Chase) -> str:
    return _("%(step)s from %(day)s") % {
        "step": chase.get_next_step_display(), "day": day_in_words(chase.next_on),
    }  # fmt: skip


def step_of(chase: Chase, *, later: Chase | None, is_running: bool, today: date) -> Step | None:
    """Who has to act; None once the note is settled or withdrawn, or another one followed."""
    if later is not None or not is_running or chase.status == "withdrawn":
        return None
    late = "overdue" if chase.answer_by < today else "near"
    what = _("Do what is overdue by %(day)s; otherwise: %(next)s") % {
        "day": day_in_words(chase.answer_by), "next": next_words(chase),
    }  # fmt: skip
    return Step(what, chase.addressee_name, "二(一)2", signal=late)
