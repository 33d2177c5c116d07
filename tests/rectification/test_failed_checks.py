"""What a check found not fixed stays told, and no bulk verb makes it good (R68, 四(二)二)."""

import pytest
from django.urls import reverse

from core.models import AuditEvent
from rectification.actions import bulk, items
from tests.accounts.builders import sign_in
from tests.inspections.builders import at_on
from tests.rectification import builders as b

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("R68")]
SEEN = "灭火器仍未更换，压力表指针在红区"
WORDS = "现场核验，已整改到位"


def fail_check(item, here, *, words=SEEN):
    return items.fail_check(item=item, verification=words, by=here.member, on=b.CHECKED, at=at_on(b.CHECKED))


def with_a_failed_item(**kwargs):
    case = b.submitted_case(**kwargs)
    fail_check(case.items.get(number=2), case.here)
    return case


def page(case) -> str:
    return reverse("rectification:item-verify-many", args=[case.pk])


def test_verifying_many_refuses_the_item_whose_check_failed():
    case = with_a_failed_item(findings_count=1)

    result = b.many(
        bulk.verify, list(case.items.all()), verification=WORDS, by=case.here.member, on=b.CHECKED, at=at_on(b.CHECKED)
    )

    assert (result.done, [one.key for one in result.refused]) == ([1, 3], [2])
    assert "上次核验未通过" in result.refused[0].reason
    failed = case.items.get(number=2)
    assert (failed.status, failed.verification) == ("reported", SEEN)


def test_page_of_the_bulk_leaves_it_out_and_says_so(client):
    case = with_a_failed_item(findings_count=1)
    sign_in(client, case.here.member)

    shown = client.get(page(case), {"all": 1})

    assert [row.item.number for row in shown.context["rows"]] == [1, 3]
    text = shown.content.decode()
    assert "有1项（第2项）上次核验未通过，未列入，请逐项重新核验。" in text
    assert f"{case.get_absolute_url()}?status=check_failed#items" in text
    assert "当前状态不能这样办理" not in text
    # A page opened before the check failed does not get round it.
    assert client.post(page(case), {"n": [2], "verification": WORDS, "on": "2026-05-21"}).status_code == 422
    assert case.items.get(number=2).status == "reported"


def test_bulk_is_offered_while_anything_is_unchecked(client):
    case = with_a_failed_item(findings_count=1)
    sign_in(client, case.here.member)
    assert page(case) in client.get(case.get_absolute_url()).content.decode()

    for number in (1, 3):
        b.verify_item(case.items.get(number=number), case.here)

    assert page(case) not in client.get(case.get_absolute_url()).content.decode()


def test_one_check_after_the_failed_one_may_find_it_fixed_and_both_stay_in_the_timeline(client):
    case = with_a_failed_item(findings_count=1)
    item = b.verify_item(case.items.get(number=2), case.here)

    assert item.status == "verified"
    reasons = AuditEvent.objects.of(item).filter(verb__in=["item.fail_check", "item.verify"])
    assert list(reasons.order_by("at", "pk").values_list("reason", flat=True)) == [SEEN, WORDS]
    sign_in(client, case.here.committee)
    assert SEEN in client.get(item.get_absolute_url()).content.decode()


def test_next_step_tells_what_is_to_be_checked_from_what_failed(client):
    case = with_a_failed_item(findings_count=1)

    text = sign_in(client, case.here.committee).get(case.get_absolute_url()).content.decode()

    assert '?status=unchecked">待核验2项' in text
    assert '?status=check_failed">核验未通过1项，待退回' in text


def test_list_narrows_to_what_failed_and_to_what_nobody_has_seen(client):
    case = with_a_failed_item(findings_count=1)
    sign_in(client, case.here.member)

    def numbers(status):
        answer = client.get(case.get_absolute_url(), {"status": status})
        return [row.item.number for row in answer.context["rows"]]

    assert numbers("check_failed") == [2]
    assert numbers("unchecked") == [1, 3]
