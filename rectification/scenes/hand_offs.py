"""Hand-offs of the demo and of the access world.

`things` of the access world hold `hand_off` (to the department), `hand_off_body`, `hand_off_draft` and `duty`.
"""

from datetime import date, timedelta

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
        _handled(world, hand_off, last + timedelta(days=40))
    _handed_over(world, "rectifying", "leader2", world.entries["rectifying"].to_on + timedelta(days=20))


def _handed_over(world, code, leader, day: date) -> list[HandOff]:
    """Each violation sorted by the leader and sent to whose duty it is."""
    round_ = world.things[f"round_{code}"]
    found = []
    for finding in round_.findings.confirmed().filter(kind="violation").order_by("number"):
        receiver = proposed_receiver(finding)
        _sorted(world, finding, receiver, leader, day)
        found.append(_sent(world, _drafted(world, round_, finding, receiver, day), day))
    return found


def _handled(world, hand_off, day) -> None:
    """Received, answered with a file, and closed."""
    officer = next(user for user in world.users.values() if user.unit_id == hand_off.receiver_id and _is_officer(user))
    when = world.when(day)
    hand_off = hand_off_replies.receive(
        hand_off=hand_off, contact=f"{officer.full_name} 0632-0000000", by=officer, **when
    )
    hand_off = hand_off_replies.report_result(
        hand_off=hand_off, result=_RESULT, people_held=0, units_punished=1, fine_yuan=20000, by=officer,
        evidence=[pdf("行政处罚决定书（演示）.pdf")], **when,
    )  # fmt: skip
    hand_offs.close(hand_off=hand_off, by=world.users["office"], **when)


def _is_officer(user) -> bool:
    return user.role == "department"


def access_hand_offs(world: World) -> None:
    """One to the department, one to the body, and a draft; the leader of these days has sorted both."""
    units, things = world.units, world.things
    things["duty"] = duty_entries.add(
        basis="topic", value="7", receiver=units["department"], by=world.users["office"], **world.when(HANDED)
    )
    for name, finding, code in (("hand_off", "violation", "department"), ("hand_off_body", "violation_too", "body")):
        _sorted(world, things[finding], units[code], "leader", HANDED, reason=_WHY)
        # Another table of duties may name another department where the world stands beside the demo.
        draft = _drafted(world, things["round"], things[finding], units[code], HANDED, receiver_reason=_WHY)
        things[name] = _sent(world, draft, HANDED)
    things["hand_off_draft"] = _drafted(
        world, things["round"], things["violation"], units["other_department"], HANDED, receiver_reason=_WHY
    )


def _sorted(world, finding, receiver, leader, day, **facts):
    return classifications.sort(
        finding=finding, is_unlawful=True, matter="breach", receiver=receiver, by=world.users[leader], **facts,
        **world.when(day),
    )  # fmt: skip


def _drafted(world, round_, finding, receiver, day, **facts) -> HandOff:
    return hand_offs.draft(
        round=round_, findings=[finding], receiver=receiver, by=world.users["office"], **facts, **world.when(day)
    )


def _sent(world, hand_off, day) -> HandOff:
    return hand_offs.send(hand_off=hand_off, by=world.users["office"], **world.when(day))
