"""Leads leave in a file of their own, asked for on purpose by whoever sees any (ADR 9)."""

import pytest
from django.urls import reverse

from core.models import AuditEvent
from tests.accounts.builders import sign_in
from tests.inspections.builders import add_finding, on_site_round
from tests.inspections.files import words_of

pytestmark = pytest.mark.django_db
LEAD, ORDINARY = "反映某干部插手工程", "普通问题"
LISTS = ("finding-list", "finding-overview")
FORMS = ("csv", "xlsx")
OF_LEADS = {"export": "csv", "apart": 1}
NAMES = [(name, form) for name in LISTS for form in FORMS]
ENTITLED = ("leader", "member", "committee")


@pytest.fixture
def round_():
    round_ = on_site_round()
    add_finding(round_, text=ORDINARY)
    add_finding(round_, kind="lead", text=LEAD, topic_number=8)
    return round_


def address(name, round_) -> str:
    return reverse(f"inspections:{name}", args=[round_.pk] if name == "finding-list" else [])


def exported(verb):
    return [event.actor_id for event in AuditEvent.objects.filter(verb=verb)]


@pytest.mark.parametrize("who", ENTITLED)
@pytest.mark.parametrize(("name", "form"), NAMES)
def test_no_file_holds_both(client, round_, who, name, form):
    user = getattr(round_.here, who)
    sign_in(client, user)

    of_all = words_of(client.get(address(name, round_), {"export": form}))
    assert (ORDINARY in of_all, LEAD in of_all) == (True, False)
    assert (exported("finding.export"), exported("finding.export_leads")) == ([user.pk], [])
    answer = client.get(address(name, round_), {"export": form, "apart": 1})
    of_leads = words_of(answer)
    assert (ORDINARY in of_leads, LEAD in of_leads) == (False, True)
    assert "%E9%97%AE%E9%A2%98%E7%BA%BF%E7%B4%A2" in answer.headers["Content-Disposition"]
    assert (exported("finding.export"), exported("finding.export_leads")) == ([user.pk], [user.pk])


@pytest.mark.parametrize("who", ["office", "secretary"])
@pytest.mark.parametrize(("name", "form"), NAMES)
def test_for_others_there_is_no_such_file(client, round_, who, name, form):
    asked = {"export": form, "apart": 1}
    assert sign_in(client, getattr(round_.here, who)).get(address(name, round_), asked).status_code == 404
    assert exported("finding.export_leads") == []


def test_no_word_of_a_lead_is_in_the_event(client, round_):
    sign_in(client, round_.here.leader).get(address("finding-list", round_), OF_LEADS)

    (event,) = AuditEvent.objects.filter(verb="finding.export_leads")
    assert event.new == {"round": str(round_.pk), "rows": 1, "format": "csv"}


@pytest.mark.parametrize("name", ["finding-list", "finding-overview"])
def test_button_stands_for_those_alone_who_see_any(client, round_, name):
    page = reverse(f"inspections:{name}", args=[round_.pk] if name == "finding-list" else [])
    for who in (*ENTITLED, "office", "secretary"):
        shown = sign_in(client, getattr(round_.here, who)).get(page).content.decode()
        assert ("export=xlsx&amp;apart=1" in shown) is (who in ENTITLED), who


def test_filters_of_the_list_count_for_the_file_of_leads_as_well(client, round_):
    sign_in(client, round_.here.leader)

    listed = address("finding-list", round_)
    assert LEAD in words_of(client.get(listed, OF_LEADS | {"q": "插手"}))
    assert client.get(listed, OF_LEADS | {"q": "没有"}).status_code == 404
