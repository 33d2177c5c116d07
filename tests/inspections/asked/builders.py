"""Orders to fix at once and interviews, built by the actions.

Days: ordered on Monday 2026-03-02, to be fixed by 03-04, fixed on 03-03. Called on 03-16, held on 03-18; the reply is
due 15 days on, on 2026-04-02.
"""

from datetime import date

from inspections.models import ImmediateOrder, Interview
from inspections.scenes import interviews, orders
from records.scenes import photo
from tests.inspections import builders as b

ORDERED, FIXED, DUE = b.ENTERED, date(2026, 3, 3), date(2026, 3, 4)
CALLED, HELD, REPLY_BY, REPLIED = date(2026, 3, 16), date(2026, 3, 18), date(2026, 4, 2), date(2026, 3, 30)
OPINION = "立即停用存在隐患的设备。\n一周内完成整改。"


def finding_to_order(here=None, **facts):
    """Confirmed on site, to be fixed at once; `finding.here` is its world."""
    round_ = b.on_site_round(here)
    found = b.add_finding(round_, text="安全出口堆放杂物", subject_name="示例公司", place="一层")
    finding = b.confirm_finding(found, round_.here, handling="fix_at_once", **facts)
    finding.here = round_.here
    return finding


def ordered(finding=None, *, on=ORDERED, due_on=DUE, **facts) -> ImmediateOrder:
    finding = finding or finding_to_order()
    facts = {"requirement": "立即清理", "evidence": [photo("整改前.png")]} | facts
    order = orders.ordered(finding.here, finding, by=finding.here.leader, on=on, due_on=due_on, **facts)
    order.here = finding.here
    return order


def fixed(order=None, *, by=None, on=FIXED, **facts) -> ImmediateOrder:
    order = order or ordered()
    here = order.here
    done = orders.fixed(here, order, by=by or here.principal, on=on, **facts)
    done.here = here
    return done


def verified(order=None) -> ImmediateOrder:
    order = order or fixed()
    here = order.here
    done = orders.verified(here, order, by=here.member, on=FIXED)
    done.here = here
    return done


def called(round_=None, *, by=None, on=CALLED, **facts) -> Interview:
    """Of the leader of the subdistrict, unless `enterprise` says whose."""
    round_ = round_ or b.ended_round()
    here = round_.here
    interview = interviews.called(here, round_, by=by or here.office, on=on, meet_on=HELD, **facts)
    interview.here = here
    return interview


def held(interview=None, *, on=HELD, **facts) -> Interview:
    interview = interview or called()
    here = interview.here
    done = interviews.held(here, interview, by=here.office, on=on, **({"opinion": OPINION} | facts))
    done.here = here
    return done


def replied(interview=None, *, on=REPLIED, **facts) -> Interview:
    interview = interview or held()
    here = interview.here
    done = interviews.replied(here, interview, by=here.principal, on=on, **facts)
    done.here = here
    return done
