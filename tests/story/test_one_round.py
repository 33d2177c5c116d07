"""One real round walked through a browser from plan to archive, by everybody it needs, at the sizes they use."""

import hashlib
import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from accounts.models import Unit
from inspections.models import SubdistrictRound
from records.models import IssuedDocument
from tests.browser import chromium  # noqa: F401
from tests.story import committee, department, leader, member, office, subdistrict, worker, world
from tests.story.days import Days
from tests.story.person import DESK, PHONE, Person
from tests.story.pictures import photo

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TEAM = "第一巡查组"
MEMBERS = ["冯示例", "陈示例", "曹演示", "严演示", "华演示", "金演示", "魏演示"]
LIST = settings.BASE_DIR / "tests" / "data" / "published_findings.csv"
ABOUT = "兴仁"


@pytest.fixture
def days():
    return Days(timezone.localdate())


@pytest.fixture
def people(chromium, live_server, days):  # noqa: F811
    """Opens a browser for an account: `people("office", DESK)`; all share one list of what is wrong."""
    world.build(days.today)
    worker.runs()
    opened, wrong = [], []

    def open_for(username, size):
        opened.append(Person(chromium, live_server, username, size, wrong))
        return opened[-1]

    open_for.wrong = wrong
    yield open_for
    for each in opened:
        each.leave()


@pytest.mark.timeout(900)
def test_round_goes_from_plan_to_archive_through_the_browser(people, days):
    officer, decider = people("office", DESK), people("committee", PHONE)
    team = office.compose_team(officer, days, TEAM, MEMBERS)
    office.draft_plan(officer, days, TEAM)
    office.propose_team(officer, days, team)
    committee.approve_team(decider, days)
    committee.approve_plan(decider, days)
    office.publish_plan(officer, days)
    worker.runs()
    principal = people("xingren", PHONE)
    subdistrict.confirm_extract(principal, days)
    office.give_notice(officer, days, ABOUT)
    worker.runs()

    in_field, at_desk, colleague = people("leader1", PHONE), people("leader1", DESK), people("member1", PHONE)
    leader.enter(in_field, days, ABOUT)
    member.add_note(colleague, days, ABOUT)
    leader.import_findings(at_desk, days, ABOUT, LIST)
    leader.complete_findings(at_desk, ABOUT)
    leader.end_fieldwork(at_desk, days, ABOUT)
    leader.draft_report(at_desk, ABOUT)
    leader.submit_report(at_desk)
    committee.return_report(decider, ABOUT, "请补充重大事故隐患的整改责任。")
    leader.mend_report(at_desk, ABOUT)
    committee.approve_report(decider, ABOUT)
    worker.runs()
    paper_is_what_it_says(officer, "inspection_report")

    leader.sort_matters(at_desk, ABOUT, 13, department.UNIT)
    office.hand_over(officer, ABOUT)
    worker.runs()
    receiver = people("emergency", PHONE)
    department.receive(receiver)
    department.report_result(receiver, photo())
    office.close_hand_off(officer)

    five = {
        "responsible_person": "张演示（总经理）", "department": unit_id(department.UNIT), "measures": "按规范改造。",
        "interim_measures": "停用设备，专人值守。", "funds": "企业自筹20万元", "plan": "按现场处置方案执行。",
        "due_on": days.today + timedelta(days=30),
    }  # fmt: skip
    leader.propose_listing(at_desk, ABOUT, **five)
    committee.list_hazard(decider, ABOUT)
    office.publish_listing(officer, ABOUT)
    office.issue_feedback(officer, ABOUT)
    worker.runs()
    clerk = people("xingren-clerk", DESK)
    paper_is_what_it_says(clerk, "feedback")
    subdistrict.remove_hazard(clerk, ABOUT, photo())
    member.accept_hazard(colleague, ABOUT, photo())
    committee.take_off(decider, ABOUT)
    office.publish_removal(officer, ABOUT)
    subdistrict.sign(principal, ABOUT)
    subdistrict.report_one(clerk, ABOUT, photo())
    subdistrict.report_rest(clerk, ABOUT)
    subdistrict.submit(principal, ABOUT)
    leader.give_opinions(in_field, ABOUT, (1, 2))
    member.verify_items(colleague, ABOUT)
    for _left in range(6):
        leader.propose_listing(at_desk, ABOUT)
        committee.leave_off(decider, ABOUT)
    committee.close_items(decider, ABOUT)
    committee.close_all(decider, 111)
    committee.accept(decider, ABOUT)
    worker.runs()
    office.close_round(officer, ABOUT)

    assert SubdistrictRound.objects.get(subdistrict__short_name="兴仁街道").status == "archived"
    assert not people.wrong, "\n".join(map(str, people.wrong))


def unit_id(name):
    return str(Unit.objects.get(name=name).pk)


def paper_is_what_it_says(someone, kind):
    """The PDF behind the page of a document has the digest the page shows, and the page its number."""
    document = IssuedDocument.objects.get(kind=kind)
    someone.menu("Documents").open(document.title)
    text = someone.look(kind, with_axe=True).text()
    shown = re.search(r"[0-9a-f]{64}", text)
    assert shown, text
    assert re.search(r"〔\d{4}〕\d+号", text)
    data = someone.download(r"〔\d{4}〕\d+号")
    assert data.startswith(b"%PDF-")
    assert hashlib.sha256(data).hexdigest() == shown.group()
