"""Somebody who guesses passwords, for tests of the brake."""

from datetime import UTC, datetime, timedelta

from django.urls import reverse

from accounts.actions.sign_in import WrongPassword, open_door
from accounts.brakes import Braked
from tests.accounts.builders import PASSWORD

SIGN_IN = reverse("accounts:sign-in")
AT = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
HERE = "192.0.2.7"


def typed(client, username, guess="wrong", **headers):
    """The answer of the door to one try."""
    return client.post(SIGN_IN, {"username": username, "password": guess}, **headers)


def tried(username, guess="wrong", *, minutes=0.0, address=HERE):
    """What comes of one try so many minutes after AT: "in", "wrong", or the seconds to wait."""
    try:
        open_door(username=username, password=guess, address=address, at=AT + timedelta(minutes=minutes))
    except WrongPassword:
        return "wrong"
    except Braked as braked:
        return braked.seconds
    return "in"


def right(username, **facts):
    return tried(username, PASSWORD, **facts)
