"""Only what was not inspected can be left out, and what was said of it can be said better (R43)."""

import pytest
from django.urls import reverse

from core.models import AuditEvent
from core.refusals import IllegalMove
from inspections.actions import notes
from tests.inspections.builders import ENTERED, add_finding, at_on, on_site_round

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("R43")]


def left_out(round_, number, reason="辖区无此类情况"):
    return notes.leave_out(round=round_, topic_number=number, reason=reason, by=round_.here.member, at=at_on(ENTERED))


def opened(client, round_, topic=""):
    """The address of the form and the form, as the member gets it."""
    path = reverse("inspections:topic-leave-out", args=[round_.pk]) + topic
    client.force_login(round_.here.member)
    return path, client.get(path).context["form"]


def ticked(form) -> list[str]:
    return [row.chosen.name for row in form.rows if row.chosen.value()]


def test_covered_topic_is_neither_offered_nor_taken(client):
    round_ = on_site_round()
    add_finding(round_, topic_number=5)
    path, form = opened(client, round_, "?topic=5")
    open_ones = [f"topic-{number}" for number in (1, 2, 3, 4, 6, 7, 8, 9)]
    assert [row.chosen.name for row in form.rows] == ticked(form) == open_ones
    assert client.post(path, {"topic-5": "on", "reason-5": "无"}).status_code == 422
    with pytest.raises(IllegalMove, match="已有巡查记录或问题"):
        left_out(round_, 5)
    assert not round_.topic_reasons.exists()


def test_reasons_of_several_topics_are_said_at_once_each_with_its_event(client):
    round_ = on_site_round()
    path, _form = opened(client, round_)
    typed = {
        "reason": "本轮未安排",
        "topic-7": "on",
        "topic-8": "on",
        "reason-8": "近三年无事故",
        "reason-9": "无其他部署",
    }

    response = client.post(path, typed)

    assert response.headers["Location"] == f"{round_.get_absolute_url()}#coverage"
    said = {7: "本轮未安排", 8: "近三年无事故", 9: "无其他部署"}
    assert dict(round_.topic_reasons.values_list("topic_number", "reason")) == said
    events = AuditEvent.objects.filter(verb="topic.leave_out")
    assert {event.new["topic"]: event.reason for event in events} == said


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"topic-7": "on", "topic-8": "on", "reason-7": "本轮未安排"}, "reason-8"),
        ({"topic-7": "on", "reason": "  "}, "reason-7"),
        ({}, "reason"),
    ],
)
def test_chosen_topic_without_a_reason_is_named_at_its_field_and_nothing_is_kept(client, typed, field):
    round_ = on_site_round()
    path, _form = opened(client, round_)

    response = client.post(path, typed)

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert not round_.topic_reasons.exists()


def test_reasons_are_all_kept_or_none():
    round_ = on_site_round()
    add_finding(round_, topic_number=5)
    here = {"round": round_, "by": round_.here.member, "at": at_on(ENTERED)}

    for reasons in ({4: "无", 5: "无"}, {4: "无", 6: " "}, {}, {4: "无", 99: "无"}):
        with pytest.raises(IllegalMove):
            notes.leave_out_several(reasons=reasons, **here)

    assert not round_.topic_reasons.exists()


def test_form_of_all_open_topics_leaves_alone_what_was_answered(client):
    round_ = on_site_round()
    left_out(round_, 8)

    path, form = opened(client, round_)
    page = client.get(round_.get_absolute_url()).content.decode()

    assert "topic-8" not in ticked(form) and len(ticked(form)) == 8
    assert f'href="{path}"' in page and "说明8项未涉及的原因" in page


def test_saved_reason_is_changed_from_where_it_stands(client):
    round_ = on_site_round()
    left_out(round_, 8)
    path = f"{reverse('inspections:topic-leave-out', args=[round_.pk])}?topic=8"
    client.force_login(round_.here.member)
    page = client.get(round_.get_absolute_url()).content.decode()
    assert f'辖区无此类情况 <a href="{path}">修改说明</a>' in page
    form = client.get(path).context["form"]
    assert (ticked(form), form["reason-8"].value()) == (["topic-8"], "辖区无此类情况")
    client.post(path, {"reason-8": "辖区近三年无此类情况"})
    assert round_.topic_reasons.get().reason == "辖区近三年无此类情况"


def test_reason_is_offered_for_change_only_to_those_who_may(client):
    round_ = on_site_round()
    left_out(round_, 8)
    client.force_login(round_.here.office)
    page = client.get(round_.get_absolute_url()).content.decode()
    assert "辖区无此类情况" in page and "修改说明" not in page
