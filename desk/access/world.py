"""The things behind the doors, one of each model in a state worth protecting, all built through the actions.

One round of `team` in the subdistrict `here` has gone as far as rectification, one of another team `elsewhere` too,
one of `team` is on site, and one waits for its notice. What must never leave its place carries a marker (MARKERS).
The plan's days lie in a year nobody has planned, so that the world can stand beside the data of a working house; what
happened is told of the last months. The caller holds the transaction and rolls it back.
"""

import io
from datetime import date, timedelta
from types import SimpleNamespace

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from accounts.actions import delegations
from accounts.actions.grants import grant_to_user
from accounts.actions.messages import notify as tell
from accounts.actions.scopes import open_scope, unit_scope
from accounts.roles import Grant, ScopeKind
from deadlines.models import CalendarYear, Deadline
from desk.access import people
from desk.demo.calendar import DemoClock
from inspections.actions import corrections, findings, imports, notes, reports, rounds
from planning.actions import cycles, entries, members, plans, rulesets, teams
from planning.actions import people as register
from planning.models import AnnualPlan, InspectionCycle, InspectionTeam
from planning.models.person import MemberType, Rank
from records.actions.documents import issue, number_document
from records.actions.evidence import attach
from records.models import EvidenceLink, IssuedDocument
from rectification.actions import cases, items
from rectification.actions import corrections as case_corrections
from rectification.commitment import COMMITMENT

# Words found nowhere else; seen on a screen of somebody they are not for, they say which wall has a hole.
LEAD = "暗记线索甲一"
WITHDRAWN = "暗记撤回乙二"
WITHDRAWN_LATE = "暗记后撤丙三"
NOTE = "暗记笔录丁四"
DRAFT = "暗记草稿戊五"
ELSEWHERE = "暗记外街己六"
OPINION = "暗记意见庚七"
REASON = "暗记离组辛八"
REPORT = "暗记报告壬九"
# What the subdistrict is told: its absence would mean that the search for the others proves nothing.
ISSUED = "明记问题癸十"
MARKERS = (LEAD, WITHDRAWN, WITHDRAWN_LATE, NOTE, DRAFT, ELSEWHERE, OPINION, REASON, REPORT)

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
_LETTER = {
    "issuer": "权限核对安委办",
    "addressee": "权限核对应急局",
    "title": "关于报送材料的通知",
    "sections": [{"heading": "", "paragraphs": ["请于三日内报送材料。"]}],
}


def build() -> SimpleNamespace:
    """`users`, `units`, `personas` and `things` by name; some accounts are still to be deactivated."""
    clock = DemoClock(timezone.localdate())
    world = people.build(clock)
    # What the security administrator manages: of a subdistrict, its principal's term and its clerk's account.
    unit, clerk = world.units["here"], world.users["clerk"]
    world.things = {"unit": unit, "term": unit.terms.get(to_on=None), "user": clerk}
    _plan(world)
    _round_here(world)
    _round_elsewhere(world)
    _round_on_site(world)
    _papers_of_bodies(world)
    _messages(world)
    _calendar(world)
    return world


def when(world, offset) -> dict:
    """`on` and `at` of something recorded on the day it happened."""
    day = world.clock.day(offset)
    return {"on": day, "at": world.clock.at(day)}


def pdf(name="材料.pdf"):
    return SimpleUploadedFile(name, PDF)


def photo(name="照片.png"):
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "steelblue").save(out, "PNG")
    return SimpleUploadedFile(name, out.getvalue())


def listed(name="清单.csv"):
    """A list of findings as an office sends it."""
    return SimpleUploadedFile(name, "被检单位,问题等级,存在问题\n核对公司,一般隐患,通道堵塞\n".encode())


def _free_year() -> int:
    taken = {
        *AnnualPlan.objects.values_list("year", flat=True),
        *InspectionCycle.objects.values_list("year", flat=True),
    }
    return next(year for year in range(2098, 2060, -1) if not {year, year - 1} & taken)


def _plan(world) -> None:
    users, units, things = world.users, world.units, world.things
    office, start = users["office"], when(world, -200)
    things["ruleset"] = rulesets.load_regulation(by=office, at=start["at"])
    year = world.year = _free_year()
    cycle = cycles.open_cycle(year=year, number=1, by=office, at=start["at"])
    world.team = _team(world, cycle, "核对一组", "leader_removed", ("member", "member_removed"))
    world.other_team = _team(world, cycle, "核对二组", "leader_elsewhere", ("member_elsewhere",))
    plan = plans.draft(year=year, title=f"{year}年度核对方案", by=office, **start)
    planned = {}
    for index, (code, team) in enumerate(
        (("here", world.team), ("elsewhere", world.other_team), ("on_site", world.team), ("waiting", world.team))
    ):
        first = date(year, 3, 1) + timedelta(days=20 * index)
        planned[code] = entries.add_entry(
            plan=plan, cycle=cycle, team=team, subdistrict=units[code], from_on=first,
            to_on=first + timedelta(days=14), by=office, **start,
        )  # fmt: skip
    plan = plans.submit(plan=plan, by=office, **start)
    plan = plans.approve(plan=plan, by=users["committee"], note="同意。", **start)
    plan = plans.publish(plan=plan, by=office, **start)
    world.entries = planned
    things["plan"] = plan
    things["entry"] = planned["waiting"]
    things["extract"] = plan.extracts.get(unit=units["here"])
    things["extract_elsewhere"] = plan.extracts.get(unit=units["elsewhere"])
    things["document_plan"] = IssuedDocument.objects.get(subject_id=str(plan.pk))
    # The next year: a plan, a team and an entry still being prepared, and a candidate of that team.
    draft = plans.draft(year=year - 1, title=f"{year - 1}年度核对方案", by=office, **start)
    things["plan_draft"] = draft
    next_cycle = cycles.open_cycle(year=year - 1, number=1, by=office, at=start["at"])
    first = date(year - 1, 3, 1)
    things["entry_draft"] = entries.add_entry(
        plan=draft, cycle=next_cycle, subdistrict=units["here"], from_on=first, to_on=first + timedelta(days=14),
        by=office, **start,
    )  # fmt: skip
    next_team = teams.draft(cycle=next_cycle, name="核对三组", by=office, **start)
    things["team_draft"] = next_team
    things["candidate"] = members.add_member(
        team=next_team, person=world.team.memberships.first().person, role="member", by=office, **start
    )


def _team(world, cycle, name, leader, serving) -> InspectionTeam:
    """Approved: a leader and members with accounts, filled up with experts who have none."""
    office, start = world.users["office"], when(world, -200)
    team = teams.draft(cycle=cycle, name=name, by=office, **start)
    staff = {"member_type": MemberType.STAFF, "rank": Rank.CLERK, "unit": world.units["department"]}
    head = staff | {"member_type": MemberType.SERVING_LEADER, "rank": Rank.SECTION_DEPUTY}
    candidates = [_enter(world, leader, **head), *(_enter(world, account, **staff) for account in serving)]
    while len(candidates) < 7:
        candidates.append(_enter(world, None, name=f"{name}专家{len(candidates)}", member_type=MemberType.EXPERT))
    for index, person in enumerate(candidates):
        members.add_member(team=team, person=person, role="member" if index else "leader", by=office, **start)
    teams.propose(team=team, by=office, **start)
    return teams.approve(team=team, by=world.users["committee"], **start)


def _enter(world, account, *, name=None, **facts):
    user = world.users[account] if account else None
    return register.enter_person(
        full_name=name or user.full_name, user=user, by=world.users["office"], at=when(world, -200)["at"], **facts
    )


def _round_here(world) -> None:
    """As far as rectification; its leader was removed after the report, and another took his place."""
    users, things = world.users, world.things
    leader = users["leader_removed"]
    round_ = _walked(world, "here", leader, users["member"])
    finding = _finding(world, round_, ISSUED, confirmed_by=leader)
    things["evidence_finding"] = attach(
        upload=photo("现场.png"), subject=finding, scope=finding.scope, by=users["member"], at=when(world, -95)["at"]
    )
    lead = things["lead"] = _finding(world, round_, LEAD, kind="lead", confirmed_by=leader)
    things["evidence_lead"] = attach(
        upload=photo(f"{LEAD}.png"), subject=lead, scope=lead.scope, by=users["member"], at=when(world, -95)["at"]
    )
    things["withdrawn"] = findings.withdraw(
        finding=_finding(world, round_, WITHDRAWN), reason=WITHDRAWN, by=leader, **when(world, -94)
    )
    late = _finding(world, round_, WITHDRAWN_LATE, confirmed_by=leader)
    _finding(world, round_, f"{ISSUED}之二", confirmed_by=leader)
    # With a date of its own, so that it is reminded of by itself.
    _finding(world, round_, f"{ISSUED}之三", confirmed_by=leader, due_on=world.clock.day(10))
    report = _reported(world, round_, leader)
    things["withdrawn_late"] = findings.withdraw(
        finding=late, reason=WITHDRAWN_LATE, by=users["committee"], **when(world, -74)
    )
    case = _fed_back(world, round_, users["principal"])
    things["receipt_correction"] = case_corrections.correct_fact(
        case=case, field="received_on", old=world.clock.day(-69), new=world.clock.day(-70), reason="笔误",
        by=users["office"], at=when(world, -60)["at"],
    )  # fmt: skip
    clerk = users["clerk"]
    first, second, *_others = case.items.order_by("number")
    for item in (first, second):
        item = items.report(item=item, measures="已整改", by=clerk, evidence=[photo("整改后.png")], **when(world, -40))
        items.give_opinion(item=item, opinion=OPINION, by=leader, **when(world, -40))
    items.verify(item=second, verification="现场已消除", by=users["member"], **when(world, -39))
    _change_leader(world)
    _delegation(world)
    things |= {
        "round": round_,
        "finding": finding,
        "report": report,
        "case": case,
        "item": first,
        "item_verified": second,
        "item_open": _others[0],
        "evidence": EvidenceLink.objects.get(subject_id=str(first.pk)),
        "document": case.feedback,
        "document_inner": IssuedDocument.objects.get(subject_id=str(report.pk)),
        "deadline": case.deadline,
        "deadline_inner": Deadline.objects.get(subject_id=str(round_.pk), kind="report"),
    }
    issue(document=case.feedback, pdf_bytes=PDF, at=when(world, -70)["at"])


def _delegation(world) -> None:
    """Given for later days, so that nobody of today's personas is somebody else by it."""
    day, at = world.clock.day(30), world.clock.at(world.clock.day(0))
    scope = world.things["scope"] = world.entries["here"].scope
    leader, member = world.users["leader"], world.users["member"]
    world.things["delegation"] = delegations.give(
        scope=scope, taker=member, from_on=day, to_on=day, reason="外出开会", by=leader, at=at
    )


def _change_leader(world) -> None:
    users, start = world.users, when(world, -38)
    office = users["office"]
    lead = world.team.memberships.get(person__user=users["leader_removed"])
    member = world.team.memberships.get(person__user=users["member_removed"])
    lead = members.remove_member(membership=lead, reason=REASON, by=office, **start)
    world.things["membership_ended"] = members.remove_member(membership=member, reason=REASON, by=office, **start)
    successor = _enter(
        world, "leader", member_type=MemberType.SERVING_LEADER, rank=Rank.SECTION_HEAD,
        unit=world.units["department"],
    )  # fmt: skip
    place = members.substitute(membership=lead, person=successor, by=office, **start)
    members.approve_substitute(membership=place, by=users["committee"], **start)
    expert = _enter(world, None, name="核对候补专家", member_type=MemberType.EXPERT)
    world.things |= {
        "team": world.team,
        "team_elsewhere": world.other_team,
        "person": successor,
        "membership": place,
        "substitute": members.substitute(
            membership=world.things["membership_ended"], person=expert, by=office, **start
        ),
    }
    # He leads elsewhere: the right he lacks here is one he holds there.
    scope = open_scope(kind=ScopeKind.ROUND, label="权限核对别处")
    grant_to_user(user=users["member"], grant=Grant.LEAD, scope=scope, by=office, at=start["at"])


def _round_elsewhere(world) -> None:
    users = world.users
    leader = users["leader_elsewhere"]
    round_ = _walked(world, "elsewhere", leader, users["member_elsewhere"])
    finding = _finding(world, round_, ELSEWHERE, confirmed_by=leader, by=users["member_elsewhere"])
    lead = _finding(
        world, round_, f"{ELSEWHERE}{LEAD}", kind="lead", confirmed_by=leader, by=users["member_elsewhere"]
    )
    report = _reported(world, round_, leader)
    case = _fed_back(world, round_, users["principal_elsewhere"])
    item = case.items.get()
    items.report(
        item=item, measures=ELSEWHERE, by=users["clerk_elsewhere"], evidence=[photo(f"{ELSEWHERE}.png")],
        **when(world, -40),
    )  # fmt: skip
    world.things |= {
        "round_elsewhere": round_,
        "finding_elsewhere": finding,
        "lead_elsewhere": lead,
        "report_elsewhere": report,
        "case_elsewhere": case,
        "item_elsewhere": item,
        "evidence_elsewhere": EvidenceLink.objects.get(subject_id=str(item.pk)),
        "document_elsewhere": case.feedback,
        "deadline_elsewhere": case.deadline,
    }


def _round_on_site(world) -> None:
    users, things = world.users, world.things
    leader, member = users["leader"], users["member"]
    round_ = rounds.notify(entry=world.entries["on_site"], by=users["office"], **when(world, -20))
    round_ = rounds.enter(round=round_, place="会议室", minutes="通报任务。", by=leader, **when(world, -6))
    things["round_on_site"] = round_
    things["note"] = notes.record(
        round=round_, method_number=1, topic_number=1, text=NOTE, by=member, **when(world, -5)
    )
    things["finding_draft"] = findings.record(
        round=round_, kind="general_hazard", text=DRAFT, by=member, topic_number=5, handling="fix_at_once",
        **when(world, -5),
    )  # fmt: skip
    things["topic_reason"] = notes.leave_out(
        round=round_, topic_number=9, reason=NOTE, by=member, at=when(world, -5)["at"]
    )
    taken_in = imports.import_findings(
        round=round_, data=f"被检单位,问题等级,存在问题\n{DRAFT},一般隐患,{DRAFT}\n".encode(), name=f"{DRAFT}.csv",
        by=leader, **when(world, -5),
    )  # fmt: skip
    things["import_batch"] = taken_in.batch
    things["import_draft"] = imports.keep_draft(
        round=round_, data=listed().read(), name="清单.csv", found_on=world.clock.day(-4), by=leader,
        at=when(world, -4)["at"],
    )  # fmt: skip
    things["correction"] = corrections.correct_fact(
        round=round_, field="entered_on", old=world.clock.day(-6), new=world.clock.day(-7), reason="笔误",
        by=users["office"], at=when(world, -3)["at"],
    )  # fmt: skip


def _walked(world, code, leader, member):
    """On site since day -100."""
    round_ = rounds.notify(entry=world.entries[code], by=world.users["office"], **when(world, -110))
    round_ = rounds.enter(round=round_, place="会议室", minutes="通报任务。", by=leader, **when(world, -100))
    text = NOTE if code == "here" else f"{ELSEWHERE}{NOTE}"
    for number in range(1, 10):
        notes.record(
            round=round_, method_number=1, topic_number=number, text=text, people=text, by=member,
            **when(world, -96),
        )  # fmt: skip
    return round_


def _finding(world, round_, text, *, kind="general_hazard", confirmed_by=None, by=None, due_on=None):
    finding = findings.record(
        round=round_, kind=kind, text=text, place=text, remark=text, subject_name=f"{text}公司", topic_number=5,
        handling="" if kind == "lead" else "fix_by_date" if due_on else "fix_at_once", due_on=due_on,
        by=by or world.users["member"], **when(world, -95),
    )  # fmt: skip
    return findings.confirm(finding=finding, by=confirmed_by, **when(world, -95)) if confirmed_by else finding


def _reported(world, round_, leader):
    round_ = rounds.end(round=round_, by=leader, **when(world, -85))
    report = reports.draft(round=round_, by=leader, **when(world, -80))
    report = reports.edit(
        report=report, assessment="总体平稳。", achievements=REPORT, suggestions="加强排查。", by=leader,
        **when(world, -80),
    )  # fmt: skip
    report = reports.submit(report=report, by=leader, **when(world, -80))
    return reports.approve(report=report, note="同意。", by=world.users["committee"], **when(world, -75))


def _fed_back(world, round_, principal):
    case = cases.issue_feedback(round=round_, by=world.users["office"], **when(world, -70))
    return cases.sign_receipt(case=case, by=principal, **when(world, -69))


def _papers_of_bodies(world) -> None:
    """A letter to each department and body, with a file."""
    at = when(world, -10)
    for code, unit in world.units.items():
        if code not in ("department", "body", "other_department", "other_body"):
            continue
        scope = unit_scope(unit=unit, by=world.users["office"], at=at["at"])
        document = number_document(
            kind="letter", title=f"致{unit.short_name}的函", series="核对函", data=_LETTER, scope=scope,
            addressee=unit, subject=unit, by=world.users["office"], **at,
        )  # fmt: skip
        world.things[f"document_{code}"] = issue(document=document, pdf_bytes=PDF, at=at["at"])
        world.things[f"evidence_{code}"] = attach(
            upload=photo(), subject=document, scope=scope, by=world.users["office"], at=at["at"]
        )


def _messages(world) -> None:
    for account, user in world.users.items():
        tell(recipients=[user], subject="权限核对消息", at=when(world, 0)["at"])
        world.things[f"message_{account}"] = user.inbox.get(subject="权限核对消息")


def _calendar(world) -> None:
    year = CalendarYear.objects.order_by("year").last()
    world.calendar_year = year.year if year else world.clock.today.year


def submit_case(world):
    """The subdistrict files its report; the committee's verbs have something to decide on from here."""
    case = world.things["case"]
    for item in case.items.unanswered():
        items.explain(
            item=item, reason="设备未到", expected_on=world.clock.day(60), by=world.users["clerk"], **when(world, -8)
        )
    return cases.submit(
        case=case, measures="逐项整改", investigation="无", commitment=COMMITMENT, lateness_reason="汛期",
        by=world.users["principal"], **when(world, -8),
    )  # fmt: skip
