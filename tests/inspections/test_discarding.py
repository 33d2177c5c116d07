"""Slips of the pen: a recorder discards his own draft, and no report calls it withdrawn (R87)."""

import pytest

from core.models import AuditEvent
from core.refusals import IllegalMove, NotAllowed
from inspections.actions import findings
from inspections.models import Finding
from inspections.papers.report import snapshot_of
from inspections.presenters.rounds import counts
from tests.inspections.builders import (
    ENDED,
    ENTERED,
    SUBMITTED,
    add_finding,
    at_on,
    confirm_finding,
    drafted_report,
    on_site_round,
)
from tests.inspections.test_findings import withdraw

pytestmark = pytest.mark.django_db


def discard(finding, by, *, on=ENTERED):
    return findings.discard(finding=finding, by=by, on=on, at=at_on(on))


@pytest.mark.requirement("R87")
def test_recorder_discards_his_own_slip_and_no_report_speaks_of_it():
    report = drafted_report(findings_count=1)
    here, round_ = report.here, report.round
    round_.here = here
    before = snapshot_of(report, on=SUBMITTED)
    slip = add_finding(round_, by=here.leader, on=ENDED, subject_name="打错字有限公司")

    assert discard(slip, here.leader, on=ENDED).status == "discarded"

    assert snapshot_of(report, on=SUBMITTED) == before
    assert counts(round_, here.leader)["total"] == counts(round_, here.leader)["confirmed"]
    assert counts(round_, here.leader)["withdrawn"] == 0
    # It is kept, with its number and its history.
    assert Finding.objects.visible_to(here.office).filter(pk=slip.pk).exists()
    assert AuditEvent.objects.of(slip).filter(verb="finding.discard").exists()
    assert add_finding(round_, by=here.leader, on=ENDED).number == slip.number + 1


@pytest.mark.requirement("R87")
def test_nobody_discards_anothers_draft_nor_what_was_confirmed():
    round_ = on_site_round()
    here = round_.here
    draft = add_finding(round_)
    for who in ("leader", "office", "committee", "stranger"):
        with pytest.raises(NotAllowed):
            discard(draft, getattr(here, who))
    confirmed = confirm_finding(draft, here)
    with pytest.raises(IllegalMove):
        discard(confirmed, here.member)


@pytest.mark.requirement("R87")
def test_report_counts_as_withdrawn_what_was_confirmed_before():
    report = drafted_report(findings_count=1)
    here, round_ = report.here, report.round
    round_.here = here
    withdraw(add_finding(round_, by=here.leader, on=ENDED), here.leader, on=ENDED)
    assert snapshot_of(report, on=SUBMITTED)["counts"]["withdrawn"] == 0

    withdraw(round_.findings.confirmed().first(), here.leader, on=ENDED)

    assert snapshot_of(report, on=SUBMITTED)["counts"]["withdrawn"] == 1
