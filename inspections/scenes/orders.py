"""Orders to fix at once of the demo and of the access world.

`things` of the access world hold `order` (issued) and `order_elsewhere`.
"""

from core.scenes import World
from inspections.actions import orders
from inspections.models import Finding, ImmediateOrder
from inspections.scenes import steps
from records.scenes import looked_at, photo, site_photo

YESTERDAY = -1
# Seen by somebody it is not for, it says which wall has a hole.
ORDERED = "暗记立改要求寅一"


def ordered(world: World, finding, *, by, on, due_on, requirement="立即整改", **facts) -> ImmediateOrder:
    return orders.issue(
        finding=finding, requirement=requirement, due_on=due_on, by=by, **facts, **world.when(on)
    )  # fmt: skip


def fixed(world: World, order, *, by, on, measures="已当场整改到位。", evidence=None, **facts) -> ImmediateOrder:
    evidence = evidence or [photo("整改后.png")]
    return orders.report_fixed(order=order, measures=measures, evidence=evidence, by=by, **facts, **world.when(on))


def verified(world: World, order, *, by, on, verification="现场核验，已整改。") -> ImmediateOrder:
    return orders.verify(order=order, verification=verification, by=by, **world.when(on))


# --- The demo ------------------------------------------------------------------------------------------------------


def demo_orders(world: World, round_, *, leader, member, is_over: bool) -> None:
    """The first finding to fix at once is fixed and verified; of the stay that goes on, it is owed."""
    official = world.users[round_.subdistrict.org_code]
    found = round_.findings.confirmed().filter(handling="fix_at_once").order_by("number").first()
    if found is None:
        return
    day = found.confirmed_on
    order = ordered(
        world, found, by=leader, on=day, due_on=day,
        requirement=f"{found.requirement}，举一反三排查同类问题。", evidence=[site_photo(0)],
    )  # fmt: skip
    if is_over:
        order = fixed(world, order, by=official, on=day, evidence=[site_photo(0, is_tidy=True)])
        verified(world, order, by=member, on=day)
    looked_at(order)


# --- The access world ----------------------------------------------------------------------------------------------


def finding_to_order(world: World) -> Finding:
    """On site, and nothing ordered yet."""
    return steps.found(
        world, world.things["round_on_site"], text="通道堵塞", subject_name="核对公司", topic_number=5,
        handling="fix_at_once", by=world.users["member"], confirmed_by=world.users["leader"], on=YESTERDAY,
    )  # fmt: skip


def order_fixed(world: World) -> ImmediateOrder:
    return fixed(world, world.things["order"], by=world.users["clerk"], on=YESTERDAY, lateness_reason="汛期")


MOMENTS = {
    "inspections:order-issue": finding_to_order,
    "inspections:order-verify": order_fixed,
    "inspections:order-send-back": order_fixed,
}
