"""The calendar table: seeded, imported, edited; what was told moves later, never earlier."""

from dataclasses import replace
from datetime import date

import pytest

from accounts.models import Message
from accounts.roles import Role
from core.models import AuditEvent
from core.office_hours import is_working_day
from core.refusals import IllegalMove, NotAllowed, StaleCopy
from deadlines.actions import deadlines as actions
from deadlines.actions.calendar import edit_day, import_year
from deadlines.actions.recount import recompute_provisional
from deadlines.actions.seed import seed_known_years
from deadlines.day_rows import DayRow
from deadlines.known_years import published_years
from deadlines.models import CalendarDay, CalendarYear, Deadline
from deadlines.statutory_days import missing_statutory_days, statutory_days
from deadlines.working_days import load_calendar
from tests.accounts.builders import AT, person
from tests.deadlines.builders import STATUTORY_2027

# An invented arrangement of 2027: the break reaches to 4 January, and 23 and 24 January are worked or not.
BREAK = [DayRow(date(2027, 1, day), is_workday=False, name="元旦") for day in (2, 3, 4)]
WHOLE = [*STATUTORY_2027, *BREAK]


def publish(sysadmin, *more, year=2027):
    return import_year(rows=[*WHOLE, *more], year=year, source="国办发明电〔2026〕5号", by=sysadmin, at=AT)


def test_seed_lays_in_published_and_statutory_years(db):
    years = {year.year: year.is_provisional for year in CalendarYear.objects.all()}

    assert (years[2004], years[2026], years[2027], years[2050]) == (False, False, True, True)
    assert CalendarDay.objects.get(date=date(2026, 2, 28)).is_workday
    assert CalendarDay.objects.get(date=date(2027, 2, 6)).name == "春节"
    assert seed_known_years(at=AT) == 0


def test_seed_restores_a_missing_year_and_keeps_an_edited_one(house):
    CalendarYear.objects.filter(year=2025).delete()
    edit_day(day=date(2026, 3, 3), is_workday=False, name="测试", reason="测试", by=house.office, at=AT)

    assert seed_known_years(at=AT) == 1
    assert CalendarDay.objects.filter(year=2025).count() > 20
    assert CalendarDay.objects.get(date=date(2026, 3, 3)).name == "测试"


def test_seed_replaces_a_provisional_year_a_newer_library_knows(house, start):
    CalendarYear.objects.filter(year=2026).update(is_provisional=True)
    deadline = start(start_on=date(2026, 3, 1), period="2m")
    assert deadline.is_provisional

    assert seed_known_years(at=AT) == 1
    deadline.refresh_from_db()
    assert not deadline.is_provisional


def test_load_calendar_asks_once(db, django_assert_num_queries):
    with django_assert_num_queries(1):
        calendar = load_calendar(2025, 2027)

    assert calendar.knows(date(2025, 1, 1), date(2026, 12, 31))
    assert not calendar.knows(date(2026, 12, 31), date(2027, 1, 1))
    assert calendar.is_make_up(date(2026, 2, 28))
    assert not calendar.is_workday(date(2027, 5, 3))


def test_load_calendar_of_a_year_nobody_holds_knows_weekends(db):
    calendar = load_calendar(2077, 2077)

    assert not calendar.knows(date(2077, 1, 1), date(2077, 1, 1))
    assert [calendar.is_workday(date(2077, 1, day)) for day in (1, 2, 3)] == [True, False, False]


def test_office_hours_follow_the_calendar(db):
    assert is_working_day(date(2026, 2, 28))
    assert not is_working_day(date(2026, 5, 1))


@pytest.mark.requirement("R66")
def test_import_moves_a_provisional_date_later_and_tells(house, start):
    deadline = start(start_on=date(2026, 11, 23), period="2m")
    assert (deadline.due_on, deadline.is_provisional) == (date(2027, 1, 25), True)

    publish(house.sysadmin, DayRow(date(2027, 1, 25), is_workday=False, name="测试假日"))

    deadline.refresh_from_db()
    assert (deadline.due_on, deadline.is_provisional) == (date(2027, 1, 26), False)
    assert AuditEvent.objects.of(deadline).last().verb == "deadline.recompute"
    message = Message.objects.get()
    assert (message.recipient, message.subject) == (
        house.official,
        "整改报告 甲街道整改报告：到期日由2027-01-25顺延至2027-01-26",
    )


def test_import_never_moves_a_date_earlier(house, start):
    deadline = start(start_on=date(2026, 11, 23), period="2m")

    publish(house.sysadmin, DayRow(date(2027, 1, 23), is_workday=True, name="测试调休"))

    deadline.refresh_from_db()
    assert (deadline.nominal_on, deadline.due_on, deadline.is_provisional) == (
        date(2027, 1, 23),
        date(2027, 1, 25),
        False,
    )
    assert not Message.objects.exists()


def test_import_leaves_set_extended_and_voided_dates_alone(house, start):
    set_day = start(due_on=date(2027, 1, 3))
    extended = actions.extend(
        deadline=start(subject=house.other_subdistrict, start_on=date(2026, 11, 2), period="2m"),
        due_on=date(2027, 1, 24),
        reason="设备",
        by=house.committee,
        on=None,
        at=AT,
    )
    voided = actions.void(
        deadline=start(subject=house.office.unit, start_on=date(2026, 11, 23), period="2m"),
        reason="撤回", by=house.office, on=None, at=AT,
    )  # fmt: skip

    publish(house.sysadmin, DayRow(date(2027, 1, 25), is_workday=False, name="测试假日"))

    kept = {each.pk: each.due_on for each in Deadline.objects.all()}
    assert kept == {each.pk: each.due_on for each in (set_day, extended, voided)}


def test_import_takes_back_lateness_against_a_provisional_date(house, start, at):
    CalendarYear.objects.filter(year=2026).update(is_provisional=True)
    deadline = start(start_on=date(2026, 2, 13), period="15d")
    assert deadline.due_on == date(2026, 2, 28)
    deadline = actions.meet(deadline=deadline, on=date(2026, 3, 2), by=house.official, at=at)
    assert deadline.days_late == 2

    edit_day(day=date(2026, 2, 28), is_workday=False, name="", reason="改为休息", by=house.office, at=AT)

    deadline.refresh_from_db()
    assert (deadline.due_on, deadline.days_late) == (date(2026, 3, 2), 0)


def test_recompute_is_idempotent(house, start):
    start(start_on=date(2026, 11, 23), period="2m")
    publish(house.sysadmin, DayRow(date(2027, 1, 25), is_workday=False, name="测试假日"))

    assert recompute_provisional(year=2027, by=house.sysadmin, at=AT) == 0
    assert Message.objects.count() == 1


def test_recompute_counts_working_days_through_the_year(house, start):
    deadline = start(start_on=date(2026, 12, 28), period="5wd")
    assert (deadline.due_on, deadline.is_provisional) == (date(2027, 1, 5), True)

    publish(house.sysadmin)

    deadline.refresh_from_db()
    assert (deadline.due_on, deadline.is_provisional) == (date(2027, 1, 6), False)


@pytest.mark.parametrize(
    "rows",
    [
        [*WHOLE, DayRow(date(2026, 1, 2), is_workday=False, name="元旦")],
        [*WHOLE, WHOLE[0]],
        [],
        [DayRow(date(2027, 1, 4), is_workday=True, name="上班")],
        *([row for row in WHOLE if row != lost] for lost in STATUTORY_2027),
        [replace(row, is_workday=row.date == date(2027, 2, 5)) for row in WHOLE],
    ],
)
def test_import_refuses_what_cannot_be_a_year(house, rows):
    with pytest.raises(IllegalMove):
        import_year(rows=rows, year=2027, source="x", by=house.sysadmin, at=AT)
    assert CalendarYear.objects.get(year=2027).is_provisional


@pytest.mark.parametrize(("year", "count"), [(2024, 11), (2025, 13), (2026, 13), (2027, 13), (2028, 12)])
def test_statutory_days_are_those_of_the_law_of_the_year(year, count):
    """In 2028 Mid-Autumn falls on the third day of National Day."""
    assert len(statutory_days(year)) == count


@pytest.mark.parametrize("year", [year for year in published_years() if year >= 2014])
def test_every_published_year_names_all_statutory_days(year):
    assert missing_statutory_days(published_years()[year], year=year) == {}


def test_import_and_edit_belong_to_different_people(house):
    with pytest.raises(NotAllowed):
        publish(house.office)
    for other in (house.sysadmin, house.official, person(Role.INSPECTOR)):
        with pytest.raises(NotAllowed):
            edit_day(day=date(2026, 3, 3), is_workday=False, name="", reason="x", by=other, at=AT)


def test_edit_day_of_two_stale_copies_only_one_wins(house):
    day = {"day": date(2026, 3, 3), "is_workday": False, "by": house.office, "at": AT}
    edit_day(**day, name="先", reason="一", version=0)

    with pytest.raises(StaleCopy):
        edit_day(**day, name="后", reason="二", version=0)
    row = edit_day(**day, name="再", reason="三", version=1)
    assert (row.name, row.version, row.note) == ("再", 2, "三")
    assert AuditEvent.objects.filter(verb="calendar.edit_day").count() == 2


def test_edit_day_of_a_year_nobody_holds_is_refused(house):
    with pytest.raises(IllegalMove):
        edit_day(day=date(2077, 3, 3), is_workday=False, name="", reason="x", by=house.office, at=AT)
