"""Bodies and accounts of the access world, the change of a leader's stand-in, and a message for everybody."""

from datetime import timedelta

from accounts.actions import delegations
from accounts.actions.messages import notify
from accounts.models import User
from accounts.models.unit import UnitKind
from accounts.roles import ADMINISTRATORS, Role
from accounts.scenes import steps
from core.scenes import World

ENTERED, OPENED = -400, -29
MESSAGE = "权限核对消息"
UNITS = {
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
ACCOUNTS = {
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


def open_house(world: World) -> None:
    """`users` by account and `units` by code, all of them new.

    Active administrators there may already be stand aside, since there is one of each; the caller rolls all back.
    """
    User.objects.filter(role__in=ADMINISTRATORS, is_active=True).update(is_active=False)
    secadmin = world.users["security_admin"] = User.objects.create_user(
        _name("security_admin"), None, full_name="核对安全员", role=Role.SECURITY_ADMIN, is_demo=True
    )
    for code, (name, kind) in UNITS.items():
        steps.unit_entered(
            world, code, name=name, short_name=name, kind=kind, is_member_unit=True,
            gets_copies=kind == UnitKind.PARTY_BODY, by=secadmin, on=ENTERED,
        )  # fmt: skip
    for account, (role, unit) in ACCOUNTS.items():
        steps.account_opened(
            world, account, username=_name(account), password=None, full_name=f"核对{account}", role=role, unit=unit,
            by=secadmin, on=ENTERED,
        )  # fmt: skip
    since = {"from_on": world.clock.day(ENTERED), "by": secadmin, "on": OPENED}
    steps.principal_in_post(world, "here", account="principal", post="party_secretary", **since)
    steps.principal_in_post(
        world, "here", account="principal_past", post="office_director", to_on=world.clock.day(-30), **since
    )
    steps.principal_in_post(world, "elsewhere", account="principal_elsewhere", post="party_secretary", **since)
    # What the security administrator manages: of a subdistrict, its principal's term and its clerk's account.
    unit = world.units["here"]
    world.things |= {
        "unit": unit,
        "term": unit.terms.get(to_on=None),
        "user": world.users["clerk"],
        "user_gone": world.users["clerk_gone"],
    }


def give_delegation(world: World) -> None:
    """Given for later days, so that nobody of today's personas is somebody else by it."""
    day = world.clock.day(30)
    scope = world.things["scope"] = world.entries["here"].scope
    world.things["delegation"] = delegations.give(
        scope=scope, taker=world.users["member"], from_on=day, to_on=day, reason="外出开会", by=world.users["leader"],
        at=world.at(0),
    )  # fmt: skip


def lock_account(world: World) -> None:
    """The clerk's: each time the door opened again, somebody at an address of nobody tried, until he waits an hour."""
    now = world.clock.now or world.at(0)
    at = now - timedelta(minutes=64)
    while at <= now:
        steps.wrong_password_given(world, "clerk", address="192.0.2.7", at=at)
        brake = world.things["brake"] = world.users["clerk"].brakes.get()
        at = brake.closed_until or at


def tell_everybody(world: World) -> None:
    for account, user in world.users.items():
        notify(recipients=[user], subject=MESSAGE, at=world.at(0))
        world.things[f"message_{account}"] = user.inbox.get(subject=MESSAGE)


def _name(account) -> str:
    """An account name no house has."""
    return f"access-matrix.{account}"
