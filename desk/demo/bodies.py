"""The demo's bodies and accounts. All names are invented and recognisable as such (示例, 演示)."""

from dataclasses import dataclass
from datetime import date

from accounts.models.unit import UnitKind
from accounts.roles import Role
from planning.models.person import MemberType, Rank

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
    Account("custodian", "保密员（演示）", Role.CUSTODIAN),
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


@dataclass(frozen=True)
class Serving:
    full_name: str
    unit: str | None
    post: str
    rank: Rank
    member_type: MemberType
    account: str | None = None
    specialty: str = ""


LEADER, STAFF, EXPERT = MemberType.SERVING_LEADER, MemberType.STAFF, MemberType.EXPERT
TEAMS = {
    "第一巡查组": (
        Serving("冯示例", "emergency", "副局长", Rank.SECTION_DEPUTY, LEADER, "leader1"),
        Serving("陈示例", "market", "科员", Rank.CLERK, STAFF, "member1"),
        Serving("曹演示", "construction", "科员", Rank.CLERK, STAFF),
        Serving("严演示", "fire", "参谋", Rank.CLERK, STAFF),
        Serving("华演示", "emergency", "科员", Rank.CLERK, STAFF),
        Serving("金演示", None, "高级工程师", Rank.NONE, EXPERT, specialty="粉尘防爆"),
    ),
    "第二巡查组": (
        Serving("褚示例", "market", "副局长", Rank.SECTION_DEPUTY, LEADER, "leader2"),
        Serving("卫示例", "fire", "科员", Rank.CLERK, STAFF, "member2"),
        Serving("魏演示", "emergency", "科员", Rank.CLERK, STAFF),
        Serving("陶演示", "construction", "科员", Rank.CLERK, STAFF),
        Serving("姜演示", "market", "科员", Rank.CLERK, STAFF),
        Serving("戚演示", "politics", "科员", Rank.CLERK, STAFF),
        Serving("谢演示", None, "注册安全工程师", Rank.NONE, EXPERT, specialty="危险化学品"),
    ),
}
SECURITY_ADMIN_NAME = "安全管理员（演示）"
