"""Hand-offs of the demo and of the access world.

`things` of the access world hold `hand_off` (to the department), `hand_off_body`, `hand_off_draft` and `duty`.
"""

from datetime import date, timedelta

from accounts.models import Unit
from accounts.roles import Role
from core.scenes import World
from records.scenes import pdf
from rectification.actions import classifications, duty_entries, hand_off_replies, hand_offs
from rectification.models import HandOff
from rectification.queries.duties import proposed_receiver

HANDED = -30
# 职责分工 of the demo, by codes of its units: (by, value, whose).
_DUTIES = (
    ("sector", "特种设备", "market"),
    ("sector", "建筑施工", "construction"),
    ("sector", "燃气", "construction"),
    ("sector", "危险化学品", "emergency"),
    ("sector", "粉尘涉爆", "emergency"),
    ("kind", "violation", "emergency"),
    ("kind", "lead", "partymass"),
)
_WHY = "一并知悉"
_RESULT = "责令立即停止违法行为，立案查处，罚款2万元。"


def demo_hand_offs(world: World) -> None:
    """Of the archived round all violations are handled and closed; those of the other wait for their departments."""
    kept_on = world.entries["archived"].from_on
    for basis, value, code in _DUTIES:
        duty_entries.add(
            basis=basis, value=value, receiver=world.units[code], source="部门“三定”规定（演示）",
            by=world.users["office"], **world.when(kept_on),
        )  # fmt: skip
    last = world.entries["archived"].to_on
    for hand_off in _handed_over(world, "archived", "leader1", last + timedelta(days=18)):
        handled(world, hand_off, last + timedelta(days=40))
    _refusals(world, world.entries["rectifying"].to_on + timedelta(days=20))


def _refusals(world: World, day: date) -> None:
    """The first went to a body that refused it, and now lies with another; the last was refused, too, and the office
    has to say where it goes."""
    units = world.units
    first, *_others, last = _handed_over(
        world, "rectifying", "leader2", day, first_to=(units["market"], "涉及企业用工管理，拟由市场监管分局办理。")
    )
    first = refused(world, first, day + timedelta(days=2), reason="消防从业资格不属本单位职责，应由应急管理局负责。")
    re_routed(world, first, units["emergency"], day + timedelta(days=3), reason="按职责改由应急管理局办理。")
    refused(world, last, day + timedelta(days=4), reason="动火作业属消防监督范围，应由消防救援大队负责。")


def _handed_over(world, code, leader, day: date, *, first_to: tuple[Unit, str] | None = None) -> list[HandOff]:
    """Each violation sorted by the leader and sent to whose duty it is; the first elsewhere, with a reason."""
    round_ = world.things[f"round_{code}"]
    found = []
    for finding in round_.findings.confirmed().filter(kind="violation").order_by("number"):
        receiver, facts = proposed_receiver(finding), {}
        if first_to is not None and not found:
            receiver, reason = first_to
            facts = {"reason": reason}
        sorted_out(world, finding, receiver, leader, day, **facts)
        facts = {"receiver_reason": facts["reason"]} if facts else {}
        found.append(sent(world, drafted(world, round_, finding, receiver, day, **facts), day))
    return found


def handled(world, hand_off, day) -> None:
    """Received, answered with a file, and closed."""
    officer, when = _officer(world, hand_off), world.when(day)
    hand_off = hand_off_replies.receive(
        hand_off=hand_off, contact=f"{officer.full_name} 0632-0000000", by=officer, **when
    )
    hand_off = hand_off_replies.report_result(
        hand_off=hand_off, result=_RESULT, people_held=0, units_punished=1, fine_yuan=20000, by=officer,
        evidence=[pdf("行政处罚决定书（演示）.pdf")], **when,
    )  # fmt: skip
    hand_offs.close(hand_off=hand_off, by=world.users["office"], **when)


def refused(world: World, hand_off: HandOff, day: date, *, reason: str) -> HandOff:
    return hand_off_replies.refuse(hand_off=hand_off, reason=reason, by=_officer(world, hand_off), **world.when(day))


def re_routed(world: World, hand_off: HandOff, receiver: Unit, day: date, *, reason: str) -> HandOff:
    return hand_offs.re_route(
        hand_off=hand_off, receiver=receiver, reason=reason, by=world.users["office"], **world.when(day)
    )


def _officer(world: World, hand_off: HandOff):
    return next(
        user for user in world.users.values() if user.unit_id == hand_off.receiver_id and user.role == Role.DEPARTMENT
    )


def access_hand_offs(world: World) -> None:
    """One to the department, one to the body, and a draft; the leader of these days has sorted both."""
    units, things = world.units, world.things
    things["duty"] = duty_entries.add(
        basis="topic", value="7", receiver=units["department"], by=world.users["office"], **world.when(HANDED)
    )
    for name, finding, code in (("hand_off", "violation", "department"), ("hand_off_body", "violation_too", "body")):
        sorted_out(world, things[finding], units[code], "leader", HANDED, reason=_WHY)
        # Another table of duties may name another department where the world stands beside the demo.
        draft = drafted(world, things["round"], things[finding], units[code], HANDED, receiver_reason=_WHY)
        things[name] = sent(world, draft, HANDED)
    things["hand_off_draft"] = drafted(
        world, things["round"], things["violation"], units["other_department"], HANDED, receiver_reason=_WHY
    )


def sorted_out(world, finding, receiver, leader, day, **facts):
    return classifications.sort(
        finding=finding, is_unlawful=True, matter="breach", receiver=receiver, by=world.users[leader], **facts,
        **world.when(day),
    )  # fmt: skip


def drafted(world, round_, finding, receiver, day, **facts) -> HandOff:
    return hand_offs.draft(
        round=round_, findings=[finding], receiver=receiver, by=world.users["office"], **facts, **world.when(day)
    )


def sent(world, hand_off, day) -> HandOff:
    return hand_offs.send(hand_off=hand_off, by=world.users["office"], **world.when(day))
