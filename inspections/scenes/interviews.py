"""Interviews, and one that was proposed, of the demo and of the access world.

`things` of the access world hold `interview` (called), `interview_elsewhere` and `interview_proposal`.
"""

from datetime import time, timedelta

from core.scenes import World
from deadlines.models import Deadline
from inspections.actions import interview_proposals, interviews
from inspections.models import Interview, InterviewProposal
from records.scenes import pdf

CALLED, HELD, REPLIED, PROPOSED = -12, -8, -2, -3
# Seen by somebody it is not for, it says which wall has a hole.
REASON, REASON_ELSEWHERE = "暗记约谈事由寅二", "暗记约谈事由寅三"
CALL = {
    "level": "office",
    "person": "主要负责人",
    "legal_basis": "《中华人民共和国安全生产法》",
    "meet_time": time(14, 30),
    "place": "高新区管委会第二会议室",
}
MINUTES = {
    "host": "王建国（区安委会办公室副主任）",
    "recorder": "刘芳",
    "attendees": "被约谈单位主要负责人、分管负责人\n巡查组组长",
    "opinion": "立即停用存在隐患的设备，消除隐患后组织自查。\n举一反三开展排查，将落实情况书面报告。",
}


def called(world: World, round_, *, by, on, meet_on, reason="整改进展缓慢。", **facts) -> Interview:
    return interviews.call(
        round=round_, reason=reason, meet_on=world.clock.day(meet_on) if isinstance(meet_on, int) else meet_on, by=by,
        **(CALL | facts), **world.when(on),
    )  # fmt: skip


def held(world: World, interview, *, by, on, **facts) -> Interview:
    told = {"problems": interview.reason} | MINUTES | facts
    return interviews.hold(interview=interview, by=by, **told, **world.when(on))


def replied(world: World, interview, *, by, on, reply="已逐条落实约谈意见。", **facts) -> Interview:
    return interviews.reply(interview=interview, reply=reply, by=by, **facts, **world.when(on))


def closed(world: World, interview, *, on, review="落实情况属实，同意办结。") -> Interview:
    return interviews.close(interview=interview, review=review, by=world.users["office"], **world.when(on))


def proposed(deadline: Deadline, world: World, *, on) -> InterviewProposal | None:
    """As the last rung of the reminders does."""
    when = world.when(on)
    return interview_proposals.propose(deadline=deadline, rung=-7, **when)


# --- The demo ------------------------------------------------------------------------------------------------------


def demo_interviews(world: World) -> None:
    """One of an enterprise is closed, one was not answered in time, and the reminders propose one of the street."""
    _closed_one(world)
    _unanswered(world)


def _of_enterprise(world: World, code: str, *, called_after: int) -> Interview:
    round_ = world.things[f"round_{code}"]
    found = round_.findings.ordinary().confirmed().exclude(enterprise=None).order_by("number").first()
    on = round_.ended_on + timedelta(days=called_after)
    interview = called(
        world, round_, by=world.users["office"], on=on, meet_on=on + timedelta(days=3), enterprise=found.enterprise,
        person="李演示（总经理）", materials="整改方案和整改进展情况材料。",
        reason=f"巡查发现{found.text}等问题，主体责任落实不到位。",
    )  # fmt: skip
    return held(
        world, interview, by=world.users["office"], on=on + timedelta(days=3),
        statement="公司对存在的问题认识不足，将立即整改。", commitment="一个月内完成整改，落实全员安全生产责任制。",
    )  # fmt: skip


def _closed_one(world: World) -> None:
    interview = _of_enterprise(world, "archived", called_after=21)
    official = world.users[interview.unit.org_code]
    interview = replied(
        world, interview, by=official, on=interview.reply_by - timedelta(days=2), evidence=[pdf("落实情况报告.pdf")]
    )
    closed(world, interview, on=interview.reply_by)


def _unanswered(world: World) -> None:
    round_ = world.things["round_rectifying"]
    _of_enterprise(world, "rectifying", called_after=30)
    late = Deadline.objects.overdue(world.clock.today).filter(round_scope=round_.scope).order_by("due_on").first()
    if late is not None:
        proposed(late, world, on=min(late.due_on + timedelta(days=7), world.clock.today))


# --- The access world ----------------------------------------------------------------------------------------------


def access_interviews(world: World) -> None:
    things, users, clock = world.things, world.users, world.clock
    told = {"by": users["office"], "on": CALLED, "meet_on": HELD}
    things["interview"] = called(
        world, things["round"], reason=REASON, enterprise=things["finding"].enterprise, **told
    )
    things["interview_elsewhere"] = called(world, things["round_elsewhere"], reason=REASON_ELSEWHERE, **told)
    late = Deadline.objects.overdue(clock.day(PROPOSED)).filter(round_scope=things["round"].scope).first()
    things["interview_proposal"] = proposed(late, world, on=PROPOSED)


def interview_held(world: World) -> Interview:
    return held(world, world.things["interview"], by=world.users["office"], on=HELD)


def interview_replied(world: World) -> Interview:
    return replied(world, interview_held(world), by=world.users["clerk"], on=REPLIED)


MOMENTS = {
    "inspections:interview-reply": interview_held,
    "inspections:interview-close": interview_replied,
    "inspections:interview-ask-again": interview_replied,
}
