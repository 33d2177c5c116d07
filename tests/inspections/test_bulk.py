import pytest

from inspections.actions import bulk
from inspections.models import Finding
from tests.inspections.builders import ENTERED, add_finding, at_on, confirm_finding, on_site_round, round_with_findings

pytestmark = pytest.mark.django_db


def facts(user):
    return {"by": user, "on": ENTERED, "at": at_on(ENTERED)}


def test_each_goes_its_own_way_and_refusals_are_told():
    round_ = on_site_round()
    ready = add_finding(round_, topic_number=1, handling="fix_by_date")
    without_topic = add_finding(round_, handling="fix_by_date")
    confirmed = confirm_finding(add_finding(round_), round_.here)

    result = bulk.confirm_many(findings=[ready, without_topic, confirmed], **facts(round_.here.leader))

    assert [finding.number for finding in result.done] == [1]
    assert [finding.number for finding, _reason in result.refused] == [2, 3]
    assert all(reason for _finding, reason in result.refused)


def test_topic_and_handling_for_many_then_confirm():
    round_ = round_with_findings(30)
    everything = list(Finding.objects.filter(round=round_))
    leader = round_.here.leader

    bulk.set_many(findings=everything, topic_number=5, **facts(leader))
    bulk.set_many(findings=everything, handling="fix_by_date", **facts(leader))
    result = bulk.confirm_many(findings=everything, **facts(leader))

    assert (len(result.done), result.refused) == (30, [])
    assert set(Finding.objects.values_list("status", "topic_number", "handling")) == {("confirmed", 5, "fix_by_date")}


def test_member_confirms_none_of_many():
    round_ = round_with_findings(3)
    result = bulk.confirm_many(findings=Finding.objects.all(), **facts(round_.here.member))
    assert (result.done, len(result.refused)) == ([], 3)
