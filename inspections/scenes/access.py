"""Rounds of the access world as far as inspections bring them: here and elsewhere reported, one on site.

What must never leave its place carries a marker (MARKERS).
"""

from django.core.files.uploadedfile import SimpleUploadedFile

from core.scenes import World
from deadlines.models import Deadline
from inspections.actions import corrections, criteria, findings, imports, notes
from inspections.importing import read_book
from inspections.models import Finding, InspectionReport, SubdistrictRound
from inspections.scenes import steps
from inspections.scenes.orders import ORDERED, ordered
from records.actions.evidence import attach
from records.models import IssuedDocument
from records.scenes import photo

NOTIFIED, ENTERED, NOTED, FOUND, ENDED, SUBMITTED, APPROVED = -110, -100, -96, -95, -85, -80, -75
# Words found nowhere else; seen on a screen of somebody they are not for, they say which wall has a hole.
LEAD = "暗记线索甲一"
WITHDRAWN = "暗记撤回乙二"
WITHDRAWN_LATE = "暗记后撤丙三"
NOTE = "暗记笔录丁四"
DRAFT = "暗记草稿戊五"
ELSEWHERE = "暗记外街己六"
REPORT = "暗记报告壬九"
MARKERS = (LEAD, WITHDRAWN, WITHDRAWN_LATE, NOTE, DRAFT, ELSEWHERE, REPORT)
# What the subdistrict is told: its absence would mean that the search for the others proves nothing.
ISSUED = "明记问题癸十"
# What departments are told by hand-off.
HANDED = "明记移交子一"
LIST = "被检单位,问题等级,存在问题\n核对公司,一般隐患,通道堵塞\n".encode()


def listed(name="清单.csv"):
    """A list of findings as an office sends it."""
    return SimpleUploadedFile(name, LIST)


def report_here(world: World) -> None:
    """By the leader who will be removed."""
    users, things = world.users, world.things
    leader, member = users["leader_removed"], users["member"]
    criteria.load(by=users["office"], at=world.at(NOTIFIED))
    round_ = things["round"] = _walked(world, "here", leader, member)
    finding = things["finding"] = _found(world, round_, ISSUED, by=member, confirmed_by=leader)
    things["enterprise"] = finding.enterprise
    lead = things["lead"] = _found(world, round_, LEAD, kind="lead", by=member, confirmed_by=leader)
    for name, thing, file in (("evidence_finding", finding, "现场.png"), ("evidence_lead", lead, f"{LEAD}.png")):
        things[name] = attach(upload=photo(file), subject=thing, scope=thing.scope, by=member, at=world.at(FOUND))
    things["withdrawn"] = findings.withdraw(
        finding=_found(world, round_, WITHDRAWN, by=member), reason=WITHDRAWN, by=leader, **world.when(FOUND + 1)
    )
    late = _found(world, round_, WITHDRAWN_LATE, by=member, confirmed_by=leader)
    at_once = _found(world, round_, f"{ISSUED}之二", by=member, confirmed_by=leader)
    things["order"] = ordered(
        world, at_once, requirement=ORDERED, by=leader, on=FOUND, due_on=world.clock.day(FOUND + 1)
    )
    # With a date of its own, so that it is reminded of by itself.
    own_date = {"handling": "fix_by_date", "due_on": world.clock.day(10)}
    _found(world, round_, f"{ISSUED}之三", by=member, confirmed_by=leader, **own_date)
    for name in ("violation", "violation_too"):
        things[name] = _found(world, round_, HANDED, kind="violation", by=member, confirmed_by=leader)
    for name in ("major", "major_too"):
        told = {"criterion": "判定标准第一条", "by": member, "confirmed_by": leader}
        things[name] = _found(world, round_, HANDED, kind="major_hazard", **told)
    report = things["report"] = _reported(world, round_, leader)
    things["withdrawn_late"] = findings.revoke(
        finding=late, reason=WITHDRAWN_LATE, by=users["committee"], **world.when(APPROVED + 1)
    )
    things["document_inner"] = IssuedDocument.objects.get(subject_id=str(report.pk))
    things["deadline_inner"] = Deadline.objects.get(subject_id=str(round_.pk), kind="report")


def report_elsewhere(world: World) -> None:
    users, things = world.users, world.things
    leader, member = users["leader_elsewhere"], users["member_elsewhere"]
    round_ = things["round_elsewhere"] = _walked(world, "elsewhere", leader, member, mark=ELSEWHERE)
    acting = {"by": member, "confirmed_by": leader}
    things["finding_elsewhere"] = _found(world, round_, ELSEWHERE, **acting)
    things["order_elsewhere"] = ordered(
        world,
        things["finding_elsewhere"],
        requirement=ELSEWHERE,
        by=leader,
        on=FOUND,
        due_on=world.clock.day(FOUND + 1),
    )
    things["lead_elsewhere"] = _found(world, round_, f"{ELSEWHERE}{LEAD}", kind="lead", **acting)
    things["report_elsewhere"] = _reported(world, round_, leader)


def stand_on_site(world: World) -> None:
    """With a draft, a list taken in and one under way, a topic left out and a date that waits for a second person."""
    users, things, clock = world.users, world.things, world.clock
    leader, member = users["leader"], users["member"]
    round_ = things["round_on_site"] = steps.walked_round(
        world, world.entries["on_site"], leader=leader, notified_on=-20, entered_on=-6
    )
    when = world.when(-5)
    things["note"] = notes.record(round=round_, method_number=1, topic_number=1, text=NOTE, by=member, **when)
    things["finding_draft"] = steps.found(
        world, round_, text=DRAFT, topic_number=5, handling="fix_at_once", by=member, on=-5
    )
    things["topic_reason"] = notes.leave_out(round=round_, topic_number=9, reason=NOTE, by=member, at=when["at"])
    things["import_batch"] = imports.import_findings(
        round=round_, data=f"被检单位,问题等级,存在问题\n{DRAFT},一般隐患,{DRAFT}\n".encode(), name=f"{DRAFT}.csv",
        by=leader, **when,
    ).batch  # fmt: skip
    things["import_draft"] = imports.keep_draft(
        round=round_, data=LIST, name="清单.csv", book=read_book(LIST, "清单.csv"), found_on=clock.day(-4),
        by=leader, at=world.at(-4),
    )  # fmt: skip
    things["correction"] = corrections.correct_fact(
        round=round_, field="entered_on", old=clock.day(-6), new=clock.day(-7), reason="笔误", by=users["office"],
        at=world.at(-3),
    )  # fmt: skip


def _walked(world, code, leader, member, *, mark="") -> SubdistrictRound:
    """On site, with a note for every topic."""
    round_ = steps.walked_round(world, world.entries[code], leader=leader, notified_on=NOTIFIED, entered_on=ENTERED)
    text = f"{mark}{NOTE}"
    steps.every_topic_noted(world, round_, text=text, people=text, by=member, on=NOTED)
    return round_


def _found(world, round_, text, *, kind="general_hazard", **facts) -> Finding:
    facts = {"handling": "" if kind == "lead" else "fix_at_once"} | facts
    return steps.found(
        world, round_, kind=kind, text=text, place=text, remark=text, subject_name=f"{text}公司", topic_number=5,
        on=FOUND, **facts,
    )  # fmt: skip


def _reported(world, round_, leader) -> InspectionReport:
    round_ = steps.ended(world, round_, by=leader, on=ENDED)
    report = steps.report_drafted(
        world, round_, by=leader, on=SUBMITTED, assessment="总体平稳。", achievements=REPORT, suggestions="加强排查。"
    )
    report = steps.report_submitted(world, report, by=leader, on=SUBMITTED)
    return steps.report_approved(world, report, note="同意。", on=APPROVED)
