"""The demo's bodies, accounts and principals, opened by its security administrator. All names are invented and
recognisable as such (示例, 演示)."""

from dataclasses import dataclass
from datetime import date

from accounts.actions.users import create_first_security_admin
from accounts.models.unit import UnitKind
from accounts.roles import Role
from accounts.scenes import steps
from core.scenes import World

PASSWORD = "xuncha-demo-2026"  # noqa: S105  printed on the sign-in page of a demo, and worth nothing elsewhere

# code: (full name, short name, kind, is member unit of the committee)
UNITS = {
    "office": ("枣庄高新区安全生产委员会办公室", "安委办", UnitKind.OFFICE, False),
    "committee": ("枣庄高新区安全生产委员会", "安委会", UnitKind.COMMITTEE, False),
    "xingren": ("兴仁街道办事处", "兴仁街道", UnitKind.SUBDISTRICT, False),
    "xingcheng": ("兴城街道办事处", "兴城街道", UnitKind.SUBDISTRICT, False),
    "zhangfan": ("张范街道办事处", "张范街道", UnitKind.SUBDISTRICT, False),
    "emergency": ("高新区应急管理局", "应急管理局", UnitKind.DEPARTMENT, True),
    "market": ("高新区市场监管分局", "市场监管分局", UnitKind.DEPARTMENT, True),
    "construction": ("高新区建设工程中心", "建设工程中心", UnitKind.DEPARTMENT, True),
    "fire": ("高新区消防救援大队", "消防救援大队", UnitKind.DEPARTMENT, True),
    "partymass": ("区党群工作部", "党群工作部", UnitKind.PARTY_BODY, True),
    "politics": ("区政法委", "政法委", UnitKind.PARTY_BODY, True),
}

# What papers say of the office: whom to call, and where people tell of problems.
CONTACTS = {
    "office": {
        "phone": "0632-8690000",
        "address": "枣庄高新区示例路1号312室",
        "contact_name": "周示例",
        "complaint_phone": "0632-8690001",
        "complaint_mailbox": "枣庄高新区示例路1号安全生产巡查信箱",
    },
    "partymass": {"gets_copies": True},
    "politics": {"gets_copies": True},
}


@dataclass(frozen=True)
class Account:
    username: str
    full_name: str
    role: Role
    unit: str | None = None
    post: str = ""


ACCOUNTS = (
    Account("sysadmin", "系统管理员（演示）", Role.SYSTEM_ADMIN),
    Account("auditadmin", "审计管理员（演示）", Role.AUDIT_ADMIN),
    Account("custodian", "举报信息保管员（演示）", Role.CUSTODIAN),
    Account("office", "周示例", Role.OFFICE, "office", "安委办科长"),
    Account("office2", "吴示例", Role.OFFICE, "office", "安委办科员"),
    Account("committee", "郑示例", Role.COMMITTEE, "committee", "安委会副主任"),
    Account("secretary", "王示例", Role.SECRETARY, "committee", "安委会秘书"),
    Account("leader1", "冯示例", Role.INSPECTOR, "emergency", "副局长"),
    Account("member1", "陈示例", Role.INSPECTOR, "market", "科员"),
    Account("leader2", "褚示例", Role.INSPECTOR, "market", "副局长"),
    Account("member2", "卫示例", Role.INSPECTOR, "fire", "科员"),
    Account("xingren", "蒋示例", Role.SUBDISTRICT, "xingren", "党工委书记"),
    Account("xingren-clerk", "沈示例", Role.SUBDISTRICT, "xingren", "应急办干事"),
    Account("xingcheng", "韩示例", Role.SUBDISTRICT, "xingcheng", "党工委书记"),
    Account("zhangfan", "杨示例", Role.SUBDISTRICT, "zhangfan", "党工委书记"),
    Account("emergency", "朱示例", Role.DEPARTMENT, "emergency", "科长"),
    Account("market", "秦示例", Role.DEPARTMENT, "market", "科长"),
    Account("partymass", "许示例", Role.COPY_RECIPIENT, "partymass", "干事"),
    Account("politics", "何示例", Role.COPY_RECIPIENT, "politics", "干事"),
)

# unit: (party secretary's account, office director without an account)
PRINCIPALS = {"xingren": "吕演示", "xingcheng": "施演示", "zhangfan": "张演示"}
IN_POST_SINCE = date(2024, 1, 1)
SECURITY_ADMIN_NAME = "安全管理员（演示）"
OPENED = -400


def open_house(world: World) -> None:
    """`users` by account name and `units` by code."""
    secadmin = create_first_security_admin(
        username="secadmin", password=PASSWORD, full_name=SECURITY_ADMIN_NAME, at=world.at(OPENED), is_demo=True
    )
    world.users["secadmin"] = secadmin
    acting = {"by": secadmin, "on": OPENED}
    for code, (name, short, kind, is_member) in UNITS.items():
        steps.unit_entered(
            world, code, name=name, short_name=short, kind=kind, is_member_unit=is_member, org_code=code,
            **CONTACTS.get(code, {}), **acting,
        )  # fmt: skip
    for account in ACCOUNTS:
        steps.account_opened(
            world, account.username, username=account.username, password=PASSWORD, full_name=account.full_name,
            role=account.role, unit=account.unit, post=account.post, **acting,
        )  # fmt: skip
    for code, director in PRINCIPALS.items():
        term = {"from_on": IN_POST_SINCE, **acting}
        steps.principal_in_post(world, code, account=code, post="party_secretary", **term)
        steps.principal_in_post(world, code, full_name=director, post="office_director", **term)


def account_names() -> list[str]:
    return ["secadmin", *(account.username for account in ACCOUNTS)]
