"""Deadlines for tests, started by the action."""

from datetime import date
from types import SimpleNamespace

from accounts.actions.scopes import open_scope, unit_scope
from accounts.models.unit import UnitKind
from accounts.roles import Role, ScopeKind
from deadlines.actions.deadlines import open_deadline
from deadlines.day_rows import DayRow
from deadlines.known_years import published_years
from deadlines.working_days import DayFact, WorkingCalendar
from tests.accounts.builders import AT, person, security_admin, unit

KIND = "test.report"
# By hand, from the law of 2024 and the almanac, never from the library the code asks.
STATUTORY_2027 = [
    DayRow(date(2027, month, day), is_workday=False, name=name)
    for month, day, name in (
        (1, 1, "元旦"),
        (2, 5, "农历除夕"),
        (2, 6, "春节"),
        (2, 7, "春节"),
        (2, 8, "春节"),
        (4, 5, "清明节"),
        (5, 1, "劳动节"),
        (5, 2, "劳动节"),
        (6, 9, "端午节"),
        (9, 15, "中秋节"),
        (10, 1, "国庆节"),
        (10, 2, "国庆节"),
        (10, 3, "国庆节"),
    )
]
# The same as lines of a file, without the header.
STATUTORY_2027_LINES = "".join(f"{row.date},0,{row.name}\n" for row in STATUTORY_2027)


def published_calendar():
    """Every published year, without the database."""
    return WorkingCalendar(
        days={row.date: DayFact(row.is_workday, row.name) for rows in published_years().values() for row in rows},
        loaded_years=frozenset(published_years()),
    )


def house():
    """An office, a committee, a subdistrict with one official, another with another, and a round's scope."""
    first, second = (unit(UnitKind.SUBDISTRICT, f"期限{name}街道") for name in "甲乙")
    office_unit = unit(UnitKind.OFFICE, "期限安委办")
    return SimpleNamespace(
        subdistrict=first,
        other_subdistrict=second,
        scope=unit_scope(unit=first, by=security_admin(), at=AT),
        round_scope=open_scope(kind=ScopeKind.ROUND, label="测试巡查"),
        office=person(Role.OFFICE, office_unit, email="office@example.org"),
        committee=person(Role.COMMITTEE, unit(UnitKind.COMMITTEE, "期限安委会"), email="committee@example.org"),
        official=person(Role.SUBDISTRICT, first, email="first@example.org"),
        stranger=person(Role.SUBDISTRICT, second, email="second@example.org"),
        sysadmin=person(Role.SYSTEM_ADMIN),
    )


def running(house, *, kind=KIND, start_on=date(2026, 3, 2), period="15d", subject=None, **fields):
    """A running deadline of the first subdistrict; 2026-03-02 plus 15 days is 2026-03-17, a Tuesday."""
    return open_deadline(
        kind=kind,
        scope=fields.pop("scope", house.scope),
        subject=subject or house.subdistrict,
        subject_label=fields.pop("subject_label", "甲街道整改报告"),
        start_on=start_on,
        period=None if "due_on" in fields else period,
        responsible_unit=fields.pop("responsible_unit", house.subdistrict),
        by=house.office,
        at=fields.pop("at", AT),
        **fields,
    )
