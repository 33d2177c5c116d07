"""Nobody tries passwords until one fits (ADR 21)."""

import re
import time

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher

from accounts.actions import sign_in as door
from accounts.brakes import LONGEST, MINUTE, SIGN_IN_ACCOUNT, SIGN_IN_ADDRESS, network_of
from accounts.models import Brake
from accounts.roles import Role
from core.models import AuditEvent
from tests.accounts.builders import PASSWORD, person, unit
from tests.accounts.guessing import right, tried, typed
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


def test_account_has_one_brake_however_its_name_is_written(client, clerk):
    """Also where the database finds an account by more spellings than folding makes one."""
    for name in ("clerk", "CLERK", " Clerk", "cLerk", "clerK"):
        typed(client, name)

    assert typed(client, "ClErK", PASSWORD).status_code == 429
    assert Brake.objects.filter(kind=SIGN_IN_ACCOUNT.name).count() == 1


def test_name_that_nobody_has_is_no_ones_brake(client, clerk):
    for _number in range(5):
        typed(client, f"account {clerk.pk}")

    assert typed(client, "clerk", PASSWORD).status_code == 302


def test_locked_door_says_how_long_and_whom_to_ask(client, clerk):
    for _number in range(5):
        typed(client, "clerk")

    told = typed(client, "clerk", PASSWORD).content.decode()

    assert re.search(r"<h2>\s*暂时锁定\s*</h2>", told)
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
def test_many_tries_at_once_are_no_more_than_as_many_in_a_row(monkeypatch):
    """Also while the first passwords are still being looked at, which takes its time with a real hash."""
    person(Role.OFFICE, username="clerk")
    looked_at = []
    monkeypatch.setattr(door, "authenticate", lambda **typed: looked_at.append(typed) or time.sleep(0.5))

    found = run_at_once(lambda number: tried("clerk", f"guess-{number}"), threads=20)

    assert sorted(map(str, found)) == sorted(["wrong"] * 5 + ["60"] * 15)
    assert len(looked_at) == 5


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
