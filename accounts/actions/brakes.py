"""Guesses are counted before they are made, told where they were wrong, and forgotten where they were right (ADR 21).

Counted before: of many tries at once no more get through than of as many in a row.
"""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.actions.messages import notify
from accounts.brakes import KINDS, MINUTE, Braked, Guess
from accounts.models import Brake, User
from accounts.permissions import Permission
from accounts.roles import Role
from core.actions.events import record_event
from core.day_words import day_in_list
from core.refusals import IllegalMove
from core.transitions import check_permission


@transaction.atomic
def pay(*, guesses: Iterable[Guess], at: datetime) -> list[Brake]:
    """Count these guesses, which are then made together. Raises Braked, counting none, where one of them is closed."""
    # Everybody locks in the same order.
    rows = [(guess, _locked(guess, at)) for guess in sorted(guesses, key=lambda guess: (guess.kind.name, guess.key))]
    closed = [brake.closed_until for _guess, brake in rows if brake.closed_until and brake.closed_until > at]
    if closed:
        raise Braked(max(closed), at=at)
    for guess, brake in rows:
        if brake.counts_until <= at:
            brake.wrong, brake.counts_until = 0, at + guess.kind.window
        brake.wrong += 1
        wait = guess.kind.wait(brake.wrong)
        brake.closed_until = at + wait if wait else None
        brake.user, brake.address = guess.user, guess.address
        brake.save()
    return [brake for _guess, brake in rows]


@transaction.atomic
def note_wrong(*, paid: Iterable[Brake], address: str, at: datetime) -> None:
    """These guesses were wrong: each that closed is an event, and the first of a row of them a message to the security
    administrator and to whose account it is. What nobody has leaves an event without its name."""
    for brake in paid:
        if brake.closed_until is None:
            continue
        minutes = (brake.closed_until - at) // MINUTE
        record_event(
            "brake.close", target=brake.subject, by=None, on=None, at=at,
            new={"wrong": brake.wrong, "minutes": minutes, "from": address},
        )  # fmt: skip
        if brake.wrong == KINDS[brake.kind].limit and (brake.user or brake.address):
            # In the language of the house, not of whoever guesses.
            with override(settings.LANGUAGE_CODE):
                _tell(brake, address, at)


@transaction.atomic
def forgive(*, guess: Guess, at: datetime) -> None:
    """The guess was right, so the wrong ones before it no longer count."""
    Brake.objects.filter(kind=guess.kind.name, key=guess.key).delete()


@transaction.atomic
def give_back(*, guess: Guess, at: datetime) -> None:
    """The guess was right, but says nothing of the others: an attacker may have an account of his own."""
    brake = Brake.objects.select_for_update().filter(kind=guess.kind.name, key=guess.key).first()
    if brake is not None and brake.wrong:
        brake.wrong -= 1
        brake.closed_until = None
        brake.save(update_fields=["wrong", "closed_until"])


@transaction.atomic
def release(*, brake: Brake, by: User, at: datetime) -> Brake:
    """Unlock an address, or an account in everything, at once; counting begins anew. Raises NotAllowed, IllegalMove
    where it is no longer locked."""
    check_permission(Permission.ACCOUNT_MANAGE, by=by)
    found = Brake.objects.select_for_update().closed(at).filter(pk=brake.pk).first()
    if found is None:
        raise IllegalMove(_("This is not locked any more."))
    if found.user is not None:
        drop_all_of(user=found.user, by=by, at=at)
    else:
        _drop(found, by=by, at=at)
    return brake


@transaction.atomic
def drop_all_of(*, user: User, by: User, at: datetime) -> None:
    """Count anew for the account, in everything."""
    for brake in Brake.objects.select_for_update().filter(user=user):
        _drop(brake, by=by, at=at)


@transaction.atomic
def forget_brakes(*, at: datetime) -> int:
    """Drop what counts no longer. Returns how many."""
    return Brake.objects.over(at).delete()[0]


def _locked(guess: Guess, at: datetime) -> Brake:
    found = {"kind": guess.kind.name, "key": guess.key}
    return Brake.objects.select_for_update().get_or_create(**found, defaults={"counts_until": at + guess.kind.window})[
        0
    ]


def _drop(brake: Brake, *, by: User, at: datetime) -> None:
    record_event("brake.release", target=brake.subject, by=by, on=None, at=at, old={"wrong": brake.wrong})
    brake.delete()


def _tell(brake: Brake, address: str, at: datetime) -> None:
    facts = {
        "name": str(brake),
        "wrong": brake.wrong,
        "address": address,
        "until": day_in_list(brake.closed_until),
    }
    notify(
        recipients=User.objects.filter(role=Role.SECURITY_ADMIN),
        subject=_("Locked after wrong passwords"),
        body=_(
            "%(name)s: %(wrong)s wrong tries, the last from %(address)s; locked until %(until)s, and longer after "
            "each further one. You can unlock it under “Locks”."
        )
        % facts,
        about=brake.subject,
        at=at,
    )
    if brake.user is not None:
        notify(
            recipients=[brake.user],
            subject=_("Your account was locked after wrong passwords"),
            body=_(
                "%(wrong)s wrong tries, the last from %(address)s; locked until %(until)s. If that was not you, tell "
                "the security administrator."
            )
            % facts,
            at=at,
        )
