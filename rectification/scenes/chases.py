"""Chasing in the demo and in the access world.

`things` of the access world hold `chase` (to the subdistrict) and `chase_call`; `chase_elsewhere` to another.
"""

from datetime import timedelta

from core.scenes import World
from deadlines.models import Deadline
from rectification.actions import chase_calls, chases
from rectification.models import Chase
from rectification.queries.chases import chaseable

CHASED, CALLED = -4, -5
# Seen by somebody it is not for, it says which wall has a hole.
OUTCOME = "暗记电话结果辛八"
RAISED = "暗记升级理由辛九"
# Days after the due date on which the demo's notes go out, by the account of whose duty it is: blue, yellow, red.
_DEMO = {"emergency": (1, 8, 15), "market": (1, 8), "xingren": (2,)}
_DEMO_CALL = ("xingren", 1, "街道安监站", "已联系施工单位，正在整改。")


def demo_chases(world: World) -> None:
    """One body stands at red, one at yellow; the subdistrict, which does not reply after an interview, was called and
    got a blue note the day after."""
    today = world.clock.today
    code, days, spoken_to, outcome = _DEMO_CALL
    owed = {account: _owed(world, account) for account in _DEMO}
    for deadline in owed[code]:
        called_on = deadline.due_on + timedelta(days=days)
        chase_calls.log(
            deadlines=[deadline], spoken_to=spoken_to, outcome=outcome, by=world.users["office"],
            **world.when(min(called_on, today)),
        )  # fmt: skip
    notes = [
        (deadline.due_on + timedelta(days=days), deadline)
        for account, rungs in _DEMO.items()
        for deadline in owed[account]
        for days in rungs
    ]
    for day, deadline in sorted(notes, key=lambda note: note[0]):
        if day <= today:
            issued(world, [deadline], on=day)


def _owed(world: World, account: str) -> list[Deadline]:
    unit = world.users[account].unit
    return list(chaseable(Deadline.objects.filter(responsible_unit=unit), world.clock.today).order_by("due_on")[:1])


def issued(world: World, deadlines, *, on, by: str = "office", **facts) -> list[Chase]:
    return chases.issue(deadlines=deadlines, by=world.users[by], **facts, **world.when(on))


def access_chases(world: World) -> None:
    """The report on the whole is overdue, here and elsewhere."""
    things = world.things
    due, office = [things["case"].deadline], world.users["office"]
    things["chase_call"] = chase_calls.log(
        deadlines=due, spoken_to="核对科", outcome=OUTCOME, by=office, **world.when(CALLED)
    )
    (things["chase"],) = issued(world, due, on=CHASED, level="yellow", reason=RAISED)
    (things["chase_elsewhere"],) = issued(world, [things["case_elsewhere"].deadline], on=CHASED)
