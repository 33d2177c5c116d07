"""通告: what the public is told of the feedback and of the rectification of one round (三(三)6, R73).

Composed of texts that were issued to the subdistrict: neither findings themselves nor notes, leads, sealed visits or
complaints are read here, so nothing of them can come in.
"""

import re
from dataclasses import dataclass

from inspections.vocabulary import RECTIFIED_KIND_WORDS
from planning.bodies import committee_name, complaint_channels, office_name, order_of, regulation_name, team_name
from records.rendering.kinds.common import OPEN, Official, basis, official
from records.typesetting.composition import Composition, Paragraph, section
from records.typesetting.text import date_words, period_words, sentence
from rectification.deliveries import earliest_delivery
from rectification.score import rate

_HEADING = re.compile(r"^[一二三四五六七八九十]+、(.+)$")
# More of a kind than these are counted, not told one by one.
TOLD = 30
_TOLD_KINDS = ("problem", "major_hazard")
# Behind a number, by whether others are left out of it.
_BUT = {True: "（不含正在依法调查处理的事项）", False: ""}


class AnnouncementPaper(Official):
    """text: what the committee approved, a paragraph a line; a line that begins with 一、 is a heading."""

    text: str


@dataclass(frozen=True)
class Block:
    """One line of the text, for paper and public page alike."""

    text: str
    is_heading: bool = False


def title_of(round_, part) -> str:
    about = "整改情况" if part == "rectification" else "反馈意见"
    return f"关于{round_.subdistrict.short_name}安全生产巡查{about}的通告"


def blocks_of(text) -> list[Block]:
    """Lines without the empty ones; the number of a heading is set anew where it is shown."""
    found = []
    for line in filter(None, (line.strip() for line in text.splitlines())):
        heading = _HEADING.match(line)
        found.append(Block(heading[1], is_heading=True) if heading else Block(line))
    return found


def paper_data(announcement) -> dict:
    return {
        "title": announcement.title,
        "issuer": committee_name(),
        "addressee": "",
        "printed_by": office_name(),
        "text": announcement.text,
    }


def compose(data):
    body = [section(one.text) if one.is_heading else Paragraph(one.text) for one in blocks_of(data["text"])]
    return Composition(**official(data, title=data["title"], note=OPEN), body=tuple(body))


# --- What is composed of the issued texts ---------------------------------------------------------------------------


def feedback_text(case, items, *, unfinished=False) -> str:
    """`items`: those the public may be told of (rectification.queries.announcements.told_items); `unfinished`: others
    were issued that are still investigated, so that the numbers are not those of all that was told to the place."""
    feedback = case.feedback.data
    told = list(items)
    lines = [
        "一、巡查概况",
        f"{_stay(case)}巡查工作报告已经区安委会审定，并{_told_on(case)}。",
        "二、反馈的主要问题",
        *(sentence(text) for text in feedback["overall"]),
        *(line for group in feedback["problems"] for line in (group["heading"], *map(sentence, group["texts"]))),
        _counts(told, unfinished=unfinished),
        *_named(told),
        "三、监督方式",
        _supervision(),
    ]
    return "\n".join(lines)


def rectification_text(case, items, *, measures, investigation, unfinished=False) -> str:
    """`measures` and `investigation` are those of the report that was accepted; `unfinished` as above."""
    told = list(items)
    closed = sum(item.status == "closed" for item in told)
    lines = [
        "一、巡查概况",
        f"{_stay(case)}{_place(case)}于{date_words(earliest_delivery(case)[0])}收到反馈意见后开展整改，"
        f"整改情况已于{date_words(case.accepted_on)}经区安委会审核。",
        "二、整改情况",
        f"应整改{len(told)}项，已完成整改并销号{closed}项，整改率{rate(closed, len(told))}{_BUT[unfinished]}。",
        *(sentence(line.strip()) for line in measures.splitlines() if line.strip()),
        "三、查处情况",
        *(sentence(line.strip()) for line in investigation.splitlines() if line.strip()),
        "四、监督方式",
        _supervision(),
    ]
    return "\n".join(lines)


def _stay(case) -> str:
    round_ = case.round
    rule = basis({"regulation": regulation_name(round_.ruleset), **order_of(round_.entry)})
    period = period_words(round_.entered_on.isoformat(), round_.ended_on.isoformat())
    return f"根据{rule}，{team_name(round_.team)}于{period}对{_place(case)}开展了安全生产巡查。"


def _place(case) -> str:
    return case.round.subdistrict.short_name


def _told_on(case) -> str:
    """To a principal, on the day of the meeting or of the signature, whichever came first; before either the paper has
    been issued, and that is all that can be said (三(三)4)."""
    days = [day for day in (case.meeting_on, case.received_on) if day is not None]
    if days:
        return f"于{date_words(min(days))}向{_place(case)}主要负责人反馈"
    return f"于{date_words(case.issued_on)}向{_place(case)}印发反馈意见"


def _counts(items, *, unfinished: bool) -> str:
    parts = [
        f"{word}{count}项"
        for kind, word in RECTIFIED_KIND_WORDS.items()
        if (count := sum(item.kind == kind for item in items))
    ]
    return f"共反馈问题和隐患{len(items)}项{_BUT[unfinished]}" + (f"，其中{'、'.join(parts)}。" if parts else "。")


def _named(items) -> list[str]:
    """Shortcomings of the work and major hazards one by one; what else there is stands in the numbers."""
    told = [item for item in items if item.kind in _TOLD_KINDS][:TOLD]
    return [f"{number}.{item.subject_name}：{sentence(item.text)}" for number, item in enumerate(told, start=1)]


def _supervision() -> str:
    channels = complaint_channels()
    ways = [
        f"监督电话：{channels['complaint_phone']}" if "complaint_phone" in channels else "",
        f"来信地址：{channels['complaint_mailbox']}" if "complaint_mailbox" in channels else "",
    ]
    return sentence("欢迎社会各界监督。" + "；".join(filter(None, ways)))
