"""A year as twelve grids of weeks, Monday first, for the calendar page."""

import calendar
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils.translation import pgettext

from deadlines.day_rows import SATURDAY
from deadlines.holidays import holiday_label
from deadlines.models import CalendarDay, NominalDay


@dataclass(frozen=True)
class Cell:
    """`mark` is the short word beside the number, so that colour is never alone."""

    date: date
    kind: NominalDay
    mark: str
    name: str
    note: str
    is_today: bool

    @property
    def words(self) -> str:
        return " ".join(part for part in (str(self.kind.label), self.name, self.note) if part)


@dataclass(frozen=True)
class Month:
    first: date
    # Cells, None for days of the months beside.
    weeks: list[list[Cell | None]]

    @property
    def named(self) -> list[str]:
        """The month's holidays and make-up days in words, for where no pointer can rest: "1–3 Labour Day"."""
        days = [
            cell for week in self.weeks for cell in week if cell and (cell.name or cell.kind == NominalDay.MAKE_UP)
        ]
        told = []
        for (words, _position), run in groupby(enumerate(days), key=lambda pair: _run_of(*pair)):
            cells = [cell for _index, cell in run]
            ends = dict.fromkeys((cells[0].date.day, cells[-1].date.day))
            told.append(f"{'–'.join(map(str, ends))} {words}")
        return told


def _run_of(index: int, cell: Cell) -> tuple[str, int]:
    """The same for days of one name that follow each other, another for all others."""
    words = str(cell.kind.label) if cell.kind == NominalDay.MAKE_UP else cell.name
    return words, cell.date.day - index


def month_grids(year: int, rows, *, today: date) -> list[Month]:
    """`rows` are the CalendarDay of the year."""
    known = {row.date: row for row in rows}
    weeks_of = calendar.Calendar().monthdatescalendar
    return [
        Month(
            date(year, month, 1),
            [
                [_cell(day, known.get(day), today) if day.month == month else None for day in week]
                for week in weeks_of(year, month)
            ],
        )
        for month in range(1, 13)
    ]


def _cell(day: date, row: CalendarDay | None, today: date) -> Cell:
    is_weekend = day.weekday() >= SATURDAY
    works = row.is_workday if row else not is_weekend
    name = row.name if row else ""
    if works:
        kind = NominalDay.MAKE_UP if is_weekend else NominalDay.WORKDAY
    else:
        kind = NominalDay.HOLIDAY if name or not is_weekend else NominalDay.WEEKEND
    marks = {NominalDay.MAKE_UP: pgettext("calendar mark", "W"), NominalDay.HOLIDAY: pgettext("calendar mark", "H")}
    return Cell(
        date=day,
        kind=kind,
        mark=marks.get(kind, ""),
        name=str(holiday_label(name)),
        note=row.note if row else "",
        is_today=day == today,
    )
