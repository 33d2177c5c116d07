"""The demo's round in which everything went wrong, walked to its end in the subdistrict that is being rectified again:
what each trouble comes to can be read there. Few findings, each for one of them.

`things` hold `round_went_wrong`.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from core.scenes import World
from deadlines.models import Deadline
from inspections.actions import interviews as interview_actions
from inspections.models import InterviewProposal, SubdistrictRound
from inspections.scenes import interviews
from inspections.scenes import steps as on_site
from inspections.scenes.facts import HAZARD, MAJOR, PROBLEM, UNKNOWN_NAME, VIOLATION
from rectification.actions import chases, extensions, objections
from rectification.commitment import COMMITMENT
from rectification.models import Announcement, CopyLetter, RectificationCase, RectificationItem
from rectification.models.announcement import Part
from rectification.scenes import asked, hand_offs, listings, results, steps
from rectification.scenes import chases as chase_steps

CODE = "went_wrong"
ENTERPRISE = "旧例木业有限公司（演示）"
# The first has a date of its own, days after the last one on site.
DATED = 60
_FOUND: tuple[tuple[str, str, dict[str, Any]], ...] = (
    (HAZARD, "粉尘车间未设置泄爆口", {"handling": "fix_by_date"}),
    (HAZARD, "出租区域部分喷淋头被遮挡", {}),
    (PROBLEM, f"安全管理员{UNKNOWN_NAME}未取得培训合格证", {}),
    (MAJOR, "木粉尘干式除尘系统未设置锁气卸灰装置", {"criterion": "《工贸企业重大事故隐患判定标准》第十一条"}),
    (VIOLATION, "使用未经检验的叉车", {}),
)
_RETURNED = ("照片看不出泄爆口的位置，请补充。", "现场核验泄爆口面积不足，须重做。")
_LATE = "企业停产检修，整改推迟。"


@dataclass(frozen=True)
class _Days:
    last: date

    def __call__(self, number: int) -> date:
        """So many days after the last one on site."""
        return self.last + timedelta(days=number)


def went_wrong(world: World) -> None:
    day = _Days(world.entries[CODE].to_on)
    round_ = world.things["round_went_wrong"] = _reported(world, day)
    _hand_off_refused(world, round_, day)
    _acceptance_rejected(world, round_, day)
    case = steps.fed_back(
        world, round_, issued_on=day(16), signed_on=day(17), by=world.users[round_.subdistrict.org_code]
    )
    _holds_in_part(world, case, day)
    _redaction_missed(world, round_, Part.FEEDBACK, day(22))
    late = _Days(case.deadline.due_on)
    _returned_twice(world, case, late)
    _interview_unanswered(world, case, late)
    _accepted(world, case, late)
    results.assessed(world, round_, by=_official(world, case), on=late(34))
    _receipt_missing(world, round_, late(35))
    _redaction_missed(world, round_, Part.RECTIFICATION, late(36))
    on_site.archived(world, on_site.closed(world, round_, on=late(70)), on=late(72))


def _reported(world: World, day: _Days) -> SubdistrictRound:
    entry, leader, member = world.entries[CODE], world.users["leader2"], world.users["member2"]
    round_ = on_site.walked_round(
        world, entry, leader=leader, notified_on=entry.from_on - timedelta(days=7), entered_on=entry.from_on,
        place=f"{entry.subdistrict.short_name}机关会议室", minutes="巡查组通报巡查任务，主要负责人作表态发言。",
    )  # fmt: skip
    on_site.every_topic_noted(world, round_, by=member, on=entry.from_on)
    for kind, text, facts in _FOUND:
        due_on = {"due_on": day(DATED)} if facts.get("handling") == "fix_by_date" else {}
        on_site.found(
            world, round_, kind=kind, text=text, subject_name=ENTERPRISE, topic_number=5, sector="粉尘涉爆",
            by=member, confirmed_by=leader, on=entry.from_on, **({"handling": "fix_at_once"} | facts | due_on),
        )  # fmt: skip
    round_ = on_site.ended(world, round_, by=leader, on=day(0))
    report = on_site.report_drafted(
        world, round_, by=leader, on=day(9), assessment="街道隐患排查治理不深入，企业主体责任落实不到位。"
    )
    report = on_site.report_submitted(world, report, by=leader, on=day(10))
    on_site.report_approved(world, report, note="同意。", on=day(14))
    return round_


def _official(world: World, case: RectificationCase):
    return world.users[case.unit.org_code]


def _item(case: RectificationCase, number: int) -> RectificationItem:
    return case.items.get(number=number)


def _hand_off_refused(world: World, round_: SubdistrictRound, day: _Days) -> None:
    """The first receiver says whose duty it is; there it is handled."""
    units, finding = world.units, round_.findings.get(kind=VIOLATION)
    hand_offs.sorted_out(world, finding, units["emergency"], "leader2", day(15))
    hand_off = hand_offs.sent(world, hand_offs.drafted(world, round_, finding, units["emergency"], day(16)), day(16))
    hand_off = hand_offs.refused(world, hand_off, day(18), reason="叉车属特种设备，由市场监管分局负责。")
    hand_off = hand_offs.re_routed(
        world, hand_off, units["market"], day(19), reason="应急管理局退回，按职责改由市场监管分局办理。"
    )
    hand_offs.handled(world, hand_off, day(40))


def _acceptance_rejected(world: World, round_: SubdistrictRound, day: _Days) -> None:
    """One check found the hazard there; after another date somebody else found it gone."""
    users, finding = world.users, round_.findings.get(kind=MAJOR)
    official, department = users[round_.subdistrict.org_code], world.units["emergency"]
    listing = listings.proposed(world, finding, by=users["leader2"], department=department, on=day(14), due_on=day(45))
    listing = listings.listed(world, listing, on=day(15))
    listings.published(world, listing, on=day(16))
    listings.sign_shown(world, listing, by=official, on=day(18))
    listing = listings.requested(world, listing, by=official, on=day(44))
    listings.accepted(
        world, listing, by=users["member2"], on=day(46), result="not_removed", words="卸灰装置锁气不严。"
    )
    listing = listings.rejected(world, listing, on=day(48), due_on=day(62))
    listing = listings.requested(world, listing, by=official, on=day(58))
    listings.accepted(world, listing, by=users["emergency"], on=day(60))
    listing = listings.removed(world, listing, on=day(63))
    listings.removal_published(world, listing, on=day(65))


def _holds_in_part(world: World, case: RectificationCase, day: _Days) -> None:
    """An objection is upheld in part, an extension refused."""
    official, committee = _official(world, case), world.users["committee"]
    objection = asked.objected(
        world, _item(case, 2), text="被遮挡的喷淋头部分位于对外出租区域，请核实。", by=official, on=day(20)
    )
    objections.uphold_partly(
        objection=objection, note="出租区域由承租单位整改，由你街道督促；其余仍由该企业整改。", by=committee,
        **world.when(day(28)),
    )  # fmt: skip
    extension = asked.asked(
        world, _item(case, 1), until_on=day(DATED + 20), reason="泄爆装置需定制，交货周期较长。", by=official,
        on=day(DATED - 10),
    )  # fmt: skip
    extensions.refuse(
        extension=extension, note="该项隐患风险较高，不宜延期。", by=committee, **world.when(day(DATED - 8))
    )


def _returned_twice(world: World, case: RectificationCase, late: _Days) -> None:
    """Late, and then twice not enough."""
    official, member = _official(world, case), world.users["member2"]
    for item in case.items.order_by("number"):
        steps.reported(world, item, by=official, on=late(11))
    steps.filed(world, case, by=official, on=late(12), lateness_reason=_LATE)
    for item in case.items.order_by("number"):
        item = steps.verified(world, item, by=member, on=late(14))
        if item.number != 1:
            steps.closed(world, item, on=late(16))
    _sent_back(world, case, late(16), _RETURNED[0])
    steps.reported(world, _item(case, 1), by=official, on=late(20))
    steps.filed(world, case, by=official, on=late(21))
    steps.found_undone(world, _item(case, 1), verification="泄爆口面积不足。", by=member, on=late(22))
    _sent_back(world, case, late(24), _RETURNED[1])


def _sent_back(world: World, case: RectificationCase, on: date, reason: str) -> None:
    steps.returned(world, _item(case, 1), reason=reason, on=on)
    steps.sent_back(world, case, note="请按退回意见补充整改后重新报送。", on=on)


def _interview_unanswered(world: World, case: RectificationCase, late: _Days) -> None:
    """Proposed by the reminders, held; its reply had to be chased."""
    users, official = world.users, _official(world, case)
    interviews.proposed(case.deadline, world, on=late(7))
    proposal = InterviewProposal.objects.get(round=case.round, status="proposed")
    interview = interview_actions.call_proposed(
        interview_proposal=proposal, reason="整改情况报告逾期未报送。", meet_on=late(10), by=users["office"],
        **interviews.CALL, **world.when(late(8)),
    )  # fmt: skip
    interview = interviews.held(world, interview, by=users["office"], on=late(10))
    (chase,) = _chased(world, interview.deadline, 2)
    answered_on = interview.reply_by + timedelta(days=4)
    chases.reply(chase=chase, reply="经办人调整，三日内回复。", by=official, **world.when(answered_on))
    interview = interviews.replied(
        world, interview, by=official, on=answered_on, lateness_reason="经办人调整，回复延误。"
    )
    interviews.closed(world, interview, on=answered_on + timedelta(days=1))


def _chased(world: World, deadline: Deadline, days: int) -> list:
    return chase_steps.issued(world, [deadline], on=deadline.due_on + timedelta(days=days))


def _accepted(world: World, case: RectificationCase, late: _Days) -> None:
    official = _official(world, case)
    steps.reported(world, _item(case, 1), by=official, on=late(28))
    steps.filed(world, case, by=official, on=late(29), commitment=COMMITMENT)
    steps.closed(world, steps.verified(world, _item(case, 1), by=world.users["member2"], on=late(31)), on=late(33))
    steps.accepted(world, case, note="同意。", on=late(33))


def _receipt_missing(world: World, round_: SubdistrictRound, on: date) -> None:
    """One body receives at once; the other is chased, and signs on paper in the end."""
    users = world.users
    for copy in results.copied(world, round_, on=on):
        if copy.body == world.units["politics"]:
            results.received(world, copy, by=users["politics"], on=on + timedelta(days=1))
        else:
            _chased(world, copy.deadline, 2)
            _signed_late(world, copy)


def _signed_late(world: World, copy: CopyLetter) -> None:
    results.receipt_on_paper(world, copy, on=copy.deadline.due_on + timedelta(days=5))


def _redaction_missed(world: World, round_: SubdistrictRound, part: str, on: date) -> Announcement:
    """A name that no list of the system holds: the committee reads it and sends the text back. Of the rectification
    it is listed from the beginning."""
    announcement = results.composed(world, round_, part, on=on)
    if part == Part.FEEDBACK:
        announcement = results.name_found(world, announcement, on=on)
    announcement = results.name_listed(world, announcement, on=on)
    return results.published(world, results.approved(world, announcement, on=on), on=on)
