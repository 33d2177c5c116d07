"""The leader's same opinion on many items at once: each through the single action, one event an item."""

import pytest
from django.urls import reverse

from core.models import AuditEvent
from rectification.actions import bulk, items
from tests.accounts.builders import sign_in
from tests.inspections.builders import at_on
from tests.rectification import builders as b

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("R68")]
SAME, OWN = "整改到位，建议销号", "照片存疑，建议退回"


def give(case, chosen, *, by=None, **facts):
    return b.many(
        bulk.give_opinion,
        list(chosen),
        opinion=SAME,
        by=by or case.here.leader,
        on=b.CHECKED,
        at=at_on(b.CHECKED),
        **facts,
    )


def give_one(item, here, opinion=OWN):
    return items.give_opinion(item=item, opinion=opinion, by=here.leader, on=b.CHECKED, at=at_on(b.CHECKED))


def opinions(case) -> list[str]:
    return list(case.items.order_by("number").values_list("opinion", flat=True))


def page(case) -> str:
    return reverse("rectification:item-give-opinion-many", args=[case.pk])


def test_same_opinion_goes_to_each_with_an_event_that_the_subdistrict_does_not_read():
    case = b.submitted_case(findings_count=2)
    b.verify_item(case.items.first(), case.here)

    result = give(case, case.items.all())

    assert (result.done, result.refused) == ([1, 2, 3, 4], [])
    assert opinions(case) == [SAME] * 4
    events = AuditEvent.objects.filter(verb="item.give_opinion")
    assert sorted(events.values_list("target_id", flat=True)) == sorted(str(item.pk) for item in case.items.all())
    assert set(events.values_list("scope_id", flat=True)) == {case.round.scope_id}
    assert not AuditEvent.objects.visible_to(case.here.principal).filter(verb="item.give_opinion").exists()


def test_opinion_given_before_stands_unless_it_is_to_be_replaced():
    case = b.submitted_case(findings_count=1)
    give_one(case.items.get(number=2), case.here)

    result = give(case, case.items.all())

    assert (result.done, [one.key for one in result.refused]) == ([1, 3], [2])
    assert "此前已提出意见" in result.refused[0].reason
    assert opinions(case) == [SAME, OWN, SAME]
    assert give(case, case.items.filter(number=2), replace=True).done == [2]
    assert opinions(case) == [SAME] * 3


def test_item_that_is_not_reported_is_refused_and_stops_no_other():
    case = b.signed_case(findings_count=1)
    b.report_item(case.items.get(number=2), case.here)

    result = give(case, case.items.all())

    assert (result.done, [one.key for one in result.refused]) == ([2], [1, 3])
    assert all("整改" in one.reason for one in result.refused)


@pytest.mark.requirement("R15")
@pytest.mark.parametrize("who", ["member", "office", "committee", "principal"])
def test_nobody_but_the_leader_gives_one(client, who):
    case = b.submitted_case(findings_count=1)
    person = getattr(case.here, who)

    result = give(case, case.items.all(), by=person)

    assert (result.done, len(result.refused)) == ([], 3)
    sign_in(client, person)
    assert client.get(page(case)).status_code == 403
    assert page(case) not in client.get(case.get_absolute_url()).content.decode()


def test_leader_chooses_on_the_list_and_gives_it_on_one_form(client):
    case = b.submitted_case(findings_count=2)
    sign_in(client, case.here.leader)
    listed = client.get(case.get_absolute_url()).content.decode()
    assert page(case) in listed and "批量提出意见" in listed
    assert 'name="replace"' not in client.get(page(case), {"n": [1, 3]}).content.decode()

    sent = client.post(page(case), {"n": [1, 3], "opinion": SAME}, follow=True)

    assert sent.redirect_chain == [(case.get_absolute_url(), 302)]
    assert "已办理2项" in sent.content.decode()
    assert opinions(case) == [SAME, "", SAME, ""]
    # All that are listed: the filter shows what is left.
    left = client.get(page(case), {"all": 1, "status": "no_opinion"}).context["rows"]
    assert [row.item.number for row in left] == [2, 4]


def test_refused_items_stay_on_the_page_until_the_leader_says_that_they_are_meant(client):
    case = b.submitted_case(findings_count=1)
    give_one(case.items.first(), case.here)
    sign_in(client, case.here.leader)
    assert 'name="replace"' in client.get(page(case), {"n": [1, 2]}).content.decode()

    answer = client.post(page(case), {"n": [1, 2], "opinion": SAME})

    assert answer.status_code == 409
    assert "第1项：此前已提出意见" in answer.content.decode()
    assert SAME in answer.content.decode()
    assert opinions(case) == [OWN, SAME, ""]
    assert client.post(page(case), {"n": [1], "opinion": SAME, "replace": "on"}).status_code == 302
    assert opinions(case) == [SAME, SAME, ""]


def test_empty_opinion_and_no_choice_are_errors_of_the_form(client):
    case = b.submitted_case(findings_count=1)
    sign_in(client, case.here.leader)
    for data in ({"n": [1], "opinion": ""}, {"opinion": SAME}):
        assert client.post(page(case), data).status_code == 422
    assert opinions(case) == ["", "", ""]


def test_filter_by_opinion_tells_the_subdistrict_nothing(client):
    case = b.submitted_case(findings_count=1)
    give_one(case.items.first(), case.here)
    numbers = {}
    for name in ("leader", "committee", "principal"):
        sign_in(client, getattr(case.here, name))
        answer = client.get(case.get_absolute_url(), {"status": "no_opinion"})
        numbers[name] = [row.item.number for row in answer.context["rows"]]
        assert ("组长未提意见" in answer.content.decode()) is (name != "principal")
        ledger = client.get(reverse("rectification:case-ledger", args=[case.pk, "csv"]), {"status": "no_opinion"})
        assert b"".join(ledger.streaming_content).count(b"\n") == 1 + len(numbers[name])
    # To him it is a word that the filter does not know, and finds nothing whatever the opinions are.
    assert numbers == {"leader": [2, 3], "committee": [2, 3], "principal": []}


def test_work_grows_with_the_chosen_alone(client, django_assert_max_num_queries):
    case = b.submitted_case(findings_count=4)
    sign_in(client, case.here.leader)

    def asked(data) -> int:
        with django_assert_max_num_queries(300) as captured:
            assert client.post(page(case), data).status_code == 302
        return len(captured)

    one = asked({"n": [1], "opinion": SAME})
    three = asked({"n": [2, 3, 4], "opinion": SAME})
    assert three - one <= 2 * 16
    with django_assert_max_num_queries(25):
        assert client.get(page(case), {"all": 1}).status_code == 200
