"""People and units for tests, built as the house builds them."""

from datetime import UTC, date, datetime
from itertools import count

from accounts.actions import terms
from accounts.actions.scopes import unit_group, unit_scope
from accounts.models import Delegation, Unit, User
from accounts.models.unit import UnitKind
from accounts.roles import ACTS_FOR_UNIT, Role
from core.links import page_of
from core.scenes import Clock, World

AT = datetime(2026, 1, 5, 2, 0, tzinfo=UTC)
PASSWORD = "Test-password-1"
_serial = count(1)

UNIT_KIND_OF_ROLE = {
    Role.OFFICE: UnitKind.OFFICE,
    Role.COMMITTEE: UnitKind.COMMITTEE,
    Role.SECRETARY: UnitKind.COMMITTEE,
    Role.SUBDISTRICT: UnitKind.SUBDISTRICT,
    Role.DEPARTMENT: UnitKind.DEPARTMENT,
    Role.COPY_RECIPIENT: UnitKind.PARTY_BODY,
}


def unit(kind=UnitKind.SUBDISTRICT, name=None, **fields):
    name = name or f"测试单位{next(_serial)}"
    return Unit.objects.create(name=name, short_name=fields.pop("short_name", name[:20]), kind=kind, **fields)


def security_admin():
    return User.objects.filter(role=Role.SECURITY_ADMIN).first() or User.objects.create_user(
        "secadmin", None, full_name="安全管理员", role=Role.SECURITY_ADMIN
    )


def person(role, unit=None, username=None, **fields):
    """An account of this role; one with a unit acts for it. The password is PASSWORD."""
    username = username or f"{role}{next(_serial)}"
    fields.setdefault("full_name", f"测试{username}")
    user = User.objects.create_user(username, PASSWORD, role=role, unit=unit, **fields)
    if unit is not None and role in ACTS_FOR_UNIT:
        unit_scope(unit=unit, by=security_admin(), at=AT)
        user.groups.add(unit_group(unit))
    return user


def principal(unit, username=None, from_on=date(2020, 1, 1), to_on=None, post="party_secretary"):
    """A principal of the unit in post, with an account."""
    user = person(Role.SUBDISTRICT, unit, username)
    terms.begin_term(
        unit=unit, user=user, full_name=user.full_name, post=post, from_on=from_on, to_on=to_on,
        by=security_admin(), at=AT,
    )  # fmt: skip
    return user


def district():
    """The bodies of a small district, with one person each, by name and as the world that scenes play in."""
    office_unit = unit(UnitKind.OFFICE, "测试安委会办公室")
    committee_unit = unit(UnitKind.COMMITTEE, "测试安委会")
    first, second, third = (unit(UnitKind.SUBDISTRICT, f"测试{name}街道") for name in "甲乙丙")
    department = unit(UnitKind.DEPARTMENT, "测试应急管理局", is_member_unit=True)
    office = person(Role.OFFICE, office_unit, "office")
    committee = person(Role.COMMITTEE, committee_unit, "committee")
    here = World(clock=Clock(AT.date()), users={"office": office, "committee": committee})
    vars(here).update(
        office_unit=office_unit,
        committee_unit=committee_unit,
        subdistricts=[first, second, third],
        department=department,
        office=office,
        office2=person(Role.OFFICE, office_unit, "office2"),
        committee=committee,
        secretary=person(Role.SECRETARY, committee_unit, "secretary"),
        principal=principal(first, "first-principal"),
        clerk=person(Role.SUBDISTRICT, first, "first-clerk"),
        other_principal=principal(second, "second-principal"),
        officer=person(Role.DEPARTMENT, department, "officer"),
        custodian=person(Role.CUSTODIAN, None, "custodian"),
        sysadmin=person(Role.SYSTEM_ADMIN, None, "sysadmin"),
        secadmin=security_admin(),
        auditadmin=person(Role.AUDIT_ADMIN, None, "auditadmin"),
    )
    return here


def delegation(taker, giver=None, scope=None):
    """A delegation by the row alone: a thing with a page that its two persons see, and nobody else at hand."""
    scope = scope or unit_scope(unit=unit(UnitKind.EXTERNAL), by=security_admin(), at=AT)
    return Delegation.objects.create(
        giver=giver or person(Role.DEPARTMENT), taker=taker, scope=scope, from_on=AT.date(), to_on=AT.date(),
        reason="外出开会", recorded_at=AT,
    )  # fmt: skip


def page_told(message) -> str:
    """Where a message leads the person it went to."""
    return page_of(message.target, message.recipient)


def sign_in(client, user):
    client.force_login(user)
    return client
