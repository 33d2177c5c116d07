"""Overdue duties that can be chased, and how far the chasing of each has come (二(一)2, R24)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import singledispatch
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from accounts.models import Scope, Unit, User
from accounts.models.unit import UnitKind
from accounts.roles import ScopeKind
from core.paging import MOST_COUNTED
from core.queries.asked_alike import rows_of_keys
from core.queries.at_once import Alike, TallyOf
from core.queries.later import Gathered
from core.waiting import SHOWN
from deadlines.models import Deadline
from deadlines.queries.listed import owed
from inspections.models import ImmediateOrder, Interview, SubdistrictRound
from rectification.chase_ladder import ChaseLevel, ChaseRules, Upcoming, proposed, upcoming
from rectification.models import (
    Chase,
    ChaseCall,
    ChaseLine,
    CopyLetter,
    HandOff,
    HazardListing,
    RectificationCase,
    RectificationItem,
    RectificationPlan,
)
from rectification.models.chase import ChaseQuerySet
from rectification.models.item import UNFINISHED

# Neither leads nor sealed visits are ever spoken of in a note or on the board (ADR 9).
_OPEN_KINDS: frozenset[str] = frozenset({ScopeKind.UNIT, ScopeKind.ROUND, ScopeKind.LISTING})
# The office chases nobody above it, and not itself.
_NEVER_CHASED = (UnitKind.COMMITTEE, UnitKind.LEADERSHIP, UnitKind.OFFICE)
LEADER = "leader"


def with_all(chases: ChaseQuerySet) -> ChaseQuerySet:
    """What pages read along."""
    return chases.select_related("letter", "scope", "unit", "issued_by", "replied_by", "letter__received_by")


def chaseable(deadlines: QuerySet[Deadline], today: date) -> QuerySet[Deadline]:
    """Those of these that are overdue and owed by a body that the office may chase, or by a team as its report."""
    others = Scope.objects.outside(_OPEN_KINDS)
    never = Unit.objects.filter(kind__in=_NEVER_CHASED).order_by().values("pk")
    of_body = Q(responsible_unit__outside=never)
    of_team = Q(responsible_unit=None, responsible_role=LEADER)
    open_ = Q(round_scope=None) | Q(round_scope__outside=others)
    return (
        deadlines.overdue(today)  # type: ignore[attr-defined]
        .filter(of_body | of_team, open_, scope__outside=others)
        .select_related("responsible_unit", "scope", "round_scope")
    )


def may_be_chased(deadline: Deadline, today: date) -> bool:
    """The same of one deadline, without asking the database: reads its unit and its scopes."""
    scopes = filter(None, (deadline.scope, deadline.round_scope))
    if not deadline.is_open or deadline.due_on >= today or not _OPEN_KINDS.issuperset(one.kind for one in scopes):
        return False
    if deadline.responsible_unit is not None:
        return deadline.responsible_unit.kind not in _NEVER_CHASED
    return deadline.responsible_role == LEADER


def board(user: User, today: date) -> QuerySet[Deadline]:
    """Every overdue duty in reach that can be chased, the longest overdue first."""
    return chaseable(Deadline.objects.visible_to(user), today).order_by("due_on", "opened_at", "pk")


def board_rows(user: User, keys: Sequence[Any]) -> QuerySet[Deadline]:
    """As much of them as the board tells. Most were not chased yet: which were is known with them, so that notes and
    calls are read of these alone (`standings`)."""
    lines = ChaseLine.objects.of_present_date().filter(deadline=OuterRef("pk"))
    calls = ChaseCall.deadlines.through.objects.filter(deadline=OuterRef("pk"))
    return owed(user, keys).annotate(has_lines=Exists(lines), has_calls=Exists(calls))


def with_last(deadlines: QuerySet[Deadline]) -> QuerySet[Deadline]:
    """With the level of the last note that stands (`last_level`) and the day its next step may be taken
    (`step_on`), to ask by."""
    last = _standing_lines().order_by("-chase__issued_on", "-chase__issued_at")
    return deadlines.alias(
        last_level=Subquery(last.values("chase__level")[:1]), step_on=Subquery(last.values("next_on")[:1])
    )


def never_chased(deadlines: QuerySet[Deadline]) -> QuerySet[Deadline]:
    """Those of which no note stands."""
    return deadlines.exclude(Exists(_standing_lines()))


def _standing_lines() -> QuerySet[ChaseLine]:
    """Of a deadline (OuterRef), in the notes that count for its present date."""
    return ChaseLine.objects.standing().filter(deadline=OuterRef("pk"), due_on=OuterRef("due_on"))


def waiting(deadlines: QuerySet[Deadline], today: date) -> QuerySet[Deadline]:
    """Those whose next step may be taken today: never chased, or the days of the last note have passed."""
    # Asked once of each: never chased stands for long ago.
    return with_last(deadlines).alias(ripe_on=Coalesce("step_on", date.min)).filter(ripe_on__lte=today)


@dataclass(frozen=True)
class BodyToChase:
    """A body with the number of its duties whose next step is due; a row of "my work"."""

    unit_id: UUID | None
    name: str
    count: int
    scope_ids: tuple = ()

    def __str__(self) -> str:
        return self.name


def bodies_to_chase(user: User, today: date) -> Gathered[list[BodyToChase]]:
    """One row a body, however many duties it has; of teams one for them all."""

    def tell(told: list[tuple[tuple[UUID | None, str | None], int]]) -> list[BodyToChase]:
        bodies = sorted((BodyToChase(pk, name or "", count) for (pk, name), count in told), key=str)
        if sum(body.count for body in bodies) <= MOST_COUNTED:
            return bodies
        # Some have more than was read.
        shown = [body.unit_id for body in bodies[:SHOWN] if body.unit_id]
        counts = dict(rows_of_keys(_counts_of_bodies, user, shown, today))
        return [replace(body, count=counts[body.unit_id]) if body.unit_id in counts else body for body in bodies]

    return Gathered([TallyOf(Alike(_bodies, user, (today,)), MOST_COUNTED + 1)], tell)


def _to_chase(user: User, today: date) -> QuerySet[Deadline]:
    return waiting(board(user, today).order_by(), today)


def _counts_of_bodies(user: User, units: Iterable[UUID], today: date) -> QuerySet:
    """Of these and of teams."""
    of_shown = Q(responsible_unit__in=units) | Q(responsible_unit=None)
    return _to_chase(user, today).filter(of_shown).values_list("responsible_unit").annotate(Count("pk"))


def _bodies(user: User, today: date) -> QuerySet:
    return _to_chase(user, today).values_list("responsible_unit", "responsible_unit__short_name")


# --- How far it has come -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Standing:
    """The chasing of one overdue duty: the notes that count, oldest first, the calls, and what comes next."""

    coming: Upcoming
    lines: Sequence[ChaseLine] = ()
    calls: Sequence[ChaseCall] = field(default=())

    @property
    def last(self) -> Chase | None:
        return self.lines[-1].chase if self.lines else None

    @property
    def level(self) -> str | None:
        return self.last.level if self.last is not None else None

    def proposed(self, today: date) -> ChaseLevel:
        return proposed(self.coming, self.level, today)


def standings(deadlines: Iterable[Deadline], *, with_calls: bool = False) -> dict[Any, Standing]:
    """Of each deadline by its id; three queries at most, however many there are."""
    found = list(deadlines)
    of: dict[Any, list[ChaseLine]] = defaultdict(list)
    for line in rows_of_keys(_lines, None, [one.pk for one in found if getattr(one, "has_lines", True)]):
        of[line.deadline_id].append(line)
    calls = calls_of(found) if with_calls else {}
    rules = rules_of(found)
    told = {}
    for deadline in found:
        own, ruled = of[deadline.pk], rules[deadline.pk]
        last = own[-1].chase if own else None
        coming = (
            upcoming(deadline.due_on, ruled, last=last.level, answer_by=last.answer_by)
            if last
            else upcoming(deadline.due_on, ruled)
        )
        told[deadline.pk] = Standing(coming, own, calls.get(deadline.pk, ()))
    return told


def _lines(user: None, deadlines: Sequence[Any]) -> QuerySet[ChaseLine]:
    lines = ChaseLine.objects.of_present_date().filter(deadline__in=deadlines)
    return lines.select_related("chase__letter").order_by("chase__issued_on", "chase__issued_at")


def calls_of(deadlines: Sequence[Deadline]) -> dict[Any, list[ChaseCall]]:
    """The calls about each, the last one first."""
    of = defaultdict(list)
    for row in rows_of_keys(_calls, None, [one.pk for one in deadlines if getattr(one, "has_calls", True)]):
        of[row.deadline_id].append(row.chasecall)
    return of


def _calls(user: None, deadlines: Sequence[Any]) -> QuerySet:
    found = ChaseCall.deadlines.through.objects.filter(deadline__in=deadlines)
    return found.select_related("chasecall__called_by").order_by("-chasecall__called_on", "-chasecall__logged_at")


def rules_of(deadlines: Sequence[Deadline]) -> dict[Any, ChaseRules]:
    """The numbers of the ruleset that the round of each carries; the usual ones where there is no round."""
    rows = rows_of_keys(_rules, None, [deadline.pk for deadline in deadlines])
    known = {
        scope_id: ChaseRules(tuple(days), answer_days, max(-min(ladder), 0))
        for scope_id, days, answer_days, ladder in rows
    }
    return {
        deadline.pk: next(
            (known[scope_id] for scope_id in reversed(deadline.scope_ids) if scope_id in known), ChaseRules()
        )
        for deadline in deadlines
    }


def _rules(user: None, deadlines: Sequence[Any]) -> QuerySet:
    found = Deadline.objects.filter(pk__in=deadlines).order_by()
    rounds = SubdistrictRound.objects.filter(
        Q(scope__among=found.values("scope")) | Q(scope__among=found.values("round_scope"))
    )
    return rounds.values_list("scope_id", "ruleset__chase_ladder", "ruleset__chase_answer_days", "ruleset__ladder")


# --- The duties of a thing -----------------------------------------------------------------------------------------


@singledispatch
def duties_of(thing: Any) -> Q:
    """Which deadlines are chased on the page of a thing: those whose subject it is."""
    return Q(subject_id=str(thing.pk))


@duties_of.register
def _of_item(item: RectificationItem) -> Q:
    """An item without a date of its own is due with the whole; one that is answered owes nothing."""
    ids = [str(item.pk), *([str(item.case_id)] if item.status in UNFINISHED else [])]
    return Q(subject_id__in=ids)


@duties_of.register
def _of_case(case: RectificationCase) -> Q:
    ids = [str(pk) for owned in (case.items, case.plans) for pk in owned.values_list("pk", flat=True)]
    return Q(subject_id__in=[str(case.pk), *ids])


def of_thing(found: QuerySet[Deadline], key: str) -> QuerySet[Deadline]:
    """Of these duties those of the thing with this id: a round, a case with its items, an item, a hand-off,
    a listed hazard, a copy, an order, an interview, a plan of rectification."""
    for model in (
        RectificationItem, RectificationCase, HandOff, HazardListing, CopyLetter, SubdistrictRound, ImmediateOrder,
        Interview, RectificationPlan,
    ):  # fmt: skip
        thing = model.objects.filter(pk=key).first()  # type: ignore[attr-defined]
        if thing is not None:
            return found.filter(duties_of(thing))
    return found.none()


# --- Words of the matters ------------------------------------------------------------------------------------------


def matters_of(deadlines: Sequence[Deadline]) -> dict[Any, str]:
    """What each is about, as its own body may read it: of an item its number and its problem in a few words."""
    ids = [deadline.subject_id for deadline in deadlines if deadline.subject_kind == "rectificationitem"]
    items = {str(item.pk): item for item in RectificationItem.objects.filter(pk__in=ids)} if ids else {}
    ids = [deadline.subject_id for deadline in deadlines if deadline.subject_kind == "handoff"]
    hand_offs = list(HandOff.objects.filter(pk__in=ids).select_related("letter")) if ids else []
    told = {key: f"第{item.number}项 {item.text[:80]}" for key, item in items.items()}
    ids = [deadline.subject_id for deadline in deadlines if deadline.subject_kind == "hazardlisting"]
    listed = list(HazardListing.objects.filter(pk__in=ids).select_related("notice")) if ids else []
    told |= {str(one.pk): f"挂牌督办（{one.notice.full_number}）{one.text[:60]}" for one in listed if one.notice}
    told |= {str(one.pk): f"{one.letter.full_number}移交函" for one in hand_offs if one.letter is not None}
    return {deadline.pk: told.get(deadline.subject_id, deadline.subject_label) for deadline in deadlines}


def of_body(deadlines: Iterable[Deadline]) -> list[tuple[Unit | None, list[Deadline]]]:
    """By the body that owes them, in the order of their names; what teams owe, a round each."""
    found: dict[Any, list[Deadline]] = defaultdict(list)
    for deadline in deadlines:
        found[deadline.responsible_unit_id or f"round {deadline.scope_id}"].append(deadline)
    groups = [(each[0].responsible_unit, each) for each in found.values()]
    return sorted(groups, key=lambda group: group[0].name if group[0] else "")


def later_than(chase: Chase, user: User) -> Chase | None:
    """The next note about a matter of this one that is still open; None while this is the last one."""
    open_ = chase.lines.filter(deadline__met_on=None, deadline__voided_at=None).values("deadline")
    later = Chase.objects.visible_to(user).standing().filter(lines__deadline__in=open_, issued_at__gt=chase.issued_at)
    return with_all(later).order_by("issued_at").first()


def earlier_than(chase: Chase, user: User) -> ChaseQuerySet:
    """The notes that went out before about the matters of this one, the last one first."""
    same = ChaseLine.objects.standing().filter(deadline__in=chase.lines.values("deadline")).values("chase")
    return with_all(Chase.objects.visible_to(user).filter(pk__in=same, issued_at__lt=chase.issued_at))


def superseded(chases: ChaseQuerySet) -> ChaseQuerySet:
    """Of these, the earlier notes of what was chased again: each matter of theirs stands in a later note that
    stands."""
    later = ChaseLine.objects.standing().filter(
        deadline=OuterRef("deadline"), chase__issued_at__gt=OuterRef("chase__issued_at")
    )
    last = ChaseLine.objects.filter(chase=OuterRef("pk")).exclude(Exists(later))
    return chases.exclude(Exists(last))


def running_of(user: User, today: date) -> ChaseQuerySet:
    """Notes that the person's own body has not answered and of which a matter is still open that no later note took
    up: one answer a matter, however often it was chased."""
    seen = Chase.objects.visible_to(user).filter(Q(unit=None) | Q(unit=user.unit_id), status="issued")
    later = ChaseLine.objects.standing().filter(
        deadline=OuterRef("deadline"), chase__issued_at__gt=OuterRef("chase__issued_at")
    )
    open_ = ChaseLine.objects.filter(chase=OuterRef("pk"), deadline__met_on=None, deadline__voided_at=None)
    return seen.select_related("letter").filter(Exists(open_.exclude(Exists(later))))
