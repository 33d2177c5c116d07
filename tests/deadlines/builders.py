"""Deadlines for tests, started by the action."""

from datetime import date
from types import SimpleNamespace

from accounts.actions.scopes import open_scope, unit_scope
from accounts.models.unit import UnitKind
from accounts.roles import Role, ScopeKind
from deadlines.actions.deadlines import open_deadline
from tests.accounts.builders import AT, person, security_admin, unit

KIND = "test.report"


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
