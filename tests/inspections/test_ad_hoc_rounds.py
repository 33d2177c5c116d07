"""A round outside the plan 不定期, from its order to its end (R4)."""

import pytest

from accounts.models import User
from core.refusals import IllegalMove
from inspections.actions import rounds
from inspections.models import SubdistrictRound
from inspections.queries.rounds import entries_to_notify
from planning.actions import entries
from planning.models import PlanEntry
from tests.inspections.builders import NOTIFIED, at_on, world

pytestmark = pytest.mark.django_db


@pytest.mark.requirement("R4")
def test_order_outside_the_plan_is_called_off_with_its_round():
    """Nothing of it waits, the team sees it no longer and is free on those days; another needs another order."""
    here = world()
    PlanEntry.objects.filter(pk=here.entry.pk).update(plan=None, ad_hoc_reason="群众反映", ad_hoc_order="5号")
    entry = PlanEntry.objects.get(pk=here.entry.pk)
    round_ = rounds.notify(entry=entry, by=here.office, on=NOTIFIED, at=at_on(NOTIFIED))
    assert SubdistrictRound.objects.visible_to(User.objects.get(pk=here.leader.pk)).filter(pk=round_.pk).exists()

    rounds.cancel(round=round_, reason="台风", by=here.office, on=NOTIFIED, at=at_on(NOTIFIED))

    assert entry not in entries_to_notify()
    assert not SubdistrictRound.objects.visible_to(User.objects.get(pk=here.leader.pk)).filter(pk=round_.pk).exists()
    with pytest.raises(IllegalMove, match="另行"):
        rounds.notify(entry=entry, by=here.office, on=NOTIFIED, at=at_on(NOTIFIED))
    again = entries.add_ad_hoc_entry(
        subdistrict=entry.subdistrict, team=entry.team, from_on=entry.from_on, to_on=entry.to_on, reason="再次反映",
        order="6号", by=here.office, on=NOTIFIED, at=at_on(NOTIFIED),
    )  # fmt: skip
    assert again in entries_to_notify()
