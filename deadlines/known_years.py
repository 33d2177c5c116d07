"""What libraries know of the calendar. Called when the house is set up or upgraded, never for a request."""

from collections import defaultdict
from functools import lru_cache

import holidays
from chinese_calendar.constants import Holiday
from chinese_calendar.constants import holidays as published_rest
from chinese_calendar.constants import workdays as published_make_up

from deadlines.day_rows import DayRow

# Where the days come from, as the office reads it; stored with the year, so the same in every language.
PUBLISHED_SOURCE = "国务院办公厅放假安排"
STATUTORY_SOURCE = "按法定节假日推算（放假安排未发布）"
# Statutory days are laid in this far ahead; the arrangement of a year replaces them when it is published.
LAST_STATUTORY_YEAR = 2050

_SHORT_NAMES = {"清明": "清明节", "端午": "端午节", "中秋": "中秋节"}


@lru_cache(maxsize=1)
def published_years() -> dict[int, tuple[DayRow, ...]]:
    """The State Council's arrangement of every year chinesecalendar holds: rest days and make-up working days."""
    chinese = {each.value: _SHORT_NAMES.get(each.chinese, each.chinese) for each in Holiday}
    years = defaultdict(list)
    for days, is_workday in ((published_rest, False), (published_make_up, True)):
        for day, name in days.items():
            years[day.year].append(DayRow(day, is_workday, chinese[name]))
    return {year: tuple(rows) for year, rows in years.items()}


@lru_cache(maxsize=1)
def statutory_years() -> dict[int, tuple[DayRow, ...]]:
    """The statutory days of the years after, by law and lunar calendar: no days in lieu, no make-up days."""
    first = max(published_years()) + 1
    years = defaultdict(list)
    for day, name in holidays.CN(years=range(first, LAST_STATUTORY_YEAR + 1), language="zh_CN").items():
        years[day.year].append(DayRow(day, is_workday=False, name=name.split(";")[0].removesuffix("（补假）")))
    return {year: tuple(years[year]) for year in range(first, LAST_STATUTORY_YEAR + 1)}
