"""Leads leave in a file of their own, asked for on purpose by whoever sees any (ADR 9)."""

import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from core.models import AuditEvent
from tests.accounts.builders import sign_in
from tests.inspections.builders import add_finding, on_site_round

pytestmark = pytest.mark.django_db
LEAD, ORDINARY = "反映某干部插手工程", "普通问题"
ROUND = {"finding-export-csv": "lead-export-csv", "finding-export-xlsx": "lead-export-xlsx"}
OVERVIEW = {"overview-export-csv": "overview-leads-csv", "overview-export-xlsx": "overview-leads-xlsx"}
NAMES = [*(ROUND | OVERVIEW).items()]
ENTITLED = ("leader", "member", "committee")


@pytest.fixture
def round_():
    round_ = on_site_round()
    add_finding(round_, text=ORDINARY)
    add_finding(round_, kind="lead", text=LEAD, topic_number=8)
    return round_


def address(name, round_) -> str:
    return reverse(f"inspections:{name}", args=[round_.pk] if name in {*ROUND, *ROUND.values()} else [])


def words(answer) -> str:
    if not answer.headers["Content-Disposition"].endswith('.xlsx"'):
        return answer.content.decode("utf-8-sig")
    sheet = load_workbook(io.BytesIO(answer.content)).active
    return str(list(sheet.iter_rows(values_only=True)))


def exported(verb):
    return [event.actor_id for event in AuditEvent.objects.filter(verb=verb)]


@pytest.mark.parametrize("who", ENTITLED)
@pytest.mark.parametrize(("ordinary", "leads"), NAMES)
def test_no_file_holds_both(client, round_, who, ordinary, leads):
    user = getattr(round_.here, who)
    sign_in(client, user)

    of_all = client.get(address(ordinary, round_))
    assert (ORDINARY in words(of_all), LEAD in words(of_all)) == (True, False)
    assert (exported("finding.export"), exported("finding.export_leads")) == ([user.pk], [])
    of_leads = client.get(address(leads, round_))
    assert (ORDINARY in words(of_leads), LEAD in words(of_leads)) == (False, True)
    assert "leads-" in of_leads.headers["Content-Disposition"]
    assert (exported("finding.export"), exported("finding.export_leads")) == ([user.pk], [user.pk])


@pytest.mark.parametrize("who", ["office", "secretary"])
@pytest.mark.parametrize("name", [*ROUND.values(), *OVERVIEW.values()])
def test_for_others_there_is_no_such_file(client, round_, who, name):
    assert sign_in(client, getattr(round_.here, who)).get(address(name, round_)).status_code == 404
    assert exported("finding.export_leads") == []


def test_no_word_of_a_lead_is_in_the_event(client, round_):
    sign_in(client, round_.here.leader).get(address("lead-export-csv", round_))

    (event,) = AuditEvent.objects.filter(verb="finding.export_leads")
    assert event.new == {"round": str(round_.pk), "format": "csv"}


@pytest.mark.parametrize("name", ["finding-list", "finding-overview"])
def test_button_stands_for_those_alone_who_see_any(client, round_, name):
    page = reverse(f"inspections:{name}", args=[round_.pk] if name == "finding-list" else [])
    for who in (*ENTITLED, "office", "secretary"):
        shown = sign_in(client, getattr(round_.here, who)).get(page).content.decode()
        assert ("leads.xlsx" in shown) is (who in ENTITLED), who


def test_filters_of_the_list_count_for_the_file_of_leads_as_well(client, round_):
    sign_in(client, round_.here.leader)

    assert LEAD in words(client.get(address("lead-export-csv", round_), {"q": "插手"}))
    assert client.get(address("lead-export-csv", round_), {"q": "没有"}).status_code == 404
