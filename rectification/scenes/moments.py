"""What has to happen in the access world before a verb of rectification is possible (core/scenes.py)."""

from core.scenes import World
from deadlines.actions.deadlines import void
from deadlines.models import Deadline
from inspections.models import Finding
from inspections.scenes.moments import round_reported
from inspections.scenes.steps import found
from records.scenes import pdf, photo
from rectification.actions import (
    cases,
    classifications,
    corrections,
    extensions,
    hand_off_replies,
    hand_offs,
    objections,
)
from rectification.scenes import listings, rectification_plans, steps
from rectification.scenes.access import FILED, submit_case

YESTERDAY = -1
_HANDED = (("hand_off", "officer"), ("hand_off_body", "recipient"))


def items_answered(world: World) -> None:
    for item in world.things["case"].items.unanswered():
        steps.explained(world, item, by=world.users["clerk"], on=FILED, expected_on=world.clock.day(60))


def case_filed_late(world: World) -> None:
    items_answered(world)
    steps.filed(world, world.things["case"], by=world.users["principal"], on=YESTERDAY, lateness_reason="汛期")


def item_sent_back(world: World) -> None:
    submit_case(world)
    steps.returned(world, world.things["item"], reason="照片不清", on=YESTERDAY)


def item_closed(world: World) -> None:
    submit_case(world)
    steps.closed(world, world.things["item_verified"], on=YESTERDAY)


def items_closed(world: World) -> None:
    """Every one: reported, checked on site and closed."""
    case, users = world.things["case"], world.users
    for item in case.items.unanswered():
        steps.reported(world, item, by=users["clerk"], on=FILED, evidence=[photo()])
    steps.filed(world, case, by=users["principal"], on=FILED, lateness_reason="汛期")
    for item in case.items.live():
        if item.status == "reported":
            item = steps.verified(world, item, by=users["member"], on=YESTERDAY)
        steps.closed(world, item, on=YESTERDAY)


def correction_decided(world: World) -> None:
    """So that another may be put forward."""
    correction = world.things["receipt_correction"]
    corrections.refuse(receipt_correction=correction, note="无误", by=world.users["principal"], at=world.at(0))


def violation_found(world: World, topic_number: int = 5) -> Finding:
    """Nobody has said yet what becomes of it."""
    return found(
        world, world.things["round_on_site"], kind="violation", text="无证作业", subject_name="核对公司",
        topic_number=topic_number, handling="fix_at_once", by=world.users["member"],
        confirmed_by=world.users["leader"], on=YESTERDAY,
    )  # fmt: skip


def violation_in_round(world: World) -> None:
    """It waits among the findings of its round, and the duty table says whose it is (scenes/hand_offs.py)."""
    violation_found(world, topic_number=7)


def violation_sorted(world: World) -> Finding:
    finding = violation_found(world)
    classifications.sort(
        finding=finding, is_unlawful=True, matter="breach", receiver=world.units["department"],
        by=world.users["leader"], **world.when(YESTERDAY),
    )  # fmt: skip
    return finding


def hand_offs_received(world: World) -> None:
    for name, account in _HANDED:
        hand_off_replies.receive(
            hand_off=world.things[name], contact="核对科", by=world.users[account], **world.when(YESTERDAY)
        )


def hand_offs_refused(world: World) -> None:
    for name, account in _HANDED:
        hand_off_replies.refuse(
            hand_off=world.things[name], reason="不属于本单位职责", by=world.users[account], **world.when(YESTERDAY)
        )


def nobody_else_asked(world: World) -> None:
    """Both were refused, and the letter to another body was not sent either."""
    hand_offs_refused(world)
    hand_offs.discard(
        hand_off=world.things["hand_off_draft"], reason="重新安排", by=world.users["office"], **world.when(YESTERDAY)
    )


def hand_offs_answered(world: World) -> None:
    hand_offs_received(world)
    for name, account in _HANDED:
        hand_off_replies.report_result(
            hand_off=world.things[name], result="已立案查处。", people_held=0, units_punished=1, fine_yuan=20000,
            by=world.users[account], evidence=[pdf()], **world.when(YESTERDAY),
        )  # fmt: skip


def one_body_late(world: World) -> None:
    """A call is made to one body: the other owes nothing any more."""
    elsewhere = world.things["case_elsewhere"].unit
    for deadline in Deadline.objects.open().filter(responsible_unit=elsewhere):
        void(deadline=deadline, reason="核对", by=world.users["office"], **world.when(YESTERDAY))


def extension_decided(world: World) -> None:
    """So that another may be asked for."""
    extensions.refuse(
        extension=world.things["extension"], note="不宜延期", by=world.users["committee"], **world.when(YESTERDAY)
    )


def case_returned(world: World) -> None:
    item_sent_back(world)
    cases.return_(case=world.things["case"], note="补充整改", by=world.users["committee"], **world.when(YESTERDAY))


def objection_taken_back(world: World) -> None:
    objections.take_back(objection=world.things["objection"], by=world.users["principal"], **world.when(YESTERDAY))


MOMENTS = {
    "rectification:extension-request": extension_decided,
    "rectification:extension-request-resubmission": case_returned,
    "rectification:objection-file": objection_taken_back,
    # The two months are missed by the report that was filed late.
    "deadlines:deadline-explain": case_filed_late,
    "rectification:case-issue-feedback": round_reported,
    "rectification:case-submit": items_answered,
    "rectification:case-return": item_sent_back,
    "rectification:case-accept": items_closed,
    "rectification:item-reopen": item_closed,
    "rectification:receipt-correction-propose": correction_decided,
    "rectification:classification-sort": violation_found,
    "rectification:classification-sort-many": violation_in_round,
    "rectification:classification-resort": violation_sorted,
    "rectification:chase-call-log": one_body_late,
    "rectification:hand-off-report-progress": hand_offs_received,
    "rectification:hand-off-report-result": hand_offs_received,
    "rectification:hand-off-re-route": nobody_else_asked,
    "rectification:hand-off-take-back": hand_offs_refused,
    "rectification:hand-off-send-back": hand_offs_answered,
    "rectification:hand-off-close": hand_offs_answered,
    **listings.MOMENTS,
    **rectification_plans.MOMENTS,
}
