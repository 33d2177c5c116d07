"""Only what was not inspected can be left out, and what was said of it can be said better (R43)."""

import pytest
from django.urls import reverse

from core.refusals import IllegalMove
from inspections.actions import notes
from tests.inspections.builders import ENTERED, add_finding, at_on, on_site_round

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("R43")]


def left_out(round_, number, reason="辖区无此类情况"):
    return notes.leave_out(round=round_, topic_number=number, reason=reason, by=round_.here.member, at=at_on(ENTERED))


def test_covered_topic_is_neither_offered_nor_taken(client):
    round_ = on_site_round()
    add_finding(round_, topic_number=5)
    path = reverse("inspections:topic-leave-out", args=[round_.pk])
    client.force_login(round_.here.member)
    form = client.get(f"{path}?topic=5").context["form"]
    assert [number for number, _label in form.fields["topic_number"].choices] == [1, 2, 3, 4, 6, 7, 8, 9]
    assert form["topic_number"].value() == 1
    assert client.post(path, {"topic_number": 5, "reason": "无"}).status_code == 422
    with pytest.raises(IllegalMove, match="已有巡查记录或问题"):
        left_out(round_, 5)


def test_saved_reason_is_changed_from_where_it_stands(client):
    round_ = on_site_round()
    left_out(round_, 8)
    path = f"{reverse('inspections:topic-leave-out', args=[round_.pk])}?topic=8"
    client.force_login(round_.here.member)
    page = client.get(round_.get_absolute_url()).content.decode()
    assert f'辖区无此类情况 <a href="{path}">修改说明</a>' in page
    form = client.get(path).context["form"]
    assert (form["topic_number"].value(), form["reason"].value()) == (8, "辖区无此类情况")


def test_reason_is_offered_for_change_only_to_those_who_may(client):
    round_ = on_site_round()
    left_out(round_, 8)
    client.force_login(round_.here.office)
    page = client.get(round_.get_absolute_url()).content.decode()
    assert "辖区无此类情况" in page and "修改说明" not in page
