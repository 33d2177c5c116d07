"""Pages of follow-up checks: for the round's own people alone, told from both sides, with the form keeping what was
typed."""

import pytest
from django.urls import reverse

from inspections.scenes import steps
from records.scenes import photo
from rectification.scenes import follow_ups as scene
from tests.accounts.builders import sign_in
from tests.rectification.follow_ups.builders import ENTERED, SEEN, checks_of, drawn_round, later_round

pytestmark = pytest.mark.django_db


def text_of(client, thing, **data):
    url = thing if isinstance(thing, str) else thing.get_absolute_url()
    response = client.get(url, data)
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def drawn():
    return drawn_round()


def test_list_is_searched_filtered_and_exported(client, drawn):
    here, first = drawn.here, checks_of(drawn)[0]
    scene.held(here, first, by=here.member, on=SEEN)
    sign_in(client, here.office)
    url = reverse("rectification:follow-up-list")

    assert text_of(client, url).count("回头看") > 0
    assert len(client.get(url, {"status": "held"}).context["object_list"]) == 1
    assert len(client.get(url, {"kind": "major_hazard"}).context["object_list"]) == 1
    assert len(client.get(url, {"q": first.key}).context["object_list"]) == 1
    assert len(client.get(url, {"unit": here.other_subdistrict.pk}).context["object_list"]) in (0, 3)
    assert client.get(url, {"export": "csv"}).status_code in (200, 302)


def test_the_subdistrict_and_strangers_know_of_none(client, drawn):
    check = checks_of(drawn)[0]
    for person in (drawn.here.principal, drawn.here.stranger):
        sign_in(client, person)
        assert client.get(check.get_absolute_url()).status_code in (403, 404)
        assert client.get(check.draw.get_absolute_url()).status_code in (403, 404)
    sign_in(client, drawn.here.principal)
    assert "回头看" not in text_of(client, check.item)


def test_draw_page_says_that_it_comes_out_the_same(client, drawn):
    sign_in(client, drawn.here.leader)
    draw = checks_of(drawn)[0].draw

    shown = text_of(client, draw)

    assert "结果与当时一致" in shown
    assert draw.seed in shown
    assert "全部纳入" in shown


def test_draw_page_says_when_the_record_was_changed(client, drawn):
    draw = checks_of(drawn)[0].draw
    type(draw).objects.filter(pk=draw.pk).update(seed="changed", share=10, number=None)
    sign_in(client, drawn.here.leader)

    shown = text_of(client, draw)

    assert "记录被改动过" in shown
    assert "其余按10%的比例随机抽取" in shown


def test_form_of_the_draw_asks_one_of_number_and_share_and_keeps_what_was_typed(client):
    round_ = later_round()
    sign_in(client, round_.here.office)
    url = reverse("rectification:follow-up-draw", args=[round_.pk])
    shown = client.get(url)
    assert "2026年第1轮" in shown.content.decode()
    typed = {"rounds": [round_.earlier.round_id], "on": "2026-08-25", "version": round_.version}

    both = client.post(url, typed | {"number": "2", "share": "30"})
    neither = client.post(url, typed)

    assert (both.status_code, neither.status_code) == (422, 422)
    assert "数量和比例只能填一项" in both.content.decode()
    assert 'value="30"' in both.content.decode()
    assert "二选一" in neither.content.decode()
    wrong = client.post(url, typed | {"number": "-1"})
    assert wrong.status_code == 422


def test_drawn_on_the_page(client):
    round_ = later_round()
    sign_in(client, round_.here.office)
    page = client.get(round_.get_absolute_url()).content.decode()
    assert "抽取回头看事项" in page
    url = reverse("rectification:follow-up-draw", args=[round_.pk])

    client.post(url, {"rounds": [round_.earlier.round_id], "share": "50", "on": "2026-08-25"})

    assert len(checks_of(round_)) == 3
    assert "共抽取3项" in text_of(client, round_)


def test_recorded_on_the_page_with_photos(client, drawn):
    first, second, third = checks_of(drawn)
    sign_in(client, drawn.here.member)
    assert "到现场核查并登记结果" in text_of(client, first)
    when = {"on": SEEN.isoformat()}

    client.post(
        reverse("rectification:follow-up-hold", args=[first.pk]), when | {"words": "完好", "evidence": [photo()]}
    )
    client.post(
        reverse("rectification:follow-up-come-back", args=[second.pk]),
        when | {"words": "又堵了", "text": "通道再次堵塞", "place": "一楼", "evidence": [photo()]},
    )
    client.post(
        reverse("rectification:follow-up-pass-over", args=[third.pk]),
        when | {"words": "大门上锁", "hindrance": "shut"},
    )

    assert [check.status for check in checks_of(drawn)] == ["held", "came_back", "not_checked"]
    assert "照片和材料" in text_of(client, first) or "gallery" in text_of(client, first)
    back = checks_of(drawn)[1]
    assert "通道再次堵塞" in text_of(client, back)
    assert "现场无人或停业" in text_of(client, third)


def test_both_findings_tell_of_each_other(client, drawn):
    here, check = drawn.here, checks_of(drawn)[0]
    sign_in(client, here.office)
    assert "已抽中，待开展回头看" in text_of(client, check.item.finding)

    back = scene.came_back(here, check, by=here.member, on=SEEN)

    new = text_of(client, back.finding)
    assert "第2次发现" in new
    assert check.key in new
    for earlier in (check.item.finding, check.item):
        shown = text_of(client, earlier)
        assert "问题重现：2026年9月3日在" in shown


def test_earlier_finding_says_that_it_held(client, drawn):
    here, check = drawn.here, checks_of(drawn)[0]
    scene.held(here, check, by=here.member, on=SEEN)
    sign_in(client, here.office)

    assert "能够核查的均保持整改" in text_of(client, check.item.finding)


def test_end_of_fieldwork_names_what_is_left(client, drawn):
    sign_in(client, drawn.here.leader)

    shown = text_of(client, reverse("inspections:round-end", args=[drawn.pk]))

    assert "回头看第1项未登记结果" in shown


def test_without_anything_closed_before_no_draw_is_offered(client):
    round_ = later_round()
    sign_in(client, round_.here.office)

    assert "抽取回头看事项" not in text_of(client, round_.earlier.round)


def test_entered_round_offers_the_draw_to_its_leader_alone(client):
    round_ = later_round()
    here = round_.here
    steps.entered(here, round_, by=here.leader, on=ENTERED)
    sign_in(client, here.member)
    assert "抽取回头看事项" not in text_of(client, round_)
