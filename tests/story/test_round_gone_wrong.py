"""A round in which everything goes wrong, walked through a browser from the approved report to the archive: nobody
gets stuck, and it does not close with a gap (四(二)二)."""

from datetime import date

import pytest

from accounts.models import Unit
from inspections.models import SubdistrictRound
from tests.browser import chromium  # noqa: F401
from tests.story import approved, committee, department, leader, member, office, recipient, subdistrict, worker
from tests.story.calendar import Calendar
from tests.story.person import DESK, PHONE, Person
from tests.story.pictures import photo

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ABOUT = "兴仁"
EMERGENCY, MARKET = "高新区应急管理局", "高新区市场监管分局"
# In its order: the two months end on 2026-06-01.
BEGUN, SIGNED, LATE, AGAIN = date(2026, 3, 30), date(2026, 3, 31), date(2026, 6, 10), date(2026, 6, 15)
UNANSWERED, UNRECEIVED = date(2026, 6, 29), date(2026, 7, 20)
# Items by the numbers of the issued list.
WITH_DATE = RETURNED = 1
OBJECTED = 2
# Who stands for whom the closing page names.
ACTS = {
    "安委办": ["office"], "安委会": ["committee"], "巡查组组长": ["leader1"], "兴仁街道": ["xingren"],
    "巡查组、安委办": ["member1"], "党群工作部": ["partymass"], "应急管理局": ["emergency"],
}  # fmt: skip
ON_PHONE = ("committee", "xingren", "member1", "emergency", "market")


@pytest.fixture
def days(monkeypatch):
    return Calendar(monkeypatch, BEGUN)


@pytest.fixture
def people(chromium, live_server, days, settings):  # noqa: F811
    """`people("office", DESK)`: one browser for each, opened when first asked for; all share one list of what is
    wrong. Nobody has to sign in again on another day."""
    settings.SESSION_COOKIE_AGE = 3600 * 24 * 365
    approved.build(days.today)
    worker.runs()
    opened, wrong = {}, []

    def open_for(username, size):
        if (username, size) not in opened:
            opened[username, size] = Person(chromium, live_server, username, size, wrong)
        return opened[username, size]

    open_for.wrong = wrong
    yield open_for
    for each in opened.values():
        each.leave()


def unit_id(name):
    return str(Unit.objects.get(name=name).pk)


@pytest.mark.timeout(900)
def test_round_in_which_everything_goes_wrong_closes_without_a_gap(people, days):
    hand_off_is_refused(people)
    feedback_goes_out(people, days)
    acceptance_is_rejected(people)
    finding_is_objected_to(people)
    every_gap_leads_on(people)
    hand_off_goes_elsewhere(people)
    hazard_is_gone_after_all(people)
    date_stays_and_finding_holds_in_part(people)

    days.turn_to(LATE)
    interview_follows_lateness(people, days)
    report_is_returned_twice(people, days)

    days.turn_to(UNANSWERED)
    every_gap_leads_on(people)
    interview_is_chased_for_its_reply(people)
    rectification_is_accepted(people)
    redaction_misses_a_name(people)
    copies_go_out(people)

    days.turn_to(UNRECEIVED)
    every_gap_leads_on(people)
    copy_is_chased_for_its_receipt(people)
    office.close_round(people("office", DESK), ABOUT)

    assert SubdistrictRound.objects.get(subdistrict__short_name="兴仁街道").status == "archived"
    assert not people.wrong, "\n".join(map(str, people.wrong))


def hand_off_is_refused(people):
    """By a department whose duty it is not (三(三)4)."""
    leader.sort_matters(people("leader1", DESK), ABOUT, 1, unit_id(EMERGENCY))
    office.hand_over(people("office", DESK), ABOUT)
    worker.runs()
    department.refuse(people("emergency", PHONE), reason="叉车属特种设备，由市场监管分局负责。")


def hand_off_goes_elsewhere(people):
    officer = people("office", DESK)
    office.re_route(officer, receiver=unit_id(MARKET), reason="应急管理局退回，按职责改由市场监管分局办理。")
    worker.runs()
    receiver = people("market", PHONE)
    department.receive(receiver)
    department.report_result(receiver, photo())
    office.close_hand_off(officer)


def feedback_goes_out(people, days):
    """With a major hazard that the committee lists (三(三)4)."""
    officer = people("office", DESK)
    five = {
        "responsible_person": "张演示（总经理）", "department": unit_id(EMERGENCY), "measures": "按规范改造。",
        "interim_measures": "停用设备，专人值守。", "funds": "企业自筹20万元", "plan": "按现场处置方案执行。",
        "due_on": date(2026, 5, 20),
    }  # fmt: skip
    leader.propose_listing(people("leader1", DESK), ABOUT, **five)
    committee.list_hazard(people("committee", PHONE), ABOUT)
    office.publish_listing(officer, ABOUT)
    office.issue_feedback(officer, ABOUT)
    days.turn_to(SIGNED)
    subdistrict.sign(people("xingren", PHONE), ABOUT)


def acceptance_is_rejected(people):
    """The check finds the hazard there (三(三)4)."""
    subdistrict.remove_hazard(people("xingren-clerk", DESK), ABOUT, photo())
    member.find_hazard_there(people("member1", PHONE), ABOUT, photo())
    committee.refuse_acceptance(people("committee", PHONE), ABOUT, date(2026, 5, 30))


def hazard_is_gone_after_all(people):
    """Somebody else looks the next time."""
    subdistrict.request_acceptance(people("xingren-clerk", DESK), ABOUT, photo())
    department.accept_hazard(people("emergency", PHONE), ABOUT, photo())
    committee.take_off(people("committee", PHONE), ABOUT)
    office.publish_removal(people("office", DESK), ABOUT)


def finding_is_objected_to(people):
    subdistrict.object_to(people("xingren", PHONE), ABOUT, OBJECTED)


def date_stays_and_finding_holds_in_part(people):
    """An extension is refused, an objection upheld in part."""
    decider = people("committee", PHONE)
    subdistrict.ask_extension(people("xingren-clerk", DESK), ABOUT, WITH_DATE, date(2026, 5, 29))
    committee.refuse_extension(decider, ABOUT, "该项隐患风险较高，不宜延期。")
    committee.uphold_partly(decider, ABOUT, "出租区域由承租单位整改，由你街道督促；其余仍由该企业整改。")


def interview_follows_lateness(people, days):
    """Nothing was filed; the reminders propose, the office calls and holds it (四(二)一)."""
    officer = people("office", DESK)
    office.call_interview(officer, ABOUT, days.today)
    office.hold_interview(officer, ABOUT)


def report_is_returned_twice(people, days):
    """The first time for want of a photo, the second because a check found it not fixed (三(三)5)."""
    clerk, principal = people("xingren-clerk", DESK), people("xingren", PHONE)
    decider, colleague = people("committee", PHONE), people("member1", PHONE)
    subdistrict.report_rest(clerk, ABOUT)
    subdistrict.submit_late(principal, ABOUT)
    member.verify_items(colleague, ABOUT)
    committee.return_case(decider, ABOUT, RETURNED, "照片看不出泄爆口的位置。")
    days.turn_to(AGAIN)
    subdistrict.report_one(clerk, ABOUT, photo())
    subdistrict.submit_again(principal, ABOUT)
    member.find_item_undone(colleague, ABOUT, "泄爆口面积不足。")
    committee.return_case(decider, ABOUT, RETURNED, "现场核验泄爆口面积不足，须重做。")


def interview_is_chased_for_its_reply(people):
    officer, clerk = people("office", DESK), people("xingren-clerk", DESK)
    office.chase(officer, ABOUT)
    worker.runs()
    subdistrict.answer_chase(clerk)
    subdistrict.reply_to_interview(clerk, ABOUT)
    office.close_interview(officer, ABOUT)


def rectification_is_accepted(people):
    clerk, decider = people("xingren-clerk", DESK), people("committee", PHONE)
    subdistrict.report_one(clerk, ABOUT, photo())
    subdistrict.submit_again(people("xingren", PHONE), ABOUT)
    member.verify_items(people("member1", PHONE), ABOUT)
    committee.close_items(decider, ABOUT)
    committee.close_all(decider, len(approved.FOUND) - 1)
    committee.accept(decider, ABOUT)
    worker.runs()


def redaction_misses_a_name(people):
    """No list of the system holds the name; the committee reads it and sends the text back (三(三)6)."""
    officer, decider = people("office", DESK), people("committee", PHONE)
    office.draft_announcement(officer, ABOUT)
    committee.return_announcement(decider, approved.UNKNOWN_NAME)
    office.hide_missed(officer, approved.UNKNOWN_NAME)
    for part in ("feedback", "rectification"):
        if part == "rectification":
            office.draft_announcement(officer, ABOUT)
        committee.approve_announcement(decider)
        worker.runs()
        office.publish(officer)


def copies_go_out(people):
    """One body confirms receipt at once, the other does not (三(三)6)."""
    officer = people("office", DESK)
    office.assess(officer, ABOUT)
    subdistrict.agree(people("xingren", PHONE))
    committee.lock_assessment(people("committee", PHONE))
    office.send_copies(officer, ABOUT)
    worker.runs()
    recipient.receive(people("politics", DESK))


def copy_is_chased_for_its_receipt(people):
    late = people("partymass", DESK)
    office.chase(people("office", DESK), "党群")
    worker.runs()
    subdistrict.answer_chase(late)
    recipient.receive(late)


def every_gap_leads_on(people):
    """The closing page names each gap, who acts, and the page on which that person can."""
    found = office.gaps(people("office", DESK), ABOUT)
    assert found
    assert not [
        (words, who, path)
        for words, who, path in found
        if not any(people(name, PHONE if name in ON_PHONE else DESK).can_act_at(path) for name in acting(who))
    ]


def acting(who):
    """Accounts of whom the page names; what waits for the acceptance leads to whoever brings that about."""
    return ACTS["兴仁街道"] if who.startswith("整改审核通过后") else ACTS[who]
