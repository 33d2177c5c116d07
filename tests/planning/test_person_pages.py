"""The register of people and the directory, as the office reads them."""

from datetime import date

import pytest

from accounts.actions.terms import begin_term
from planning.actions import teams
from tests.accounts.builders import sign_in
from tests.planning import builders as build
from tests.planning.builders import PUBLISHED, on
from tests.planning.pages import url, visible_text


@pytest.mark.requirement("R14")
def test_register_marks_who_is_out_of_post_and_whose_unit_is_no_member(here, client):
    build.enter_person(here, name="钱离任", is_in_post=False, account=False)
    build.enter_person(here, name="孙街道", unit=here.subdistricts[0], account=False)
    sign_in(client, here.office)

    gone = visible_text(client.get(url("person-list"), {"q": "钱离任"}))
    outside = visible_text(client.get(url("person-list"), {"q": "孙街道"}))

    assert "工作人员 — — 否" in gone
    assert "非成员单位" not in gone
    assert f"{here.subdistricts[0].short_name} 非成员单位" in outside
    assert "工作人员 — — 是" in outside


def test_person_who_never_served_is_told_so(here, client):
    person = build.enter_person(here)

    text = visible_text(sign_in(client, here.office).get(person.get_absolute_url()))

    assert "尚未参加巡查组。" in text


@pytest.mark.requirement("R17")
def test_service_is_told_with_its_days_as_far_as_they_are_known(here, client):
    person = build.enter_person(here)
    serving = build.people(here, 5)
    first = build.approved_team(here, members=[*serving, person])
    teams.remove_member(membership=build.place_of(first, person), reason="学习", by=here.office, **on(PUBLISHED))
    second = build.drafted_team(here, members=[person])
    sign_in(client, here.office)

    left = visible_text(client.get(person.get_absolute_url()))
    stays = visible_text(client.get(serving[0].get_absolute_url()))

    assert f"{first.name} 2026年第1轮 成员 2026-01-15 2026-01-16" in left
    assert f"{second.name} 2026年第1轮 组长 — —" in left
    assert f"{first.name} 2026年第1轮 组长 2026-01-15 —" in stays


@pytest.mark.requirement("R5")
def test_directory_names_the_party_secretary_before_the_director(here, client):
    unit = build.accounts.unit(name="测试丁街道")
    for post, name in (("office_director", "吴主任"), ("party_secretary", "郑书记")):
        begin_term(
            unit=unit, post=post, full_name=name, from_on=date(2026, 1, 5), by=here.secadmin, at=build.at_on(PUBLISHED)
        )

    text = visible_text(sign_in(client, here.office).get(url("unit-list"), {"q": "测试丁街道"}))

    assert "党工委书记 郑书记 2026-01-05起任 办事处主任 吴主任 2026-01-05起任" in text
