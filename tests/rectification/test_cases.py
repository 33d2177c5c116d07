"""From the feedback to its receipt: the issued list, the clock, the signature (三(三)4–5)."""

from datetime import date, timedelta

import pytest

from accounts.actions import terms
from accounts.models import Message
from core.day_order import OutOfOrder
from core.refusals import IllegalMove, NotAllowed
from inspections.actions import findings
from inspections.models import Finding
from records.actions.issuing import issue
from records.models import IssuedDocument
from rectification.actions import cases
from rectification.models import RectificationCase
from tests.accounts.builders import security_admin
from tests.inspections import builders as rounds
from tests.inspections.builders import approved_report, at_on, submitted_report
from tests.rectification import builders as b

pytestmark = pytest.mark.django_db


# The feedback


@pytest.mark.requirement("R58")
def test_feedback_is_refused_before_the_committee_has_approved_the_report():
    report = submitted_report(findings_count=1)

    with pytest.raises(IllegalMove, match="审定"):
        cases.issue_feedback(round=report.round, by=report.here.office, on=b.ISSUED, at=at_on(b.ISSUED))


@pytest.mark.requirement("R59")
def test_feedback_issues_the_approved_list_as_numbered_items_in_the_subdistricts_scope():
    case = b.issued_case(findings_count=2)

    found = list(case.items.all())
    assert [item.number for item in found] == [1, 2, 3, 4]
    assert {item.kind for item in found} == {"general_hazard", "problem", "major_hazard"}
    assert {item.scope_id for item in found} == {case.scope_id}
    assert case.scope.kind == "unit" and case.scope.unit == case.here.subdistrict
    assert [line["text"] for line in case.feedback.data["findings"][:4]] == [item.text for item in found]
    assert case.feedback.kind == "feedback" and case.feedback.round_scope_id == case.round.scope_id
    told = Message.objects.filter(recipient=case.here.principal, subject__contains=case.feedback.full_number)
    assert told.exists()


@pytest.mark.requirement("R87")
def test_feedback_leaves_out_what_the_committee_withdrew_after_the_approval_and_numbers_anew():
    report = approved_report(findings_count=3)
    here = b.subdistrict_people(report.here)
    second = Finding.objects.get(round=report.round, number=2)
    on = b.ISSUED
    findings.revoke(finding=second, reason="查明属实不成立", by=here.committee, on=on, at=at_on(on))

    case = cases.issue_feedback(round=report.round, by=here.office, on=on, at=at_on(on))

    assert second.pk not in case.items.values_list("finding", flat=True)
    assert list(case.items.values_list("number", flat=True)) == [1, 2, 3, 4]
    printed = [line["text"] for line in case.feedback.data["findings"]]
    assert second.text not in printed
    assert printed[:4] == [item.text for item in case.items.all()]


def test_suggestions_and_leads_never_become_items():
    case = b.issued_case(findings_count=1)

    assert Finding.objects.filter(round=case.round, kind="suggestion").exists()
    assert not case.items.filter(finding__kind__in=["suggestion", "lead"]).exists()


def test_feedback_clicked_twice_is_issued_once():
    case = b.issued_case(findings_count=1)

    with pytest.raises(IllegalMove, match="已经下发"):
        cases.issue_feedback(round=case.round, by=case.here.office, on=b.ISSUED, at=at_on(b.ISSUED))

    assert RectificationCase.objects.count() == 1


def test_feedback_cannot_bear_a_day_before_the_approval():
    report = approved_report(findings_count=1)
    early = rounds.APPROVED - timedelta(days=1)

    with pytest.raises(IllegalMove):
        cases.issue_feedback(round=report.round, by=report.here.office, on=early, at=at_on(b.ISSUED))


# The clock


@pytest.mark.requirement("R66")
def test_clock_runs_from_issue_with_the_deemed_receipt():
    case = b.issued_case(findings_count=1)

    assert case.deemed_on == b.DEEMED
    assert case.deadline.started_on == b.DEEMED
    assert case.deadline.nominal_on == date(2026, 5, 31)
    assert case.deadline.due_on == date(2026, 6, 1)
    assert case.deadline.clause == "三(三)5"


@pytest.mark.requirement("R59", "R66")
def test_signature_before_the_deemed_day_pulls_the_clock_and_every_item_forward():
    case = b.issued_case(findings_count=1)

    case = cases.sign_receipt(case=case, by=case.here.principal, on=b.SIGNED, at=at_on(b.SIGNED))

    assert b.fresh(case).deadline.due_on == date(2026, 5, 27)
    assert {item.due_on for item in case.items.all()} == {date(2026, 5, 27)}


@pytest.mark.requirement("R59")
def test_signature_is_the_receipt_of_the_feedback_that_was_made_meanwhile():
    case = b.issued_case()
    issue(document=case.feedback, pdf_bytes=b"%PDF-1.7 feedback", at=at_on(b.ISSUED))

    cases.sign_receipt(case=b.fresh(case), by=case.here.principal, on=b.SIGNED, at=at_on(b.SIGNED))

    feedback = IssuedDocument.objects.get(pk=case.feedback_id)
    assert (feedback.received_on, feedback.received_by) == (b.SIGNED, case.here.principal)


@pytest.mark.requirement("R66")
@pytest.mark.parametrize(("signed", "due"), [(b.DEEMED, date(2026, 6, 1)), (date(2026, 4, 20), date(2026, 6, 1))])
def test_signature_on_or_after_the_deemed_day_is_recorded_and_moves_nothing(signed, due):
    case = b.issued_case(findings_count=1)

    cases.sign_receipt(case=case, by=case.here.principal, on=signed, at=at_on(signed))

    case = b.fresh(case)
    assert case.received_on == signed
    assert case.deadline.due_on == due


@pytest.mark.requirement("R66")
@pytest.mark.parametrize(
    ("received", "nominal"),
    [
        # 31 December: the last day of February, leap year or not.
        (date(2026, 12, 31), date(2027, 2, 28)),
        (date(2027, 12, 31), date(2028, 2, 29)),
        (date(2026, 12, 30), date(2027, 2, 28)),
        (date(2027, 1, 1), date(2027, 3, 1)),
        (date(2026, 12, 28), date(2027, 2, 28)),
    ],
)
def test_two_months_end_on_the_same_day_or_the_last_of_the_month(received, nominal):
    """Signed on 31 December; where the last day is a rest day, the next working day is due."""
    report = approved_report(findings_count=1)
    here = b.subdistrict_people(report.here)
    case = cases.issue_feedback(round=report.round, by=here.office, on=received, at=at_on(received))

    cases.sign_receipt(case=case, by=here.principal, on=received, at=at_on(received))

    deadline = b.fresh(case).deadline
    assert deadline.nominal_on == nominal
    # 28 February 2027 is a Sunday; 29 February 2028 and 1 March 2027 are working days.
    assert deadline.due_on == {date(2027, 2, 28): date(2027, 3, 1)}.get(nominal, nominal)


@pytest.mark.requirement("R59")
def test_feedback_meeting_before_the_deemed_day_starts_the_clock():
    case = b.issued_case(findings_count=1, meeting_on=b.ISSUED)

    assert case.deadline.started_on == b.ISSUED
    assert case.deadline.due_on == date(2026, 5, 26)


@pytest.mark.requirement("R59")
def test_meeting_held_after_the_issue_pulls_forward_and_a_later_signature_does_not():
    case = b.issued_case(findings_count=1)
    here = case.here
    term = case.unit.terms.get(user=here.principal)
    met = date(2026, 3, 27)
    cases.record_meeting(case=case, place="街道三楼", term=term, by=here.office, on=met, at=at_on(met))

    cases.sign_receipt(case=b.fresh(case), by=here.principal, on=b.DEEMED, at=at_on(b.DEEMED))

    assert b.fresh(case).deadline.started_on == met


def test_meeting_without_a_principal_in_post_that_day_is_refused():
    case = b.issued_case(findings_count=1)
    foreign = case.here.other_subdistrict.terms.get()

    with pytest.raises(IllegalMove):
        cases.record_meeting(
            case=case, place="三楼", term=foreign, by=case.here.office, on=b.SIGNED, at=at_on(b.SIGNED)
        )


def test_item_with_a_later_date_of_its_own_keeps_it():
    report = approved_report(findings_count=1)
    here = b.subdistrict_people(report.here)
    own = date(2026, 4, 15)
    Finding.objects.filter(round=report.round, number=1).update(due_on=own)
    Finding.objects.filter(round=report.round, kind="problem").update(due_on=date(2026, 3, 10))

    case = cases.issue_feedback(round=report.round, by=here.office, on=b.ISSUED, at=at_on(b.ISSUED))

    first, second, _third = case.items.all()
    assert first.due_on == own
    assert first.deadline.kind == "rectification_item"
    # One that had passed when the feedback went out is kept, overdue.
    assert (second.due_on, second.deadline.kind) == (date(2026, 3, 10), "rectification_item")
    assert second.deadline.signal(b.ISSUED) == "overdue"
    cases.sign_receipt(case=case, by=here.principal, on=b.SIGNED, at=at_on(b.SIGNED))
    assert b.fresh(first).due_on == own


# The receipt


@pytest.mark.requirement("R59")
def test_either_principal_signs_and_the_first_counts():
    case = b.issued_case(findings_count=1)
    director = case.here.extra["director"]

    cases.sign_receipt(case=case, by=director, on=b.SIGNED, at=at_on(b.SIGNED))

    assert b.fresh(case).received_term.user == director
    with pytest.raises(IllegalMove):
        cases.sign_receipt(case=case, by=case.here.principal, on=b.SIGNED, at=at_on(b.SIGNED))


@pytest.mark.requirement("R5")
@pytest.mark.requirement("R59")
@pytest.mark.parametrize("who", ["clerk", "foreigner", "office", "committee", "leader"])
def test_nobody_but_a_principal_signs(who):
    case = b.issued_case(findings_count=1)
    person = case.here.extra.get(who) or getattr(case.here, who)

    with pytest.raises(NotAllowed):
        cases.sign_receipt(case=case, by=person, on=b.SIGNED, at=at_on(b.SIGNED))


@pytest.mark.requirement("R5")
def test_former_principal_neither_signs_nor_submits():
    case = b.reported_case(findings_count=1)
    here = case.here
    term = case.unit.terms.get(user=here.principal)
    terms.end_term(term=term, to_on=date(2026, 5, 10), by=security_admin(), at=at_on(date(2026, 5, 11)))

    with pytest.raises(NotAllowed):
        b.submit(case, here)
    b.submit(case, here, by=here.extra["director"])


@pytest.mark.requirement("R5")
def test_principal_of_today_cannot_sign_for_a_day_before_his_term():
    case = b.issued_case(findings_count=1)
    here = case.here
    old = case.unit.terms.get(user=here.principal)
    type(old).objects.filter(pk=old.pk).update(from_on=date(2026, 3, 28))

    with pytest.raises(NotAllowed):
        cases.sign_receipt(case=case, by=here.principal, on=b.SIGNED, at=at_on(date(2026, 3, 30)))


@pytest.mark.parametrize("day", [b.ISSUED - timedelta(days=1), b.SIGNED + timedelta(days=1)])
def test_receipt_lies_between_issue_and_today(day):
    case = b.issued_case(findings_count=1)

    with pytest.raises(IllegalMove):
        cases.sign_receipt(case=case, by=case.here.principal, on=day, at=at_on(b.SIGNED))


# The principals who signed


def met_case(**kwargs):
    """Issued, nobody has signed; the feedback meeting was held with the principal."""
    case = b.issued_case(**kwargs)
    here = case.here
    case = cases.record_meeting(
        case=case, place="三楼", term=case.unit.terms.get(user=here.principal), by=here.office, on=b.SIGNED,
        at=at_on(b.SIGNED),
    )  # fmt: skip
    case.here = here
    return case


@pytest.mark.requirement("R5")
@pytest.mark.parametrize(
    ("build", "last", "did"),
    [
        (b.signed_case, b.SIGNED, "签收反馈意见"),
        (met_case, b.SIGNED, "参加反馈会议"),
        (b.submitted_case, b.SUBMITTED, "报送整改报告"),
    ],
)
def test_nobody_leaves_his_post_before_the_day_on_which_he_acted_in_it(build, last, did):
    case = build(findings_count=1)
    term = case.unit.terms.get(user=case.here.principal)
    when = {"by": security_admin(), "at": at_on(b.DECIDED)}

    with pytest.raises(OutOfOrder, match=f"{last.year}年{last.month}月{last.day}日{did}"):
        terms.end_term(term=term, to_on=last - timedelta(days=1), **when)

    assert terms.end_term(term=b.fresh(term), to_on=last, **when).to_on == last
    assert terms.end_term(term=b.fresh(term), to_on=b.DECIDED, **when).to_on == b.DECIDED


def test_a_principal_without_account_leaves_when_he_leaves():
    case = b.issued_case(findings_count=1)
    term = case.unit.terms.get(user=case.here.principal)
    type(term).objects.filter(pk=term.pk).update(user=None)

    ended = terms.end_term(term=b.fresh(term), to_on=b.ISSUED, by=security_admin(), at=at_on(b.DECIDED))

    assert ended.to_on == b.ISSUED
