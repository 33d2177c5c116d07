"""What each verb of a listed hazard asks, does and refuses (三(三)4, R64, R65)."""

from datetime import date, timedelta

import pytest

from core.models import AuditEvent
from core.refusals import IllegalMove, NotAllowed
from deadlines.actions.sweep import sweep
from deadlines.models import Deadline, Reminder
from inspections.actions import findings
from records.models import EvidenceLink
from rectification.actions import listing_checks, listing_decisions, listings
from rectification.models import HazardListing
from rectification.scenes import listings as steps
from tests.inspections.builders import at_on
from tests.records.builders import paper, upload
from tests.rectification import builders as cases
from tests.rectification.listings import builders as b

pytestmark = pytest.mark.django_db


def when(day):
    return {"on": day, "at": at_on(day)}


# --- Proposal ------------------------------------------------------------------------------------------------------


def test_leader_proposes_from_the_confirmation_on():
    listing = b.proposed()
    major = listing.finding

    assert (listing.status, listing.proposed_by, listing.text) == ("proposed", listing.here.leader, major.text)
    assert (listing.criterion, listing.subject_name) == (major.criterion, "示例粉尘公司")
    assert AuditEvent.objects.of(listing).get(verb="listing.propose").scope_id == listing.round.scope_id
    with pytest.raises(IllegalMove, match="已提请"):
        steps.proposed(listing.here, major, by=listing.here.office, department=None, on=b.PROPOSED, due_on=b.DUE)


@pytest.mark.parametrize("who", ["member", "clerk", "committee", "officer"])
def test_nobody_else_proposes(who):
    case = b.case_with_major()
    person = b.everybody(case.here)[who]
    with pytest.raises(NotAllowed):
        listings.propose(finding=case.here.extra["major"], reason="重大", by=person, **when(b.PROPOSED))
    assert not HazardListing.objects.exists()


def test_ordinary_hazard_is_proposed_by_the_office_alone_and_only_unrectified():
    case = b.case_with_major()
    here = case.here
    item = case.items.filter(kind="general_hazard").first()
    told = {"finding": item.finding, "reason": "逾期未整改", "criterion": "现场评估认定"}
    with pytest.raises(IllegalMove, match="逾期未整改"):
        listings.propose(by=here.office, **told, **when(b.LISTED))
    late = item.due_on + timedelta(days=1)
    with pytest.raises(IllegalMove, match="只能由安委办"):
        listings.propose(by=here.leader, **told, **when(late))

    listing = listings.propose(by=here.office, **told, **when(late))

    assert (listing.criterion, listing.criterion_text) == ("现场评估认定", "")


def test_reason_criterion_and_department_are_asked_for():
    case = b.case_with_major()
    here, major = case.here, case.here.extra["major"]
    with pytest.raises(IllegalMove, match="说明提请"):
        listings.propose(finding=major, reason=" ", by=here.leader, **when(b.PROPOSED))
    with pytest.raises(IllegalMove, match="督办部门"):
        listings.propose(finding=major, reason="重大", department=here.subdistrict, by=here.leader, **when(b.PROPOSED))
    with pytest.raises(TypeError):
        listings.propose(finding=major, reason="重大", colour="red", by=here.leader, **when(b.PROPOSED))
    type(major).objects.filter(pk=major.pk).update(kind="general_hazard", criterion="")
    item = case.items.get(finding=major)
    with pytest.raises(IllegalMove, match="标准和条款"):
        listings.propose(finding=major, reason="逾期", by=here.office, **when(item.due_on + timedelta(days=1)))


def test_draft_is_not_proposed():
    case = b.case_with_major()
    finding = case.round.findings.filter(kind="suggestion").get()
    with pytest.raises(IllegalMove, match="已确认的隐患"):
        listings.propose(finding=finding, reason="重大", by=case.here.office, **when(b.PROPOSED))


def test_committee_lists_only_what_is_settled():
    case = b.case_with_major()
    here = case.here
    listing = listings.propose(finding=here.extra["major"], reason="重大", by=here.office, **when(b.PROPOSED))
    with pytest.raises(IllegalMove, match=r"尚未落实：.*治理措施.*治理时限"):
        steps.listed(here, listing, on=b.LISTED)

    listing = listings.prepare(
        listing=listing, **steps.SETTLED, department=here.department, due_on=b.LISTED, by=here.office,
        plan_files=[upload(name="预案.pdf")], **when(b.PROPOSED),
    )  # fmt: skip
    with pytest.raises(IllegalMove, match="晚于审定日期"):
        steps.listed(here, listing, on=b.LISTED)
    listing = listings.prepare(listing=listing, due_on=b.DUE, by=here.office, **when(b.PROPOSED))
    assert steps.listed(here, listing, on=b.LISTED).status == "listed"


# --- The list ------------------------------------------------------------------------------------------------------


def test_listing_gives_a_number_a_clock_and_readers():
    listing = b.proposed()
    here = listing.here
    assert b.seen_by(listing, here) == {"office", "committee", "secretary", "leader", "member"}

    listing = b.with_here(steps.listed(here, listing, on=b.LISTED, first_check_on=b.CHECKED), here)

    assert (listing.status, listing.listed_on, listing.next_check_on) == ("listed", b.LISTED, b.CHECKED)
    assert listing.notice.kind == "listing_notice" and listing.notice.addressee == here.subdistrict
    clock = Deadline.objects.get(subject_id=str(listing.pk))
    assert (clock.kind, clock.due_on, clock.responsible_unit, clock.is_open) == (
        "listing", b.DUE, here.subdistrict, True,
    )  # fmt: skip
    readers = {"office", "committee", "secretary", "leader", "member", "clerk", "officer"}
    assert b.seen_by(listing, here) == b.seen_by(listing.notice, here) == readers
    assert b.seen_by(listing.finding, here) == readers - {"clerk", "officer"}


def test_what_was_attached_before_goes_along():
    listing = b.proposed()
    here = listing.here
    listing = listings.prepare(
        listing=listing, plan_files=[upload(name="预案.pdf")], by=here.office, **when(b.PROPOSED)
    )
    listing = steps.listed(here, listing, on=b.LISTED)
    (plan,) = EvidenceLink.objects.filter(subject_id=str(listing.pk))
    assert {"clerk", "officer", "leader"} <= b.seen_by(plan, here)


def test_secretary_records_the_meeting():
    listing = b.proposed()
    here = listing.here
    with pytest.raises(IllegalMove, match="会议"):
        listing_decisions.list_hazard(listing=listing, by=here.secretary, **when(b.LISTED))
    listing = listing_decisions.list_hazard(
        listing=listing, by=here.secretary, paper=paper(on=b.LISTED), **when(b.LISTED)
    )
    assert listing.decision.decided_by is None
    assert "会议" in listing.notice.data["meeting"]
    # The paper of the meeting stays inside.
    assert b.seen_by(listing.decision.scan, here) == {"office", "committee", "secretary", "leader", "member"}


def test_major_hazard_is_left_out_only_where_its_removal_was_verified():
    listing = b.proposed()
    here = listing.here
    with pytest.raises(IllegalMove, match="尚未核实"):
        steps.left_out(here, listing, on=b.LISTED)
    steps.looked(here, listing, by=here.member, on=b.LISTED, result="behind")
    with pytest.raises(IllegalMove, match="尚未核实"):
        steps.left_out(here, listing, on=b.LISTED)
    steps.looked(here, listing, by=here.member, on=b.SIGNED, result="removed")
    # Seen after the day of the decision is not seen before it.
    with pytest.raises(IllegalMove, match="尚未核实"):
        steps.left_out(here, listing, on=b.LISTED)
    with pytest.raises(IllegalMove, match="理由"):
        steps.left_out(here, listing, on=b.SIGNED, note=" ")

    assert steps.left_out(here, listing, on=b.SIGNED).status == "not_listed"


def test_verified_item_stands_for_a_check():
    case = b.case_with_major()
    here = case.here
    item = case.items.get(kind="major_hazard")
    cases.verify_item(cases.report_item(item, here), here)
    listing = steps.proposed(
        here, item.finding, by=here.office, department=here.department, on=cases.CHECKED, due_on=b.LATER
    )
    assert steps.left_out(here, listing, on=cases.CHECKED).status == "not_listed"


# --- Rectification and checks --------------------------------------------------------------------------------------


def test_acceptance_needs_sign_plan_words_and_evidence():
    listing = b.listed()
    here, clerk = listing.here, listing.here.extra["clerk"]
    with pytest.raises(IllegalMove, match="公示牌照片"):
        steps.requested(here, listing, by=clerk, on=b.REQUESTED)
    with pytest.raises(IllegalMove, match="公示牌照片"):
        listings.put_up_sign(listing=listing, sign_place="门口", by=clerk, **when(b.SIGNED))
    listing = listings.put_up_sign(
        listing=listing, sign_place="门口", evidence=[upload(name="牌.pdf")], by=clerk, **when(b.SIGNED)
    )
    with pytest.raises(IllegalMove, match="应急预案文件"):
        steps.requested(here, listing, by=clerk, on=b.REQUESTED)
    with pytest.raises(IllegalMove, match="应急预案文件"):
        listings.add_plan(listing=listing, by=clerk, **when(b.SIGNED))
    listing = listings.add_plan(listing=listing, evidence=[upload(name="预案.pdf")], by=clerk, **when(b.SIGNED))
    for words, files in ((" ", [upload()]), ("已治理", [])):
        with pytest.raises(IllegalMove):
            listings.request_acceptance(
                listing=listing, rectification=words, evidence=files, by=clerk, **when(b.REQUESTED)
            )

    listing = steps.requested(here, listing, by=clerk, on=b.REQUESTED)

    assert listing.status == "acceptance_requested"
    assert Deadline.objects.get(subject_id=str(listing.pk)).met_on == b.REQUESTED


def test_asking_after_the_day_says_why():
    listing = b.signed()
    here, late = listing.here, b.DUE + timedelta(days=1)
    with pytest.raises(IllegalMove, match="1天"):
        steps.requested(here, listing, by=here.extra["clerk"], on=late)
    steps.requested(here, listing, by=here.extra["clerk"], on=late, lateness_reason="设备到货延迟")
    clock = Deadline.objects.get(subject_id=str(listing.pk))
    assert (clock.days_late, clock.late_explanation) == (1, "设备到货延迟")


def test_asked_on_the_very_day_is_in_time():
    listing = b.signed()
    steps.requested(listing.here, listing, by=listing.here.extra["clerk"], on=b.DUE)
    assert Deadline.objects.get(subject_id=str(listing.pk)).days_late == 0


def test_checks_are_kept_by_date_with_the_next_one_due():
    listing = b.signed()
    here = listing.here
    steps.looked(here, listing, by=here.member, on=b.CHECKED, next_check_on=date(2026, 4, 20), evidence=[upload()])
    steps.looked(here, listing, by=here.extra["officer"], on=date(2026, 4, 20), result="behind")

    assert list(listing.checks.values_list("number", "checked_on", "result")) == [
        (1, b.CHECKED, "on_plan"), (2, date(2026, 4, 20), "behind"),
    ]  # fmt: skip
    assert b.with_here(listing, here).next_check_on is None
    for facts in ({"next_check_on": b.CHECKED}, {"words": " "}):
        with pytest.raises(IllegalMove):
            steps.looked(here, listing, by=here.member, on=b.CHECKED, **facts)


@pytest.mark.parametrize("who", ["clerk", "foreigner", "committee", "other_officer", "stranger"])
def test_others_do_not_check(who):
    listing = b.signed()
    with pytest.raises(NotAllowed):
        steps.looked(listing.here, listing, by=b.everybody(listing.here)[who], on=b.CHECKED)


def test_check_for_acceptance_says_whether_it_is_removed_and_shows_it():
    listing = b.requested()
    here = listing.here
    told = {"listing": listing, "words": "已查看", "by": here.member, **when(b.LOOKED)}
    with pytest.raises(IllegalMove, match="照片或者材料"):
        listing_checks.check_acceptance(result="removed", **told)
    with pytest.raises(IllegalMove, match="是否消除"):
        listing_checks.check_acceptance(result="on_plan", evidence=[upload()], **told)


# --- Off the list --------------------------------------------------------------------------------------------------


@pytest.mark.requirement("R65")
def test_rectifier_and_checker_differ():
    """Neither who asked for the acceptance nor anybody of the subdistrict that rectifies checks it."""
    listing = b.requested()
    here = listing.here
    for who in ("clerk", "director"):
        with pytest.raises(NotAllowed):
            steps.accepted(here, listing, by=here.extra[who], on=b.LOOKED)
    # Held by right of the team or the office, it is refused all the same.
    listing.requested_by = here.member
    listing.save()
    with pytest.raises(NotAllowed, match="整改方"):
        steps.accepted(here, listing, by=here.member, on=b.LOOKED)
    here.office.unit = here.subdistrict
    here.office.save()
    with pytest.raises(NotAllowed, match="整改方"):
        steps.accepted(here, listing, by=here.office, on=b.LOOKED)
    assert not listing.checks.exists()
    with pytest.raises(IllegalMove, match="尚未进行验收"):
        steps.removed(here, listing, on=b.DECIDED)

    listing = steps.accepted(here, listing, by=here.extra["officer"], on=b.LOOKED)

    assert listing.acceptance.checked_by == here.extra["officer"] != listing.requested_by
    assert steps.removed(here, listing, on=b.DECIDED).status == "removed"


@pytest.mark.requirement("R65")
def test_removal_follows_request_check_and_decision_and_is_published():
    listing = b.signed()
    here = listing.here
    with pytest.raises(IllegalMove):
        steps.removed(here, listing, on=b.DECIDED)
    listing = steps.requested(here, listing, by=here.extra["clerk"], on=b.REQUESTED)
    with pytest.raises(IllegalMove):
        steps.removed(here, listing, on=b.DECIDED)
    listing = steps.accepted(here, listing, by=here.member, on=b.LOOKED)
    listing = steps.removed(here, listing, on=b.DECIDED)

    assert listing.decision.verb == "listing.remove"
    assert (listing.removed_on, listing.removal_notice.kind) == (b.DECIDED, "removal_notice")
    assert HazardListing.objects.unfinished().get() == listing
    with pytest.raises(IllegalMove, match="网址"):
        listings.publish_removal(listing=listing, where="网站", by=here.office, **when(b.PUBLISHED))
    b.published(listing, here)
    assert not HazardListing.objects.unfinished().exists()


def test_refused_acceptance_goes_on_with_another_day():
    listing = b.looked_at("not_removed")
    here = listing.here
    with pytest.raises(IllegalMove, match="未认定隐患消除"):
        steps.removed(here, listing, on=b.DECIDED)
    for facts in ({"note": " ", "due_on": b.LATER}, {"due_on": b.DECIDED}):
        with pytest.raises(IllegalMove):
            steps.rejected(here, listing, on=b.DECIDED, **facts)

    listing = steps.rejected(here, listing, on=b.DECIDED, due_on=b.LATER)

    assert (listing.status, listing.due_on, listing.rejections) == ("rejected", b.LATER, 1)
    assert Deadline.objects.open().get(subject_id=str(listing.pk)).due_on == b.LATER
    listing = steps.requested(here, listing, by=here.extra["clerk"], on=b.PUBLISHED)
    # The earlier check counts no more.
    assert listing.acceptance is None
    with pytest.raises(IllegalMove, match="尚未进行验收"):
        steps.removed(here, listing, on=b.PUBLISHED)


def test_nothing_is_refused_before_somebody_looked():
    listing = b.requested()
    with pytest.raises(IllegalMove, match="尚未进行验收"):
        steps.rejected(listing.here, listing, on=b.LOOKED, due_on=b.LATER)


def test_publication_says_where_and_once():
    listing = b.listed()
    here = listing.here
    with pytest.raises(IllegalMove, match="公布的载体"):
        listings.publish(listing=listing, where=" ", url="https://a.example", by=here.office, **when(b.LISTED))
    listing = listings.publish(listing=listing, where="公告栏", evidence=[upload()], by=here.office, **when(b.LISTED))
    assert (listing.published_on, listing.published_where) == (b.LISTED, "公告栏")
    with pytest.raises(IllegalMove, match="已经登记"):
        steps.published(here, listing, on=b.LISTED)


def test_publication_of_the_removal_is_recorded_once():
    listing = b.removed()
    here = listing.here
    steps.removal_published(here, listing, on=b.PUBLISHED)
    with pytest.raises(IllegalMove, match="已经登记"):
        steps.removal_published(here, listing, on=b.PUBLISHED)


def test_withdrawal_stops_the_clock_and_every_verb():
    listing = b.listed()
    here = listing.here
    findings.revoke(finding=listing.finding, reason="误判", by=here.committee, **when(b.LISTED))

    assert not Deadline.objects.open().filter(subject_id=str(listing.pk)).exists()
    with pytest.raises(IllegalMove, match="已撤回"):
        steps.sign_shown(here, listing, by=here.extra["clerk"], on=b.SIGNED)


def test_subdistrict_is_reminded_by_the_ladder():
    listing = b.listed()
    clock = listing.deadline
    for days in (8, 7):
        day = b.DUE - timedelta(days=days)
        sweep(on=day, at=at_on(day))
        rungs = set(Reminder.objects.filter(deadline=clock).values_list("rung", flat=True))
        assert rungs == ({7} if days == 7 else set())
    told = Reminder.objects.filter(deadline=clock, recipient=listing.here.extra["clerk"])
    assert told.count() == 1
