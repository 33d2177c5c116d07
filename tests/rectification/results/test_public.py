"""The page that anybody may read: what is published there, and nothing else (三(三)6, R73)."""

from dataclasses import fields

import pytest
from django.urls import reverse

from rectification.actions import announcements
from rectification.scenes import results as steps
from rectification.views.public import PublicPage, page_of
from tests.inspections.builders import at_on
from tests.rectification import builders as case_builders
from tests.rectification.hand_offs import builders as hand_offs
from tests.rectification.results import builders as b

pytestmark = pytest.mark.django_db
LIST = reverse("rectification:public-list")


def address(one) -> str:
    return reverse("rectification:public-detail", args=[one.token])


def when(day=b.ANNOUNCED):
    return {"on": day, "at": at_on(day)}


@pytest.mark.requirement("R73")
def test_published_announcement_is_read_without_signing_in(client):
    one = b.published()

    listed, page = client.get(LIST), client.get(address(one))

    assert one.title in listed.content.decode() and address(one) in listed.content.decode()
    text = page.content.decode()
    assert page.status_code == 200 and one.document.full_number in text and "一、巡查概况" in text
    assert page.headers["Cache-Control"] == "public, max-age=300"
    assert not page.cookies


@pytest.mark.parametrize("build", [b.composed, b.approved])
def test_what_is_not_published_is_not_there(client, build):
    one = build()
    assert client.get(address(one)).status_code == 404
    assert one.title not in client.get(LIST).content.decode()


def test_what_was_published_elsewhere_alone_is_not_there(client):
    one = b.approved()
    steps.published(one.here, one, on=b.ANNOUNCED, medium="website", url="https://example.invalid/")
    assert client.get(address(one)).status_code == 404


def test_ids_lead_nowhere(client):
    one = b.published()
    for key in (one.pk, one.round_id, one.document_id, one.token[:-1]):
        assert client.get(reverse("rectification:public-detail", args=[key])).status_code == 404


@pytest.mark.requirement("R73")
def test_withdrawn_and_corrected_ones_say_so_and_nothing_more(client):
    one = b.published()
    here, text = one.here, one.text.splitlines()[1]
    announcements.withdraw(announcement=one, reason="含有不宜公开的内容", by=here.office, **when())

    gone = client.get(address(one))

    words = gone.content.decode()
    assert gone.status_code == 410 and "本公告已撤回" in words
    assert text not in words and one.title not in words and "不宜公开" not in words
    assert one.title not in client.get(LIST).content.decode()

    new = announcements.correct(announcement=b.fresh(one), reason="更正", by=here.office, **when())
    new = steps.published(here, steps.approved(here, new, on=b.ANNOUNCED), on=b.ANNOUNCED)
    words = client.get(address(one)).content.decode()
    assert "本公告已由更正公告替代" in words and new.token in words


@pytest.mark.requirement("R73")
def test_corrected_one_that_stands_elsewhere_alone_is_not_led_to(client):
    one = b.published()
    new = announcements.correct(announcement=one, reason="更正", by=one.here.office, **when())
    new = steps.approved(one.here, new, on=b.ANNOUNCED)
    steps.published(one.here, new, on=b.ANNOUNCED, medium="website", url="https://example.invalid/")
    assert new.token not in client.get(address(one)).content.decode()


@pytest.mark.requirement("R73")
def test_complainant_data_can_never_reach_the_public_template(client):
    """The template is handed one flat shape of approved words; it has no place for anything else, and no model to ask.
    What was recorded of letters and calls, of leads and of conversations is in none of its fields."""
    assert {field.name for field in fields(PublicPage)} == {
        "title", "number", "issuer", "day", "state", "blocks", "url", "other_url",
    }  # fmt: skip
    hand_off = hand_offs.sent()
    here = case_builders.subdistrict_people(hand_off.here)
    case = case_builders.steps.issued(here, hand_off.round, on=hand_offs.SENT)
    note = case.round.notes.first()
    type(note).objects.filter(round=case.round).update(text="来电人张举报反映", people="张举报 13900002222")
    one = steps.composed(here, case.round, "feedback", on=hand_offs.RESULTED)
    announcements.list_words(
        announcement=one, words="张举报", kind="complainant", by=here.office, **when(hand_offs.RESULTED)
    )
    one = steps.approved(here, b.fresh(one), on=hand_offs.RESULTED)
    one = steps.published(here, one, on=hand_offs.RESULTED)

    page = client.get(address(one))

    assert set(page.context_data) <= {"page", "view"}
    assert type(page.context_data["page"]) is PublicPage
    for word in ("张举报", "13900002222", hand_offs.LEAD):
        assert word not in page.content.decode() and word not in str(page_of(one))


def test_file_stands_by_itself(client):
    one = b.approved()
    client.force_login(one.here.office)

    file = client.get(reverse("rectification:announcement-file", args=[one.pk]))

    text = file.content.decode()
    assert "attachment" in file.headers["Content-Disposition"]
    assert one.title in text and "<style>" in text and "max-width" in text
    assert "<link" not in text and "src=" not in text and "<script" not in text


def test_file_of_a_draft_is_not_there(client):
    one = b.composed()
    client.force_login(one.here.office)
    assert client.get(reverse("rectification:announcement-file", args=[one.pk])).status_code == 404


def test_empty_list_says_so_and_long_ones_are_turned(client, monkeypatch):
    assert "尚无公告" in client.get(LIST).content.decode()
    monkeypatch.setattr("rectification.views.public.ON_A_PAGE", 1)
    one = b.published()
    steps.announced(one.here, one.case.round, ["rectification"], on=b.ANNOUNCED)

    first, second = (client.get(LIST, {"page": page}).content.decode() for page in (1, 2))

    assert "?page=2" in first and "?page=1" in second
