"""What was decided (desk/access/expected.py) beside what real requests get (STYLE 52b)."""

import csv
import io

import pytest
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command

from accounts.models import Unit, User
from core.models import AuditEvent, OutboundMail
from desk.access import expected as decided
from desk.access import matrix
from desk.access.expected import ROWS
from desk.access.matrix import HEADER, METHODS, Result, ask, results, routes
from desk.access.people import PERSONAS
from inspections.forms.notes import NoteForm
from records.models import IssuedDocument
from tests.desk.world import here  # noqa: F401  a fixture

pytestmark = pytest.mark.django_db

# The verbs that decide, commit or end something; asked with every method in every run of the tests.
WEIGHTY = {
    "planning:plan-approve", "planning:ruleset-approve", "planning:team-remove-member",
    "planning:team-approve-substitute", "planning:extract-receive",
    "inspections:round-notify", "inspections:correction-confirm", "inspections:finding-confirm",
    "inspections:finding-withdraw", "inspections:finding-revoke", "inspections:import-list-take-in",
    "inspections:report-approve",
    "rectification:case-issue-feedback", "rectification:case-sign-receipt", "rectification:case-submit",
    "rectification:case-accept", "rectification:item-report", "rectification:item-verify", "rectification:item-close",
    "rectification:hand-off-send", "rectification:hand-off-receive", "rectification:hand-off-follow-up",
    "rectification:listing-list", "rectification:listing-check-acceptance", "rectification:listing-remove",
    "rectification:assessment-lock", "rectification:copy-receive", "rectification:announcement-approve",
    "records:document-receive",
}  # fmt: skip

# Verbs that the world has nothing for: a year that is over, a round without open ends, one that is closed, a case that
# nobody has signed for in the subdistrict of the principal, a matter handed over before the report, a feedback that
# may still be objected to. Their states are proved where their actions are; that only those decided get as far as the
# state is proved here.
NEVER_DONE = {
    "planning:plan-close-year", "inspections:round-close", "inspections:round-archive", "inspections:supplement-add",
    "inspections:case-file-make",
    "rectification:case-sign-receipt", "rectification:hand-off-ratify", "rectification:objection-file",
}  # fmt: skip


def _wrong(rows) -> list:
    return [row.cells() for row in rows if not row.is_right]


def test_every_page_is_open_to_those_decided_and_to_nobody_else(here):  # noqa: F811
    wrong, count = [], 0
    for route in routes():
        for persona in PERSONAS:
            wanted = decided.expected(route.name, "GET", persona)
            got = ask(here, route, "GET", persona)
            count += 1
            if wanted != got:
                wrong.append((route.name, str(persona), wanted, got))

    assert wrong == []
    assert count == len(routes()) * len(PERSONAS)


@pytest.mark.requirement("R15")
def test_weighty_verbs_are_done_by_those_decided_and_by_nobody_else(here):  # noqa: F811
    assert set(ROWS) >= WEIGHTY
    assert _wrong(results(here, only=WEIGHTY.__contains__)) == []


@pytest.mark.slow
@pytest.mark.requirement("R15")
def test_whole_matrix_is_as_decided(here):  # noqa: F811
    rows = list(results(here))

    assert _wrong(rows) == []
    assert len(rows) == len(routes()) * len(METHODS) * len(PERSONAS)


@pytest.mark.requirement("R15")
def test_forms_filled_in_properly_reach_their_actions(here):  # noqa: F811
    """Else a matrix of refusals by faulty forms would prove nothing of the actions behind them. Everybody who may do
    it posts his own form; a verb that the state refuses to all of them is reviewed (NEVER_DONE)."""
    wrong, never = [], set()
    for route in routes():
        entitled = [one for one in PERSONAS if route.name in ROWS and _may_post(route.name, one)]
        statuses = {one: matrix.answer(here, route, "POST", one)[0] for one in entitled}
        wrong += [(route.name, str(one), got) for one, got in statuses.items() if got not in (200, 302, 409)]
        if statuses and set(statuses.values()) == {409}:
            never.add(route.name)

    assert wrong == []
    assert never == NEVER_DONE


def _may_post(name, persona) -> bool:
    return "POST" in ROWS[name].kind[0] and decided.expected(name, "POST", persona) == decided.OK


def test_form_that_is_refused_although_filled_in_is_an_error(monkeypatch, here):  # noqa: F811
    monkeypatch.setattr(NoteForm, "clean", _refuse)

    asked = [row for row in results(here, only="inspections:note-record".__eq__) if row.method == "POST"]
    rows = {row.role: row for row in asked if row.relation == "own"}

    assert (rows["member"].actual, rows["member"].is_right) == ("error_422", False)
    assert rows["clerk"].actual == decided.FORBIDDEN


def test_form_that_cannot_be_made_is_an_error(monkeypatch, here):  # noqa: F811
    monkeypatch.setattr(NoteForm, "__init__", _break)

    rows = [row for row in results(here, only="inspections:note-record".__eq__) if row.method == "POST"]

    assert {row.actual for row in rows} == {matrix.NO_FORM}
    assert not any(row.is_right for row in rows)


def _refuse(form):
    raise ValidationError("broken on purpose")


def _break(form, *args, **kwargs):
    raise RuntimeError("broken on purpose")


def test_command_prints_the_matrix_and_leaves_nothing_behind(monkeypatch, capsys):
    few = [route for route in routes() if route.name in {"planning:plan-list", "accounts:health"}]
    monkeypatch.setattr(matrix, "routes", lambda: few)
    before = [model.objects.count() for model in (User, Unit, AuditEvent, IssuedDocument, OutboundMail, Session)]

    call_command("access_matrix")

    rows = list(csv.reader(io.StringIO(capsys.readouterr().out)))
    assert tuple(rows[0]) == HEADER
    assert len(rows) == 1 + len(few) * len(METHODS) * len(PERSONAS)
    assert ["planning:plan-list", "GET", "office", "own", "ok", "ok"] in rows
    assert ["planning:plan-list", "GET", "clerk", "own", "forbidden", "forbidden"] in rows
    after = [model.objects.count() for model in (User, Unit, AuditEvent, IssuedDocument, OutboundMail, Session)]
    assert after == before


def test_command_stands_beside_the_data_of_a_working_house(monkeypatch, capsys):
    call_command("demo")
    few = [route for route in routes() if route.name == "rectification:case-detail"]
    monkeypatch.setattr(matrix, "routes", lambda: few)
    administrators = User.objects.filter(role="security_admin", is_active=True).count()

    call_command("access_matrix")

    assert administrators == User.objects.filter(role="security_admin", is_active=True).count() == 1


def test_command_fails_and_still_prints_where_a_row_differs(monkeypatch, capsys):
    few = [route for route in routes() if route.name == "planning:plan-list"]
    monkeypatch.setattr(matrix, "routes", lambda: few)
    monkeypatch.setitem(ROWS, "planning:plan-list", ROWS["planning:person-list"])

    with pytest.raises(CommandError, match="6 rows"):
        call_command("access_matrix")

    assert "planning:plan-list,GET,committee,own,forbidden,ok" in capsys.readouterr().out


def test_route_nobody_decided_on_is_an_error(monkeypatch, here):  # noqa: F811
    monkeypatch.delitem(ROWS, "planning:plan-list")

    rows = list(results(here, only="planning:plan-list".__eq__))

    assert rows == [Result("planning:plan-list", "", "", "", matrix.NO_ROW, "")]
    assert not rows[0].is_right
