"""What is asked of the secretary alone is marked as asked, before he sends the form (二(三), R30)."""

import pytest
from django.urls import reverse

from rectification.models import RectificationCase
from tests.accounts.builders import sign_in
from tests.rectification import builders as b
from tests.rectification.hand_offs import builders as handed

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("R30")]
PAPER = ("meeting_number", "scan")


def asked(client, person, url) -> dict:
    form = sign_in(client, person).get(url).context["form"]
    return {name: (form.fields[name].required, " required" in str(form[name])) for name in PAPER}


def item_to_close():
    case = b.submitted_case(findings_count=1)
    item = b.verify_item(case.items.first(), case.here)
    return case.here, reverse("rectification:item-close", args=[item.pk])


def items_to_close():
    here, _url = item_to_close()
    case = RectificationCase.objects.get()
    return here, reverse("rectification:item-close-many", args=[case.pk]) + "?all=1"


def hand_off_to_follow():
    hand_off = handed.received()
    return hand_off.here, reverse("rectification:hand-off-follow-up", args=[hand_off.pk])


@pytest.mark.parametrize("make", [item_to_close, items_to_close, hand_off_to_follow])
def test_meeting_and_scan_are_marked_for_the_secretary_and_for_nobody_else(client, make):
    here, url = make()
    assert asked(client, here.secretary, url) == dict.fromkeys(PAPER, (True, True))
    assert asked(client, here.committee, url) == dict.fromkeys(PAPER, (False, False))


def test_secretary_without_them_is_told_at_the_fields(client):
    here, url = item_to_close()
    answer = sign_in(client, here.secretary).post(url, {"on": "2026-05-25"})
    assert answer.status_code == 422
    assert set(PAPER) <= answer.context["form"].errors.keys()
