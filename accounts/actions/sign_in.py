"""Whoever knows name and password comes in; whoever guesses waits (ADR 21)."""

from datetime import datetime

from django.contrib.auth import authenticate
from django.contrib.auth.hashers import make_password
from django.db import transaction

from accounts.actions.brakes import forgive, give_back, note_wrong, pay
from accounts.brakes import OLD_PASSWORD, Braked, Guess, guesses_at
from accounts.models import Brake, User
from core.actions.events import record_event
from core.refusals import Refusal


class WrongPassword(Refusal):
    """Name and password do not go together, or the account is closed: which of them is nobody's business."""

    def __init__(self) -> None:
        super().__init__("")


def open_door(*, username: str, password: str, address: str, at: datetime) -> User:
    """The account of this name and password. Raises WrongPassword, Braked.

    No single transaction: a try stays counted whatever becomes of it.
    """
    known = User.objects.filter(username__iexact=username).first()
    of_account, of_address = guesses_at(username, user=known, address=address)
    try:
        paid = pay(guesses=[of_account, of_address], at=at)
    except Braked:
        # As long as a try takes: how fast the answer comes tells nothing either.
        make_password(password)
        raise
    user = authenticate(username=username, password=password)
    if user is None:
        _note_failure(known, paid, address=address, at=at)
        raise WrongPassword
    user.address = address
    with transaction.atomic():
        forgive(guess=of_account, at=at)
        give_back(guess=of_address, at=at)
        record_event("user.sign_in", target=user, by=user, on=None, at=at)
    return user


def confirm_password(*, user: User, password: str, at: datetime) -> None:
    """Whoever is signed in shows that he knows the password: somebody else may sit at his desk. Raises WrongPassword,
    Braked."""
    guess = Guess(OLD_PASSWORD, str(user.pk), user=user)
    paid = pay(guesses=[guess], at=at)
    if not user.check_password(password):
        note_wrong(paid=paid, address=user.address, at=at)
        raise WrongPassword
    forgive(guess=guess, at=at)


@transaction.atomic
def _note_failure(known: User | None, paid: list[Brake], *, address: str, at: datetime) -> None:
    # The name typed may be somebody's password: only a known account is written down.
    if known is not None:
        known.address = address
        record_event("user.sign_in_failed", target=known, by=known, on=None, at=at)
    note_wrong(paid=paid, address=address, at=at)
