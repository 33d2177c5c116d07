"""What the house tells people: in the house with the text, by mail without it."""

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.actions.messages import mark_read, notify
from accounts.models import Delegation, Message
from accounts.roles import Role
from core.actions.outbox import send_waiting
from core.links import Target
from core.models import OutboundMail
from tests.accounts.builders import delegation, person, sign_in

pytestmark = pytest.mark.django_db
LIST, READ_ALL = reverse("accounts:message-list"), reverse("accounts:message-read-all")
DELEGATIONS = reverse("accounts:delegation-list")


@pytest.fixture
def clerk():
    return person(Role.CUSTODIAN, username="clerk", email="clerk@example.org")


def tell(*people, at, **facts):
    return notify(recipients=people, at=at, **{"subject": "整改报告还剩3天"} | facts)


def told(user, at, **facts) -> Message:
    tell(user, at=at, **facts)
    return user.inbox.first()


def follow(client, message):
    return client.post(reverse("accounts:message-open", args=[message.pk]))


def test_notify_tells_each_person_once(at, clerk):
    assert tell(clerk, clerk, at=at) == 1
    assert (clerk.inbox.count(), clerk.outbound_mails.count()) == (1, 1)


def test_notify_skips_who_is_no_longer_active(at, clerk):
    gone = person(Role.OFFICE, email="gone@example.org", is_active=False)

    assert tell(clerk, gone, at=at) == 1
    assert not Message.objects.filter(recipient=gone).exists()
    assert not OutboundMail.objects.filter(recipient=gone).exists()


def test_notify_writes_no_mail_to_who_has_no_address(at):
    silent = person(Role.OFFICE)

    assert tell(silent, at=at) == 1
    assert silent.inbox.count() == 1
    assert not OutboundMail.objects.exists()


def test_mail_never_carries_the_text(at, clerk):
    tell(clerk, at=at, body="举报人张三住在光明路1号")

    assert send_waiting(at=at) == 1
    (letter,) = mail.outbox
    assert "整改报告还剩3天" in letter.subject
    assert "张三" not in letter.subject + letter.body
    assert OutboundMail.objects.get().body == ""
    assert clerk.inbox.get().body == "举报人张三住在光明路1号"


def test_mail_leads_to_the_place_in_the_house(at, clerk, settings):
    settings.PUBLIC_URL = "https://xuncha.example/"
    tell(clerk, at=at, about=delegation(clerk))

    send_waiting(at=at)

    assert f"https://xuncha.example{DELEGATIONS}" in mail.outbox[0].body


def test_mail_about_what_is_not_open_leads_to_the_door_alone(at, clerk, settings):
    settings.PUBLIC_URL = "https://xuncha.example/"
    tell(clerk, at=at, about=delegation(person(Role.COMMITTEE)))

    send_waiting(at=at)

    assert "https://xuncha.example/\n" in mail.outbox[0].body
    assert DELEGATIONS not in mail.outbox[0].body


def test_subject_of_any_length_is_kept(at, clerk):
    tell(clerk, at=at, subject="长" * 500)

    assert clerk.inbox.get().subject == "长" * 200


def test_list_shows_ones_own_messages_only(client, at, clerk):
    other = person(Role.OFFICE)
    told(clerk, at, subject="给我的")
    told(other, at, subject="给别人的")

    page = sign_in(client, clerk).get(LIST).content.decode()

    assert "给我的" in page
    assert "给别人的" not in page


def test_list_finds_by_words_and_by_unread(client, at, clerk):
    mark_read(message=told(clerk, at, subject="读过的"), at=at)
    told(clerk, at, subject="新来的")
    sign_in(client, clerk)

    def subjects(**query):
        return [message.subject for message in client.get(LIST, query).context["object_list"]]

    assert set(subjects()) == {"读过的", "新来的"}
    assert subjects(unread="1") == ["新来的"]
    assert subjects(q=" 读过 ") == ["读过的"]
    assert subjects(q="a\0b") == []


def test_message_about_what_is_no_longer_open_says_so(client, at, clerk):
    given = delegation(clerk)
    message = told(clerk, at, about=given)
    assert follow(sign_in(client, clerk), message).url == DELEGATIONS
    Delegation.objects.filter(pk=given.pk).update(taker=person(Role.COMMITTEE))

    answer = sign_in(client, clerk).post(reverse("accounts:message-open", args=[message.pk]), follow=True)

    assert answer.redirect_chain == [(LIST, 302)]
    assert "不再向您开放" in answer.content.decode()
    message.refresh_from_db()
    assert message.read_at


def test_list_is_empty_in_words(client, clerk):
    assert "没有消息" in sign_in(client, clerk).get(LIST).content.decode()


def test_opening_follows_the_message_and_counts_it_as_read(client, at, clerk):
    message = told(clerk, at, about=delegation(clerk))

    answer = follow(sign_in(client, clerk), message)

    assert (answer.status_code, answer.url) == (302, DELEGATIONS)
    message.refresh_from_db()
    assert message.read_at is not None


def test_opening_again_keeps_the_first_reading(client, at, clerk):
    message = mark_read(message=told(clerk, at), at=at)

    follow(sign_in(client, clerk), message)

    message.refresh_from_db()
    assert message.read_at == at


@pytest.mark.parametrize(
    "target",
    [Target("delegation", "ffffffff-ffff-ffff-ffff-ffffffffffff"), Target("no_such_thing", "1"), Target(), None],
)
def test_message_about_what_is_not_there_leads_back_to_the_list(client, at, clerk, target):
    assert follow(sign_in(client, clerk), told(clerk, at, about=target)).url == LIST


def test_list_links_what_is_open_and_names_the_rest(client, at, clerk):
    own, gone = told(clerk, at, about=delegation(clerk)), told(clerk, at, about=delegation(person(Role.COMMITTEE)))
    for message in (own, gone):
        mark_read(message=message, at=at)

    page = sign_in(client, clerk).get(LIST).content.decode()

    assert [reverse("accounts:message-open", args=[one.pk]) in page for one in (own, gone)] == [True, False]


def test_list_asks_no_more_for_more_messages(client, at, clerk):
    sign_in(client, clerk)

    def queries():
        with CaptureQueriesContext(connection) as seen:
            client.get(LIST)
        return len(seen)

    told(clerk, at, about=delegation(clerk))
    few = queries()
    for _each in range(10):
        told(clerk, at, about=delegation(clerk))
    assert queries() == few


def test_foreign_message_does_not_exist(client, at, clerk):
    message = told(person(Role.OFFICE), at)

    assert follow(sign_in(client, clerk), message).status_code == 404
    message.refresh_from_db()
    assert message.read_at is None


def test_message_is_opened_by_post_alone(client, at, clerk):
    """A link that marks things as read would be followed by every scanner of mails."""
    message = told(clerk, at)

    assert sign_in(client, clerk).get(reverse("accounts:message-open", args=[message.pk])).status_code == 405
    assert client.get(READ_ALL).status_code == 405


def test_read_all_reads_ones_own_alone(client, at, clerk):
    tell(clerk, at=at, subject="一")
    tell(clerk, at=at, subject="二")
    foreign = told(person(Role.OFFICE), at)

    assert sign_in(client, clerk).post(READ_ALL).url == LIST
    assert not clerk.inbox.filter(read_at=None).exists()
    foreign.refresh_from_db()
    assert foreign.read_at is None
