"""延期审批表: what was asked, and what the committee decided; numbered with the decision. Papers are in Chinese."""

from planning.bodies import committee_name, office_name
from records.presenters.decisions import meeting_on_paper
from records.rendering.kinds.common import CLOSED, Official, official
from records.rendering.schema import IsoDate
from records.typesetting.composition import Column, Composition, Table
from records.typesetting.text import date_words, sentence

COLUMNS = (Column("项目", 40), Column("内容", 116))


class ExtensionForm(Official):
    """matter: which duty of the addressee. due_on: the day before; until_on: asked for. granted_until_on: given, None
    where refused. meeting: which meeting decided, empty where a member of the committee did by himself."""

    feedback: str
    matter: str
    due_on: IsoDate
    until_on: IsoDate
    reason: str
    asked_on: IsoDate
    granted_until_on: IsoDate | None
    opinion: str
    meeting: str
    decided_on: IsoDate


def form_data(extension, decision, *, granted_until_on) -> dict:
    """Data of the kind extension_form, `title` included."""
    case, item = extension.case, extension.item
    name = case.unit.short_name
    matter = f"问题清单第{item.number}项（{item.subject_name}）的整改期限" if item else "退回事项的重新报送期限"
    return {
        "title": f"{name}安全生产巡查整改延期审批表",
        "issuer": committee_name(),
        "addressee": case.unit.name,
        "printed_by": office_name(),
        "feedback": case.feedback.full_number,
        "matter": matter,
        "due_on": extension.deadline.due_on.isoformat(),
        "until_on": extension.until_on.isoformat(),
        "reason": extension.reason,
        "asked_on": extension.requested_on.isoformat(),
        "granted_until_on": granted_until_on.isoformat() if granted_until_on else None,
        "opinion": decision.note,
        "meeting": meeting_on_paper(decision),
        "decided_on": decision.decided_on.isoformat(),
    }


def compose(data):
    granted = data["granted_until_on"]
    result = f"同意延期至{date_words(granted)}（含当日）。" if granted else "不同意延期，仍按原期限完成。"
    opinion = sentence(data["opinion"]) if data["opinion"].strip() else ""
    decided = f"{data['meeting'] or '区安委会'}，{date_words(data['decided_on'])}"
    # The whole on one page, with room for the seal.
    rows = [
        ("反馈意见文号", data["feedback"]),
        ("申请事项", data["matter"]),
        ("原定期限", date_words(data["due_on"])),
        ("申请延期至", date_words(data["until_on"])),
        ("申请理由", sentence(data["reason"])),
        ("申请日期", date_words(data["asked_on"])),
        ("审批意见", f"{result}{opinion}（{decided}）"),
    ]
    return Composition(
        **official(data, title=data["title"], layout="letter", note=CLOSED), body=(Table(COLUMNS, tuple(rows)),)
    )
