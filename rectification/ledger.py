"""整改台账 with the columns of DOMAIN §5.4. It is a Chinese document, so its words are written here directly."""

from collections import Counter

from core.exports import Sheet
from core.tables import Column
from inspections.models.finding import FindingKind
from inspections.vocabulary import KIND_WORDS, RESPONSIBILITY_WORDS
from records.models import EvidenceLink
from rectification.models.item import UNFINISHED, ItemStatus

# Heading and width in characters.
WIDTHS = {
    "序号": 6, "巡查轮次": 14, "街道": 12, "责任单位": 24, "统一社会信用代码": 20, "地址": 20, "检查日期": 12,
    "检查人": 14, "责任层面": 10, "内容序号": 8, "行业领域": 12, "问题描述": 44, "依据": 26, "类别": 14, "是否重大": 8,
    "判定依据": 24, "整改要求": 28, "整改措施": 34, "整改责任单位": 24, "整改责任人": 12, "监管部门": 16,
    "包保领导": 10, "整改期限": 12, "整改进展": 12, "完成日期": 12, "佐证": 12, "查处情况": 20, "验收人": 16,
    "验收日期": 12, "验收结论": 26, "是否销号": 8, "备注": 28,
}  # fmt: skip
COLUMNS = tuple(Column(label, lambda row, today, label=label: row[label], width=WIDTHS[label]) for label in WIDTHS)
PROGRESS = {
    ItemStatus.OPEN: "未完成", ItemStatus.REPORTED: "已整改待核验", ItemStatus.RETURNED: "退回整改",
    ItemStatus.VERIFIED: "已核验待销号", ItemStatus.CLOSED: "已销号", ItemStatus.REOPENED: "重新整改",
}  # fmt: skip


def with_all(items, user) -> list:
    """The items in order, with what their rows need; how many pieces of evidence each has in one query."""
    found = list(items.select_related("deadline", "finding__enterprise", "verified_by__unit").order_by("number"))
    links = EvidenceLink.objects.visible_to(user).filter(subject_id__in=[str(item.pk) for item in found])
    counts = Counter(links.values_list("subject_id", flat=True))
    for item in found:
        item.evidence_count = counts[str(item.pk)]
    return found


def row_of(item, case, today) -> list:
    """One row. Dates stay dates, so that they can be sorted."""
    finding = item.finding
    enterprise = finding.enterprise
    is_closed = item.status == ItemStatus.CLOSED
    cells = {
        "序号": item.number,
        "巡查轮次": f"{case.round.year}年{case.round.team.name}",
        "街道": case.unit.short_name,
        "责任单位": item.subject_name,
        "统一社会信用代码": enterprise.credit_code if enterprise else "",
        "地址": item.place or (enterprise.address if enterprise else ""),
        "检查日期": finding.found_on,
        "检查人": case.round.team.name,
        "责任层面": RESPONSIBILITY_WORDS.get(finding.responsibility, ""),
        "内容序号": finding.topic_number,
        "行业领域": finding.sector,
        "问题描述": item.text,
        "依据": finding.legal_basis,
        "类别": KIND_WORDS[item.kind],
        "是否重大": _yes(item.kind == FindingKind.MAJOR_HAZARD),
        "判定依据": finding.criterion,
        "整改要求": item.requirement,
        "整改措施": item.measures,
        "整改责任单位": item.subject_name,
        "整改责任人": item.responsible_name,
        "监管部门": finding.supervising_department,
        "整改期限": item.due_on,
        "整改进展": _progress(item, today),
        "完成日期": item.reported_on if item.status not in UNFINISHED else None,
        "佐证": f"{item.evidence_count}份" if item.evidence_count else "",
        "查处情况": item.penalty,
        "验收人": item.verified_by.printed_name if item.verified_by else "",
        "验收日期": item.verified_on,
        "验收结论": item.verification,
        "是否销号": _yes(is_closed),
        "备注": _remark(item),
    }
    return [cells.get(label, "") for label in WIDTHS]


def _yes(value) -> str:
    return "是" if value else "否"


def _progress(item, today) -> str:
    if item.is_withdrawn:
        return "已撤回"
    words = "核验未通过" if item.failed_its_check else PROGRESS[item.status]
    return f"{words}（逾期）" if item.status in UNFINISHED and item.due_on < today else words


def _remark(item) -> str:
    if item.is_explained:
        return f"未完成原因：{item.unfinished_reason}；拟于{item.expected_on.isoformat()}完成"
    if item.status in (ItemStatus.RETURNED, ItemStatus.REOPENED):
        return f"退回原因：{item.return_reason}"
    return ""


def sheet_of(case, items, today) -> Sheet:
    return Sheet(
        "整改台账", COLUMNS, [row_of(item, case, today) for item in items],
        heading=f"{case.unit.short_name}安全生产巡查整改台账（{case.feedback.full_number}）",
    )  # fmt: skip
