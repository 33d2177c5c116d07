"""A second round in the same subdistrict, after the first was rectified and closed item by item.

Days: the second stay is 2026-09-01 to 2026-09-15; notice on 2026-08-25.
"""

from datetime import date

from inspections.models import SubdistrictRound
from inspections.scenes import steps
from planning.models import InspectionCycle
from rectification.models import FollowUpCheck
from rectification.scenes import follow_ups
from tests.inspections.builders import add_entry
from tests.ready_states import ready
from tests.rectification import builders as b

NOTIFIED, ENTERED, SEEN, ENDED = date(2026, 8, 25), date(2026, 9, 1), date(2026, 9, 3), date(2026, 9, 15)
ITEMS = 5


@ready
def later_round() -> SubdistrictRound:
    """Has notice; the first round left five closed items, one of them a major hazard."""
    case = b.accepted_case()
    here = case.here
    cycle = InspectionCycle.objects.create(year=2026, number=2)
    entry = add_entry(
        here.entry.plan, cycle, here.team, here.subdistrict, by=here.office, from_on=ENTERED, to_on=ENDED
    )
    round_ = steps.notified(here, entry, on=NOTIFIED)
    round_.here, round_.earlier = here, case
    return round_


@ready
def drawn_round(number=2) -> SubdistrictRound:
    """On site; the major hazard and `number` others were drawn."""
    round_ = later_round()
    here, case = round_.here, round_.earlier
    follow_ups.drawn(here, round_, by=here.leader, on=NOTIFIED, number=number)
    round_ = steps.entered(here, round_, by=here.leader, on=ENTERED)
    round_.here, round_.earlier = here, case
    return round_


def checks_of(round_) -> list[FollowUpCheck]:
    return list(round_.follow_ups.order_by("number"))
