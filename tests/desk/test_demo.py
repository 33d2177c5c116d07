"""The demo year holds what DESIGN §6 promises, on whatever day it is loaded."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from accounts.models import User
from core.models import AuditEvent
from inspections.models import SubdistrictRound
from planning.models import PlanEntry
from planning.scenes.stays import within_a_year
from rectification.models import ChaseLine, Extension, Objection, RectificationItem

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
    assert sorted(own.values_list("status", flat=True)) == ["archived", "archived", "ended", "on_site"]
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


def test_everything_goes_wrong_in_one_subdistrict_and_nothing_in_another(demo, client):
    """Each can be seen where somebody has to act on it, and in a closed round what it came to."""
    wrong, smooth = SubdistrictRound.objects.filter(subdistrict__short_name="兴仁街道"), _round("兴城街道")
    past, running = wrong.get(status="archived"), wrong.get(status="ended")

    assert _troubles(past) == TROUBLES
    assert _troubles(running) == TROUBLES - {"copy without a receipt"}
    assert not _troubles(smooth)
    assert smooth.status == "archived"
    for username, verbs in WAITS.items():
        client.force_login(User.objects.get(username=username))
        page = client.get(reverse("desk:my-work")).content.decode()
        assert not [verb for verb in verbs if f"{verb}</a>" not in page], username


# What stands in "my work" of whoever has to act.
WAITS = {
    "office": ("改交其他单位", "提交公告", "催办", "决定是否约谈"),
    "xingren": ("申请验收", "填报整改情况", "回复约谈", "报送整改报告", "回复催办"),
    "emergency": ("签收移交函", "回复催办"),
}  # fmt: skip
TROUBLES = {
    "hand-off refused", "sent to another body", "acceptance rejected", "extension refused", "returned twice",
    "objection upheld in part", "interview without a reply", "copy without a receipt",
    "name found in the announcement",
}  # fmt: skip


def _round(name):
    return SubdistrictRound.objects.get(subdistrict__short_name=name)


def _troubles(round_) -> set[str]:
    """What went wrong in it, by what is kept of it."""
    case = round_.case
    found = {
        "hand-off refused": _happened("hand_off.refuse", round_.hand_offs),
        "sent to another body": _happened("hand_off.re_route", round_.hand_offs),
        "acceptance rejected": _happened("listing.reject", round_.listings),
        "extension refused": Extension.objects.filter(case=case, status="refused"),
        "returned twice": case.items.filter(returns=2),
        "objection upheld in part": Objection.objects.filter(case=case, status="partly_upheld"),
        "interview without a reply": _overdue(round_.interviews),
        "copy without a receipt": _overdue(round_.copies),
        "name found in the announcement": _happened("announcement.return", round_.announcements),
    }
    return {words for words, things in found.items() if things.exists()}


def _happened(verb, things):
    return AuditEvent.objects.filter(verb=verb, target_id__in=_keys(things))


def _overdue(things):
    """Late, and chased for it."""
    return ChaseLine.objects.filter(deadline__subject_id__in=_keys(things))


def _keys(things):
    return [str(pk) for pk in things.values_list("pk", flat=True)]


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
