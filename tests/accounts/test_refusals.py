"""A forged request is refused and found in the log (R15)."""

import pytest
from django.urls import reverse

from accounts.actions.grants import grant_to_user
from accounts.actions.scopes import open_scope
from accounts.roles import Grant, ScopeKind
from core.models import AuditEvent
from inspections.models import InspectionReport
from tests.accounts.builders import AT, sign_in
from tests.inspections.builders import add_finding, drafted_report, on_site_round, submitted_report

pytestmark = pytest.mark.django_db


def refused(user):
    return [event.new["path"] for event in AuditEvent.objects.filter(verb="access.refused", actor_id=user.pk)]


@pytest.mark.requirement("R15")
def test_member_who_forges_the_submission_of_the_report_is_refused_and_logged(client):
    report = drafted_report()
    path = reverse("inspections:report-submit", args=[report.pk])
    body = {"lateness_reason": "主汛期抽调人员", "version": report.version}

    answer = sign_in(client, report.here.member).post(path, body)

    assert answer.status_code == 403
    assert InspectionReport.objects.get(pk=report.pk).status == "drafting"
    assert refused(report.here.member) == [path]
    # With the same body the leader succeeds: it was the person, not the form.
    answer = sign_in(client, report.here.leader).post(path, body)
    assert answer.status_code == 302
    assert InspectionReport.objects.get(pk=report.pk).status == "submitted"
    assert refused(report.here.leader) == []


@pytest.mark.requirement("R15")
def test_member_who_forges_a_confirmation_is_refused_and_logged(client):
    finding = add_finding(on_site_round())
    path = reverse("inspections:finding-confirm", args=[finding.pk])

    assert sign_in(client, finding.recorded_by).post(path, {"topic_number": 5}).status_code == 403

    finding.refresh_from_db()
    assert finding.status == "draft"
    assert refused(finding.recorded_by) == [path]


def test_who_may_in_general_but_not_this_is_refused_and_logged(client):
    """The proposer never approves: the right is his, the relation is not."""
    report = submitted_report()
    InspectionReport.objects.filter(pk=report.pk).update(proposed_by=report.here.committee)
    path = reverse("inspections:report-approve", args=[report.pk])

    answer = sign_in(client, report.here.committee).post(path, {"on": "2026-03-25", "version": report.version})

    assert answer.status_code == 403
    assert InspectionReport.objects.get(pk=report.pk).status == "submitted"
    assert refused(report.here.committee) == [path]


def test_foreign_thing_does_not_exist_and_is_no_refusal(client):
    """404 tells nothing, and a mistyped address is no attack."""
    round_ = on_site_round()
    finding = add_finding(round_, text="别人的问题")
    stranger = another_team_member(round_.here)

    answer = sign_in(client, stranger).get(finding.get_absolute_url())

    assert answer.status_code == 404
    assert "别人的问题" not in answer.content.decode()
    assert refused(stranger) == []


def another_team_member(here):
    """Somebody with the right elsewhere: who has it nowhere is stopped at the door."""
    scope = open_scope(kind=ScopeKind.ROUND, label="other")
    grant_to_user(user=here.stranger, grant=Grant.LEAD, scope=scope, by=here.office, at=AT)
    return here.stranger
