"""The team's pages in every state that a reader may meet."""

from datetime import date

import pytest

from planning.actions import entries, members, plans, teams
from planning.models.membership import MemberRole
from planning.models.person import MemberType, Rank
from planning.views.members import SHOWN
from records.policies import Paper
from tests.accounts.builders import sign_in
from tests.planning import builders as build
from tests.planning.builders import APPROVED, DRAFTED, PUBLISHED, on
from tests.planning.pages import links_to, url, visible_text
from tests.records.builders import PDF, upload


def page(client, user, thing):
    return sign_in(client, user).get(thing.get_absolute_url())


@pytest.mark.requirement("R29")
def test_returned_team_shows_the_reason_to_the_office(here, client):
    team = teams.return_(team=build.proposed_team(here), note="组长另行推荐", by=here.committee, **on(APPROVED))

    text = visible_text(page(client, here.office, team))

    assert "安委会退回意见： 组长另行推荐" in text


def test_note_of_an_approval_is_no_return_and_stays_from_the_team(here, client):
    team = build.proposed_team(here)
    team = teams.approve(team=team, note="同意，注意轮换", by=here.committee, **on(APPROVED))
    build.submitted_plan(here, team=team)
    leader = team.memberships.get(role=MemberRole.LEADER).person.user

    inside = visible_text(page(client, here.office, team))
    own = visible_text(page(client, leader, published(here, team)))

    assert "安委会意见 同意，注意轮换" in inside
    assert "退回意见" not in inside
    assert "注意轮换" not in own


def published(here, team):
    """The team's own people see it once a plan in force gives it a round."""
    plan = team.entries.first().plan
    plans.approve(plan=plan, by=here.committee, **on(APPROVED))
    return team


@pytest.mark.requirement("R30")
def test_decision_on_paper_can_be_read(here, client):
    paper = Paper("安委会〔2026〕3号", APPROVED, upload())
    team = teams.approve(team=build.proposed_team(here), by=here.secretary, paper=paper, **on(APPROVED))

    response = page(client, here.office, team)

    said = f"2026年1月15日会议（安委会〔2026〕3号）决定（由{here.secretary.full_name}代录）"
    assert f"批准人员组成 {here.committee_unit.short_name}{said}" in visible_text(response)
    scan = next(link for link in links_to(response) if str(team.decision.scan.pk) in link)
    assert b"".join(client.get(scan, follow=True).streaming_content) == PDF


@pytest.mark.requirement("R13")
def test_empty_team_says_whom_to_add_first(here, client):
    team = build.drafted_team(here, size=0)

    text = visible_text(page(client, here.office, team))

    assert "现有0人，应为6至8人" in text
    assert "组内尚无人员 请先添加组长，再添加成员，并至少有一名专家。" in text


@pytest.mark.requirement("R14")
def test_team_without_expert_is_warned_of_it(here, client):
    staff = [build.enter_person(here, account=False) for _number in range(6)]
    team = build.drafted_team(here, members=staff)

    assert "组内没有安全生产专家（二（一））。" in visible_text(page(client, here.office, team))


@pytest.mark.requirement("R29")
def test_candidate_dropped_before_approval_never_served(here, client):
    team = build.drafted_team(here)
    gone = build.place_of(team, team.people[3])
    members.drop_member(membership=gone, reason="本人推辞", by=here.office, **on(DRAFTED))

    text = visible_text(page(client, here.office, team))

    assert f"{gone.person.full_name}（测试应急管理局 科员） 成员 未履职 本人推辞 —" in text


@pytest.mark.requirement("R32")
def test_member_taken_out_is_listed_with_his_days_and_his_place_can_be_filled(here, client):
    team = build.approved_team(here)
    gone = build.place_of(team, team.people[3])
    teams.remove_member(membership=gone, reason="调离", by=here.office, **on(PUBLISHED))

    response = page(client, here.office, team)

    assert "成员 2026-01-15 – 2026-01-16 调离 提出替补人员" in visible_text(response)
    assert url("team-substitute", gone) in links_to(response)


@pytest.mark.requirement("R4")
def test_round_outside_the_plan_is_marked_as_such(here, client):
    team = build.approved_team(here)
    entries.add_ad_hoc_entry(
        subdistrict=here.subdistricts[1], team=team, from_on=date(2026, 9, 1), to_on=date(2026, 9, 14),
        reason="举报集中", order="安委会〔2026〕9号", by=here.office, **on(PUBLISHED),
    )  # fmt: skip
    plan = build.approved_plan(here, team=team, subdistricts=here.subdistricts[:1])

    for user, sees_plan in ((here.office, True), (team.leader, False)):
        response = page(client, user, team)
        text = visible_text(response)
        assert f"{here.subdistricts[1].short_name} 2026-09-01 – 2026-09-14 · 不定期" in text
        assert f"{here.subdistricts[0].short_name} 2026-03-02 – 2026-03-15" in text
        assert (plan.get_absolute_url() in links_to(response)) == sees_plan


def test_timeline_tells_adding_dropping_and_changing_apart(here, client):
    team = build.drafted_team(here, size=2)
    leader, expert = team.people
    members.change_role(membership=build.place_of(team, expert), role=MemberRole.LEADER, by=here.office, **on(DRAFTED))
    members.drop_member(membership=build.place_of(team, leader), by=here.office, **on(DRAFTED))

    text = visible_text(page(client, here.office, team))

    told = [
        f"{verb} 测试office（测试安委会办公室） · 2026-01-08 10:00 人员： {person}"
        for verb, person in (
            ("移除人选", leader.full_name),
            ("变更成员职责", f"{expert.full_name} 组长"),
            ("添加成员", f"{expert.full_name} 成员"),
            ("添加成员", f"{leader.full_name} 组长"),
        )
    ]
    assert " ".join(told) in text


def test_list_names_the_subdistricts_of_the_plan_in_force_alone(here, client):
    team = build.approved_team(here)
    build.approved_plan(here, team=team, subdistricts=here.subdistricts[:1])
    next_year = plans.draft(year=2027, title="次年方案", by=here.office, **on(APPROVED))
    other = build.drafted_team(here, size=5)

    response = sign_in(client, here.office).get(url("team-list"))

    rows = {row.team: row for row in response.context["rows"]}
    assert next_year.status == "draft"
    assert rows[team].places == [here.subdistricts[0].short_name]
    assert (rows[team].size_note, rows[other].size_note) == ("", "应为6至8人")


def test_list_names_the_first_subdistricts_alone_where_a_team_has_many(here, client, monkeypatch):
    monkeypatch.setattr("planning.queries.teams.PLACES_SHOWN", 1)
    monkeypatch.setattr("planning.presenters.teams.PLACES_SHOWN", 1)
    build.approved_plan(here, team=build.approved_team(here))

    response = sign_in(client, here.office).get(url("team-list"))

    (row,) = response.context["rows"]
    assert len(here.subdistricts) > 1
    assert len(row.places) == 1
    assert f"{row.places[0]}等" in visible_text(response)


def test_page_turns_the_rounds_of_a_team_that_has_many(here, client, monkeypatch):
    plan = build.approved_plan(here)
    team, entries = plan.team, list(plan.entries.order_by("from_on", "pk"))
    names = [f"{one.subdistrict.short_name} {one.from_on}" for one in entries]
    whole = page(client, here.office, team)
    assert list(whole.context["entries"]) == entries
    assert "x-pages" not in whole.content.decode()

    monkeypatch.setattr("planning.views.teams.ENTRIES_SHOWN", 1)
    for number, (entry, name) in enumerate(zip(entries, names, strict=True), start=1):
        turned = client.get(team.get_absolute_url(), {"page": number})
        assert list(turned.context["entries"]) == [entry]
        assert f"?page={number + 1 if number < len(entries) else number - 1}" in turned.content.decode()
        assert [told in visible_text(turned) for told in names] == [told == name for told in names]


def test_draft_of_a_plan_gives_its_team_no_subdistrict_yet(here, client):
    team = build.approved_team(here)
    build.drafted_plan(here, team=team)

    response = sign_in(client, here.office).get(url("team-list"))

    assert response.context["rows"][0].places == []
    assert "已批准的方案中尚未给本组安排街道。" in visible_text(page(client, here.office, team))


def test_search_that_finds_nobody_says_what_to_do(here, client):
    team = build.drafted_team(here, size=0)

    response = sign_in(client, here.office).get(url("team-add-member", team), {"q": "查无此人"})

    assert "未找到人员 请更换查询词，或先登记人员。" in visible_text(response)
    assert url("person-enter") in links_to(response)


def test_search_that_finds_many_shows_the_first_and_counts_the_rest(here, client):
    for number in range(SHOWN + 2):
        build.enter_person(here, name=f"众人{number:02}", account=False)
    team = build.drafted_team(here, size=0)
    sign_in(client, here.office)

    many = client.get(url("team-add-member", team), {"q": "众人"})
    few = client.get(url("team-add-member", team), {"q": "众人0"})

    assert many.content.decode().count('name="person"') == SHOWN
    assert "另有2人，请输入姓名查询。" in visible_text(many)
    assert "另有" not in visible_text(few)


@pytest.mark.requirement("R14", "R16")
def test_who_may_not_serve_is_said_beside_the_name(here, client):
    build.enter_person(here, name="钱离任", is_in_post=False, account=False)
    build.enter_person(
        here, name="孙专家", unit=None, member_type=MemberType.EXPERT, rank=Rank.NONE, post="高级工程师",
        specialty="粉尘防爆", account=False,
    )  # fmt: skip
    team = build.drafted_team(here, size=0)

    text = visible_text(sign_in(client, here.office).get(url("team-add-member", team)))

    assert "钱离任 钱离任已不在职，且不是专家。" in text
    assert "孙专家 — 高级工程师 安全生产专家 粉尘防爆" in text


def test_post_and_rank_of_one_name_are_said_once(here):
    clerk = build.enter_person(here, post="科员", rank=Rank.CLERK, account=False)
    deputy = build.enter_person(here, post="副局长", rank=Rank.SECTION_DEPUTY, account=False)
    nobody = build.enter_person(here, post="", rank=Rank.NONE, account=False)

    assert [one.post_and_rank for one in (clerk, deputy, nobody)] == ["科员", "副局长 · 乡科级副职", "无职级"]


@pytest.mark.requirement("R32")
def test_committee_reads_for_whom_the_substitute_would_serve(here, client):
    team = build.approved_team(here)
    gone = build.place_of(team, team.people[3])
    teams.remove_member(membership=gone, reason="调离", by=here.office, **on(PUBLISHED))
    new = build.enter_person(here, name="周替补")
    pending = teams.substitute(membership=gone, person=new, by=here.office, **on(PUBLISHED))
    sign_in(client, here.committee)

    for verb in ("approve", "refuse"):
        text = visible_text(client.get(url(f"team-{verb}-substitute", pending)))
        assert f"{team.name}，2026年第1轮 人选：{new.named}，工作人员 接替{gone.person.named}" in text
