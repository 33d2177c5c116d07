"""The demo's rounds as far as inspections bring them: two reported and approved, one on site, one closed at last.

`things` hold `round_archived`, `round_rectifying` and `round_on_site`.
"""

from dataclasses import dataclass
from datetime import timedelta

from core.scenes import STAY, World, build_scenes
from inspections.actions import criteria, notes
from inspections.queries.photos import may_go_along
from inspections.scenes import steps
from inspections.scenes.facts import ENTERPRISES, FACTS, MORE_MAJOR, TROUBLESOME
from inspections.scenes.orders import demo_orders
from records.scenes import looked_at, site_photo

DAYS_OF_NOTICE = 7
DAYS_TO_FIX = 100
# One finding gets less time, so that one item is overdue while the round is being rectified.
HURRIED, DAYS_IN_HURRY = 19, 83


@dataclass(frozen=True)
class Party:
    """Who walks a round, by account."""

    leader: str
    member: str


FIRST, SECOND = Party("leader1", "member1"), Party("leader2", "member2")


def walk_rounds(world: World) -> None:
    criteria.load(by=world.users["office"], at=world.at(world.entries["archived"].from_on - timedelta(days=30)))
    _report(world, "archived", FIRST, FACTS[:12] + MORE_MAJOR[:2] + FACTS[-1:], submitted=10, approved=16)
    _report(world, "rectifying", SECOND, FACTS + MORE_MAJOR[2:] + TROUBLESOME, submitted=12, approved=18)
    round_ = _enter(world, "on_site", FIRST)
    first = round_.entered_on
    _work(world, round_, FIRST, first, FACTS[4:9])
    demo_orders(
        world, round_, leader=world.users["leader1"], member=world.users["member1"], is_over=False
    )  # fmt: skip
    later = min(first + timedelta(days=3), world.clock.today)
    _work(world, round_, FIRST, later, FACTS[9:16], is_confirmed=False)


def close_round(world: World) -> None:
    """The one whose rectification the committee has accepted."""
    round_ = world.things["round_archived"]
    last = world.entries["archived"].to_on
    steps.closed(world, round_, on=last + timedelta(days=82))
    world.things["round_archived"] = steps.archived(world, round_, on=last + timedelta(days=85))


def _enter(world, code, party):
    entry = world.entries[code]
    name = entry.subdistrict.short_name
    round_ = steps.walked_round(
        world, entry, leader=world.users[party.leader], notified_on=entry.from_on - timedelta(days=DAYS_OF_NOTICE),
        entered_on=entry.from_on, place=f"{name}机关会议室",
        minutes=f"巡查组向{name}通报巡查工作任务，主要负责人作表态发言。",
    )  # fmt: skip
    world.things[f"round_{code}"] = round_
    return round_


def _report(world, code, party, facts, *, submitted, approved) -> None:
    """Walked, ended and reported; `submitted` and `approved` are days after the last one on site."""
    round_ = _enter(world, code, party)
    last = world.entries[code].to_on
    _work(world, round_, party, round_.entered_on, facts)
    leader = world.users[party.leader]
    demo_orders(world, round_, leader=leader, member=world.users[party.member], is_over=True)
    # What the apps above do while the team is there.
    build_scenes(f"{STAY}.{code}", world)
    round_ = steps.ended(world, round_, by=leader, on=last)
    submitted_on, approved_on = last + timedelta(days=submitted), last + timedelta(days=approved)
    report = steps.report_drafted(world, round_, by=leader, on=submitted_on, **_REPORT)
    report = steps.report_submitted(world, report, by=leader, on=submitted_on, uncovered_reason=_UNCOVERED)
    steps.report_approved(world, report, note="同意。", on=approved_on)
    world.things[f"round_{code}"] = round_


def _work(world, round_, party, day, facts, *, is_confirmed=True) -> None:
    """Notes on methods 1, 3, 4, 5 and 2, and findings of the published list, four a day."""
    leader, member = world.users[party.leader], world.users[party.member]
    place = round_.subdistrict.short_name
    for offset, (method, part, topic, text) in enumerate(_NOTES):
        noted_on = min(day + timedelta(days=offset), world.clock.today)
        notes.record(
            round=round_, method_number=method, method_part=part, topic_number=topic, text=text, place=place,
            by=member, **world.when(noted_on),
        )  # fmt: skip
    for index, fact in enumerate(facts):
        found_on = min(day + timedelta(days=index // 4), world.clock.today)
        shots = [site_photo(index % _VIEWS + place * _VIEWS) for place in range(index % 3)]
        finding = steps.found(
            world, round_, by=member, on=found_on, confirmed_by=leader if is_confirmed else None,
            evidence=shots, **_told(fact, index, found_on),
        )  # fmt: skip
        looked_at(finding)
        if is_confirmed and shots and may_go_along(finding):
            steps.photos_chosen(world, finding, by=leader, on=found_on)


def _told(fact, index, day) -> dict:
    subject = "" if fact.sector in _OF_THE_SUBDISTRICT else ENTERPRISES[index % len(ENTERPRISES)]
    days = DAYS_IN_HURRY if index == HURRIED else DAYS_TO_FIX
    is_suggestion = fact.kind == "suggestion"
    return {
        "kind": fact.kind,
        "text": fact.text,
        "subject_name": subject and f"{subject}有限公司（演示）",
        "sector": fact.sector,
        "topic_number": fact.topic_number,
        "requirement": fact.requirement,
        "handling": "" if is_suggestion else fact.handling,
        "criterion": fact.criterion,
        "due_on": day + timedelta(days=days) if fact.handling == "fix_by_date" else None,
        "suggestion": fact.text if is_suggestion else "",
    }


# Different views in the photos: each costs a look of its own.
_VIEWS = 2
_OF_THE_SUBDISTRICT = frozenset({"属地管理责任", "隐患排查治理", "举报核查", "事故调查", "应急管理"})
_NOTES = (
    (1, 1, 2, "听取街道安全生产工作汇报。"),
    (3, 1, 1, "调阅党工委会议记录、安全生产责任制文件。"),
    (3, 2, 7, "受理来电1件，反映企业消防通道堵塞。"),
    (4, 1, 3, "召开企业负责人座谈会。"),
    (5, 2, 5, "随机抽查辖区企业。"),
    (2, 1, 9, "列席街道安全生产工作例会。"),
)
_UNCOVERED = "本轮未发现相关情形。"
_REPORT = {
    "achievements": "街道党政领导重视安全生产工作，责任体系基本健全。\n网格化巡查机制运行正常。",
    "assessment": "街道安全生产工作总体平稳，但隐患排查治理和企业主体责任落实仍有薄弱环节。",
    "suggestions": "进一步压实属地管理责任。\n加强企业一线员工安全培训。",
    "feedback_text": "隐患排查治理不够深入，部分企业主体责任落实不到位。\n要逐项建账、定责、限期，按期报送整改报告。",
}
