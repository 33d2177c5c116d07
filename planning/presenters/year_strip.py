"""The year as a strip: a column for each week from Monday on, a row for each subdistrict, its rounds as bars."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.utils.translation import gettext as _

from accounts.models import Unit
from core.shapes import Badge, Words
from planning.coverage import PlannedRound, Row
from planning.presenters.periods import period
from planning.presenters.plans import ROUND_TONES
from planning.queries.coverage import YearSeen
from planning.round_states import RoundState

DAYS_OF_WEEK = 7
# So that the states are told apart without colour.
MARKS = {RoundState.UNPLANNED: "○", RoundState.PLANNED: "◇", RoundState.ON_SITE: "◆", RoundState.DONE: "✓"}


@dataclass(frozen=True)
class Week:
    """`rest` names what is celebrated in it, "" for a plain week; `begins` where the week before had another name."""

    first: date
    rest: str
    begins: bool
    is_now: bool


@dataclass(frozen=True)
class Month:
    number: int
    weeks: int


@dataclass(frozen=True)
class Bar:
    """A round over `span` weeks, or, without a state, a single week in which nothing is planned."""

    span: int
    state: str = ""
    mark: str = ""
    label: Words = ""
    words: Words = ""
    url: str = ""
    is_rest: bool = False


@dataclass(frozen=True)
class StripRow:
    """`lanes`: rounds that meet in a week stand below each other."""

    unit: Unit
    badge: Badge
    mark: str
    lanes: list[list[Bar]]


@dataclass(frozen=True)
class Strip:
    year: int
    months: list[Month]
    weeks: list[Week]
    rows: list[StripRow]
    left_out: str
    path: str
    key: list[tuple[str, Words]]


def strip_of(seen: YearSeen, rests: Mapping[date, Words], *, today: date, path: str) -> Strip:
    """`rests`: days off by name; `path` leads to the rows behind the strip."""
    weeks = _weeks(seen.year, rests, today)
    return Strip(
        year=seen.year,
        months=[
            Month(number, len(list(found))) for number, found in groupby(weeks, lambda one: _month(one, seen.year))
        ],
        weeks=weeks,
        rows=[_row(row, weeks, path) for row in seen.rows],
        left_out=seen.left_out,
        path=path,
        key=[(MARKS[state], state.label) for state in RoundState],
    )


def _weeks(year: int, rests: Mapping[date, Words], today: date) -> list[Week]:
    first = date(year, 1, 1) - timedelta(days=date(year, 1, 1).weekday())
    count = (date(year, 12, 31) - first).days // 7 + 1
    firsts = [first + timedelta(weeks=number) for number in range(count)]
    names = [_rest(monday, rests) for monday in firsts]
    return [
        Week(monday, name, begins=name != before, is_now=0 <= (today - monday).days < DAYS_OF_WEEK)
        for monday, name, before in zip(firsts, names, ["", *names], strict=False)
    ]


def _rest(monday: date, rests: Mapping[date, Words]) -> str:
    days = [monday + timedelta(days=number) for number in range(DAYS_OF_WEEK)]
    return " ".join(dict.fromkeys(str(rests[day]) for day in days if day in rests))


def _month(week: Week, year: int) -> int:
    """The month most of the week's days are in; the edges of the year belong to it."""
    middle = week.first + timedelta(days=3)
    return min(max(middle, date(year, 1, 1)), date(year, 12, 31)).month


def _row(row: Row, weeks: list[Week], path: str) -> StripRow:
    lanes: list[list[tuple[int, int, PlannedRound]]] = []
    for start, end, one in sorted(_spans(row.rounds, weeks), key=lambda span: span[:2]):
        free = next((lane for lane in lanes if lane[-1][1] < start), None)
        if free is None:
            free = []
            lanes.append(free)
        free.append((start, end, one))
    told = [_lane(lane, weeks, path) for lane in lanes or [[]]]
    return StripRow(row.unit, Badge(row.state.label, ROUND_TONES[row.state]), MARKS[row.state], told)


def _spans(rounds: Iterable[PlannedRound], weeks: list[Week]) -> Iterable[tuple[int, int, PlannedRound]]:
    """First and last week of each round, both counted, as far as they lie in the year."""
    for one in rounds:
        first, last = days_of(one)
        start = max((first - weeks[0].first).days // 7, 0)
        end = min((last - weeks[0].first).days // 7, len(weeks) - 1)
        if start <= end:
            yield start, end, one


def days_of(one: PlannedRound) -> tuple[date, date]:
    """The stay as it really was, as planned where it is still to come; both days count."""
    live = one.live
    first = (live.entered_on if live else None) or one.entry.from_on
    last = (live.ended_on if live else None) or one.entry.to_on
    return first, max(first, last)


def _lane(spans: Iterable[tuple[int, int, PlannedRound]], weeks: list[Week], path: str) -> list[Bar]:
    bars, at = [], 0
    for start, end, one in spans:
        bars += [Bar(1, is_rest=bool(week.rest)) for week in weeks[at:start]]
        bars.append(_bar(one, end - start + 1, path))
        at = end + 1
    return bars + [Bar(1, is_rest=bool(week.rest)) for week in weeks[at:]]


def _bar(one: PlannedRound, span: int, path: str) -> Bar:
    label = _("Ad hoc") if one.entry.is_ad_hoc else _("Cycle %(number)s") % {"number": one.entry.cycle.number}
    words = _("%(subdistrict)s, %(label)s, %(state)s, %(period)s") % {
        "subdistrict": one.entry.subdistrict.short_name,
        "label": label,
        "state": one.state.label,
        "period": period(*days_of(one)),
    }
    url = one.live.path if one.live else path
    return Bar(span, one.state.value, MARKS[one.state], label, words, url)
