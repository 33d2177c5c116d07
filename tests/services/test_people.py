"""Several people, or several of the same process, at the same moment on the real database."""

from datetime import date

import pytest
from django.conf import settings
from django.db import connection

from accounts.actions.grants import grant_to_user
from accounts.models import Delegation, Message
from accounts.models.unit import UnitKind
from accounts.roles import Grant
from core.models import AuditEvent, OutboundMail
from core.refusals import IllegalMove
from deadlines import kinds, people
from deadlines.models import Reminder
from inspections.actions import findings
from inspections.models import Finding
from tests.accounts.builders import unit
from tests.deadlines import builders as waiting
from tests.inspections import builders as inspecting
from tests.inspections.builders import ENTERED, at_on
from tests.races import run_at_once

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]
# Three days overdue: the rung goes to the committee, and the days before are skipped.
SWEPT_ON = date(2026, 3, 20)


@pytest.fixture
def mails():
    folder = settings.VAR / "mail"
    folder.mkdir(parents=True, exist_ok=True)
    for left in folder.iterdir():
        left.unlink()
    return folder


def test_eight_sweeps_and_senders_at_once_tell_everybody_once(processes, mails, monkeypatch):
    monkeypatch.setitem(
        kinds._kinds, waiting.KIND, kinds.DeadlineKind(waiting.KIND, "整改报告", people.people_of_unit)
    )
    house = waiting.house()
    for _number in range(6):
        waiting.running(house, subject=unit(UnitKind.SUBDISTRICT))

    done = processes.at_once("sweep", count=8, on=SWEPT_ON.isoformat(), at=at_on(SWEPT_ON).isoformat())

    assert [each["swept"]["failed"] for each in done] == [0] * 8
    sent = Reminder.objects.filter(rung=-3, state="sent")
    # Of each deadline the committee, and those whom the rungs passed over would have told: each of them once.
    told = 6 * 3
    assert (sent.count(), Message.objects.count()) == (told, told)
    assert sent.values("deadline", "recipient").distinct().count() == told
    assert sum(each["swept"]["sent"].get(waiting.KIND, {}).get("-3", 0) for each in done) == told
    assert sent.filter(recipient=house.committee.pk).count() == 6
    assert Reminder.objects.filter(state="skipped").count() == 6 * 5
    assert AuditEvent.objects.filter(verb="deadline.remind").count() == 6
    # A sender that came too early found nothing; what is left goes with the next run, which tells nobody again.
    processes.at_once("sweep", count=1, on=SWEPT_ON.isoformat(), at=at_on(SWEPT_ON).isoformat())
    letters = "".join(path.read_text() for path in mails.iterdir())
    assert letters.count("Subject: ") == told
    assert not OutboundMail.objects.filter(sent_at=None).exists()
    assert Message.objects.count() == told


def test_leader_and_delegate_confirm_at_once_and_one_wins():
    assert connection.vendor == "postgresql"
    round_ = inspecting.on_site_round()
    here = round_.here
    finding = inspecting.add_finding(round_)
    Delegation.objects.create(
        giver=here.leader, taker=here.member, scope=round_.scope, from_on=ENTERED, to_on=ENTERED, reason="外出",
        recorded_at=at_on(ENTERED),
    )  # fmt: skip
    grant_to_user(user=here.member, grant=Grant.LEAD, scope=round_.scope, by=here.office, at=at_on(ENTERED))
    facts = {"topic_number": 5, "handling": "fix_by_date", "on": ENTERED, "at": at_on(ENTERED)}

    results = run_at_once(
        lambda index: findings.confirm(finding=finding, by=(here.leader, here.member)[index], **facts), threads=2
    )

    assert [type(one) for one in results].count(IllegalMove) == 1
    (winner,) = [one for one in results if isinstance(one, Finding)]
    stored = Finding.objects.get(pk=finding.pk)
    assert (stored.status, stored.confirmed_by_id) == ("confirmed", winner.confirmed_by_id)
    assert AuditEvent.objects.filter(verb="finding.confirm").count() == 1
