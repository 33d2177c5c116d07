"""A page for each enterprise: its facts, and of its history what its reader may know (R8)."""

import pytest
import time_machine
from django.urls import reverse

from inspections.actions import findings
from inspections.models import Enterprise, FormerName
from tests.accounts.builders import sign_in
from tests.inspections.builders import ENTERED, add_finding, at_on, on_site_round, world
from tests.inspections.files import words_of
from tests.inspections.test_hidden_findings import ELSEWHERE, earlier_round_of_another_team
from tests.rectification import builders as b

pytestmark = pytest.mark.django_db
LIST = reverse("inspections:enterprise-list")


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(at_on(b.REPORTED), tick=False):
        yield


def status(client, user, enterprise) -> int:
    return sign_in(client, user).get(enterprise.get_absolute_url()).status_code


def listed(client, user, **asked) -> set[str]:
    return {row.enterprise.name for row in sign_in(client, user).get(LIST, asked).context["rows"]}


@pytest.mark.requirement("R8")
def test_finding_about_an_enterprise_counts_for_its_subdistrict(client):
    round_ = on_site_round()
    finding = add_finding(round_, subject_name="甲化工有限公司")
    assert finding.enterprise.subdistrict == round_.subdistrict
    page = sign_in(client, round_.here.office).get(finding.enterprise.get_absolute_url()).content.decode()
    assert finding.text in page and str(round_) in page
    overview = reverse("inspections:finding-overview")
    rows = client.get(overview, {"subdistrict": round_.subdistrict.pk}).context["rows"]
    assert [row.finding for row in rows] == [finding]


def test_leads_drafts_withdrawn_and_other_teams_make_no_enterprise_known(client):
    round_ = on_site_round()
    here = round_.here
    of_lead = add_finding(round_, kind="lead", text="线索", topic_number=8, subject_name="线索公司").enterprise
    wrong = add_finding(round_, subject_name="误记公司")
    findings.withdraw(finding=wrong, reason="误记", by=here.leader, on=ENTERED, at=at_on(ENTERED))
    seen = add_finding(round_, subject_name="甲公司").enterprise

    for user in (here.office, here.committee, here.leader):
        assert listed(client, user) == {"甲公司"}
        assert (status(client, user, seen), status(client, user, of_lead)) == (200, 404)
        assert "线索公司" not in words_of(client.get(LIST, {"export": "csv"}))
    assert status(client, here.stranger, seen) in (403, 404)
    assert status(client, here.principal, seen) in (403, 404)


def test_subdistrict_reads_what_was_issued_to_it_and_no_finding(client):
    case = b.signed_case(findings_count=1)
    here = case.here
    item = case.items.filter(finding__enterprise__isnull=False).first()
    enterprise = item.finding.enterprise

    page = sign_in(client, here.principal).get(enterprise.get_absolute_url()).content.decode()
    assert item.text in page and item.get_absolute_url() in page
    assert "历次巡查" not in page and item.finding.get_absolute_url() not in page and "企业录入" not in page
    assert status(client, here.extra["foreigner"], enterprise) == 404
    assert enterprise.name in listed(client, here.principal)


def test_new_name_leaves_a_former_one_that_lists_still_find(client):
    round_ = on_site_round()
    here = round_.here
    enterprise = add_finding(round_, subject_name="甲化工厂").enterprise
    sign_in(client, here.office)
    address = reverse("inspections:enterprise-edit", args=[enterprise.pk])
    facts = {
        "name": "甲化工有限公司", "credit_code": "91370400MA3C000000", "sector": "化工", "address": "1号",
        "is_key": "on",
    }  # fmt: skip

    assert client.post(address, facts | {"credit_code": "123"}).status_code == 422
    assert client.post(address, facts | {"version": enterprise.version}).status_code == 302

    page = client.get(enterprise.get_absolute_url()).content.decode()
    assert "甲化工厂（至2026-05-11）" in page and "91370400MA3C000000" in page
    assert listed(client, here.office, q="甲化工厂") == {"甲化工有限公司"}
    assert listed(client, here.office, is_key="1", sector="化工") == {"甲化工有限公司"}
    assert listed(client, here.office, is_key="0") == set()
    assert "曾用名：甲化工厂" in client.get(LIST).content.decode()
    assert "曾用名：甲化工厂" in b"".join(client.get(LIST, {"export": "csv"})).decode()
    assert add_finding(round_, subject_name="甲化工厂").enterprise == enterprise
    other = add_finding(round_, subject_name="乙公司").enterprise
    with time_machine.travel(at_on(ENTERED), tick=False):
        taken = client.post(reverse("inspections:enterprise-edit", args=[other.pk]), facts)
    assert taken.status_code == 409 and FormerName.objects.count() == 1
    assert Enterprise.objects.count() == 2


def test_the_same_said_again_in_a_later_round_is_marked(client):
    here = world()
    earlier_round_of_another_team(here)
    round_ = on_site_round(here)
    again = add_finding(round_, text=f"{ELSEWHERE}问题", subject_name=f"{ELSEWHERE}公司")
    add_finding(round_, text="另一问题", subject_name=f"{ELSEWHERE}公司")

    page = sign_in(client, here.office).get(again.enterprise.get_absolute_url()).content.decode()
    assert page.count("重复出现") == 1 and f"见{again.round.entry.subdistrict.short_name}" in page
    # The member was not there: to him nothing is said twice.
    assert "重复出现" not in sign_in(client, here.member).get(again.enterprise.get_absolute_url()).content.decode()
