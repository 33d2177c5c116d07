"""Photos in a form in real Chromium: one list in its order, a bar while they go, nothing lost on the way."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from inspections.models import Finding, SubdistrictRound
from records.models import EvidenceLink
from tests.browser import chromium, page_of  # noqa: F401
from tests.inspections.builders import on_site_round
from tests.records.builders import photo

sync_api = pytest.importorskip("playwright.sync_api")
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def form(client):
    round_ = on_site_round()
    # The browser's clock is that of the machine.
    today = timezone.localdate()
    SubdistrictRound.objects.filter(pk=round_.pk).update(entered_on=today - timedelta(days=1))
    client.force_login(round_.here.member)
    return reverse("inspections:finding-record", args=[round_.pk])


def files(*names):
    return [
        {"name": name, "mimeType": "image/jpeg", "buffer": photo(size=(20 + index, 10 + len(name)))}
        for index, name in enumerate(names)
    ]


@pytest.fixture
def page(chromium, live_server, client, form):  # noqa: F811
    page = page_of(chromium, live_server, client, width=390, height=844)
    page.goto(live_server.url + form)
    yield page
    page.context.close()


def chosen(page) -> list[str]:
    return [words.split(" · ")[0] for words in page.locator(".x-photo-name").all_inner_texts()]


def test_what_is_chosen_at_several_times_is_one_list_and_sent_in_its_order(page):
    album, camera = page.locator("#id_evidence"), page.locator("#id_evidence_camera")
    album.set_input_files(files("b.jpg", "a.jpg"))
    camera.set_input_files(files("c.jpg"))
    album.set_input_files(files("d.jpg"))
    assert chosen(page) == ["1. b.jpg", "2. a.jpg", "3. c.jpg", "4. d.jpg"]
    page.click(".x-photo-chosen >> nth=1 >> button")
    assert chosen(page) == ["1. b.jpg", "2. c.jpg", "3. d.jpg"]

    page.fill("[name=text]", "通道堵塞")
    page.click("[name=again]")
    page.wait_for_selector("[role=status] .x-alert-ok")

    assert [link.name for link in EvidenceLink.objects.all()] == ["b.jpg", "c.jpg", "d.jpg"]
    assert page.input_value("[name=text]") == "", "stored, so nothing comes back"
    assert page.problems == []


def test_lost_network_keeps_the_page_with_all_that_was_chosen(page):
    page.locator("#id_evidence").set_input_files(files("a.jpg"))
    page.fill("[name=text]", "通道堵塞")
    page.context.set_offline(True)
    page.click(".x-form-foot [type=submit] >> nth=0")
    page.wait_for_selector(".x-sending.x-errors")
    assert "网络中断" in page.inner_text(".x-sending")
    assert chosen(page) == ["1. a.jpg"]

    page.context.set_offline(False)
    page.click(".x-form-foot [type=submit] >> nth=0")
    page.wait_for_url("**/findings/*/")

    assert Finding.objects.count() == EvidenceLink.objects.count() == 1


def test_refusal_shows_the_page_again_and_says_that_files_are_to_be_chosen_anew(page):
    page.locator("#id_evidence").set_input_files(files("a.jpg"))
    page.fill("[name=subject_name]", "示例公司")
    page.click(".x-form-foot [type=submit] >> nth=0")
    page.wait_for_selector("[data-error-summary]")
    assert page.input_value("[name=subject_name]") == "示例公司"
    assert "需要重新选择" in page.inner_text("main")
    page.fill("[name=text]", "通道堵塞")
    page.locator("#id_evidence").set_input_files(files("a.jpg"))
    page.click(".x-form-foot [type=submit] >> nth=0")
    page.wait_for_url("**/findings/*/")
    assert EvidenceLink.objects.count() == 1


def test_restored_draft_says_so_and_can_be_read(page):
    page.fill("[name=text]", "通道堵塞")
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    note = page.locator(".x-draft-note > div >> nth=0")
    assert "需要重新选择" in note.inner_text()
    assert note.bounding_box()["width"] > 250
    foot = page.locator(".x-form-foot").bounding_box()
    assert foot["y"] + foot["height"] <= 844, "within reach without scrolling"
    buttons = page.locator(".x-form-foot .btn:visible, .x-photo-ways .btn:visible").all()
    heights = [button.bounding_box()["height"] for button in buttons]
    assert len(heights) == 4 and min(heights) >= 44


def test_same_without_javascript(chromium, live_server, client, form):  # noqa: F811
    context = chromium.new_context(java_script_enabled=False)
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
    page = context.new_page()
    page.goto(live_server.url + form)
    page.locator("#id_evidence").set_input_files(files("b.jpg", "a.jpg"))
    page.fill("[name=text]", "通道堵塞")
    page.click(".x-form-foot [type=submit] >> nth=0")
    assert "/findings/" in page.url
    assert [link.name for link in EvidenceLink.objects.all()] == ["b.jpg", "a.jpg"]
    context.close()
