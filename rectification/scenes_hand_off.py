"""Hand-offs of the demo and of the world behind the doors, through the actions. `world` has `users` and `units` by
name and `clock`; `clock.day(offset)` is a day, `clock.at(day)` an instant of it."""

from django.core.files.uploadedfile import SimpleUploadedFile

from rectification.actions import classifications, duty_entries, hand_off_replies, hand_offs
from rectification.models import DutyEntry, HandOff
from rectification.queries.duties import proposed_receiver

# 职责分工 of the demo, by codes of its units: (by, value, whose).
DUTIES = (
    ("sector", "特种设备", "market"),
    ("sector", "消防", "fire"),
    ("sector", "建筑施工", "construction"),
    ("sector", "燃气", "construction"),
    ("sector", "危险化学品", "emergency"),
    ("sector", "粉尘涉爆", "emergency"),
    ("kind", "violation", "emergency"),
    ("kind", "lead", "partymass"),
)
_PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
RESULT = "责令停止违法行为，立案查处，罚款2万元。"


def demo_duties(world, day) -> None:
    """The duty table; standing lines stay as they are."""
    for basis, value, code in DUTIES:
        if not DutyEntry.objects.active().filter(basis=basis, value=value).exists():
            duty_entries.add(
                basis=basis, value=value, receiver=world.units[code], source="部门“三定”规定（演示）",
                by=world.users["office"], on=day, at=world.clock.at(day),
            )  # fmt: skip


def hand_violations_over(world, round_, *, leader, day, officers=(), replied_on=None) -> list[HandOff]:
    """Every violation of an approved round sorted, and sent to whose duty it is; on `replied_on` the receiver reports
    the result and the office closes. `officers` are the accounts who answer for the receivers."""
    office, at = world.users["office"], world.clock.at(day)
    found = []
    violations = list(round_.findings.confirmed().filter(kind="violation").order_by("number"))
    for finding in violations:
        receiver = proposed_receiver(finding)
        classifications.sort(
            finding=finding, is_unlawful=True, matter="breach", receiver=receiver, by=leader, on=day, at=at
        )
        draft = hand_offs.draft(round=round_, findings=[finding], receiver=receiver, by=office, on=day, at=at)
        sent = hand_offs.send(hand_off=draft, by=office, on=day, at=at)
        officer = next((one for one in officers if one.unit_id == receiver.pk), None)
        found.append(_replied(sent, officer, office, replied_on, world.clock) if replied_on and officer else sent)
    return found


def _replied(hand_off, officer, office, day, clock) -> HandOff:
    when = {"on": day, "at": clock.at(day)}
    hand_off = hand_off_replies.receive(hand_off=hand_off, contact=f"{officer.full_name} 0632-0000000", by=officer, **when)
    hand_off = hand_off_replies.report_result(
        hand_off=hand_off, result=RESULT, people_held=0, units_punished=1, fine_yuan=20000, by=officer,
        evidence=[SimpleUploadedFile("处罚决定书（演示）.pdf", _PDF)], **when,
    )  # fmt: skip
    return hand_offs.close(hand_off=hand_off, by=office, **when)


def access_hand_offs(world) -> None:
    """Of the round `here`: one hand-off to the department, one to the body, one draft, a line of the duty table. Wants
    two confirmed findings, `world.things["violation"]` and `["violation_too"]`, and the leader of these days."""
    users, units, things = world.users, world.units, world.things
    day = world.clock.day(-30)
    when = {"on": day, "at": world.clock.at(day)}
    things["duty"] = duty_entries.add(
        basis="kind", value="violation", receiver=units["department"], by=users["office"], **when
    )
    for name, finding, code in (
        ("hand_off", things["violation"], "department"), ("hand_off_body", things["violation_too"], "body"),
    ):  # fmt: skip
        classifications.sort(
            finding=finding, is_unlawful=True, matter="breach", receiver=units[code], reason="核对",
            by=users["leader"], **when,
        )  # fmt: skip
        facts = {"round": things["round"], "findings": [finding], "by": users["office"], "receiver_reason": "核对"}
        draft = hand_offs.draft(receiver=units[code], **facts, **when)
        things[name] = hand_offs.send(hand_off=draft, by=users["office"], **when)
    things["hand_off_draft"] = hand_offs.draft(receiver=units["other_department"], **facts, **when)
