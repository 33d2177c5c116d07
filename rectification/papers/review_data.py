"""Data of the committee's letter on a rectification report (review.py). Papers are in Chinese."""

from planning.bodies import committee_name, office_contact, office_name, principals_of
from records.presenters.decisions import meeting_on_paper
from records.typesetting.text import chinese_number, date_words, joinable, sentence
from rectification.models.item import UNFINISHED, ItemStatus
from rectification.queries.samples import count_of

PASSED = "整改和查处情况符合要求，同意通过审核，本次巡查反馈事项全部予以销号"
RETURNED = "退回事项计入未完成整改，请逐项查明原因、落实措施，按期重新报送"


def review_title(unit, number) -> str:
    """`number` counts the reviews of one case from 1; the first bears none, as nobody knows yet of another."""
    times = f"第{chinese_number(number)}次" if number > 1 else ""
    return f"关于{unit.short_name}安全生产巡查整改情况的{times}审核意见"


def review_data(case, items, *, on, submitted_on, decision, told=(), resubmit_on=None, sampled=()) -> dict:
    """Data of the kind rectification_review.

    `items` are the live items in the order of their numbers: closed ones passed, unfinished ones are returned; those
    still being checked are in neither list, and the conclusion says how many they are. `told` are the numbers of items
    that an earlier letter passed and that stand in no later report: they are not reviewed again, only counted.
    `sampled` is what was drawn for checks on site.
    """
    settled = [item for item in items if item.status == ItemStatus.CLOSED or item.status in UNFINISHED]
    # What was passed and opened again since goes back like any other.
    decided = [item for item in settled if item.number not in told or item.status in UNFINISHED]
    waiting = len(items) - len(settled)
    overall = [RETURNED if resubmit_on else PASSED]
    if waiting:
        overall.append(f"其余{waiting}项正在核验，结果另行通知")
    if len(decided) < len(settled):
        passed = sum(item.status == ItemStatus.CLOSED for item in items)
        overall.append(f"连同此前已通过的事项，问题清单{len(items)}项累计通过{passed}项")
    first, *others = [line.strip() for line in decision.note.splitlines() if line.strip()] or [""]
    overall += [f"审核意见：{first}", *others] if first else []
    return {
        "issuer": committee_name(),
        "addressee": principals_of(case.unit),
        "printed_by": office_name(),
        "subdistrict": case.unit.short_name,
        "submitted_on": submitted_on.isoformat(),
        "report_name": f"《{case.unit.short_name}安全生产巡查整改情况的报告》",
        "items": [_line(item, on, resubmit_on) for item in decided],
        "overall": overall,
        "resubmit_on": resubmit_on.isoformat() if resubmit_on else None,
        "contact": office_contact(),
        **({"meeting": meeting} if (meeting := meeting_on_paper(decision)) else {}),
        **({"sample": sample} if (sample := sample_words(sampled)) else {}),
    }


def sample_words(sampled) -> str:
    """现场核查: how many were drawn and seen, and why others were not; "" where nothing was drawn (R68)."""
    count = count_of(sampled)
    if not count.drawn:
        return ""
    words = f"其中抽取{count.drawn}项开展现场核查"
    if count.whole:
        words += f"（重大事故隐患{count.whole}项全部核查，其余随机抽取）"
    words += f"，实地核查{count.checked}项，整改到位{count.passed}项"
    if count.failed:
        words += f"，未整改到位{count.failed}项"
    if count.excused:
        told = "；".join(f"第{one.item.number}项：{joinable(one.excuse_reason)}" for one in count.excused)
        words += f"；未现场核查{len(count.excused)}项（{told}）"
    if count.returned:
        words += f"；核查前已退回{count.returned}项"
    return f"{words}。"


def _line(item, on, resubmit_on) -> dict:
    """A date of the item's own is named beside the day for the whole; one that has passed only as passed."""
    line = {"number": item.number, "subject": item.subject_name, "text": item.text}
    if item.status == ItemStatus.CLOSED:
        return line | {"result": "passed"}
    line |= {"result": "returned", "reason": _reason(item)}
    if resubmit_on is None or item.due_on == resubmit_on:
        return line
    if item.due_on < on:
        return line | {"reason": f"{line['reason']}该项整改期限{date_words(item.due_on)}已过，请抓紧完成。"}
    return line | {"due_on": item.due_on.isoformat()}


def _reason(item) -> str:
    if item.status == ItemStatus.RETURNED:
        return sentence(item.return_reason)
    if item.is_explained:
        return f"尚未完成：{joinable(item.unfinished_reason)}，拟于{date_words(item.expected_on)}完成。"
    if item.status == ItemStatus.REOPENED:
        return sentence(item.return_reason)
    return "尚未完成整改。"
