"""Who is told of wrong passwords, and who unlocks (ADR 21)."""

import pytest
from django.urls import reverse

from accounts.actions import brakes
from accounts.brakes import MINUTE, OLD_PASSWORD
from accounts.models import Brake, User
from accounts.roles import Role
from accounts.tasks import forget_brakes
from core.models import AuditEvent, OutboundMail
from core.refusals import IllegalMove, NotAllowed
from tests.accounts.builders import PASSWORD, person, security_admin, sign_in, unit
from tests.accounts.guessing import AT, HERE, SIGN_IN, right, tried, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk():
    return person(Role.OFFICE, unit("office", "测试安委办"), "clerk")


def events(verb):
    return list(AuditEvent.objects.filter(verb=verb).order_by("id"))


# --- Who is told -------------------------------------------------------------------------------------------------


def test_person_is_told_at_the_next_sign_in(client, clerk):
    typed(client, "clerk", PASSWORD)
    client.logout()
    for _number in range(3):
        typed(client, "clerk")
    client.post(SIGN_IN, {"username": "clerk", "password": PASSWORD})

    assert "输错密码3次" in client.get(reverse("accounts:message-list")).content.decode()


def test_person_whose_password_nobody_tried_is_told_nothing(client, clerk):
    typed(client, "clerk")
    typed(client, "clerk", PASSWORD)
    client.logout()

    assert typed(client, "clerk", PASSWORD).status_code == 302
    assert "输错密码" not in client.get(reverse("accounts:message-list")).content.decode()


def test_security_administrator_and_owner_are_told_once_a_lock(clerk):
    admin = security_admin()
    clerk.email = admin.email = "x@example.invalid"
    clerk.save(update_fields=["email"])
    admin.save(update_fields=["email"])
    for minutes in (0, 0, 0, 0, 0, 0, 1, 3, 7):
        tried("clerk", minutes=minutes)

    (to_admin,), (to_owner,) = admin.inbox.all(), clerk.inbox.all()
    assert clerk.username in to_admin.body
    assert HERE in to_admin.body
    assert "不是本人操作" in to_owner.body
    # Mail leaves the house in the clear: it names nobody.
    assert not OutboundMail.objects.filter(subject__icontains="clerk").exists()
    assert [event.new["minutes"] for event in events("brake.close")] == [1, 2, 4, 8]
    assert {event.target_id for event in events("brake.close")} == {str(clerk.pk)}
    assert events("brake.close")[0].new["from"] == HERE


def test_locked_address_is_told_to_the_security_administrator():
    admin = security_admin()
    for number in range(30):
        tried(f"name{number}")

    (told,) = admin.inbox.all()
    assert HERE in told.body
    (event,) = events("brake.close")
    assert (event.target_kind, event.new["wrong"]) == ("brake", 30)


def test_lock_of_a_name_nobody_has_tells_nobody_of_the_name():
    for _number in range(5):
        tried("nobody")

    assert not security_admin().inbox.exists()
    (event,) = events("brake.close")
    assert (event.target_kind, "nobody" in f"{event.new}{event.old}{event.actor_name}") == ("brake", False)


def test_messages_are_in_the_language_of_the_house(client, clerk):
    for _number in range(5):
        typed(client, "clerk", headers={"Accept-Language": "en"})

    assert "锁定" in clerk.inbox.get().body


# --- Unlocking ---------------------------------------------------------------------------------------------------


def locked(client, *names):
    for name in names:
        for _number in range(5):
            typed(client, name)


def test_security_administrator_unlocks_an_account(client, clerk):
    locked(client, "clerk", "nobody")
    admin = sign_in(client, security_admin())
    page = admin.get(reverse("accounts:brake-list"))
    assert [str(brake) for brake in page.context["object_list"]] == [f"{clerk.full_name}（clerk）"]
    assert "nobody" not in page.content.decode()
    brake = clerk.brakes.get()

    told = admin.get(reverse("accounts:brake-release", args=[brake.pk]))
    answer = admin.post(reverse("accounts:brake-release", args=[brake.pk]), follow=True)

    assert "解除锁定" in told.content.decode()
    assert answer.redirect_chain[-1][0] == reverse("accounts:brake-list")
    assert not answer.context["object_list"]
    (event,) = events("brake.release")
    assert (event.actor_id, event.target_id, event.old) == (security_admin().pk, str(clerk.pk), {"wrong": 5})
    admin.logout()
    assert typed(client, "clerk", PASSWORD).status_code == 302


def test_address_is_unlocked_on_the_same_page(client):
    for number in range(30):
        typed(client, f"name{number}")
    brake = Brake.objects.exclude(address="").get()

    sign_in(client, security_admin()).post(reverse("accounts:brake-release", args=[brake.pk]))

    assert not Brake.objects.exclude(address="").exists()
    assert events("brake.release")[0].target_kind == "brake"


def test_page_of_a_locked_account_has_the_button(client, clerk):
    admin = sign_in(client, security_admin())
    page = reverse("accounts:user-edit", args=[clerk.pk])
    assert "解除锁定" not in admin.get(page).content.decode()

    locked(type(client)(), "clerk")

    buttons = admin.get(page).context["actions"]
    assert reverse("accounts:brake-release", args=[clerk.brakes.get().pk]) in {button.url for button in buttons}
    # What takes away stands last.
    assert buttons[-1].kind == "danger"


def test_what_has_opened_by_itself_is_not_unlocked(clerk):
    for _number in range(5):
        tried("clerk")

    with pytest.raises(IllegalMove):
        brakes.release(brake=clerk.brakes.get(), by=security_admin(), at=AT + MINUTE)


def test_nobody_else_unlocks(clerk):
    for _number in range(5):
        tried("clerk")

    with pytest.raises(NotAllowed):
        brakes.release(brake=clerk.brakes.get(), by=clerk, at=AT)


def test_new_password_from_the_security_administrator_unlocks(client, clerk):
    locked(client, "clerk")
    admin = sign_in(client, security_admin())
    fresh = {"password": "Linshi-mima-88", "password_again": "Linshi-mima-88", "version": 1}

    assert admin.post(reverse("accounts:user-reset-password", args=[clerk.pk]), fresh).status_code == 302

    admin.logout()
    assert typed(client, "clerk", "Linshi-mima-88").status_code == 302


def test_nightly_task_drops_what_counts_no_longer(clerk):
    for number in range(30):
        tried(f"name{number}")
    tried("clerk", minutes=-60, address="192.0.2.9")

    assert brakes.forget_brakes(at=AT + MINUTE * 60) == 2
    assert Brake.objects.count() == 31
    assert forget_brakes() == 31


def test_what_is_locked_is_not_dropped(clerk):
    for _number in range(5):
        tried("clerk")
    Brake.objects.filter(user=clerk).update(counts_until=AT)

    brakes.forget_brakes(at=AT)

    assert right("clerk") == 60


# --- The old password, at a desk that was left open --------------------------------------------------------------


def test_old_password_is_not_guessed_at_a_desk_left_open(client, clerk):
    change = reverse("accounts:password-change")
    fresh = {"new_password1": "Xinmima-2026-a", "new_password2": "Xinmima-2026-a"}
    inside = sign_in(client, clerk)

    codes = [inside.post(change, fresh | {"old_password": "wrong"}).status_code for _number in range(7)]
    answer = inside.post(change, fresh | {"old_password": PASSWORD})

    assert codes == [422] * 5 + [429] * 2
    assert answer.status_code == 429
    assert "输错次数过多" in answer.content.decode()
    assert User.objects.get(pk=clerk.pk).check_password(PASSWORD)
    assert clerk.brakes.get().kind == OLD_PASSWORD.name
    assert clerk.inbox.exists()
