"""A wrong day of receipt or of the feedback meeting is mended by both sides, and the two months follow (ADR 13)."""

from datetime import date, timedelta

import pytest

from accounts.models import Message
from core.models import AuditEvent
from core.refusals import IllegalMove, NotAllowed
from deadlines.models import Deadline
from inspections.actions import rounds
from inspections.closing import gaps
from inspections.models import Finding
from records.actions.documents import issue
from rectification.actions import cases, corrections
from tests.inspections.builders import approved_report, at_on
from tests.records.builders import PDF
from tests.rectification import builders as b
from tests.rectification.results.builders import finished

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("R66")]
TODAY = date(2026, 4, 8)
EARLIER, LATER, AFTER_DEEMED = b.ISSUED, date(2026, 3, 30), date(2026, 4, 2)
DUE, DUE_EARLIER, DUE_LATER = date(2026, 5, 27), date(2026, 5, 26), date(2026, 6, 1)


def person(case, who):
    return case.here.extra.get(who) or getattr(case.here, who)


def propose(case, *, by="office", field="received_on", old=b.SIGNED, new=LATER, reason="录入时看错日历", day=TODAY):
    return corrections.correct_fact(
        case=case, field=field, old=old, new=new, reason=reason, by=person(case, by), at=at_on(day)
    )


def confirm(correction, case, *, by="principal", day=TODAY):
    return corrections.confirm(receipt_correction=correction, by=person(case, by), at=at_on(day))


def due(case) -> date:
    return Deadline.objects.get(pk=case.deadline_id).due_on


@pytest.fixture
def case(db):
    """Signed for on 2026-03-27, due on 2026-05-27."""
    return b.signed_case(findings_count=1)


def test_proposal_changes_nothing_and_tells_the_other_side(case):
    propose(case)

    assert (b.fresh(case).received_on, due(case)) == (b.SIGNED, DUE)
    told = Message.objects.filter(subject__contains="请确认：")
    assert case.here.principal.pk in told.values_list("recipient", flat=True)
    assert case.here.office.pk not in told.values_list("recipient", flat=True)
    assert "应为2026年3月30日，而非2026年3月27日" in told.first().subject


@pytest.mark.requirement("R59")
@pytest.mark.parametrize(
    ("new", "started_on", "is_due"),
    [(EARLIER, EARLIER, DUE_EARLIER), (LATER, LATER, DUE_LATER), (AFTER_DEEMED, b.DEEMED, DUE_LATER)],
)
def test_confirmed_day_counts_the_two_months_anew_and_stays_in_the_timeline(case, new, started_on, is_due):
    """A receipt later than the deemed one moves no further than that."""
    confirm(propose(case, new=new), case)

    case = b.fresh(case)
    deadline = case.deadline
    assert (case.received_on, deadline.started_on, deadline.due_on) == (new, started_on, is_due)
    assert deadline.start_reason == ("Receipt deemed given" if new == AFTER_DEEMED else "Feedback signed for")
    event = AuditEvent.objects.get(verb="fact.correct", target_id=str(case.pk))
    assert (event.old["on"], event.new["on"]) == (b.SIGNED.isoformat(), new.isoformat())
    assert event.reason == "录入时看错日历"
    told = Message.objects.filter(subject__contains=f"报送期限为{is_due.year}年{is_due.month}月{is_due.day}日")
    assert told.filter(recipient__unit=case.unit).exists()


@pytest.mark.parametrize(
    ("proposer", "confirmer", "new", "is_taken"),
    [
        ("office", "principal", EARLIER, True),
        ("principal", "office", EARLIER, True),
        ("director", "office2", LATER, True),
        ("office", "office2", LATER, True),
        # A date that was told comes earlier only where the one it binds has said the day himself.
        ("office", "office2", EARLIER, False),
        # A later day is worth days to them.
        ("principal", "director", LATER, False),
        ("principal", "director", EARLIER, False),
        ("office", "office", LATER, False),
        ("principal", "principal", LATER, False),
    ],
)
def test_neither_side_moves_the_date_alone(case, proposer, confirmer, new, is_taken):
    correction = propose(case, by=proposer, new=new)
    if is_taken:
        confirm(correction, case, by=confirmer)
    else:
        with pytest.raises(NotAllowed):
            confirm(correction, case, by=confirmer)
    assert (b.fresh(case).received_on == new) is is_taken
    assert (due(case) != DUE) is is_taken


@pytest.mark.requirement("R15")
@pytest.mark.parametrize("who", ["clerk", "foreigner", "leader", "member", "committee", "secretary", "stranger"])
def test_others_neither_propose_nor_decide(case, who):
    correction = propose(case)
    for act in (
        lambda: propose(case, by=who, field="received_on"),
        lambda: confirm(correction, case, by=who),
        lambda: corrections.refuse(receipt_correction=correction, note="否", by=person(case, who), at=at_on(TODAY)),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert b.fresh(correction).status == "proposed"


@pytest.mark.parametrize(
    "facts",
    [
        {"old": LATER},
        {"new": b.SIGNED},
        {"new": TODAY + timedelta(days=1)},
        {"new": b.ISSUED - timedelta(days=1)},
        {"field": "meeting_on"},
        {"reason": "  "},
    ],
)
def test_impossible_corrections_are_refused_in_words(case, facts):
    with pytest.raises(IllegalMove) as refusal:
        propose(case, **facts)
    assert refusal.value.reason


@pytest.mark.requirement("R5")
def test_principal_who_signed_was_in_post_on_the_right_day(case):
    term = case.unit.terms.get(user=case.here.principal)
    type(term).objects.filter(pk=term.pk).update(from_on=b.SIGNED)
    with pytest.raises(IllegalMove, match="2026年3月26日"):
        propose(case, new=EARLIER)


def test_second_proposal_waits_for_the_first_and_the_round_for_both(case):
    propose(case)
    with pytest.raises(IllegalMove):
        propose(case, by="principal")
    words = "签收日期或者反馈会日期的更正尚待确认"
    assert words in [gap.label for gap in gaps(case.round, TODAY)]


def test_refused_correction_leaves_the_day_and_says_why(case):
    correction = propose(case)
    with pytest.raises(IllegalMove):
        corrections.refuse(receipt_correction=correction, note=" ", by=case.here.principal, at=at_on(TODAY))
    refused = corrections.refuse(
        receipt_correction=correction, note="签收单为证", by=case.here.principal, at=at_on(TODAY)
    )
    assert (refused.status, refused.decision_note) == ("refused", "签收单为证")
    assert (b.fresh(case).received_on, due(case)) == (b.SIGNED, DUE)
    assert gaps(case.round, TODAY) and not [gap for gap in gaps(case.round, TODAY) if "更正" in gap.label]


@pytest.mark.parametrize("verb", ["confirm", "refuse"])
def test_decided_correction_is_not_decided_again(case, verb):
    correction = propose(case)
    confirm(correction, case)
    with pytest.raises(IllegalMove):
        getattr(corrections, verb)(receipt_correction=correction, note="再来", by=case.here.office2, at=at_on(TODAY))


def test_signed_paper_bears_the_right_day_too():
    case = b.issued_case(findings_count=1)
    issue(document=case.feedback, pdf_bytes=PDF, at=at_on(b.ISSUED))
    here = case.here
    case = cases.sign_receipt(case=b.fresh(case), by=here.principal, on=b.SIGNED, at=at_on(b.SIGNED))
    case.here = here
    assert b.fresh(case.feedback).received_on == b.SIGNED

    confirm(propose(case), case)

    paper = b.fresh(case.feedback)
    assert paper.received_on == LATER
    assert AuditEvent.objects.filter(verb="fact.correct", target_id=str(paper.pk)).exists()


# The feedback meeting


def met_case(on=EARLIER):
    report = approved_report(findings_count=1)
    here = b.subdistrict_people(report.here)
    term = here.subdistrict.terms.get(user=here.principal)
    case = cases.issue_feedback(
        round=report.round, by=here.office, on=b.ISSUED, at=at_on(b.ISSUED), meeting_on=on, meeting_term=term
    )
    case.here = here
    return case


@pytest.mark.requirement("R59")
def test_wrong_day_of_the_meeting_is_mended_in_the_same_way():
    case = met_case()
    assert due(case) == DUE_EARLIER

    confirm(propose(case, field="meeting_on", old=EARLIER, new=date(2026, 3, 27)), case)

    deadline = b.fresh(case).deadline
    assert (deadline.started_on, deadline.due_on) == (date(2026, 3, 27), DUE)
    assert deadline.start_reason == "Feedback meeting held"


def test_meeting_may_lie_before_the_paper_but_not_before_the_approval():
    case = met_case()
    propose(case, field="meeting_on", old=EARLIER, new=date(2026, 3, 25))
    with pytest.raises(IllegalMove):
        propose(met_case_of_another(case), field="meeting_on", old=EARLIER, new=date(2026, 3, 24))


def met_case_of_another(case):
    """The same case without the proposal made to it."""
    case.corrections.all().delete()
    return case


def test_day_that_starts_nothing_moves_nothing():
    """The meeting came first: the two months run from it, whatever the day of the signature was."""
    case = met_case()
    here = case.here
    case = cases.sign_receipt(case=case, by=here.principal, on=b.SIGNED, at=at_on(b.SIGNED))
    case.here = here

    confirm(propose(case), case, by="office2")

    assert (b.fresh(case).received_on, due(case)) == (LATER, DUE_EARLIER)
    assert not AuditEvent.objects.filter(verb="deadline.restart").exists()


# What hangs on it


def test_days_late_of_a_report_already_filed_follow_the_right_day(case):
    here = case.here
    for item in case.items.all():
        b.report_item(item, here)
    filed_on = date(2026, 5, 28)
    b.submit(case, here, on=filed_on, lateness_reason="汛期")
    assert Deadline.objects.get(pk=case.deadline_id).days_late == 1

    confirm(propose(case, day=filed_on), case, day=filed_on)

    deadline = Deadline.objects.get(pk=case.deadline_id)
    assert (deadline.met_on, deadline.days_late, deadline.due_on) == (filed_on, 0, DUE_LATER)


def case_with_dates(**named):
    """Issued, with the dates that findings named, by the kind of the finding."""
    report = approved_report(findings_count=1)
    here = b.subdistrict_people(report.here)
    for kind, day in named.items():
        Finding.objects.filter(round=report.round, kind=kind).update(due_on=day)
    case = cases.issue_feedback(round=report.round, by=here.office, on=b.ISSUED, at=at_on(b.ISSUED))
    case.here = here
    return case


def test_no_delivery_and_no_correction_parts_an_item_from_the_date_that_was_printed():
    """ADR 10: the last day that a date of its own may have is two months after the report, so neither signing nor
    correcting moves the two months before it; what was printed as two months follows them."""
    own, outside = date(2026, 5, 20), date(2026, 5, 21)
    case = case_with_dates(problem=own, general_hazard=outside)
    here = case.here
    dated, undated = case.items.get(kind="problem"), case.items.get(kind="general_hazard")
    printed = [line["due"] for line in case.feedback.data["findings"]]
    assert (printed[dated.number - 1], printed[undated.number - 1]) == ("2026年5月20日", "2个月内")
    assert (dated.due_on, undated.due_on) == (own, due(case))

    case = cases.sign_receipt(case=case, by=here.principal, on=b.SIGNED, at=at_on(b.SIGNED))
    case.here = here
    assert (b.fresh(dated).due_on, b.fresh(undated).due_on) == (own, DUE)

    confirm(propose(case), case)
    assert (due(case), b.fresh(dated).due_on, b.fresh(undated).due_on) == (DUE_LATER, own, DUE_LATER)


def test_dates_of_items_stand_once_they_are_reported():
    case = case_with_dates(problem=date(2026, 5, 15))
    here = case.here
    item = b.report_item(case.items.get(kind="problem"), here, on=b.ISSUED)
    case = cases.sign_receipt(case=b.fresh(case), by=here.principal, on=b.SIGNED, at=at_on(b.SIGNED))
    assert b.fresh(item).due_on == date(2026, 5, 15)
    assert Deadline.objects.of(item).get().met_on == b.ISSUED


def test_nothing_is_corrected_in_an_archived_round():
    case = finished(b.accepted_case())
    here = case.here
    day = b.DECIDED
    round_ = rounds.close(round=case.round, by=here.office, on=day, at=at_on(day))
    rounds.archive(round=round_, by=here.office, on=day, at=at_on(day))
    case = b.fresh(case)
    case.here = here
    with pytest.raises(IllegalMove, match="归档"):
        propose(case, day=day)


@pytest.mark.requirement("R68")
def test_what_came_back_before_the_two_months_ended_runs_as_long_as_they_do(case):
    """Who files early keeps the two months for what is returned, also where they end later than was thought."""
    here, filed_on, returned_on = case.here, date(2026, 5, 6), date(2026, 5, 7)
    for item in case.items.all():
        b.report_item(item, here, on=filed_on)
    b.submit(case, here, on=filed_on)
    first = b.return_item(case.items.first(), here, on=returned_on)
    cases.return_(case=b.fresh(case), note="重新整改", by=here.committee, on=returned_on, at=at_on(returned_on))
    assert (b.fresh(case).resubmission.due_on, b.fresh(first).due_on) == (DUE, DUE)

    confirm(propose(case, day=returned_on), case, day=returned_on)

    assert (b.fresh(case).resubmission.due_on, b.fresh(first).due_on) == (DUE_LATER, DUE_LATER)


def test_day_the_committee_named_for_what_came_back_stands(case):
    here, filed_on, returned_on = case.here, date(2026, 5, 6), date(2026, 5, 7)
    for item in case.items.all():
        b.report_item(item, here, on=filed_on)
    b.submit(case, here, on=filed_on)
    b.return_item(case.items.first(), here, on=returned_on)
    named = date(2026, 5, 20)
    cases.return_(
        case=b.fresh(case), note="重新整改", by=here.committee, on=returned_on, at=at_on(returned_on), due_on=named
    )

    confirm(propose(case, day=returned_on), case, day=returned_on)

    assert b.fresh(case).resubmission.due_on == named
