"""What rectification adds to findings: how each stands, as columns, filters and orders of their lists and files, and
its course on their page."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

import django_filters
from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.permissions import Permission
from core import joined
from core.about import ABOUT, Kind
from core.access import access_of
from core.cells import Light, Under
from core.parts import days_words
from core.queries.at_once import AlikeByKeys
from core.queries.later import Gathered
from core.sections import MAIN
from core.shapes import Badge, Section
from core.tables import Column
from deadlines.models import Signal
from inspections.models import Finding
from inspections.models.finding import RECTIFIED_KINDS, FindingStatus
from records.models.document import full_number
from rectification.filters.findings import hand_off_filters
from rectification.models import RectificationItem
from rectification.models.item import UNFINISHED, ItemStatus
from rectification.presenters.course import course_of
from rectification.presenters.hand_offs import hand_off_states
from rectification.presenters.items import sees_inner, signal_of, state_of
from rectification.queries.items import STANDING, with_course

NOT_ISSUED, RECTIFYING, OVERDUE, CHECK_FAILED = "not_issued", "rectifying", "overdue", "check_failed"


def register_on_findings() -> None:
    joined.COLUMNS.add(Finding, joined.Joined(COLUMNS, standings_of, FILE_COLUMNS), order=600)
    joined.FILTERS.add(Finding, joined.JoinedFilters(filters_of, ORDERS), order=600)
    joined.FILTERS.add(Finding, joined.JoinedFilters(hand_off_filters, {}), order=610)
    for asked in (ITEM, STANDING):
        ABOUT.add(Finding, asked, order=100)
    MAIN.add(Finding, on_finding, order=100)


# --- Lists and files -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Standing:
    """How one finding stands: its rectification, of which `item` is None before the feedback is issued, and its
    hand-off, None where there is none that this person sees."""

    state: Badge | None = None
    item: "ItemLine | None" = None
    hand_off: Badge | None = None


class ItemLine(NamedTuple):
    """What a list or a file says of an item, and what its state is told by."""

    finding_id: UUID
    is_withdrawn: bool
    number: int
    status: str
    unfinished_reason: str
    expected_on: date | None
    reported_on: date | None
    verified_on: date | None
    closed_on: date | None
    deadline__due_on: date
    case__feedback__series: str
    case__feedback__year: int
    case__feedback__number: int

    TRANSITIONS = RectificationItem.TRANSITIONS
    is_explained = RectificationItem.is_explained
    failed_its_check = RectificationItem.failed_its_check

    @property
    def due_on(self) -> date:
        return self.deadline__due_on

    @property
    def feedback_number(self) -> str:
        return full_number(self.case__feedback__series, self.case__feedback__year, self.case__feedback__number)


def standings_of(findings: Sequence[Any], user, today: date) -> Gathered[Mapping[Any, Standing]]:
    """By the keys of the findings, or of lines of a file: told from their items and their hand-offs. Of leads the
    hand-off alone is told; suggestions and what does not stand have nothing."""
    by_key = {finding.pk: finding for finding in findings if _is_rectified(finding)}
    handed = hand_off_states(findings, user)

    def tell(items: list[tuple], lines: list[tuple]) -> Mapping[Any, Standing]:
        return _standings(by_key, [ItemLine(*row) for row in items], handed.tell(lines))

    return Gathered([AlikeByKeys(_items_of, user, tuple(by_key)), *handed.asks], tell)


def _standings(
    by_key: Mapping[Any, Any], items: Sequence[ItemLine], handed: Mapping[Any, Badge]
) -> Mapping[Any, Standing]:
    told = {item.finding_id: Standing(state_of(item), item) for item in items}
    for key, finding in by_key.items():
        if key in told or finding.status != FindingStatus.CONFIRMED:
            continue
        if finding.becomes_item:
            told[key] = Standing(Badge(_("Not issued yet")))
        elif key not in handed:
            told[key] = Standing(Badge(_("By hand-off")))
    for key, state in handed.items():
        told[key] = replace(told.get(key, Standing()), hand_off=state)
    return told


def _items_of(user, findings: Sequence[Any]) -> QuerySet:
    found = RectificationItem.objects.visible_to(user).filter(finding__in=findings)
    return found.order_by().values_list(*ItemLine._fields)


def _is_rectified(finding: Finding) -> bool:
    return finding.kind in RECTIFIED_KINDS


def _due(standing: Standing | None, today: date):
    item = standing and standing.item
    return item.due_on if item and not item.is_withdrawn else None


def _state(standing: Standing | None, today: date):
    """How the rectification stands, and under it the hand-off; of what leaves by hand-off alone, that."""
    if standing is None:
        return None
    own = _rectified(standing.state, standing.item, today) if standing.state is not None else ()
    if standing.hand_off is None:
        return own
    handed = _("Hand-off: %(state)s") % {"state": standing.hand_off.label}
    return (*own, Under(handed)) if own else handed


def _state_told_by(standing: Standing | None) -> Hashable:
    """What `_state` reads of it."""
    if standing is None:
        return None
    item = standing.item
    return standing.state, standing.hand_off, item and (item.status, item.is_withdrawn, item.due_on)


def _rectified(known: Badge, item: ItemLine | None, today: date) -> tuple:
    """A badge where something came back, a light while something is owed and its day is near or past; else the word
    alone."""
    state = known if known.tone == "bad" else known.label
    if item is None or item.status not in UNFINISHED or item.is_withdrawn:
        return (state,)
    signal = signal_of(item, today)
    is_urgent = signal in (Signal.NEAR, Signal.OVERDUE)
    return (state, Light(signal, days_words((item.due_on - today).days))) if is_urgent else (state,)


def _of_item(tell: Callable[[ItemLine], Any]) -> Callable[[Standing | None, date], Any]:
    return lambda standing, today: tell(standing.item) if standing and standing.item else None


def _late(item: ItemLine, today: date) -> bool:
    return item.status in UNFINISHED and not item.is_withdrawn and item.due_on < today


def _state_in_file(standing: Standing | None, today: date):
    if standing is None or standing.state is None:
        return None
    item = standing.item
    if item is not None and _late(item, today):
        return _("%(state)s (overdue)") % {"state": standing.state.label}
    return standing.state.label


COLUMNS = (
    Column(gettext_lazy("To be fixed by"), _due, "date", is_desk_only=True),
    Column(gettext_lazy("Rectification"), _state, "tight", same=_state_told_by),
)
FILE_COLUMNS = (
    Column(
        gettext_lazy("Hand-off"),
        lambda standing, today: standing.hand_off.label if standing and standing.hand_off else None,
    ),
    Column(gettext_lazy("State of the rectification"), _state_in_file),
    Column(gettext_lazy("Feedback"), _of_item(lambda item: item.feedback_number), width=24),
    Column(gettext_lazy("Item of the feedback"), _of_item(lambda item: item.number)),
    Column(gettext_lazy("To be fixed by, as issued"), _of_item(lambda item: item.due_on)),
    Column(gettext_lazy("Reported on"), _of_item(lambda item: item.reported_on)),
    Column(gettext_lazy("Verified on"), _of_item(lambda item: item.verified_on)),
    Column(gettext_lazy("Struck off on"), _of_item(lambda item: item.closed_on)),
)


def filters_of(today: date) -> dict[str, Any]:
    def chosen(findings: QuerySet[Finding], name: str, value: str) -> QuerySet[Finding]:
        items = RectificationItem.objects.live()
        groups: dict[str, Callable[[], QuerySet[Finding]]] = {
            NOT_ISSUED: lambda: findings.confirmed().becoming_items().filter(item=None),  # type: ignore[attr-defined]
            RECTIFYING: lambda: findings.filter(item__in=items.unfinished()),
            OVERDUE: lambda: findings.filter(item__in=items.overdue(today)),
            CHECK_FAILED: lambda: findings.filter(item__in=items.check_failed()),
        }
        return groups[value]() if value in groups else findings.filter(item__in=items.filter(status=value))

    return {
        "rectification": django_filters.ChoiceFilter(
            label=gettext_lazy("Rectification"),
            choices=[
                (NOT_ISSUED, gettext_lazy("Not issued yet")),
                (RECTIFYING, gettext_lazy("All that are unfinished")),
                (OVERDUE, gettext_lazy("Overdue")),
                (CHECK_FAILED, gettext_lazy("Check failed")),
                *ItemStatus.choices,
            ],
            empty_label=gettext_lazy("All"),
            method=chosen,
        )
    }


# As a finding goes through them.
_WAY = (
    ItemStatus.OPEN, ItemStatus.RETURNED, ItemStatus.REOPENED, ItemStatus.REPORTED, ItemStatus.VERIFIED,
    ItemStatus.CLOSED,
)  # fmt: skip
ORDERS = {
    "rectification": (
        gettext_lazy("By state of the rectification"),
        [
            Case(
                *(When(item__status=status, then=Value(place)) for place, status in enumerate(_WAY, start=1)),
                default=Value(0),
                output_field=IntegerField(),
            )
        ],
    ),
    "due": (gettext_lazy("By due date"), [F("item__deadline__due_on").asc(nulls_last=True)]),
}


# --- Its page ------------------------------------------------------------------------------------------------------


ITEM = Kind(RectificationItem, lambda finding: Q(finding=finding.pk), with_course, Permission.CASE_VIEW)


def on_finding(finding: Finding, user, today: date) -> Section | None:
    """From its issue to 销号, for whoever sees the rectification too; before the issue there is nothing to tell."""
    item = next(iter(ITEM.of(finding, user)), None)
    if item is None:
        return None
    item.finding = finding
    inner = sees_inner(item.case, access_of(user))
    course = course_of(item, user, today, sees_inner=inner)
    return Section("rectification/item/_on_finding.html", {"item": item, "course": course})
