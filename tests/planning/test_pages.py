"""Pages through the client: words, forms that keep what was typed, verbs by POST, query counts that stand still."""

import re
from datetime import date

import pytest
from django.conf import settings
from django.utils import timezone

from core.models import AuditEvent
from planning.actions import cycles, plans, teams
from planning.models import AnnualPlan, InspectionTeam, Person, PlanEntry
from planning.models.membership import MemberRole
from planning.models.person import MemberType, Rank
from records.models import IssuedDocument
from records.rendering import compose_document
from tests.accounts.builders import sign_in
from tests.planning import builders as build
from tests.planning.builders import APPROVED, PUBLISHED, on
from tests.planning.pages import url, visible_text
from tests.records.builders import upload

# Names and abbreviations that are the same in every language, and what the tests' own names hold.
KNOWN = {"PDF", "Word", "Xuncha", "office", "committee", "first", "second", "principal", "inspector", "SHA"}


@pytest.fixture
def world(here):
    """Something for every page: a published plan, its revision, teams in several states, a gone member."""
    here.plan = build.published_plan(here)
    here.team = here.plan.team
    here.gone = build.place_of(here.team, here.team.people[3])
    teams.remove_member(membership=here.gone, reason="学习", by=here.office, **on(PUBLISHED))
    here.pending = teams.substitute(
        membership=here.gone, person=build.enter_person(here), by=here.office, **on(PUBLISHED)
    )
    here.draft_team = build.drafted_team(here, size=5)
    second = cycles.open_cycle(year=2026, number=2, by=here.office, at=build.at_on(APPROVED))
    here.proposed = build.proposed_team(here, cycle=second)
    here.revision = plans.revise(plan=here.plan, reason="调整", by=here.office, **on(PUBLISHED))
    here.extract = here.plan.extracts.get(unit=here.subdistricts[0])
    return here


def every_page(world):
    entry, place = build.first_entry(world.revision), build.place_of(world.draft_team, world.draft_team.people[1])
    serving = build.place_of(world.team, world.team.people[1])
    office = [
        *(url(name) for name in ("plan-list", "plan-draft", "team-list", "team-draft", "person-list", "person-enter")),
        *(url(name) for name in ("unit-list", "ruleset-list", "entry-add-ad-hoc")),
        *(url(name, world.plan) for name in ("plan-detail", "plan-publish", "plan-revise")),
        *(url(f"plan-{verb}", world.revision) for verb in ("detail", "edit", "submit", "discard")),
        url("entry-add", world.revision),
        *(url(name, entry) for name in ("entry-change", "entry-remove", "entry-assign-team")),
        *(url(name, world.draft_team) for name in ("team-detail", "team-edit", "team-propose", "team-add-member")),
        *(url(name, world.team) for name in ("team-detail", "team-stand-down")),
        *(url(name, place) for name in ("team-change-role", "team-drop-member")),
        url("team-remove-member", serving), url("team-substitute", world.gone),
        *(url(name, world.team.people[0]) for name in ("person-detail", "person-change")),
        url("ruleset-detail", world.ruleset),
    ]  # fmt: skip
    committee = [
        url("plan-detail", world.plan), url("team-detail", world.team), url("plan-approve", world.revision),
        url("plan-return", world.revision), url("team-approve", world.proposed), url("team-return", world.proposed),
        url("team-approve-substitute", world.pending), url("team-refuse-substitute", world.pending),
    ]  # fmt: skip
    own = [
        url("extract-list"),
        *(url(name, world.extract) for name in ("extract-detail", "extract-receive")),
    ]
    return [(world.office, office), (world.committee, committee), (world.principal, own), (world.team.leader, [
        url("team-list"), url("team-detail", world.team)])]  # fmt: skip


def test_no_english_is_left_on_a_chinese_page(world, client):
    left = {}
    for user, urls in every_page(world):
        sign_in(client, user)
        for address in urls:
            response = client.get(address)
            assert response.status_code == 200, address
            if words := set(re.findall(r"[A-Za-z]{3,}", visible_text(response))) - KNOWN:
                left[address] = words

    assert left == {}


def test_every_page_opens_in_english(world, client):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    for user, urls in every_page(world):
        sign_in(client, user)
        for address in urls:
            response = client.get(address)
            assert response.status_code == 200, address
            assert "%(" not in visible_text(response), address


def test_a_ruleset_counts_its_topics_and_methods(here, client):
    """An edition with fewer of them says so; nothing on the page knows that the text of 2022 has nine and six."""
    sign_in(client, here.office)
    here.ruleset.topics.last().delete()
    here.ruleset.methods.last().delete()

    words = visible_text(client.get(url("ruleset-detail", here.ruleset)))

    assert "8项巡查内容" in words
    assert "5种巡查方式（有选择地运用）" in words


def post(client, address, **data):
    return client.post(address, {"on": str(PUBLISHED), **data})


def test_get_of_a_verb_changes_nothing(world, client):
    sign_in(client, world.committee)

    client.get(url("team-approve", world.proposed))

    assert InspectionTeam.objects.get(pk=world.proposed.pk).status == "proposed"


@pytest.mark.requirement("R30")
def test_committee_approves_through_the_form(world, client):
    sign_in(client, world.committee)

    response = post(client, url("team-approve", world.proposed), note="同意", version=world.proposed.version)

    assert response.url == world.proposed.get_absolute_url()
    assert InspectionTeam.objects.get(pk=world.proposed.pk).status == "approved"


@pytest.mark.requirement("R30")
def test_secretary_without_paper_is_told_what_lacks_and_with_it_approves(world, client):
    sign_in(client, world.secretary)
    address = url("team-approve", world.proposed)

    refused = post(client, address, note="会议通过", version=world.proposed.version)
    assert refused.status_code == 422
    page = refused.content.decode()
    assert "会议通过" in page and set(refused.context["form"].errors) == {"meeting_number", "scan"}

    post(client, address, note="会议通过", version=world.proposed.version, meeting_number="〔2026〕3号", scan=upload())
    team = InspectionTeam.objects.get(pk=world.proposed.pk)
    assert (team.status, team.decision.meeting_number) == ("approved", "〔2026〕3号")
    assert team.decision.scan is not None


@pytest.mark.requirement("R15", "R30")
def test_office_posting_an_approval_is_refused_and_logged(world, client):
    sign_in(client, world.office)

    assert post(client, url("team-approve", world.proposed), note="同意").status_code == 403
    assert AuditEvent.objects.filter(verb="access.refused").exists()


def test_stale_version_is_refused_and_what_was_typed_is_still_there(world, client):
    sign_in(client, world.office)
    seen = world.revision.version
    plans.edit(plan=world.revision, focus="粉尘", by=world.office2, **on(PUBLISHED))

    response = client.post(
        url("plan-edit", world.revision), {"version": seen, "title": "改过的标题", "goals": "写了很久的目标"}
    )

    assert response.status_code == 409
    assert "改过的标题" in response.content.decode()
    assert "写了很久的目标" in response.content.decode()
    assert AnnualPlan.objects.get(pk=world.revision.pk).focus == "粉尘"


@pytest.mark.requirement("R13")
def test_five_member_team_is_refused_by_post_and_its_page_says_why(world, client):
    sign_in(client, world.office)

    page = client.get(world.draft_team.get_absolute_url()).content.decode()
    response = post(client, url("team-propose", world.draft_team), version=world.draft_team.version)

    for html in (page, response.content.decode()):
        assert "现有5人，每组应为6至8人，至少还需增加1人" in html
    assert "现有5人，应为6至8人" in page
    assert response.status_code == 409


def test_draft_form_makes_a_plan_and_refuses_a_second_of_the_year(world, client):
    sign_in(client, world.office)
    data = {"year": 2027, "title": "2027年度方案", "goals": "目标", "method_numbers": ["1", "3"]}

    first = client.post(url("plan-draft"), data)
    second = client.post(url("plan-draft"), data | {"title": "又一份方案"})

    plan = AnnualPlan.objects.get(year=2027)
    assert first.url == plan.get_absolute_url()
    assert plan.method_numbers == [1, 3]
    assert second.status_code == 409
    assert "又一份方案" in second.content.decode()


def entry_data(world, **data):
    return {
        "subdistrict": world.subdistricts[0].pk, "cycle": 3, "from_on": "2026-10-05", "to_on": "2026-10-18",
        "team": "", "short_reason": "", "version": world.revision.version,
    } | data  # fmt: skip


def test_entry_form_adds_an_entry_and_opens_its_cycle(world, client):
    sign_in(client, world.office)

    response = client.post(url("entry-add", world.revision), entry_data(world, cycle=3))

    entry = PlanEntry.objects.get(plan=world.revision, from_on=date(2026, 10, 5))
    assert response.url == world.revision.get_absolute_url()
    assert (entry.cycle.number, entry.days) == (3, 14)


def test_entry_form_with_dates_the_wrong_way_round_keeps_them(world, client):
    sign_in(client, world.office)

    response = client.post(url("entry-add", world.revision), entry_data(world, to_on="2026-10-01"))

    assert response.status_code == 422
    assert 'value="2026-10-01"' in response.content.decode()


@pytest.mark.requirement("R7")
@pytest.mark.parametrize(("to_on", "words"), [("2026-10-17", "13天"), ("2026-10-18", "14天"), ("nonsense", "自动")])
def test_days_are_counted_while_typing(world, client, to_on, words):
    sign_in(client, world.office)

    response = client.get(url("entry-days", world.revision), {"from_on": "2026-10-05", "to_on": to_on})

    assert words in response.content.decode()
    assert ("理由" in response.content.decode()) == (words == "13天")


def test_member_is_found_by_words_and_added(world, client):
    person = build.enter_person(world, name="周可寻", post="安全总监")
    sign_in(client, world.office)
    address = url("team-add-member", world.draft_team)

    found = client.get(address, {"q": "安全总监"}).content.decode()
    assert "周可寻" in found
    assert found.count('name="person"') == 1
    client.post(address, {"person": person.pk, "role": "member", "version": world.draft_team.version})

    assert world.draft_team.memberships.proposed_or_serving().filter(person=person).exists()


def test_refused_member_stays_chosen(world, client):
    person = build.enter_person(world, name="周可寻", rank=Rank.SECTION_HEAD, member_type=MemberType.SERVING_LEADER)
    sign_in(client, world.office)

    response = client.post(
        url("team-add-member", world.draft_team),
        {"person": person.pk, "role": MemberRole.LEADER, "version": world.draft_team.version},
    )

    assert response.status_code == 409
    assert re.search(rf'value="{person.pk}"\s+checked', response.content.decode())


def test_member_is_removed_through_the_form(world, client):
    place = build.place_of(world.team, world.team.people[2])
    sign_in(client, world.office)

    response = client.post(
        url("team-remove-member", place), {"on": timezone.localdate(), "reason": "调离岗位", "version": place.version}
    )

    place.refresh_from_db()
    assert response.url == world.team.get_absolute_url()
    assert place.end_reason == "调离岗位"


def test_person_form_enters_and_refuses_an_expert_without_field(world, client):
    sign_in(client, world.office)
    data = {"full_name": "郑专家", "member_type": "expert", "rank": "none", "is_in_post": "on"}

    refused = client.post(url("person-enter"), data)
    client.post(url("person-enter"), data | {"specialty": "危险化学品"})

    assert refused.status_code == 422
    assert "郑专家" in refused.content.decode()
    assert Person.objects.get(full_name="郑专家").specialty == "危险化学品"


def test_person_list_is_searched_and_filtered(world, client):
    build.enter_person(world, name="吴独一")
    sign_in(client, world.office)

    found = client.get(url("person-list"), {"q": "吴独一"})
    experts = client.get(url("person-list"), {"member_type": "expert"})

    assert [person.full_name for person in found.context["object_list"]] == ["吴独一"]
    assert {person.member_type for person in experts.context["object_list"]} == {"expert"}


@pytest.mark.requirement("R5")
def test_directory_shows_the_principal_in_post_today(world, client):
    page = sign_in(client, world.office).get(url("unit-list")).content.decode()

    assert world.principal.full_name in page


@pytest.mark.requirement("R4", "R6")
def test_year_view_marks_rounds_outside_the_plan_and_names_gaps(world, client):
    from planning.actions import entries

    entries.add_ad_hoc_entry(
        subdistrict=world.subdistricts[1], team=world.team, from_on=date(2026, 9, 1), to_on=date(2026, 9, 14),
        reason="举报集中", order="安委会〔2026〕9号", by=world.office, **on(PUBLISHED),
    )  # fmt: skip
    fourth = build.accounts.unit(name="测试丁街道")

    text = visible_text(sign_in(client, world.office).get(world.plan.get_absolute_url()))

    assert "不定期" in text
    assert "举报集中" in text
    assert "未安排" in text
    assert f"尚未安排：{fourth.short_name}" in text


def test_ad_hoc_form_enters_a_round_and_keeps_what_was_typed(world, client):
    sign_in(client, world.office)
    data = {
        "subdistrict": world.subdistricts[1].pk, "team": world.team.pk, "from_on": "2026-09-01", "to_on": "2026-09-10",
        "reason": "举报集中", "order": "安委会〔2026〕9号",
    }  # fmt: skip

    refused = client.post(url("entry-add-ad-hoc"), data)
    entered = client.post(url("entry-add-ad-hoc"), data | {"to_on": "2026-09-14"})

    in_force = AnnualPlan.objects.current(2026).first()
    assert entered.url == (in_force.get_absolute_url() if in_force else url("plan-list"))
    assert refused.status_code == 409
    assert "举报集中" in refused.content.decode()
    assert PlanEntry.objects.get(plan=None).ad_hoc_reason == "举报集中"


def count_queries(client, address, django_assert_max_num_queries):
    with django_assert_max_num_queries(200) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def grow(world, numbers):
    for number in numbers:
        cycle = cycles.open_cycle(year=2026, number=number, by=world.office, at=build.at_on(APPROVED))
        build.approved_team(world, cycle=cycle)
        plans.draft(year=2024 + number, title="方案", by=world.office, **on(APPROVED))
        build.accounts.unit(name=f"测试新{number}街道")


@pytest.mark.parametrize("name", ["person-list", "team-list", "unit-list", "plan-list"])
def test_lists_ask_no_more_when_they_grow(world, client, name, django_assert_max_num_queries):
    sign_in(client, world.office)
    # More than one page: what fits on the first needs not be counted.
    grow(world, range(3, 6))
    before = count_queries(client, url(name), django_assert_max_num_queries)

    grow(world, range(6, 9))

    assert count_queries(client, url(name), django_assert_max_num_queries) == before


def test_plan_page_asks_no_more_with_more_entries(world, client, django_assert_max_num_queries):
    sign_in(client, world.office)
    before = count_queries(client, world.revision.get_absolute_url(), django_assert_max_num_queries)

    for number in range(3, 6):
        client.post(url("entry-add", world.revision), entry_data(world, cycle=number))

    assert PlanEntry.objects.filter(plan=world.revision).count() == 6
    assert count_queries(client, world.revision.get_absolute_url(), django_assert_max_num_queries) == before


@pytest.mark.requirement("R45")
def test_plan_is_read_as_a_document_before_and_after_it_has_its_number(world, client):
    sign_in(client, world.committee)

    preview = client.get(url("plan-preview", world.revision))
    published = client.get(world.plan.get_absolute_url())

    assert preview["Content-Type"] == "application/pdf"
    assert preview.content.startswith(b"%PDF")
    assert "枣高安委办〔2026〕1号" in published.content.decode()
    assert url("plan-preview", world.revision) in client.get(world.revision.get_absolute_url()).content.decode()


@pytest.mark.requirement("R45")
def test_plan_without_any_team_yet_says_how_they_will_be_named(here):
    plan = build.submitted_plan(here)
    plan = plans.approve(plan=plan, by=here.committee, **on(APPROVED))

    plans.publish(plan=plan, by=here.office, **on(PUBLISHED))

    document = IssuedDocument.objects.get(subject_id=str(plan.pk))
    words = str(compose_document(document.kind, document.data))
    assert "由区安委会办公室提出，报区安委会审批" in words
    assert document.data["entries"][0]["team"] == "待定"
