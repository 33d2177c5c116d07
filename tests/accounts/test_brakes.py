"""Nobody tries passwords until one fits (ADR 21)."""

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.urls import reverse

from accounts.actions import brakes
from accounts.brakes import LONGEST, MINUTE, OLD_PASSWORD, SIGN_IN_ACCOUNT, SIGN_IN_ADDRESS, network_of
from accounts.models import Brake, User
from accounts.roles import Role
from accounts.tasks import forget_brakes
from core.models import AuditEvent, OutboundMail
from core.refusals import IllegalMove, NotAllowed
from tests.accounts.builders import PASSWORD, person, security_admin, sign_in, unit
from tests.accounts.guessing import AT, HERE, SIGN_IN, right, tried, typed
from tests.races import run_at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk():
    return person(Role.OFFICE, unit("office", "测试安委办"), "clerk")


def events(verb):
    return list(AuditEvent.objects.filter(verb=verb).order_by("id"))


# --- Guessing at one account -------------------------------------------------------------------------------------


def test_right_password_after_120_wrong_ones_in_a_minute_does_not_open(client, clerk):
    codes = [typed(client, "clerk", f"guess-{number}").status_code for number in range(120)]

    assert codes == [422] * 5 + [429] * 115
    answer = typed(client, "clerk", PASSWORD)
    assert answer.status_code == 429
    assert "_auth_user_id" not in client.session
    assert len(events("user.sign_in_failed")) == 5
    assert 0 < int(answer.headers["Retry-After"]) <= 60


def test_locked_door_says_how_long_and_whom_to_ask(client, clerk):
    for _number in range(5):
        typed(client, "clerk")

    told = typed(client, "clerk", PASSWORD).content.decode()

    assert "输错次数过多" in told
    assert "1分钟" in told
    assert "安全管理员" in told


def test_wait_doubles_to_an_hour():
    waits = [SIGN_IN_ACCOUNT.wait(wrong) // MINUTE for wrong in range(1, 14)]

    assert waits == [0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60]
    assert SIGN_IN_ACCOUNT.wait(100_000) == LONGEST


def test_each_wrong_try_after_the_wait_locks_for_longer(clerk):
    for _number in range(5):
        assert tried("clerk") == "wrong"

    assert tried("clerk", minutes=0.5) == 30
    assert tried("clerk", minutes=1) == "wrong"
    assert right("clerk", minutes=2.5) == 30
    assert tried("clerk", minutes=3) == "wrong"
    assert right("clerk", minutes=3) == 240


def test_right_password_after_the_wait_opens_and_counting_begins_anew(clerk):
    for _number in range(5):
        tried("clerk")

    assert right("clerk", minutes=1) == "in"

    assert [tried("clerk", minutes=2) for _number in range(5)] == ["wrong"] * 5
    assert right("clerk", minutes=2) == 60


def test_tries_of_the_day_before_count_no_longer(clerk):
    for _number in range(4):
        tried("clerk")

    assert [tried("clerk", minutes=24 * 60) for _number in range(4)] == ["wrong"] * 4
    assert right("clerk", minutes=24 * 60) == "in"


def test_slow_guessing_is_locked_as_well(clerk):
    """One try every two hours is below no window."""
    found = [tried("clerk", minutes=120 * number) for number in range(6)]

    assert found == ["wrong"] * 6
    assert Brake.objects.get(kind=SIGN_IN_ACCOUNT.name).wrong == 6


@pytest.mark.parametrize("written", ["Clerk", "CLERK", " clerk ", "ｃｌｅｒｋ"])
def test_name_is_one_however_it_is_written(client, clerk, written):
    for _number in range(5):
        typed(client, written)

    assert typed(client, "clerk", PASSWORD).status_code == 429


def test_blank_form_is_no_try(client, clerk):
    for _number in range(40):
        typed(client, "clerk", "")

    assert not Brake.objects.exists()


def test_guessing_at_one_account_leaves_the_others_alone(clerk):
    person(Role.OFFICE, username="other")
    for _number in range(7):
        tried("clerk")

    assert right("other") == "in"


@pytest.mark.django_db(transaction=True)
def test_many_tries_at_once_are_no_more_than_as_many_in_a_row():
    person(Role.OFFICE, username="clerk")

    found = run_at_once(lambda number: tried("clerk", f"guess-{number}"), threads=20)

    assert sorted(map(str, found)) == sorted(["wrong"] * 5 + ["60"] * 15)


# --- Nothing is learned of who has an account --------------------------------------------------------------------


def test_unknown_names_and_closed_accounts_are_locked_in_the_same_words(client, clerk, settings):
    person(Role.OFFICE, username="gone", is_active=False)
    settings.TRUSTED_PROXIES = 1
    told = {}

    for number, name in enumerate(("clerk", "nobody", "gone")):
        from_here = {"headers": {"X-Forwarded-For": f"192.0.2.{number}"}}
        answers = [typed(client, name, **from_here) for _number in range(6)]
        answers.append(typed(client, name, PASSWORD, **from_here))
        told[name] = [
            (answer.status_code, str(answer.context["form"].non_field_errors()), "Retry-After" in answer.headers)
            for answer in answers
        ]

    assert told["clerk"] == told["nobody"] == told["gone"]
    assert [code for code, _words, _header in told["clerk"]] == [422] * 5 + [429] * 2


def test_what_was_typed_is_kept_nowhere(client, clerk):
    for _number in range(6):
        typed(client, "Secret-password-9", "Secret-password-9")

    kept = [*Brake.objects.values_list(), *AuditEvent.objects.values_list()]
    assert len(kept) == 3
    assert "secret-password" not in str(kept).lower()


def test_locked_door_costs_as_much_as_a_wrong_password(client, clerk, monkeypatch):
    hashed, encode = [], MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda self, *args: hashed.append(args) or encode(self, *args))
    for name in ("clerk", "nobody"):
        for _number in range(6):
            typed(client, name)

    assert len(hashed) == 12


# --- Guessing from one address -----------------------------------------------------------------------------------


def test_many_accounts_from_one_address_lock_the_address(clerk):
    assert [tried(f"name{number}") for number in range(30)] == ["wrong"] * 30

    assert tried("name31") == 60
    assert right("clerk") == 60
    assert right("clerk", address="192.0.2.8") == "in"
    assert right("clerk", minutes=1) == "in"


def test_address_grows_its_wait_as_well(clerk):
    for number in range(30):
        tried(f"name{number}")

    assert tried("name31", minutes=1) == "wrong"
    assert right("clerk", minutes=2) == 60


def test_right_passwords_of_an_office_do_not_count(clerk):
    assert {right("clerk") for _number in range(50)} == {"in"}
    assert Brake.objects.get(kind=SIGN_IN_ADDRESS.name).wrong == 0


def test_account_of_ones_own_does_not_forgive_the_address(clerk):
    """Who has an account cannot guess at the others' for ever by signing in between."""
    for number in range(29):
        tried(f"name{number}")
        assert right("clerk") == "in"

    assert tried("name29") == "wrong"
    assert right("clerk") == 60


def test_address_is_forgotten_after_an_hour(clerk):
    for number in range(29):
        tried(f"name{number}")

    assert [tried(f"other{number}", minutes=60) for number in range(29)] == ["wrong"] * 29


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("unknown", "unknown"),
        ("", ""),
    ],
)
def test_one_machine_is_one_address(address, counted):
    assert network_of(address) == counted


def test_forged_header_makes_no_other_address(client, clerk):
    for number in range(30):
        typed(client, f"name{number}", headers={"X-Forwarded-For": f"192.0.2.{number}"})

    assert typed(client, "clerk", PASSWORD, headers={"X-Forwarded-For": "192.0.2.99"}).status_code == 429


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

    shown = admin.get(page)
    assert reverse("accounts:brake-release", args=[clerk.brakes.get().pk]) in {
        button.url for button in shown.context["actions"]
    }


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
