"""Hand-offs of leads, and their dates, leave in files of their own (ADR 9, ADR 18)."""

import pytest
from django.urls import reverse

from core.models import AuditEvent
from tests.rectification.hand_offs import builders as b
from tests.rectification.hand_offs.test_pages import get, read

pytestmark = pytest.mark.django_db
HAND_OFFS = reverse("rectification:hand-off-list")
DEADLINES = f"{reverse('deadlines:deadline-list')}?export=csv"
OF_LEADS = f"{DEADLINES}&apart=1"


@pytest.fixture
def here():
    """Two letters are out, one of an ordinary matter and one of a lead."""
    hand_off = b.sent()
    here = hand_off.round.here = hand_off.here
    here.extra["letter_of_lead"] = b.sent_lead(hand_off.round)
    return here


def text(answer) -> str:
    return b"".join(answer.streaming_content).decode("utf-8-sig")


def verbs():
    return set(AuditEvent.objects.filter(verb__contains="export").values_list("verb", flat=True))


@pytest.mark.parametrize("who", ["office2", "committee"])
def test_ledger_and_ledger_of_leads_share_nothing(client, here, who):
    user = getattr(here, who)

    ordinary = text(get(client, user, f"{HAND_OFFS}?export=csv"))
    assert (b.VIOLATION in ordinary, b.LEAD in ordinary) == (True, False)
    assert verbs() == {"hand_off.export"}
    leads = text(get(client, user, f"{HAND_OFFS}?export=csv&apart=1"))
    assert (b.VIOLATION in leads, b.LEAD in leads) == (False, True)
    assert verbs() == {"hand_off.export", "hand_off.export_leads"}
    assert get(client, user, f"{HAND_OFFS}?export=xlsx&apart=1").getvalue().startswith(b"PK")


@pytest.mark.parametrize("who", ["office", "secretary"])
def test_for_others_there_is_no_ledger_of_leads(client, here, who):
    get(client, getattr(here, who), f"{HAND_OFFS}?export=csv&apart=1", status=404)
    assert "apart=1" not in read(client, getattr(here, who), HAND_OFFS)
    assert verbs() == set()


def test_button_of_the_ledger_of_leads_stands_for_whoever_sees_any(client, here):
    assert "apart=1" in read(client, here.office2, HAND_OFFS)


@pytest.mark.parametrize("who", ["office2", "committee"])
def test_dates_of_leads_leave_apart(client, here, who):
    user, hand_off = getattr(here, who), here.extra["letter_of_lead"]
    label = hand_off.deadline.subject_label

    ordinary = text(get(client, user, DEADLINES))
    assert label not in ordinary
    assert len(ordinary.splitlines()) > 1
    leads = text(get(client, user, OF_LEADS))
    assert label in leads
    assert len(leads.splitlines()) == 2
    assert verbs() == {"deadline.export", "deadline.export_leads"}
    assert "apart=1" in read(client, user, reverse("deadlines:deadline-list"))


def test_for_others_there_are_no_dates_of_leads(client, here):
    get(client, here.office, OF_LEADS, status=404)
    assert "apart=1" not in read(client, here.office, reverse("deadlines:deadline-list"))
