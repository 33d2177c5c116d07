"""A topic without record and reason says what is so at this point of the round, not what could once be done."""

import pytest
import time_machine
from django.urls import reverse

from inspections.actions import rounds
from inspections.presenters.coverage import count_lacking, topic_cells
from tests.accounts.builders import sign_in
from tests.inspections import builders as b

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("R43")]


def cancelled_round():
    round_ = b.notified_round()
    here = round_.here
    round_ = rounds.cancel(round=round_, reason="改期", by=here.office, on=b.ENTERED, at=b.at_on(b.ENTERED))
    round_.here = here
    return round_


def ended_without_notes():
    round_ = b.on_site_round()
    here = round_.here
    round_ = rounds.end(no_recording_reason="留有照片", round=round_, by=here.leader, on=b.ENDED, at=b.at_on(b.ENDED))
    round_.here = here
    return round_


@pytest.mark.parametrize(
    ("make", "said", "signal", "lacking"),
    [
        (b.notified_round, "未开始", "", 0),
        (cancelled_round, "已取消", "", 0),
        (b.on_site_round, "待补充", "near", 9),
        (ended_without_notes, "无记录", "near", 9),
        (b.approved_report, "无记录", "normal", 0),
    ],
)
def test_state_of_a_topic_follows_the_round(client, make, said, signal, lacking):
    made = make()
    round_, here = getattr(made, "round", made), made.here
    cells = topic_cells(round_)

    assert count_lacking(cells) == lacking
    open_ones = {(cell.said, cell.signal) for cell in cells if not cell.topic.is_covered and not cell.reason}
    assert open_ones == ({(said, signal)} if lacking or round_.status in ("notified", "cancelled") else set())
    with time_machine.travel(b.at_on(b.APPROVED), tick=False):
        page = sign_in(client, here.office).get(reverse("inspections:note-list", args=[round_.pk])).content.decode()
    assert ("待补充" in page) == (said == "待补充")
    assert (said in page) == bool(open_ones)


def test_reason_is_offered_only_while_one_may_be_given(client):
    round_ = ended_without_notes()
    page = sign_in(client, round_.here.leader).get(reverse("inspections:note-list", args=[round_.pk]))
    assert reverse("inspections:topic-leave-out", args=[round_.pk]) not in page.content.decode()


def test_team_is_counted_as_it_stands_and_apart_from_those_who_left(client):
    round_ = b.on_site_round()
    shown = sign_in(client, round_.here.office).get(round_.get_absolute_url()).content.decode()
    assert "已离组" not in shown and "现有" in shown
    member = round_.team.memberships.exclude(role="leader").first()
    type(member).objects.filter(pk=member.pk).update(to_on=b.ENTERED, end_reason="调离")
    serving = round_.team.memberships.exclude(from_on=None).count() - 1

    left = sign_in(client, round_.here.office).get(round_.get_absolute_url()).content.decode()

    assert f"现有{serving}人，另有1人已离组" in " ".join(left.split()).replace("人 ，", "人，")
