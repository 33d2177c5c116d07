"""Who decides, and what a decision on paper needs (二(三), R30)."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.datastructures import MultiValueDict

from accounts.roles import Role
from core.refusals import IllegalMove, NotAllowed
from records.actions.decisions import decision_changes
from records.forms import DecisionForm
from records.models import EvidenceLink
from records.policies import Paper, require_decider
from tests.accounts.builders import person
from tests.records import builders

pytestmark = pytest.mark.django_db


def proposal(district, **facts):
    """Anything that is proposed and decided; the real ones stand in the rooms above."""
    facts = {"proposed_by_id": district.office.pk, "proposed_on": date(2026, 2, 20), "scope": district.scope} | facts
    return SimpleNamespace(pk="1", _meta=SimpleNamespace(model_name="annualplan"), **facts)


def paper(**facts):
    return Paper(**({"meeting_number": "2026年第3次", "on": builders.ON, "scan": builders.upload()} | facts))


@pytest.mark.requirement("R30")
def test_proposer_never_decides(at):
    district = builders.desk(at)

    require_decider(proposal(district), by=district.committee)
    for by in (district.committee, district.secretary):
        with pytest.raises(NotAllowed):
            require_decider(proposal(district, proposed_by_id=by.pk), by=by, paper=paper())


@pytest.mark.requirement("R30")
@pytest.mark.parametrize(
    ("facts", "missing"),
    [
        ({"meeting_number": ""}, "会议"),
        ({"scan": None}, "扫描"),
        ({"on": None}, "日期"),
    ],
)
def test_secretary_records_only_what_was_decided_on_paper(at, facts, missing):
    district = builders.desk(at)

    require_decider(proposal(district), by=district.secretary, paper=paper())
    with pytest.raises(IllegalMove) as refusal:
        require_decider(proposal(district), by=district.secretary, paper=paper(**facts))
    assert missing in str(refusal.value.reason)


def test_secretary_without_any_paper_is_told_all_that_is_missing(at):
    district = builders.desk(at)

    with pytest.raises(IllegalMove) as refusal:
        require_decider(proposal(district), by=district.secretary)

    assert all(word in str(refusal.value.reason) for word in ("会议", "扫描", "日期"))


def test_committee_decides_online_without_paper(at):
    district = builders.desk(at)

    changes = decision_changes(proposal(district), by=district.committee, on=builders.ON, at=at, note="同意")

    assert changes == {
        "decided_by": district.committee,
        "decided_on": builders.ON,
        "decision_note": "同意",
        "meeting_number": "",
        "paper_scan": None,
    }


@pytest.mark.requirement("R30")
def test_decision_on_paper_keeps_meeting_and_scan(at):
    district = builders.desk(at)

    changes = decision_changes(proposal(district), by=district.secretary, on=builders.ON, at=at, paper=paper())

    scan = EvidenceLink.objects.get()
    assert (changes["meeting_number"], changes["paper_scan"]) == ("2026年第3次", scan)
    assert (scan.scope, scan.subject_kind, scan.taken_on) == (district.scope, "annualplan", builders.ON)


def test_scan_of_a_thing_without_scope_belongs_to_the_deciders_unit(at):
    district = builders.desk(at)

    decision_changes(proposal(district, scope=None), by=district.secretary, on=builders.ON, at=at, paper=paper())

    assert EvidenceLink.objects.get().scope.unit == district.committee_unit


@pytest.mark.parametrize("on", [date(2026, 3, 3), date(2026, 2, 19)])
def test_decision_of_tomorrow_or_before_the_proposal_is_refused(at, on):
    district = builders.desk(at)

    decision_changes(proposal(district), by=district.committee, on=date(2026, 2, 20), at=at)
    with pytest.raises(IllegalMove):
        decision_changes(proposal(district), by=district.committee, on=on, at=at)


def test_form_gives_the_paper(at):
    data = {"on": "2026-03-02", "note": "同意", "meeting_number": "2026年第3次", "version": "1"}
    form = DecisionForm(data, MultiValueDict({"scan": [SimpleUploadedFile("批件.pdf", builders.PDF)]}))

    assert form.is_valid(), form.errors
    paper = form.cleaned_data["paper"]
    assert (paper.meeting_number, paper.on, paper.scan.name) == ("2026年第3次", builders.ON, "批件.pdf")


def test_form_names_a_scan_that_is_not_what_it_says():
    files = MultiValueDict({"scan": [SimpleUploadedFile("批件.jpg", builders.PDF)]})

    form = DecisionForm({"on": "2026-03-02"}, files)

    assert "批件.jpg" in str(form.errors["scan"])


def test_form_asks_for_a_reason_only_where_something_goes_back():
    assert DecisionForm({"on": "2026-03-02"}).is_valid()
    assert "note" in DecisionForm({"on": "2026-03-02"}, needs_note=True).errors


def test_scan_of_a_thing_without_a_scope_is_kept_with_the_deciders_unit_or_not_at_all(at):
    district = builders.desk(at)
    plan = proposal(district, scope=None)

    kept = decision_changes(plan, by=district.secretary, on=builders.ON, at=at, paper=paper())
    assert kept["paper_scan"].scope.unit == district.secretary.unit

    homeless = person(Role.COMMITTEE)
    with pytest.raises(IllegalMove, match="安全管理员"):
        decision_changes(plan, by=homeless, on=builders.ON, at=at, paper=paper())
    assert EvidenceLink.objects.count() == 1
