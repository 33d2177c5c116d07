"""四(二)二: checks on site are recorded; a stay that ends without sound or film says why (R82)."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from core.refusals import IllegalMove
from inspections.actions import rounds
from inspections.forms.rounds import EndForm
from inspections.papers.report import generated_overview
from inspections.queries.recordings import recordings_of
from inspections.scenes import steps
from records.actions.evidence import attach_all
from records.scenes import photo
from tests.inspections.builders import ENDED, ENTERED, add_finding, at_on, on_site_round

pytestmark = pytest.mark.django_db
SOUND = {"mp3": b"ID3\x03\x00" + bytes(300), "mp4": b"\0\0\0\x20ftypisom\0\0\2\0isomiso2avc1mp41" + bytes(50)}


def recording(name):
    return SimpleUploadedFile(name, SOUND[name.rpartition(".")[2]])


def end(round_, **facts):
    return rounds.end(round=round_, by=round_.here.leader, on=ENDED, at=at_on(ENDED), **facts)


@pytest.mark.requirement("R82")
def test_on_site_check_that_ends_without_a_recording_says_why_and_the_report_prints_it():
    round_ = on_site_round()
    with pytest.raises(IllegalMove, match="录音录像") as refusal:
        end(round_, no_recording_reason=" ")
    assert refusal.value.field == "no_recording_reason"

    ended = end(round_, no_recording_reason="执法记录仪故障")

    assert ended.no_recording_reason == "执法记录仪故障"
    report = steps.report_drafted(round_.here, ended, by=round_.here.leader, on=ENDED)
    assert "现场检查未留存录音录像，原因：执法记录仪故障" in list(generated_overview(report))


@pytest.mark.requirement("R82")
@pytest.mark.parametrize("name", ["检查录像.mp4", "座谈录音.mp3"])
def test_sound_or_film_kept_with_the_round_needs_no_reason(name):
    round_ = on_site_round()
    ended = end(round_, no_recording_reason="x", evidence=[recording(name)])
    assert ended.no_recording_reason == ""
    assert recordings_of(ended).get().name == name


@pytest.mark.requirement("R82")
def test_photo_alone_is_no_recording_and_the_form_asks_until_there_is_one():
    round_ = on_site_round()
    finding = add_finding(round_, by=round_.here.member)
    facts = {"subject": finding, "scope": round_.scope, "by": round_.here.member, "at": at_on(ENTERED)}
    attach_all(uploads=[photo()], **facts)
    with pytest.raises(IllegalMove, match="录音录像"):
        end(round_, no_recording_reason="")
    asked = EndForm.arguments(round_, user=round_.here.leader, today=ENDED)
    assert "no_recording_reason" in EndForm(**asked).fields
    attach_all(uploads=[recording("检查录像.mp4")], **facts)
    asked = EndForm.arguments(round_, user=round_.here.leader, today=ENDED)
    assert "no_recording_reason" not in EndForm(**asked).fields
