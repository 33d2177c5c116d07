"""抄送函: the result of one round, its rectification and the score, to one of the two bodies (三(三)6, R71, R72)."""

from typing import NotRequired

from typing_extensions import TypedDict

from inspections.vocabulary import RECTIFIED_KIND_WORDS
from planning.bodies import committee_name, office_contact, office_name, order_of, regulation_name, team_name
from records.rendering.kinds.common import CLOSED, Contact, Official, basis, contact_words, official, points
from records.rendering.schema import IsoDate
from records.typesetting.composition import Annex, Column, Composition, Paragraph, Table, section
from records.typesetting.text import date_words, period_words, sentence
from rectification.papers.assessment import ScoreSheet, score_blocks
from rectification.score import rate

RECEIPT_COLUMNS = (Column("项目", 46), Column("内容", 110))


class Counted(TypedDict):
    """How many items of one kind were issued, and how many of them are closed."""

    label: str
    total: int
    closed: int


class CopyPaper(Official):
    """counts: items by kind. measures, investigation: as the subdistrict reported. suggestions: sentences for the
    assessment of officials. receipt_by: last day to confirm receipt, included. sheet: number of the score
    sheet."""

    subdistrict: str
    team: str
    receiver: str
    entered_on: IsoDate
    ended_on: IsoDate
    issued_on: IsoDate
    accepted_on: IsoDate
    counts: list[Counted]
    investigation: str
    late_days: int
    returns: int
    suggestions: list[str]
    sheet: str
    score: ScoreSheet
    receipt_by: IsoDate
    contact: Contact
    meeting: NotRequired[str]


def title_of(round_) -> str:
    return f"关于抄送{round_.subdistrict.short_name}安全生产巡查结果的函"


def letter_data(case, body, assessment, *, progress, investigation, suggestions, score, receipt_by) -> dict:
    """Data of the kind copy_letter, `title` included. `progress`: rectification.queries.progress.Progress."""
    round_ = case.round
    return {
        "title": title_of(round_),
        "issuer": committee_name(),
        "addressee": body.name,
        "printed_by": office_name(),
        "regulation": regulation_name(round_.ruleset),
        **order_of(round_.entry),
        "subdistrict": round_.subdistrict.short_name,
        "team": team_name(round_.team),
        "receiver": body.name,
        "entered_on": round_.entered_on.isoformat(),
        "ended_on": round_.ended_on.isoformat(),
        "issued_on": case.issued_on.isoformat(),
        "accepted_on": case.accepted_on.isoformat(),
        "counts": [
            {"label": word, "total": tally.total, "closed": tally.closed}
            for kind, word in RECTIFIED_KIND_WORDS.items()
            if (tally := progress.of(kind)).total
        ],
        "investigation": investigation,
        "late_days": assessment.figures["late_days"],
        "returns": assessment.figures["returns"],
        "suggestions": [line.strip() for line in suggestions.splitlines() if line.strip()],
        "sheet": assessment.sheet.full_number,
        "score": score,
        "receipt_by": receipt_by.isoformat(),
        "contact": office_contact(),
    }


def compose(data):
    total, closed = (sum(one[name] for one in data["counts"]) for name in ("total", "closed"))
    kinds = "、".join(f"{one['label']}{one['total']}项" for one in data["counts"])
    late = f"整改报告逾期{data['late_days']}天" if data["late_days"] else "整改报告按期报送"
    body = [
        Paragraph(
            f"根据{basis(data)}三（三）6的规定，现将{data['subdistrict']}安全生产巡查结果抄送你单位，供工作中掌握和使用。"
        ),
        section("巡查结果"),
        Paragraph(
            f"{data['team']}于{period_words(data['entered_on'], data['ended_on'])}对{data['subdistrict']}开展了安全"
            f"生产巡查，{date_words(data['issued_on'])}反馈问题和隐患{total}项"
            + (f"，其中{kinds}。" if kinds else "。")
        ),
        section("整改结果"),
        Paragraph(
            f"截至{date_words(data['score']['as_of'])}，已销号{closed}项，整改率{rate(closed, total)}；"
            f"区安委会于{date_words(data['accepted_on'])}审核通过。{late}，事项退回{data['returns']}次。"
        ),
        Paragraph(f"查处情况：{sentence(data['investigation'])}"),
        section("考核结果"),
        Paragraph(
            f"{data['score']['year']}年度安全生产巡查绩效考核得{data['score']['score']}分，"
            f"详见附件1（{data['sheet']}）。"
        ),
        section("供考核使用的建议"),
        *points(data["suggestions"] or ["请将上述结果作为对有关领导班子和领导干部考核、奖惩的参考"]),
        Paragraph(
            f"请于{date_words(data['receipt_by'])}前（含当日）在系统内确认签收，或者将附件2《签收回执》送区安委会办公室。"
        ),
        Paragraph(contact_words(data["contact"])),
        Paragraph("特此函告。"),
    ]
    annexes = (
        Annex(f"{data['subdistrict']}{data['score']['year']}年度绩效考核情况表", tuple(score_blocks(data["score"]))),
        Annex("签收回执", tuple(_receipt(data))),
    )
    arguments = official(data, title=data["title"], layout="letter", note=CLOSED)
    return Composition(**arguments, body=tuple(body), annexes=annexes)


def _receipt(data):
    yield Paragraph(f"{data['issuer']}：")
    yield Paragraph(f"你委《{data['title']}》及所附材料收悉。")
    blank = "\u3000\u3000\u3000\u3000年\u3000\u3000月\u3000\u3000日"
    # Room to write in.
    empty = "\n\u3000"
    rows = (
        ("收文单位", f"{data['receiver']}（盖章）"),
        ("收文日期", blank),
        ("签收人（签名）", empty),
        ("备注", empty),
    )
    yield Table(RECEIPT_COLUMNS, rows)
