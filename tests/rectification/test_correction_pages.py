"""The pages on which a wrong day of receipt is proposed, looked at and decided."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from rectification.actions import corrections
from tests.accounts.builders import sign_in
from tests.inspections.builders import at_on
from tests.rectification import builders as b

pytestmark = pytest.mark.django_db
TODAY, RIGHT = date(2026, 4, 8), date(2026, 3, 30)


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(at_on(TODAY), tick=False):
        yield


def address(name, thing) -> str:
    return reverse(f"rectification:{name}", args=[thing.pk])


def read(client, person, url) -> str:
    sign_in(client, person)
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def proposed(case, by):
    return corrections.correct_fact(
        case=case, field="received_on", old=b.SIGNED, new=RIGHT, reason="看错日历", by=by, at=at_on(TODAY)
    )


def test_office_proposes_and_the_principal_confirms_on_their_pages(client):
    case = b.signed_case(findings_count=1)
    here = case.here
    assert address("receipt-correction-propose", case) in read(client, here.office, case.get_absolute_url())
    assert "本次整改没有日期更正" in read(client, here.office, address("case-corrections", case))
    form = read(client, here.office, address("receipt-correction-propose", case))
    # Only what is recorded can be wrong; no meeting was held.
    assert "签收反馈意见 2026-03-27" in form and "反馈会 " not in form

    facts = {"field": "received_on", "old": "2026-03-27", "new": "2026-03-30", "reason": "看错日历"}
    sent = client.post(address("receipt-correction-propose", case), facts)
    assert sent.url == address("case-corrections", case)
    correction = case.corrections.get()

    page = read(client, here.principal, case.get_absolute_url())
    assert "更正尚待确认" in page and address("case-corrections", case) in page
    listed = read(client, here.principal, sent.url)
    assert address("receipt-correction-confirm", correction) in listed and "待确认" in listed
    question = read(client, here.principal, address("receipt-correction-confirm", correction))
    assert "整改情况报送期限为2026年6月1日；目前为2026年5月27日" in question
    answer = client.post(address("receipt-correction-confirm", correction), {"note": "签收单为证", "version": 1})
    assert answer.status_code == 302
    listed = read(client, here.principal, sent.url)
    assert ">2026-03-30<" in listed and "签收单为证" in listed and "已更正" in listed
    assert address("receipt-correction-confirm", correction) not in listed
    page = read(client, here.principal, case.get_absolute_url())
    assert "更正尚待确认" not in page and "2026-06-01" in page


@pytest.mark.parametrize("who", ["office", "clerk", "leader", "committee"])
def test_proposer_and_those_who_only_read_are_offered_no_decision(client, who):
    case = b.signed_case(findings_count=1)
    here = case.here
    correction = proposed(case, here.office)
    listed = read(client, here.extra.get(who) or getattr(here, who), address("case-corrections", case))
    assert "看错日历" in listed
    assert address("receipt-correction-confirm", correction) not in listed
    assert (address("receipt-correction-propose", case) in listed) is (who == "office")


def test_refusal_comes_back_on_the_page(client):
    case = b.signed_case(findings_count=1)
    correction = proposed(case, case.here.principal)
    sign_in(client, case.here.extra["director"])
    answer = client.post(address("receipt-correction-confirm", correction), {"version": 1})
    assert answer.status_code == 403
    assert "须由安委办人员确认" in answer.content.decode()
    sign_in(client, case.here.office)
    assert client.post(address("receipt-correction-refuse", correction), {"note": "", "version": 1}).status_code == 422
    assert (
        client.post(address("receipt-correction-refuse", correction), {"note": "有误", "version": 1}).status_code
        == 302
    )
    assert "未予更正" in read(client, case.here.office, address("case-corrections", case))


def test_nothing_to_correct_before_a_delivery_is_recorded(client):
    case = b.issued_case(findings_count=1)
    assert address("case-corrections", case) not in read(client, case.here.office, case.get_absolute_url())
    assert "更正" not in read(client, case.here.principal, case.get_absolute_url())
    facts = {"field": "received_on", "old": "2026-03-27", "new": "2026-03-30", "reason": "看错"}
    sign_in(client, case.here.office)
    assert client.post(address("receipt-correction-propose", case), facts).status_code == 422
