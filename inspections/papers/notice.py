"""进驻告知书 (三(三)1, R46)."""

from inspections.papers.method_names import method_names
from inspections.people import members_on
from planning.bodies import (
    complaint_channels,
    office_contact,
    office_name,
    order_of,
    principals_of,
    regulation_name,
    team_name,
)
from planning.models.membership import MemberRole
from planning.models.person import MemberType

PREPARATIONS = [
    "确定一名负责同志牵头配合、一名联络员负责日常联系",
    "准备街道安全生产工作汇报，内容对应本次巡查内容",
    "提供必要的办公场所，不搞层层陪同，不影响正常工作秩序",
]
PAPERS = [
    "党工委、办事处研究安全生产工作的会议记录、纪要",
    "安全生产责任制文件、目标责任书和考核奖惩材料",
    "安全生产检查记录、隐患排查治理台账",
    "辖区生产经营单位（重点企业）名单",
    "应急预案、演练记录和应急值守材料",
    "安全生产举报信息核查处理档案、事故信息报送材料",
]
DISCIPLINE = ["巡查人员遵守工作纪律和廉洁规定；如有违反，请向区安委会办公室反映"]


def notice_data(round_, *, by) -> dict:
    """Data of the kind advance_notice. The team is that of the planned day of entry."""
    return {
        "issuer": office_name(),
        "addressee": principals_of(round_.subdistrict),
        "regulation": regulation_name(round_.ruleset),
        **order_of(round_.entry),
        "subdistrict": round_.subdistrict.short_name,
        "team": team_name(round_.team),
        "entry_on": round_.planned_from_on.isoformat(),
        "until_on": round_.planned_to_on.isoformat(),
        "members": [_member(one) for one in members_on(round_, round_.planned_from_on)],
        "topics": [topic.text.rstrip("；;。") for topic in round_.ruleset.topics.all()],
        "methods": method_names(round_.ruleset.methods.all()),
        "preparations": PREPARATIONS,
        "papers": PAPERS,
        "liaison": office_contact(by),
        "discipline": DISCIPLINE,
        **complaint_channels(),
    }


def notice_title(unit) -> str:
    return f"关于对{unit.short_name}开展安全生产巡查的告知书"


def _member(membership) -> dict:
    person = membership.person
    role = (
        "组长"
        if membership.role == MemberRole.LEADER
        else "专家"
        if person.member_type == MemberType.EXPERT
        else "成员"
    )
    return {
        "name": person.full_name,
        "unit": person.unit.name if person.unit else "",
        "post": person.post,
        "role": role,
    }
