"""The worked cases, the borders of months and years, and an independent computation beside ours."""

import calendar as plain_calendar
import json
from datetime import date, timedelta
from pathlib import Path

import holidays
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deadlines.arithmetic import Period, PeriodUnit, due, nominal
from deadlines.day_rows import DayRow
from deadlines.models import NominalDay
from deadlines.reckoning import reckon
from deadlines.working_days import WorkingCalendar
from tests.deadlines.builders import published_calendar

VECTORS = json.loads((Path(__file__).parents[1] / "data" / "period_vectors.json").read_text())
UNITS = {"日": PeriodUnit.DAYS, "月": PeriodUnit.MONTHS, "工": PeriodUnit.WORKING_DAYS}
PUBLISHED = published_calendar()
INDEPENDENT = holidays.CN(years=range(2022, 2027))
DAYS = st.dates(date(2022, 1, 1), date(2026, 9, 30))


@pytest.mark.requirement("R56")
@pytest.mark.requirement("R66")
@pytest.mark.parametrize("case", VECTORS, ids=lambda case: str(case["id"]))
def test_reckon_agrees_with_the_worked_cases(case):
    period = Period(int(case["rule"][:-1]), UNITS[case["rule"][-1]])

    found = reckon(date.fromisoformat(case["start"]), period, calendar=PUBLISHED)

    assert found.nominal_on == date.fromisoformat(case["due"])
    assert found.is_provisional == (case["rolled"] is None)
    if case["rolled"]:
        assert found.due_on == date.fromisoformat(case["rolled"])


@pytest.mark.requirement("R66")
def test_worked_cases_in_the_repository_hold_the_ends_of_february_and_the_holiday_rule():
    ends = {case["due"][5:] for case in VECTORS if case["rule"] == "2月" and case["start"].endswith("12-31")}
    assert ends == {"02-28", "02-29"}
    assert any(case["rule"] == "2月" and case["rolled"] not in (None, case["due"]) for case in VECTORS)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("15d", Period(15, PeriodUnit.DAYS)),
        ("2m", Period(2, PeriodUnit.MONTHS)),
        ("15wd", Period(15, PeriodUnit.WORKING_DAYS)),
    ],
)
def test_period_reads_what_it_writes(text, period):
    assert Period.parse(text) == period
    assert str(period) == text


@pytest.mark.parametrize(
    "text", ["", "15", "d", "0d", "-1d", "1.5m", "15 d", "15w", "3651d", "99999d", "\uff11\uff15d", "2M"]
)
def test_period_refuses_other_writing(text):
    with pytest.raises(ValueError, match="period"):
        Period.parse(text)


def test_period_beyond_the_calendar_says_so():
    with pytest.raises(ValueError):
        nominal(date(9999, 12, 1), Period.parse("2m"))
    with pytest.raises(ValueError, match="beyond"):
        nominal(date(9999, 12, 1), Period.parse("60d"))


@given(start=DAYS, count=st.integers(1, 90))
def test_days_count_from_the_next_day(start, count):
    seen = nominal(start, Period(count, PeriodUnit.DAYS))

    assert seen.toordinal() == start.toordinal() + count


@given(start=st.dates(date(1999, 1, 1), date(2090, 1, 1)), count=st.integers(1, 36))
def test_months_end_on_the_same_day_or_on_the_last(start, count):
    year, month = divmod(start.year * 12 + start.month - 1 + count, 12)
    last = plain_calendar.monthrange(year, month + 1)[1]

    assert nominal(start, Period(count, PeriodUnit.MONTHS)) == date(year, month + 1, min(start.day, last))


@settings(deadline=None)
@given(start=st.dates(date(2022, 1, 1), date(2026, 6, 30)), count=st.integers(1, 60))
def test_working_days_agree_with_another_library(start, count):
    day, counted = start, 0
    while counted < count:
        day += timedelta(days=1)
        counted += INDEPENDENT.is_working_day(day)

    found = due(start, Period(count, PeriodUnit.WORKING_DAYS), PUBLISHED.is_workday)

    assert found == day


@settings(deadline=None)
@given(start=DAYS, count=st.integers(1, 60))
def test_due_is_the_first_working_day_from_the_nominal(start, count):
    period = Period(count, PeriodUnit.DAYS)
    last = nominal(start, period)

    found = due(start, period, PUBLISHED.is_workday)

    assert found >= last
    if found.year <= 2026:
        assert INDEPENDENT.is_working_day(found)
        between = [last + timedelta(days=days) for days in range((found - last).days)]
        assert not any(INDEPENDENT.is_working_day(day) for day in between)
    assert due(start, period, PUBLISHED.is_workday, roll=False) == last


@settings(deadline=None)
@given(first=DAYS, later=st.integers(0, 40), period=st.sampled_from(["15d", "2m", "15wd", "1m", "3wd"]))
def test_a_later_start_never_ends_earlier(first, later, period):
    period = Period.parse(period)
    ends = [due(day, period, PUBLISHED.is_workday) for day in (first, first + timedelta(days=later))]

    assert ends[0] <= ends[1]


def test_calendar_agrees_with_another_library_on_every_day_of_five_years():
    days = [date(2022, 1, 1) + timedelta(days=days) for days in range(365 * 5 + 1)]

    assert [day for day in days if PUBLISHED.is_workday(day) != INDEPENDENT.is_working_day(day)] == []


def test_reckon_without_rolling_needs_no_calendar():
    found = reckon(date(2026, 11, 23), Period.parse("2m"), calendar=WorkingCalendar(), roll=False)

    assert (found.due_on, found.is_provisional) == (date(2027, 1, 23), False)


def test_reckon_names_what_the_nominal_day_is():
    kinds = {
        start: reckon(date.fromisoformat(start), Period.parse("15d"), calendar=PUBLISHED)
        for start in ("2024-06-05", "2024-06-07", "2024-04-13", "2026-09-18")
    }

    assert [found.nominal_day for found in kinds.values()] == [
        NominalDay.WORKDAY,
        NominalDay.WEEKEND,
        NominalDay.MAKE_UP,
        NominalDay.HOLIDAY,
    ]
    assert kinds["2026-09-18"].holiday_name == "国庆节"


def test_plain_days_are_told_from_the_others():
    assert DayRow(date(2026, 3, 2), is_workday=True).is_plain
    assert not DayRow(date(2026, 3, 2), is_workday=False).is_plain
    assert not DayRow(date(2026, 3, 7), is_workday=True).is_plain
