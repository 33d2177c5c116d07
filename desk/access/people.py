"""Who tries every door: one person for each role and each relation to the things of the world (DESIGN §4)."""

from dataclasses import dataclass
from types import SimpleNamespace

from accounts.actions.terms import begin_term
from accounts.actions.units import create_unit
from accounts.actions.users import create_user
from accounts.models import User
from accounts.models.unit import UnitKind
from accounts.roles import ADMINISTRATORS, Role

OWN, FOREIGN, FORMER = "own", "foreign", "former"


@dataclass(frozen=True)
class Persona:
    """`role` is the role of DESIGN §4 as people call it, `relation` that to the things of the world."""

    role: str
    relation: str
    # None stands for somebody who is not signed in.
    account: str | None

    def __str__(self):
        return f"{self.role}/{self.relation}"


PERSONAS = (
    Persona("office", OWN, "office"),
    Persona("office", FORMER, "office_gone"),
    Persona("committee", OWN, "committee"),
    Persona("secretary", OWN, "secretary"),
    Persona("leader", OWN, "leader"),
    Persona("leader", FOREIGN, "leader_elsewhere"),
    Persona("leader", FORMER, "leader_removed"),
    Persona("member", OWN, "member"),
    Persona("member", FOREIGN, "member_elsewhere"),
    Persona("member", FORMER, "member_removed"),
    Persona("principal", OWN, "principal"),
    Persona("principal", FOREIGN, "principal_elsewhere"),
    Persona("principal", FORMER, "principal_past"),
    Persona("clerk", OWN, "clerk"),
    Persona("clerk", FOREIGN, "clerk_elsewhere"),
    Persona("clerk", FORMER, "clerk_gone"),
    Persona("department", OWN, "officer"),
    Persona("department", FOREIGN, "officer_elsewhere"),
    Persona("copy_recipient", OWN, "recipient"),
    Persona("copy_recipient", FOREIGN, "recipient_elsewhere"),
    Persona("custodian", OWN, "custodian"),
    Persona("system_admin", OWN, "system_admin"),
    Persona("security_admin", OWN, "security_admin"),
    Persona("audit_admin", OWN, "audit_admin"),
    Persona("anonymous", FOREIGN, None),
)

# Deactivated once the world stands and their sessions are open: what such a session still opens is the question.
DEACTIVATED = ("office_gone", "clerk_gone")

_UNITS = {
    "office": ("权限核对安委办", UnitKind.OFFICE),
    "committee": ("权限核对安委会", UnitKind.COMMITTEE),
    "here": ("权限核对甲街道", UnitKind.SUBDISTRICT),
    "elsewhere": ("权限核对乙街道", UnitKind.SUBDISTRICT),
    "on_site": ("权限核对丙街道", UnitKind.SUBDISTRICT),
    "waiting": ("权限核对丁街道", UnitKind.SUBDISTRICT),
    "department": ("权限核对应急局", UnitKind.DEPARTMENT),
    "other_department": ("权限核对市场局", UnitKind.DEPARTMENT),
    "body": ("权限核对党群部", UnitKind.PARTY_BODY),
    "other_body": ("权限核对政法委", UnitKind.PARTY_BODY),
}
_ACCOUNTS = {
    "system_admin": (Role.SYSTEM_ADMIN, None),
    "audit_admin": (Role.AUDIT_ADMIN, None),
    "custodian": (Role.CUSTODIAN, None),
    "office": (Role.OFFICE, "office"),
    "office_gone": (Role.OFFICE, "office"),
    "committee": (Role.COMMITTEE, "committee"),
    "secretary": (Role.SECRETARY, "committee"),
    "leader": (Role.INSPECTOR, "department"),
    "leader_elsewhere": (Role.INSPECTOR, "department"),
    "leader_removed": (Role.INSPECTOR, "department"),
    "member": (Role.INSPECTOR, "department"),
    "member_elsewhere": (Role.INSPECTOR, "department"),
    "member_removed": (Role.INSPECTOR, "department"),
    "principal": (Role.SUBDISTRICT, "here"),
    "principal_elsewhere": (Role.SUBDISTRICT, "elsewhere"),
    "principal_past": (Role.SUBDISTRICT, "here"),
    "clerk": (Role.SUBDISTRICT, "here"),
    "clerk_elsewhere": (Role.SUBDISTRICT, "elsewhere"),
    "clerk_gone": (Role.SUBDISTRICT, "here"),
    "officer": (Role.DEPARTMENT, "department"),
    "officer_elsewhere": (Role.DEPARTMENT, "other_department"),
    "recipient": (Role.COPY_RECIPIENT, "body"),
    "recipient_elsewhere": (Role.COPY_RECIPIENT, "other_body"),
}


def build(clock) -> SimpleNamespace:
    """`users` by account and `units` by code, all of them new.

    Active administrators there may already be stand aside, since there is one of each; the caller rolls all back.
    """
    day = clock.day(-400)
    at = clock.at(day)
    User.objects.filter(role__in=ADMINISTRATORS, is_active=True).update(is_active=False)
    secadmin = User.objects.create_user(
        _name("security_admin"), None, full_name="核对安全员", role=Role.SECURITY_ADMIN, is_demo=True
    )
    units = {
        code: create_unit(name=name, short_name=name, kind=kind, is_member_unit=True, by=secadmin, at=at)
        for code, (name, kind) in _UNITS.items()
    }
    users = {"security_admin": secadmin}
    for account, (role, unit) in _ACCOUNTS.items():
        users[account] = create_user(
            username=_name(account), password=None, full_name=f"核对{account}", role=role, unit=units.get(unit),
            email=f"{account.replace('_', '-')}@example.invalid", is_demo=True, by=secadmin, at=at,
        )  # fmt: skip
    ends = {"principal_past": clock.day(-30)}
    for account, unit, post in (
        ("principal", "here", "party_secretary"),
        ("principal_past", "here", "office_director"),
        ("principal_elsewhere", "elsewhere", "party_secretary"),
    ):
        begin_term(
            unit=units[unit], user=users[account], full_name=users[account].full_name, post=post, from_on=day,
            to_on=ends.get(account), by=secadmin, at=clock.at(clock.day(-29)),
        )  # fmt: skip
    return SimpleNamespace(users=users, units=units, clock=clock)


def deactivate(world) -> None:
    for account in DEACTIVATED:
        world.users[account].is_active = False
        world.users[account].save(update_fields=["is_active"])


def _name(account) -> str:
    """An account name no house has."""
    return f"access-matrix.{account}"
