"""The short forms on site: what matters first, one after another, with what was told last (R50, R82)."""

import pytest
import time_machine
from django.urls import reverse

from inspections.actions import findings
from inspections.models import FieldNote, Finding
from inspections.queries.findings import last_recorded
from records.forms import MAX_FILES_AT_ONCE
from records.models import EvidenceLink
from tests.inspections.builders import ENTERED, add_finding, at_on, on_site_round
from tests.records.builders import PDF, photo, upload

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(at_on(ENTERED), tick=False):
        yield


@pytest.fixture
def round_():
    return on_site_round()


def form_of(client, round_, user=None, noun="finding"):
    client.force_login(user or round_.here.member)
    answer = client.get(url_of(round_, noun))
    return answer.context["form"], answer.content.decode()


def url_of(round_, noun="finding") -> str:
    return reverse(f"inspections:{noun}-record", args=[round_.pk])


TYPED = {"kind": "general_hazard", "text": "通道堵塞", "found_on": ENTERED}


def test_photo_comes_first_and_the_rest_is_folded(client, round_):
    _form, page = form_of(client, round_)
    order = [page.index(f'name="{name}"') for name in ("evidence", "text", "subject_name", "kind", "topic_number")]
    assert order == sorted(order)
    assert page.index('name="topic_number"') < page.index('<details class="x-more">') < page.index('name="place"')
    assert '<details class="x-more" open>' not in page
    assert "照片和文件需要重新选择" not in page.split("<main")[1]


def test_what_is_wrong_below_a_fold_opens_it_and_nothing_typed_is_lost(client, round_):
    client.force_login(round_.here.member)
    answer = client.post(url_of(round_), TYPED | {"found_on": "嗯", "place": "东门"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count('<details class="x-more" open>') == 1
    assert "东门" in page and "通道堵塞" in page
    assert "照片和文件需要重新选择" in page.split("<main")[1]


@pytest.mark.parametrize("noun", ["finding", "note"])
def test_one_after_another(client, round_, noun):
    client.force_login(round_.here.member)
    typed = TYPED if noun == "finding" else {"text": "听取汇报", "method_number": 1, "on": ENTERED}
    answer = client.post(url_of(round_, noun), typed | {"again": "1"})
    assert answer.url == url_of(round_, noun)
    assert client.post(url_of(round_, noun), typed).url != url_of(round_, noun)


def test_body_and_topic_of_the_last_one_are_there_again(client, round_):
    add_finding(round_, subject_name="示例公司", topic_number=5)
    form, page = form_of(client, round_)
    assert (form["subject_name"].value(), form["topic_number"].value()) == ("示例公司", 5)
    assert "已按您上一条填入" in page
    add_finding(round_, topic_number=3)
    form, _page = form_of(client, round_)
    assert (form["subject_name"].value(), form["topic_number"].value()) == ("", 3)


def test_nothing_of_others_of_leads_and_of_what_was_taken_back(client, round_):
    here = round_.here
    add_finding(round_, by=here.leader, subject_name="组长的公司", topic_number=1)
    add_finding(round_, kind="lead", subject_name="线索公司", topic_number=2)
    gone = add_finding(round_, subject_name="写错公司", topic_number=3)
    findings.discard(finding=gone, by=here.member, on=ENTERED, at=at_on(ENTERED))
    assert last_recorded(round_, here.member) is None
    form, page = form_of(client, round_)
    assert not form["subject_name"].value() and not form["topic_number"].value()
    assert "已按您上一条填入" not in page


def test_method_and_topic_of_the_last_note_are_there_again(client, round_):
    client.force_login(round_.here.member)
    assert form_of(client, round_, noun="note")[0]["method_number"].value() is None
    client.post(url_of(round_, "note"), {"text": "调阅", "method_number": 3, "topic_number": 4, "on": ENTERED})
    assert FieldNote.objects.count() == 1
    form, _page = form_of(client, round_, noun="note")
    assert (form["method_number"].value(), form["topic_number"].value()) == ("3", 4)
    # A part of a method as the field offers it, so that it is chosen.
    FieldNote.objects.update(method_part=1)
    assert form_of(client, round_, noun="note")[0]["method_number"].value() == "3.1"
    assert form_of(client, round_, round_.here.leader, noun="note")[0]["method_number"].value() is None


def test_photos_of_camera_and_album_come_in_their_order(client, round_):
    client.force_login(round_.here.member)
    names = ["IMG_3.jpg", "IMG_1.jpg", "IMG_2.jpg"]
    files = [upload(photo(size=(20 + index, 9)), name) for index, name in enumerate(names)]
    assert client.post(url_of(round_), TYPED | {"evidence": files}).status_code == 302
    assert [link.name for link in EvidenceLink.objects.all()] == names


@pytest.mark.parametrize(("more", "status"), [(0, 302), (1, 422)])
def test_so_many_files_at_once_and_no_more(client, round_, more, status):
    client.force_login(round_.here.member)
    files = [upload(PDF + bytes([index]), f"{index}.pdf") for index in range(MAX_FILES_AT_ONCE + more)]
    answer = client.post(url_of(round_), TYPED | {"evidence": files})
    assert answer.status_code == status
    assert Finding.objects.count() == 1 - more


def test_upload_with_a_bar_is_told_where_to_go_on(client, round_):
    client.force_login(round_.here.member)
    answer = client.post(url_of(round_), TYPED, headers={"X-Upload": "1"})
    assert (answer.status_code, answer.has_header("Location")) == (204, False)
    assert answer["X-Location"] == Finding.objects.get().get_absolute_url()
    assert "已登记" in client.get(answer["X-Location"]).content.decode()

    assert client.post(url_of(round_), {}, headers={"X-Upload": "1"}).status_code == 422
    client.logout()
    answer = client.post(url_of(round_), TYPED, headers={"X-Upload": "1"})
    assert reverse("accounts:sign-in") in answer["X-Location"]
