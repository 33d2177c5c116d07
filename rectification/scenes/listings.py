"""Listed hazards 挂牌督办 of the demo and of the access world.

`things` of the access world hold `major` (its finding), `listing` (listed, with sign, plan and a check),
`listing_proposed` and `criterion`.
"""

from datetime import timedelta

from core.scenes import World
from inspections.models import Finding, HazardCriterion
from inspections.scenes.steps import found
from records.scenes import looked_at, pdf, photo, site_photo
from rectification.actions import listing_checks, listing_decisions, listings
from rectification.models import HazardListing, ListingCheck

PROPOSED, LISTED, SIGNED, CHECKED, YESTERDAY = -30, -28, -26, -20, -1
# Seen by somebody it is not for, it says which wall has a hole.
WHY = "暗记提请理由丑一"
# 五落实 of the scenes.
SETTLED = {
    "responsible_person": "李演示（总经理）",
    "measures": "按规范改造，消除隐患后组织自查。",
    "interim_measures": "停用相关设备，隔离区域，专人值守。",
    "funds": "企业自筹20万元",
    "plan": "按现场处置方案执行，发现险情立即停产撤人。",
}


# --- Steps ---------------------------------------------------------------------------------------------------------


def proposed(
    world: World, finding: Finding, *, by, department, on, due_on, reason="符合重大事故隐患判定标准", **facts
) -> HazardListing:
    return listings.propose(
        finding=finding, reason=reason, department=department, due_on=due_on, by=by, **(SETTLED | facts),
        **world.when(on),
    )  # fmt: skip


def listed(world: World, listing, *, on, note="同意挂牌督办。", **facts) -> HazardListing:
    return listing_decisions.list_hazard(
        listing=listing, note=note, by=world.users["committee"], **facts, **world.when(on)
    )


def published(world: World, listing, *, on, url="https://gxq.example/gpdb") -> HazardListing:
    where = "高新区管委会网站（演示）"
    return listings.publish(listing=listing, where=where, url=url, by=world.users["office"], **world.when(on))


def sign_shown(world: World, listing, *, by, on, evidence=None) -> HazardListing:
    """With the emergency plan as a file on the same day."""
    listing = listings.put_up_sign(
        listing=listing, sign_place="车间入口", evidence=evidence or [photo("公示牌.png")], by=by, **world.when(on)
    )
    return listings.add_plan(listing=listing, evidence=[pdf("应急预案.pdf")], by=by, **world.when(on))


def looked(world: World, listing, *, by, on, result="on_plan", words="治理按计划推进。", **facts) -> HazardListing:
    return listing_checks.check(listing=listing, result=result, words=words, by=by, **facts, **world.when(on))


def requested(world: World, listing, *, by, on, evidence=None, **facts) -> HazardListing:
    return listings.request_acceptance(
        listing=listing, rectification="已完成改造并通过自查。", evidence=evidence or [photo("整改后.png")], by=by,
        **facts, **world.when(on),
    )  # fmt: skip


def accepted(
    world: World, listing, *, by, on, result="removed", words="现场验收，隐患已消除。", evidence=None
) -> HazardListing:
    return listing_checks.check_acceptance(
        listing=listing, result=result, words=words, evidence=evidence or [photo("验收.png")], by=by, **world.when(on)
    )


def rejected(world: World, listing, *, on, due_on, note="泄爆片未安装到位，继续整改。") -> HazardListing:
    return listing_decisions.reject(
        listing=listing, note=note, due_on=due_on, by=world.users["committee"], **world.when(on)
    )


def removed(world: World, listing, *, on, note="同意摘牌。") -> HazardListing:
    return listing_decisions.remove(listing=listing, note=note, by=world.users["committee"], **world.when(on))


def removal_published(world: World, listing, *, on) -> HazardListing:
    return listings.publish_removal(
        listing=listing, where="高新区管委会网站（演示）", url="https://gxq.example/zp", by=world.users["office"],
        **world.when(on),
    )  # fmt: skip


def left_out(world: World, listing, *, on, note="委员会审定前已核实消除，不再挂牌。") -> HazardListing:
    return listing_decisions.not_list(listing=listing, note=note, by=world.users["committee"], **world.when(on))


# --- The demo ------------------------------------------------------------------------------------------------------


def _major(world: World, code: str) -> list[Finding]:
    return list(world.things[f"round_{code}"].findings.confirmed().filter(kind="major_hazard").order_by("number"))


def demo_listings(world: World) -> None:
    """Of the archived round one was removed in time, one was gone before the committee decided; of the other the
    acceptance of one was rejected, so that it is owed again, and one waits for the committee."""
    _of_archived(world)
    _of_rectifying(world)


def _of_archived(world: World) -> None:
    entry, users = world.entries["archived"], world.users
    official, department = users[entry.subdistrict.org_code], users["emergency"].unit
    leader, member = users["leader1"], users["member1"]

    def day(number):
        return entry.to_on + timedelta(days=number)

    first, second = _major(world, "archived")
    listing = proposed(world, first, by=leader, department=department, on=day(12), due_on=day(50))
    listing = listed(world, listing, on=day(16), first_check_on=day(30))
    published(world, listing, on=day(18))
    sign_shown(world, listing, by=official, on=day(19), evidence=[site_photo(1)])
    looked(world, listing, by=member, on=day(30), evidence=[site_photo(2)], next_check_on=day(45))
    listing = requested(world, listing, by=official, on=day(44), evidence=[site_photo(1, is_tidy=True)])
    accepted(world, listing, by=users["emergency"], on=day(46), evidence=[site_photo(2, is_tidy=True)])
    listing = removed(world, listing, on=day(48))
    removal_published(world, listing, on=day(50))
    other = proposed(world, second, by=users["office"], department=department, on=day(12), due_on=day(50))
    looked(
        world,
        other,
        by=member,
        on=day(14),
        result="removed",
        words="防爆电气已更换，隐患消除。",
        evidence=[site_photo(0)],
    )
    left_out(world, other, on=day(16))
    for one in (listing, other):
        _pictures_made(one)


def _of_rectifying(world: World) -> None:
    entry, users = world.entries["rectifying"], world.users
    official, department = users[entry.subdistrict.org_code], users["emergency"].unit

    def day(number):
        return entry.to_on + timedelta(days=number)

    first, second = _major(world, "rectifying")
    listing = proposed(
        world, first, by=users["leader2"], department=department, on=day(14), due_on=world.clock.day(20)
    )
    listing = listed(world, listing, on=day(18), first_check_on=day(40))
    published(world, listing, on=day(20))
    sign_shown(world, listing, by=official, on=day(21), evidence=[site_photo(0)])
    looked(
        world, listing, by=users["member2"], on=day(40), result="behind", words="除尘改造材料未到，进度滞后。",
        next_check_on=world.clock.day(-2), evidence=[site_photo(1)],
    )  # fmt: skip
    listing = requested(world, listing, by=official, on=day(56), evidence=[site_photo(1, is_tidy=True)])
    accepted(
        world, listing, by=users["member2"], on=day(58), result="not_removed", words="除尘系统风量仍不达标。",
        evidence=[site_photo(1)],
    )  # fmt: skip
    rejected(world, listing, on=day(60), due_on=world.clock.day(20), note="除尘系统风量不达标，继续整改。")
    proposed(world, second, by=users["office"], department=department, on=day(30), due_on=world.clock.day(30))
    _pictures_made(listing)


def _pictures_made(listing) -> None:
    looked_at(listing)
    for check in ListingCheck.objects.filter(listing=listing):
        looked_at(check)


# --- The access world ----------------------------------------------------------------------------------------------


def access_listings(world: World) -> None:
    things, users, clock = world.things, world.users, world.clock
    told = {"department": world.units["department"], "due_on": clock.day(20), "reason": WHY, "on": PROPOSED}
    listing = proposed(world, things["major"], by=users["office"], **told)
    listing = listed(world, listing, on=LISTED, first_check_on=clock.day(CHECKED))
    sign_shown(world, listing, by=users["clerk"], on=SIGNED)
    things["listing"] = looked(world, listing, by=users["member"], on=CHECKED, next_check_on=clock.day(YESTERDAY))
    things["listing_check"] = listing.checks.get()
    things["listing_proposed"] = proposed(world, things["major_too"], by=users["office"], **told)
    things["criterion"] = HazardCriterion.objects.latest().first()


def major_found(world: World) -> Finding:
    """Nobody has put it forward yet."""
    return found(
        world, world.things["round_on_site"], kind="major_hazard", text="未设泄爆装置", subject_name="核对公司",
        topic_number=5, handling="fix_by_date", criterion="判定标准第一条", by=world.users["member"],
        confirmed_by=world.users["leader"], on=YESTERDAY,
    )  # fmt: skip


def seen_removed(world: World) -> None:
    """Before the committee decided."""
    looked(world, world.things["listing_proposed"], by=world.users["member"], on=YESTERDAY, result="removed")


def acceptance_requested(world: World) -> HazardListing:
    return requested(world, world.things["listing"], by=world.users["clerk"], on=YESTERDAY)


def acceptance_checked(world: World) -> HazardListing:
    return accepted(world, acceptance_requested(world), by=world.users["member"], on=YESTERDAY)


def taken_off(world: World) -> HazardListing:
    return removed(world, acceptance_checked(world), on=YESTERDAY)


MOMENTS = {
    "rectification:listing-propose": major_found,
    "rectification:listing-not-list": seen_removed,
    "rectification:listing-check-acceptance": acceptance_requested,
    "rectification:listing-remove": acceptance_checked,
    "rectification:listing-reject": acceptance_checked,
    "rectification:listing-publish-removal": taken_off,
}
