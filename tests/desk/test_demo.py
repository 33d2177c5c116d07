"""The demo year holds what DESIGN §6 promises, on whatever day it is loaded."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from inspections.models import SubdistrictRound
from planning.models import PlanEntry
from planning.scenes.stays import within_a_year
from rectification.models import RectificationItem

PROMISED = {
    "office", "office2", "committee", "secretary", "leader1", "member1", "leader2", "member2", "xingren",
    "xingren-clerk", "xingcheng", "zhangfan", "emergency", "market", "partymass", "politics", "custodian",
    "sysadmin", "secadmin", "auditadmin",
}  # fmt: skip


@pytest.fixture
def demo(db):
    err = StringIO()
    call_command("demo", scale=2, stdout=StringIO(), stderr=err)
    return err.getvalue()


def test_demo_has_the_promised_year_and_accounts(demo):
    assert set(User.objects.values_list("username", flat=True)) == PROMISED
    assert all(User.objects.get(username=name).check_password("xuncha-demo-2026") for name in ("office", "xingren"))
    own = SubdistrictRound.objects.exclude(subdistrict__name__contains="县")
    assert sorted(own.values_list("status", flat=True)) == ["archived", "ended", "on_site"]
    assert PlanEntry.objects.filter(rounds=None, subdistrict__short_name="兴城街道").count() == 1
    today = date.today()  # noqa: DTZ011  the demo is told from today
    assert RectificationItem.objects.overdue(today).exclude(case__unit__name__contains="县").count() >= 1
    assert "xuncha-demo-2026" in demo
    # --scale 2 copied every round once.
    assert SubdistrictRound.objects.count() == 2 * own.count()
    assert RectificationItem.objects.count() % 2 == 0


def test_demo_refuses_a_system_in_use(demo):
    with pytest.raises(CommandError, match="accounts already"):
        call_command("demo")


@pytest.mark.parametrize(
    ("start", "is_past", "first"),
    [
        (date(2026, 12, 24), True, date(2026, 12, 17)),
        (date(2026, 12, 24), False, date(2027, 1, 5)),
        (date(2026, 3, 2), True, date(2026, 3, 2)),
    ],
)
def test_stay_lies_in_one_year(start, is_past, first):
    stay = within_a_year(start, 15, is_past=is_past)
    assert (stay.from_on, stay.from_on.year) == (first, stay.to_on.year)
    assert (stay.to_on - stay.from_on).days == 14
