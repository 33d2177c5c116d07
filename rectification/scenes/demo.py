"""The demo's cases: one accepted, one returned twice with an item overdue.

`things` hold `case_archived` and `case_rectifying`.
"""

from datetime import timedelta

from core.scenes import World
from records.scenes import looked_at, site_photo
from rectification.scenes import follow_ups, steps
from rectification.scenes.rectification_plans import plan_accepted

_UNFINISHED = 10
_MEASURES = "已按要求整改到位，并举一反三开展排查。"
_OPINION = "整改措施属实，同意销号。"
_VERIFICATION = "现场复查，隐患已消除。"
_FILED = {
    "measures": "街道成立整改专班，逐项建账、定责、限期，完成整改。",
    "investigation": "对2家企业立案查处，罚款共计1.5万元。",
    "commitment": "本人承诺所报整改情况真实、准确、完整，如有虚报瞒报，愿承担相应责任。",
}


def rectify(world: World) -> None:
    _accepted(world)
    _under_way(world)


def _accepted(world) -> None:
    case, official, day = _fed_back(world, "archived", issued=19, signed=20)
    plan_accepted(world, case)
    _report_items(world, case, official, day(60))
    steps.filed(world, case, by=official, on=day(70), **_FILED)
    follow_ups.sampled(world, case, on=day(72))
    _verify_items(world, case, "leader1", "member1", day(75))
    for item in case.items.filter(status="verified").order_by("number"):
        steps.closed(world, item, on=day(80))
    world.things["case_archived"] = steps.accepted(world, case, note="同意。", on=day(80))


def _under_way(world) -> None:
    """The report came back twice: the first time for two items, the second for one of them that a check found undone.
    The last ten are not finished and have to be reported or explained anew; the first two are verified."""
    case, official, day = _fed_back(world, "rectifying", issued=24, signed=26)
    _report_items(world, case, official, day(36), leave_open=_UNFINISHED)
    _explain_rest(world, case, official, day(38))
    steps.filed(world, case, by=official, on=day(38), **_FILED)
    _verify_items(world, case, "leader2", "member2", day(41), first=8)
    for item in case.items.filter(status="verified").order_by("number")[2:6]:
        steps.closed(world, item, on=day(43))
    *_others, early, twice = case.items.filter(status="verified").order_by("number")
    for item in (early, twice):
        steps.returned(world, item, reason="照片看不出整改部位，请补充整改后全景照片。", on=day(43))
    steps.sent_back(world, case, note="请按退回意见补充整改，未完成事项抓紧办理。", on=day(43))
    for item in case.items.filter(status="returned"):
        after = [site_photo(1, is_tidy=True)]
        looked_at(steps.reported(world, item, measures=_MEASURES, by=official, on=day(50), evidence=after))
    _explain_rest(world, case, official, day(52))
    steps.filed(world, case, by=official, on=day(52), **_FILED)
    _verify_items(world, case, "leader2", "member2", day(54), numbers=[early.number])
    steps.found_undone(
        world, case.items.get(pk=twice.pk), verification="现场仍未整改到位。", by=world.users["member2"], on=day(54)
    )
    steps.returned(world, case.items.get(pk=twice.pk), reason="现场核验仍未整改到位，须重新整改。", on=day(57))
    steps.sent_back(world, case, note="该项已两次退回，请街道主要负责人督办。", on=day(57))


def _explain_rest(world, case, official, day) -> None:
    for item in case.items.unanswered():
        steps.explained(
            world, item, by=official, on=day, expected_on=day + timedelta(days=40), reason="改造工程正在招标。"
        )


def _fed_back(world, code, *, issued, signed):
    """The case, its official, and a function from days after the last one on site to a date."""
    entry = world.entries[code]

    def day(number):
        return entry.to_on + timedelta(days=number)

    official = world.users[entry.subdistrict.org_code]
    case = world.things[f"case_{code}"] = steps.fed_back(
        world, world.things[f"round_{code}"], issued_on=day(issued), signed_on=day(signed), by=official
    )
    return case, official, day


def _report_items(world, case, official, day, *, leave_open=0) -> None:
    found = list(case.items.order_by("number"))
    for item in found[: len(found) - leave_open]:
        # The third says in words alone what was done.
        after = [] if item.number % 3 == 0 else [site_photo(item.number % 2, is_tidy=True)]
        looked_at(steps.reported(world, item, measures=_MEASURES, by=official, on=day, evidence=after))


def _verify_items(world, case, leader, member, day, *, first=None, numbers=None) -> None:
    found = case.items.filter(status="reported").order_by("number")
    for item in (found if numbers is None else found.filter(number__in=numbers))[:first]:
        steps.opinion_given(world, item, opinion=_OPINION, by=world.users[leader], on=day)
        steps.verified(world, item, verification=_VERIFICATION, by=world.users[member], on=day)
