"""Follow-up checks and samples for checks on site, of the demo and of the access world.

`things` of the access world hold `follow_up` and `follow_up_elsewhere` (looked at), `draw`, `draw_elsewhere`,
`sampled_item`.
"""

from datetime import timedelta

from core.actions.moves import begin
from core.scenes import World
from inspections.models import SubdistrictRound
from inspections.scenes import steps as steps_on_site
from inspections.scenes.access import ELSEWHERE
from inspections.scenes.steps import notified
from planning.actions import entries
from records.actions import draws
from records.models import Draw
from records.scenes import looked_at as shown
from records.scenes import photo, site_photo
from rectification.actions import follow_ups, samples
from rectification.item_keys import key_of
from rectification.models import FollowUpCheck, SampledItem
from rectification.queries.follow_ups import rounds_before
from rectification.scenes import steps
from rectification.scenes.access import FILED, submit_case

SEED = "20260101"
YESTERDAY, CLOSED = -1, -30
# Seen by somebody it is not for, it says which wall has a hole.
AGAIN = "暗记回头看卯一"
LOT = "暗记抽取辰二"
SEEN = "现场核查，整改措施仍在落实，保持整改。"
MOVED = "企业已搬离原址，现场仅余空置厂房。"
CAME_BACK = "当时报告已整改到位，现场查看同一点位问题重现。"


def drawn(world: World, round_, *, by, on, number=5, share=None, seed=SEED, rounds=None, takes_major=True) -> Draw:
    """From whatever earlier rounds closed."""
    return follow_ups.draw(
        round=round_, rounds=list(rounds_before(round_)) if rounds is None else rounds, number=number, share=share,
        takes_major=takes_major, seed=seed, by=by, **world.when(on),
    )  # fmt: skip


def held(world: World, check, *, by, on, words=SEEN, **facts) -> FollowUpCheck:
    return follow_ups.hold(follow_up=check, words=words, by=by, **facts, **world.when(on))


def came_back(world: World, check, *, by, on, words=CAME_BACK, **facts) -> FollowUpCheck:
    told = {"text": check.text, "place": check.place} | facts
    return follow_ups.come_back(follow_up=check, words=words, by=by, **told, **world.when(on))


def passed_over(world: World, check, *, by, on, hindrance="closed", words="企业已注销。") -> FollowUpCheck:
    return follow_ups.pass_over(follow_up=check, hindrance=hindrance, words=words, by=by, **world.when(on))


def sampled(world: World, case, *, on, number=3, share=None, seed=SEED, takes_major=True) -> Draw:
    return samples.draw(
        case=case, number=number, share=share, takes_major=takes_major, seed=seed, by=world.users["office"],
        **world.when(on),
    )  # fmt: skip


# --- The demo ------------------------------------------------------------------------------------------------------


def demo_follow_ups(world: World) -> None:
    """The subdistrict whose earlier round is archived: of what that closed some held, one came back, one is gone."""
    round_ = world.things["round_rectifying"]
    leader, member = world.users["leader2"], world.users["member2"]
    first = round_.entered_on
    drawn(world, round_, by=leader, on=first, number=4, takes_major=True)
    gone, back, *others = round_.follow_ups.exclude(kind="major_hazard").order_by("number")
    passed_over(
        world,
        gone,
        by=member,
        on=first + timedelta(days=1),
        words="企业已搬离原址，现场仅余空置厂房。",
        hindrance="gone",
    )
    day = first + timedelta(days=2)
    found = came_back(world, back, by=member, on=day, words=CAME_BACK, evidence=[site_photo(0)]).finding
    shown(steps_on_site.confirmed(world, found, by=leader, on=day, handling="fix_at_once"))
    for check in [*others, *round_.follow_ups.filter(kind="major_hazard")]:
        shown(held(world, check, by=member, on=day, evidence=[site_photo(0, is_tidy=True)]))


# --- The access world ----------------------------------------------------------------------------------------------


def access_follow_ups(world: World) -> None:
    things, users = world.things, world.users
    things["follow_up"] = _as_drawn(
        world, things["round"], things["item_verified"], text=AGAIN, **_seen(world, "member", AGAIN)
    )
    things["draw"] = things["follow_up"].draw
    things["follow_up_elsewhere"] = _as_drawn(
        world,
        things["round_elsewhere"],
        things["item_elsewhere"],
        text=ELSEWHERE,
        **_seen(world, "member_elsewhere", ELSEWHERE),
    )
    things["draw_elsewhere"] = things["follow_up_elsewhere"].draw
    # Not reported yet, so that it keeps nothing else of this world from being checked and closed.
    item = things["item_open"]
    made = _lot(world, item.case, item, LOT)
    things["sampled_item"] = begin(
        SampledItem(
            case=item.case, item=item, filing=item.filing, scope=item.case.round.scope, draw=made,
            drawn_on=world.clock.day(YESTERDAY),
        ),
        "sampled_item.draw", by=users["office"], **world.when(YESTERDAY),
    )  # fmt: skip


def _seen(world: World, account: str, words: str) -> dict:
    """What nobody waits for any more: the rounds went on to their reports."""
    by = world.users[account]
    return {"status": "held", "words": words, "checked_on": world.clock.day(YESTERDAY), "checked_by": by}


def _as_drawn(world: World, round_, item, *, text, **facts) -> FollowUpCheck:
    """As if an earlier round of the same subdistrict had closed the item: no two rounds of this world share one."""
    made = _lot(world, round_, item, LOT if text == AGAIN else text)
    check = FollowUpCheck(
        round=round_, scope=round_.scope, draw=made, item=item, number=1, key=key_of(item),
        earlier_round=str(item.case.round), kind=item.kind, text=text, subject_name=f"{text}公司", place=text,
        measures=text, closed_on=world.clock.day(CLOSED), drawn_on=world.clock.day(YESTERDAY), **facts,
    )  # fmt: skip
    return begin(check, "follow_up.draw", by=world.users["office"], **world.when(YESTERDAY))


def _lot(world: World, subject, item, basis: str) -> Draw:
    scope = getattr(subject, "round", subject).scope
    return draws.draw(
        subject=subject, scope=scope, keys=[key_of(item)], number=1, seed=SEED, basis=basis, by=world.users["office"],
        **world.when(YESTERDAY),
    )  # fmt: skip


def round_to_come(world: World) -> SubdistrictRound:
    """An item is closed here, and the team has notice of another round in the same subdistrict."""
    submit_case(world)
    steps.closed(world, world.things["item_verified"], on=YESTERDAY)
    today = world.clock.today
    entry = entries.add_ad_hoc_entry(
        subdistrict=world.units["here"], team=world.things["team"], from_on=today + timedelta(days=3),
        to_on=today + timedelta(days=20), reason="专项巡查", order="会议决定", by=world.users["office"],
        **world.when(YESTERDAY),
    )  # fmt: skip
    return notified(world, entry, on=YESTERDAY)


def drawn_on_site(world: World) -> FollowUpCheck:
    """The team is there and has not looked yet."""
    return _as_drawn(world, world.things["round_on_site"], world.things["item_verified"], text=AGAIN)


def looked_at(world: World) -> FollowUpCheck:
    return held(world, drawn_on_site(world), by=world.users["member"], on=YESTERDAY)


def under_review(world: World) -> None:
    """The item that was drawn is reported, and its report filed."""
    steps.reported(world, world.things["item_open"], by=world.users["clerk"], on=FILED, evidence=[photo()])
    submit_case(world)


MOMENTS = {
    "rectification:follow-up-draw": round_to_come,
    "rectification:follow-up-hold": drawn_on_site,
    "rectification:follow-up-come-back": drawn_on_site,
    "rectification:follow-up-pass-over": drawn_on_site,
    "rectification:follow-up-look-again": looked_at,
    **dict.fromkeys(
        (f"rectification:sampled-item-{verb}" for verb in ("draw", "pass", "fail", "excuse")), under_review
    ),
}
