"""What happens to one duty. The verbs of the apps above call these inside their own transaction, after their
own check of the right; only `explain_lateness`, which a person does by itself, asks for one here."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from accounts.models import Scope, Unit, User
from core.actions.events import record_event
from core.actions.moves import begin, store
from core.day_words import day_in_words
from core.refusals import IllegalMove
from core.transitions import lock
from deadlines.arithmetic import Period
from deadlines.kinds import first_look, kind_of
from deadlines.models import Deadline, NominalDay
from deadlines.policies import require_answerable
from deadlines.reckoning import reckon_from_table
from records.policies import require_past


@transaction.atomic
def open_deadline(
    *,
    kind: str,
    scope: Scope,
    subject: Model,
    start_on: date,
    by: User | None,
    at: datetime,
    period: Period | str | None = None,
    due_on: date | None = None,
    start_reason: str = "",
    clause: str | None = None,
    responsible_unit: Unit | None = None,
    responsible_role: str = "",
    roll: bool = True,
    round_scope: Scope | None = None,
    subject_label: str | None = None,
) -> Deadline:
    """Start a clock on `start_on` (itself not counted) for `period`, or up to a day a person set, `due_on`.

    `start_reason` is an English source word (gettext_noop) such as "Signed". `clause` falls back to the kind's,
    `subject_label` to the subject's words. Raises IllegalMove while a clock of this kind runs for the subject,
    ValueError unless exactly one of period and due_on is given, KeyError for a kind nobody registered.
    """
    if period is not None and due_on is None:
        dates = _counted(start_on, period, roll=roll)
    elif due_on is not None and period is None:
        dates = _fixed(due_on)
    else:
        raise ValueError("A deadline has either a period or a date.")
    known = kind_of(kind)
    if Deadline.objects.open().of(subject).filter(kind=kind, subject_kind=subject._meta.model_name).exists():
        raise IllegalMove(_("“%(kind)s” is already running for this.") % {"kind": known.label})
    deadline = Deadline(
        kind=kind,
        scope=scope,
        round_scope=round_scope,
        subject_kind=subject._meta.model_name,
        subject_id=str(subject.pk),
        subject_label=str(subject_label if subject_label is not None else subject)[:160],
        responsible_unit=responsible_unit,
        responsible_role=responsible_role,
        clause=known.clause if clause is None else clause,
        started_on=start_on,
        start_reason=start_reason,
        rolls=roll,
        opened_at=at,
        look_on=first_look(dates["due_on"]),
        **dates,
    )
    return begin(deadline, "deadline.open", by=by, on=start_on, at=at, new=_dates(deadline))


@transaction.atomic
def pull_forward(
    *, deadline: Deadline, start_on: date, start_reason: str = "", by: User | None, on: date, at: datetime
) -> Deadline:
    """The clock began earlier than thought: on signature instead of deemed delivery (DESIGN §3.3).

    Raises IllegalMove for a later start and for a duty that no longer runs.
    """
    deadline = _lock_open(deadline)
    if start_on > deadline.started_on:
        raise IllegalMove(
            _("The period already runs from %(start)s; a later day cannot start it again.")
            % {"start": day_in_words(deadline.started_on)}
        )
    return _recount(deadline, "deadline.pull_forward", start_on, start_reason, by=by, on=on, at=at)


@transaction.atomic
def restart(
    *, deadline: Deadline, start_on: date, start_reason: str = "", reason: str, by: User | None, on: date, at: datetime
) -> Deadline:
    """The fact that started the clock was wrong and has been corrected by two people: count anew, either way.

    A duty already met keeps the day it was met; its days late follow the right date.
    """
    deadline = lock(deadline)
    if deadline.voided_at is not None:
        raise IllegalMove(_("This deadline was voided."))
    return _recount(deadline, "deadline.restart", start_on, start_reason, by=by, on=on, at=at, reason=reason)


@transaction.atomic
def extend(*, deadline: Deadline, due_on: date, reason: str, by: User | None, on: date, at: datetime) -> Deadline:
    """A later date was granted; reminders start anew for it. Raises IllegalMove unless later than the present one."""
    deadline = _lock_open(deadline)
    if due_on <= deadline.due_on:
        raise IllegalMove(
            _("The new date must be later than the present one, %(due)s.") % {"due": day_in_words(deadline.due_on)}
        )
    old = _dates(deadline)
    store(
        deadline,
        by=by,
        due_on=due_on,
        look_on=first_look(due_on),
        extended_from_on=deadline.extended_from_on or deadline.due_on,
        extension_reason=reason[:200],
        is_provisional=False,
    )
    return _tell("deadline.extend", deadline, old, by=by, on=on, at=at, reason=reason)


@transaction.atomic
def meet(*, deadline: Deadline, on: date, by: User | None, at: datetime, late_explanation: str = "") -> Deadline:
    """Done on `on`. The first time counts: met again, it stays as it was. Stores how many days late it is."""
    deadline = lock(deadline)
    if deadline.met_on is not None:
        return deadline
    if deadline.voided_at is not None:
        raise IllegalMove(_("This deadline was voided."))
    require_past(on, at=at)
    days_late = max((on - deadline.due_on).days, 0)
    store(deadline, by=by, met_on=on, days_late=days_late, late_explanation=late_explanation if days_late else "")
    record_event("deadline.meet", target=deadline, by=by, on=on, at=at, new={"met_on": on, "days_late": days_late})
    return deadline


@transaction.atomic
def explain_lateness(
    *, deadline: Deadline, explanation: str, by: User, at: datetime, version: int | None = None
) -> Deadline:
    """Say why it was late; the answerable unit or people, or the office in their words (DESIGN §3.6)."""
    deadline = lock(deadline, version=version)
    require_answerable(by, deadline, at=at)
    if not deadline.days_late:
        raise IllegalMove(_("This deadline was not missed; there is nothing to explain."))
    store(deadline, by=by, late_explanation=explanation)
    record_event("deadline.explain", target=deadline, by=by, on=None, at=at)
    return deadline


@transaction.atomic
def void(*, deadline: Deadline, reason: str, by: User | None, on: date, at: datetime) -> Deadline:
    """The duty itself fell away, such as a withdrawn finding. Raises IllegalMove once met."""
    deadline = _lock_open(deadline)
    store(deadline, by=by, voided_at=at, void_reason=reason[:200])
    record_event("deadline.void", target=deadline, by=by, on=on, at=at, reason=reason)
    return deadline


def _lock_open(deadline: Deadline) -> Deadline:
    deadline = lock(deadline)
    if not deadline.is_open:
        raise IllegalMove(_("This deadline no longer runs: it was met or voided."))
    return deadline


def _counted(start_on: date, period: Period | str, *, roll: bool) -> dict:
    period = Period.parse(period) if isinstance(period, str) else period
    sum_ = reckon_from_table(start_on, period, roll=roll)
    return {
        "period": str(period),
        "nominal_on": sum_.nominal_on,
        "nominal_day": sum_.nominal_day,
        "holiday_name": sum_.holiday_name[:80],
        "due_on": sum_.due_on,
        "is_provisional": sum_.is_provisional,
    }


def _fixed(due_on: date) -> dict:
    """A day a person set stands as it is, working day or not."""
    return {"period": "", "nominal_on": due_on, "nominal_day": NominalDay.WORKDAY, "due_on": due_on}


def _recount(
    deadline: Deadline,
    verb: str,
    start_on: date,
    start_reason: str,
    *,
    by: User | None,
    on: date,
    at: datetime,
    reason: str = "",
) -> Deadline:
    changes: dict[str, Any] = {"started_on": start_on, "start_reason": start_reason or deadline.start_reason}
    if deadline.period:
        changes |= _counted(start_on, deadline.period, roll=deadline.rolls)
    if deadline.extended_from_on and changes.get("due_on"):
        # A granted date stands; only the date it was granted from is counted anew.
        changes |= {"extended_from_on": changes.pop("due_on"), "is_provisional": False}
    old = _dates(deadline)
    if "due_on" in changes:
        changes["look_on"] = first_look(changes["due_on"])
    if deadline.met_on:
        changes["days_late"] = max((deadline.met_on - changes.get("due_on", deadline.due_on)).days, 0)
    store(deadline, by=by, **changes)
    return _tell(verb, deadline, old, by=by, on=on, at=at, reason=reason)


def _tell(
    verb: str, deadline: Deadline, old: dict[str, Any], *, by: User | None, on: date, at: datetime, reason: str = ""
) -> Deadline:
    record_event(verb, target=deadline, by=by, on=on, at=at, old=old, new=_dates(deadline), reason=reason)
    return deadline


def _dates(deadline: Deadline) -> dict:
    return {"started_on": deadline.started_on, "due_on": deadline.due_on, "provisional": deadline.is_provisional}
