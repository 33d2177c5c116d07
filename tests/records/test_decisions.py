"""Who decides, and what a decision on paper needs (二(三), R30)."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.datastructures import MultiValueDict

from accounts.models import Unit
from accounts.queries.bodies import committee_short_name
from accounts.roles import Role
from core.refusals import IllegalMove, NotAllowed
from records.actions.decisions import decide
from records.forms import DecisionForm
from records.models import Decision, EvidenceLink
from records.policies import require_decider
from records.presenters.decisions import decision_facts, decision_words, meeting_on_paper
from tests.accounts.builders import person
from tests.records import builders
from tests.records.builders import paper

pytestmark = pytest.mark.django_db


def proposal(district, **facts):
    """Anything that is proposed and decided; the real ones stand in the rooms above."""
    facts = {"proposed_by_id": district.office.pk, "proposed_on": date(2026, 2, 20), "scope": district.scope} | facts
    return SimpleNamespace(pk="1", _meta=SimpleNamespace(model_name="annualplan"), **facts)


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


def test_member_of_the_committee_who_decides_online_stands_as_who_decided(at):
    district = builders.desk(at)

    decision = decide(proposal(district), "plan.approve", by=district.committee, on=builders.ON, at=at, note=" 同意 ")

    assert (decision.decided_by, decision.recorded_by, decision.note) == (
        district.committee,
        district.committee,
        "同意",
    )
    assert decision_words(decision) == f"{district.committee.printed_name}，2026年3月2日"
    assert decision.told == {"decision": str(decision.pk)}
    assert decision_words(None) == "" and decision_facts(None) == []


@pytest.mark.requirement("R30")
def test_secretary_puts_down_what_the_committee_decided_and_never_stands_as_who_decided(at):
    district = builders.desk(at)

    decision = decide(
        proposal(district), "plan.approve", by=district.secretary, on=builders.ON, at=at, paper=paper(on=builders.ON)
    )

    body, name = district.committee_unit.short_name, district.secretary.full_name
    assert (decision.decided_by, decision.recorded_by, decision.body) == (None, district.secretary, body)
    assert decision_words(decision) == f"{body}2026年3月2日会议（2026年第3次）决定（由{name}代录）"
    assert meeting_on_paper(decision) == f"{body}2026年3月2日会议（2026年第3次）"
    assert decision.told == {"decision": str(decision.pk), "meeting": "2026年第3次", "on_behalf_of": body}
    shown, scan = decision_facts(decision)
    assert (str(shown.label), scan.url) == ("批准年度方案", reverse("records:evidence-view", args=[decision.scan_id]))
    assert decision_facts(decision, sees_scan=False) == [shown]


def test_number_of_a_meeting_does_not_name_the_committee_twice(at):
    district = builders.desk(at)
    body = district.committee_unit.short_name
    decided = decide(
        proposal(district), "plan.approve", by=district.committee, on=builders.ON, at=at,
        paper=paper(meeting_number=f"{body}2026年第3次", scan=None),
    )  # fmt: skip

    assert decision_words(decided) == f"{district.committee.printed_name}，2026年3月2日会议（2026年第3次）"
    assert meeting_on_paper(decided) == f"{body}2026年3月2日会议（2026年第3次）"


def test_district_without_a_committee_in_its_register_has_the_usual_name(at):
    Unit.objects.filter(kind="committee").update(is_active=False)
    assert committee_short_name() == "区安委会"


@pytest.mark.requirement("R30")
@pytest.mark.parametrize("missing", ["meeting_number", "scan"])
def test_database_refuses_a_decision_of_nobody_without_its_paper(at, missing):
    district = builders.desk(at)
    decision = decide(proposal(district), "plan.approve", by=district.secretary, on=builders.ON, at=at, paper=paper())

    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(**{missing: "" if missing == "meeting_number" else None})


def test_decision_is_written_once():
    decision = builders.decided(person(Role.COMMITTEE), builders.ON)
    decision.note = "另议"

    with pytest.raises(PermissionDenied):
        decision.save()


@pytest.mark.requirement("R30")
def test_decision_on_paper_keeps_meeting_and_scan(at):
    district = builders.desk(at)

    decision = decide(proposal(district), "plan.approve", by=district.secretary, on=builders.ON, at=at, paper=paper())

    scan = EvidenceLink.objects.get()
    assert (decision.meeting_number, decision.scan) == ("2026年第3次", scan)
    # Beside the decision, not among the photos and papers of the thing.
    assert (scan.scope, scan.subject_id, scan.taken_on) == (district.scope, str(decision.pk), builders.ON)
    assert (decision.subject_kind, decision.subject_id) == ("annualplan", "1")


def test_scan_of_a_thing_without_scope_belongs_to_the_unit_of_who_puts_it_down(at):
    district = builders.desk(at)

    decide(proposal(district, scope=None), "plan.approve", by=district.secretary, on=builders.ON, at=at, paper=paper())

    assert EvidenceLink.objects.get().scope.unit == district.committee_unit


@pytest.mark.parametrize("on", [date(2026, 3, 3), date(2026, 2, 19)])
def test_decision_of_tomorrow_or_before_the_proposal_is_refused(at, on):
    district = builders.desk(at)

    decide(proposal(district), "plan.approve", by=district.committee, on=date(2026, 2, 20), at=at)
    with pytest.raises(IllegalMove):
        decide(proposal(district), "plan.approve", by=district.committee, on=on, at=at)


def test_form_gives_the_paper(at):
    data = {"on": "2026-03-02", "note": "同意", "meeting_number": "2026年第3次", "version": "1"}
    form = DecisionForm(data, MultiValueDict({"scan": [SimpleUploadedFile("批件.pdf", builders.PDF)]}))

    assert form.is_valid(), form.errors
    given = form.cleaned_data["paper"]
    assert (given.meeting_number, given.on, given.scan.name) == ("2026年第3次", builders.ON, "批件.pdf")


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

    kept = decide(plan, "plan.approve", by=district.secretary, on=builders.ON, at=at, paper=paper())
    assert kept.scan.scope.unit == district.secretary.unit

    homeless = person(Role.COMMITTEE)
    with pytest.raises(IllegalMove, match="安全管理员"):
        decide(plan, "plan.approve", by=homeless, on=builders.ON, at=at, paper=paper())
    assert EvidenceLink.objects.count() == 1
