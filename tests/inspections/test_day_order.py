"""Notice before entry, or the reason why not (三(三)1, R46)."""

from datetime import timedelta

import pytest

from core.day_order import OutOfOrder
from core.models import AuditEvent
from inspections.actions import rounds
from inspections.forms.rounds import NotifyForm
from tests.inspections.builders import NOTIFIED, at_on, notified_round, world
from tests.inspections.test_rounds import enter

pytestmark = pytest.mark.django_db


@pytest.mark.requirement("R46")
def test_entry_before_the_notice_needs_a_reason_that_stays_in_the_timeline():
    round_ = notified_round()
    day = NOTIFIED - timedelta(days=3)
    with pytest.raises(OutOfOrder, match="2026年2月24日"):
        enter(round_, on=day)
    assert enter(round_, on=day, order_reason="四不两直，先行暗访").entered_on == day
    assert AuditEvent.objects.of(round_).filter(verb="round.enter").get().reason == "四不两直，先行暗访"


@pytest.mark.requirement("R46")
@pytest.mark.parametrize(("days", "is_late"), [(0, False), (1, True)])
def test_notice_after_the_planned_entry_needs_a_reason(days, is_late):
    here = world()
    day = here.entry.from_on + timedelta(days=days)
    facts = {"entry": here.entry, "by": here.office, "on": day, "at": at_on(day)}
    if is_late:
        with pytest.raises(OutOfOrder, match="早于"):
            rounds.notify(**facts)
        facts["order_reason"] = "会议通知在先，告知书补发"
    round_ = rounds.notify(**facts)
    assert AuditEvent.objects.of(round_).get(verb="round.notify").reason == facts.get("order_reason", "")


@pytest.mark.parametrize(("days", "asks"), [(0, False), (1, True)])
def test_notice_form_asks_for_the_reason_only_where_the_planned_entry_has_passed(days, asks):
    entry = world().entry
    today = entry.from_on + timedelta(days=days)
    form = NotifyForm(**NotifyForm.arguments(entry, user=None, today=today))
    assert ("order_reason" in form.fields) == asks
