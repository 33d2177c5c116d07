"""Extensions and objections in the demo and in the access world.

`things` of the access world hold `extension` and `objection`, both undecided, about `item_returned`.
"""

from datetime import date, timedelta

from core.scenes import World
from rectification import duties
from rectification.actions import extensions, objections
from rectification.models import Extension, Objection
from rectification.models.item import UNFINISHED
from rectification.scenes import steps
from rectification.scenes.access import REPORTED, SIGNED

RETURNED = -12

# Seen by somebody it is not for, they say which wall has a hole.
WHY_LATER, OBJECTED = "暗记延期理由子九", "暗记异议理由丑九"


def asked(world: World, item, *, until_on: date, reason: str, by, on) -> Extension:
    return extensions.request(item=item, until_on=until_on, reason=reason, by=by, **world.when(on))


def objected(world: World, item, *, text: str, by, on) -> Objection:
    return objections.file(item=item, text=text, by=by, **world.when(on))


def access_asked(world: World) -> None:
    """One item came back with a date of its own, which is the one that may move."""
    things, users = world.things, world.users
    item = things["case"].items.filter(status="open").order_by("number").last()
    steps.reported(world, item, by=users["clerk"], on=REPORTED)
    item = things["item_returned"] = steps.returned(
        world, item, reason="照片不清", on=RETURNED, due_on=world.clock.day(10)
    )
    things["extension"] = asked(
        world, item, until_on=world.clock.day(30), reason=WHY_LATER, by=users["clerk"], on=RETURNED
    )
    things["objection"] = objected(world, item, text=OBJECTED, by=users["principal"], on=SIGNED + 2)


def demo_asked(world: World) -> None:
    """The one extension asked for is refused, so that its item is overdue; one objection is upheld in part, one
    rejected."""
    case = world.things["case_rectifying"]
    official = world.users[case.unit.org_code]
    committee = world.users["committee"]
    today = world.clock.today
    own = [
        item
        for item in case.items.select_related("deadline").order_by("number")
        if item.status in UNFINISHED and item.deadline.kind == duties.ITEM.code
    ]
    for item, is_granted in zip(own, (False, True), strict=False):
        _ask(world, item, official, committee, is_granted=is_granted, today=today)
    filed_on = case.received_on + timedelta(days=3)
    answered_on = filed_on + timedelta(days=9)
    first, second = case.items.order_by("number")[:2]
    part = objected(
        world,
        first,
        text="被遮挡的喷淋头部分位于对外出租区域，请核实整改责任。",
        by=official,
        on=filed_on,
    )
    whole = objected(world, second, text="外窗铁栅栏设有可开启装置，不影响逃生救援。", by=official, on=filed_on)
    objections.uphold_partly(
        objection=part, note="经现场核实，出租区域2处由承租单位负责整改，由你街道督促；其余喷淋头仍由该企业整改。",
        by=committee, **world.when(answered_on),
    )  # fmt: skip
    objections.reject(
        objection=whole, note="检查记录和照片显示铁栅栏焊接固定，未设可开启装置，问题属实。", by=committee,
        **world.when(answered_on),
    )  # fmt: skip


def _ask(world, item, official, committee, *, is_granted, today) -> None:
    due_on = item.deadline.due_on
    on = min(due_on - timedelta(days=4), today - timedelta(days=3))
    extension = asked(
        world, item, until_on=due_on + timedelta(days=20), reason="设备需定制，交货周期较长，现场已采取防护措施。",
        by=official, on=on,
    )  # fmt: skip
    when = world.when(on + timedelta(days=2))
    if is_granted:
        extensions.grant(
            extension=extension, granted_until_on=due_on + timedelta(days=15), note="请抓紧实施，其间落实防护措施。",
            by=committee, **when,
        )  # fmt: skip
    else:
        extensions.refuse(
            extension=extension, note="该项隐患风险较高，不宜延期，请增派力量按期完成。", by=committee, **when
        )
