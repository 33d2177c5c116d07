"""The one sweep that enforces every deadline (DESIGN §3.5).

It picks by range, never by equality, so a run that comes late catches up. A rung up to the due date that falls on a
rest day goes out on the last working day before; one after it never before it is true. For each deadline, in one
transaction:
1. lock the row and look again whether the duty still runs;
2. take the highest rung passed, unless it or a later one is stored for this due date already;
3. store the rung for every recipient, and the rungs passed unseen as skipped; whoever one of these was for is told
   now as well, so that after downtime those responsible do not hear of it last;
4. only then store the messages; outbound mail leaves later, from the outbox.
Of a few hundred at once it is then noted on which day the next rung of each comes, before which no run reads it again.
A run killed between 3 and 4 leaves neither. Of two runs at once the second waits at 1 and finds it done at 2.
"""

import logging
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import cast
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.actions.messages import notify
from accounts.models import User
from core.actions.events import record_event
from core.day_words import day_in_words
from deadlines import people
from deadlines.actions.reach import Reach
from deadlines.explanation import explain
from deadlines.kinds import Ladders, escalate, kind_of, ladder_of, read_ladders
from deadlines.looks import next_look, with_last_rung
from deadlines.models import Deadline, Reminder, ReminderState
from deadlines.words import chase_note, outdoor_label
from deadlines.working_days import load_calendar

logger = logging.getLogger(__name__)

_CHUNK = 500
# Who hears of it how many days after the due date; between and before, the responsible people.
OFFICE_FROM, COMMITTEE_FROM, CHASE_FROM = -1, -3, -7


def sweep(*, on: date, at: datetime, dry_run: bool = False) -> dict:
    """Remind and escalate everything that is due as of the day `on` (Asia/Shanghai).

    Returns counts of messages and skipped reminders by kind and rung, and how many deadlines failed or had
    nobody to tell; one that fails is logged and does not stop the others. `dry_run` counts and keeps nothing.
    """
    run = _Run(on=on, at=at, dry_run=dry_run)
    chunk = _candidates(run, None)
    while chunk:
        ladders = read_ladders(chunk)
        for deadline in chunk:
            run.visit(deadline, ladders)
        run.put_off()
        last = cast(date, chunk[-1].look_on), chunk[-1].pk
        chunk = _candidates(run, last) if len(chunk) == _CHUNK else []
    return run.counts()


def _candidates(run: "_Run", after: tuple[date, UUID] | None) -> list[Deadline]:
    """The next of the open deadlines that may have reached a rung, with the last one stored for their present due
    date."""
    found = Deadline.objects.to_look_at(run.on, run.ahead_on)
    if after is not None:
        found = found.filter(Q(look_on__gt=after[0]) | Q(look_on=after[0], pk__gt=after[1]), look_on__gte=after[0])
    return list(with_last_rung(found).order_by("look_on", "pk")[:_CHUNK])


def passed_rung(ladder: Sequence[int], due_on: date, *, on: date, ahead_on: date) -> int | None:
    """The last of the rungs reached on the day `on`, None before the first.

    Those up to the due date are reached when their day is not after `ahead_on`, the last of the rest days that
    follow `on`; those after it when their day is not after `on` itself.
    """
    reached = (rung for rung in ladder if due_on - timedelta(days=rung) <= (ahead_on if rung >= 0 else on))
    return min(reached, default=None)


class _Run:
    def __init__(self, *, on: date, at: datetime, dry_run: bool) -> None:
        self.on, self.at, self.dry_run = on, at, dry_run
        self.ahead_on = load_calendar(on.year, on.year + 1).last_before_work(on)
        self.reach = Reach()
        related = Deadline.objects.select_related("scope", "round_scope", "responsible_unit")
        self._rows = related.select_for_update(of=("self",))
        self.staff: dict = {}
        self.sent: dict = defaultdict(lambda: defaultdict(int))
        self.skipped: dict = defaultdict(lambda: defaultdict(int))
        self.failed = self.nobody = 0
        # Visited, by what they were found with and when to look again.
        self._settled: dict[tuple[date, date | None, date | None], list[UUID]] = defaultdict(list)

    def counts(self) -> dict:
        return {
            "on": self.on.isoformat(),
            "dry_run": self.dry_run,
            "sent": _plain(self.sent),
            "skipped": _plain(self.skipped),
            "nobody": self.nobody,
            "failed": self.failed,
        }

    def visit(self, deadline: Deadline, ladders: Ladders) -> None:
        try:
            ladder = ladder_of(deadline, ladders)
            rung = self._passed(deadline, ladder)
            last: int | None = deadline.last_rung  # type: ignore[attr-defined]  # annotated by _candidates
            if rung is None or (last is not None and last <= rung):
                self._note(deadline, ladder, stored=last)
                return
            with transaction.atomic():
                done = self._take(deadline.pk, ladder)
                if self.dry_run:
                    transaction.set_rollback(True)
        except Exception:  # one bad row must not silence all the others; the run reports failure at its end
            logger.exception("Sweeping deadline %s failed", deadline.pk)
            self.failed += 1
            return
        if done is None:
            return
        told, passed_over = done
        if told[rung]:
            self._note(deadline, ladder, stored=rung)
        for rung, number in told.items():
            self.sent[deadline.kind][rung] += number
        for rung, number in passed_over.items():
            self.skipped[deadline.kind][rung] += number
        self.nobody += not any(told.values())

    def _note(self, deadline: Deadline, ladder: Sequence[int], *, stored: int | None) -> None:
        again_on = next_look(ladder, deadline.due_on, stored=stored)
        self._settled[deadline.due_on, deadline.look_on, again_on].append(deadline.pk)

    def put_off(self) -> None:
        """Write when to look again at those visited, unless an action has set another day meanwhile. A run killed
        before visits them once more, in vain."""
        if not self.dry_run:
            for (due_on, look_on, again_on), keys in self._settled.items():
                Deadline.objects.filter(pk__in=keys, due_on=due_on, look_on=look_on).update(look_on=again_on)
        self._settled.clear()

    def _take(self, pk: UUID, ladder: Sequence[int]) -> tuple[dict, dict] | None:
        deadline = self._rows.get(pk=pk)
        if not deadline.is_open:
            return None
        rung = self._passed(deadline, ladder)
        stored = set(deadline.reminders.filter(due_on=deadline.due_on).values_list("rung", flat=True))
        if rung is None or (stored and min(stored) <= rung):
            return None
        responsible = self._reached(kind_of(deadline.kind).responsible(deadline, self.on), deadline)
        recipients = {
            each: self._recipients(each, responsible, deadline)
            for each in ladder
            if each >= rung and each not in stored
        }
        told = recipients.pop(rung)
        if not told:
            logger.warning("Nobody to tell of deadline %s", deadline.pk)
            return {rung: 0}, {}
        known = {person.pk for person in told}
        missed = {person.pk: person for persons in recipients.values() for person in persons if person.pk not in known}
        late = list(missed.values())
        self._store(deadline, {rung: [*told, *late]}, ReminderState.SENT)
        self._store(deadline, recipients, ReminderState.SKIPPED)
        self._send(deadline, rung, told, late, ladder)
        return {rung: len(told) + len(late)}, {each: len(persons) for each, persons in recipients.items()}

    def _passed(self, deadline: Deadline, ladder: Sequence[int]) -> int | None:
        return passed_rung(ladder, deadline.due_on, on=self.on, ahead_on=self.ahead_on)

    def _recipients(self, rung: int, responsible: list[User], deadline: Deadline) -> list:
        """Before and on the day those who must act; after it one step higher each. Nobody there: the office."""
        if COMMITTEE_FROM >= rung > CHASE_FROM:
            return self._reached(self._of("committee"), deadline) or self._reached(self._of("office"), deadline)
        if rung < 0 or not responsible:
            return self._reached(self._of("office"), deadline)
        return responsible

    def _of(self, name: str) -> list:
        if name not in self.staff:
            self.staff[name] = getattr(people, name)(None, self.on)
        return self.staff[name]

    def _reached(self, persons: Sequence[User], deadline: Deadline) -> list:
        return self.reach.of(persons, deadline)

    def _store(self, deadline: Deadline, recipients: Mapping[int, Sequence[User]], state: str) -> None:
        Reminder.objects.bulk_create(
            Reminder(deadline=deadline, due_on=deadline.due_on, rung=rung, recipient=person, state=state, at=self.at)
            for rung, persons in recipients.items()
            for person in persons
        )

    def _send(
        self, deadline: Deadline, rung: int, told: Sequence[User], late: Sequence[User], ladder: Sequence[int]
    ) -> None:
        """`told`: whom the rung is for; `late`: whom the skipped ones were for, who get no draft of the office's."""
        kind = kind_of(deadline.kind)
        what = outdoor_label(deadline, kind.label)
        subject, body = _subject(what, deadline, self.on), explain(deadline)
        record_event(
            "deadline.remind",
            target=deadline,
            by=None,
            on=self.on,
            at=self.at,
            new={"rung": rung, "due_on": deadline.due_on, "recipients": len(told) + len(late)},
        )
        if rung < 0:
            escalate(deadline=deadline, rung=rung, on=self.on, at=self.at)
        if rung <= CHASE_FROM:
            chase = _chase_subject(what, deadline, self.on), chase_note(deadline, kind.label, self.on)
            self._notify(deadline, told, *chase, rung=rung, ladder=ladder)
        else:
            self._notify(deadline, told, subject, body, rung=rung, ladder=ladder)
        if late:
            self._notify(deadline, late, subject, body, rung=rung, ladder=ladder)

    def _notify(
        self, deadline: Deadline, persons: Sequence[User], subject: str, body: str, *, rung: int, ladder: Sequence[int]
    ) -> None:
        kind = kind_of(deadline.kind)
        notify(
            recipients=persons,
            subject=subject,
            body=body,
            about=deadline.subject,
            at=self.at,
            # The last two rungs do not wait for the digest, major hazards for nothing at all.
            is_digest=not kind.major and rung not in ladder[-2:],
            ignores_hours=kind.major,
        )


def _chase_subject(what: str, deadline: Deadline, on: date) -> str:
    pieces = {"what": what, "days": -deadline.days_left(on)}
    return _("%(what)s: %(days)s days overdue; interview proposed, draft chase note inside") % pieces


def _subject(what: str, deadline: Deadline, on: date) -> str:
    left = deadline.days_left(on)
    pieces = {"what": what, "days": abs(left), "due": day_in_words(deadline.due_on, on)}
    if left < 0:
        words = ngettext(
            "%(what)s: %(days)s day overdue (was due on %(due)s)",
            "%(what)s: %(days)s days overdue (was due on %(due)s)",
            -left,
        )
        return words % pieces
    if left == 0:
        return _("%(what)s: due today") % pieces
    return ngettext("%(what)s: %(days)s day left (%(due)s)", "%(what)s: %(days)s days left (%(due)s)", left) % pieces


def _plain(counts: Mapping[str, Mapping[int, int]]) -> dict:
    return {
        kind: {str(rung): number for rung, number in sorted(rungs.items(), reverse=True)}
        for kind, rungs in sorted(counts.items())
    }
