"""How often something secret may be guessed (ADR 21): some wrong tries for nothing, then a wait that doubles."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_address, ip_network
from math import ceil

from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from core.refusals import Refusal
from core.shapes import Words

LONGEST = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class BrakeKind:
    """What is guessed. The `limit`th wrong try within `window` of the first closes for a minute, each further one for
    twice as long as the one before it, an hour at most; once the window is over, counting begins anew."""

    name: str
    label: Words
    limit: int
    window: timedelta

    def wait(self, wrong: int) -> timedelta:
        """How long it is closed after so many wrong tries."""
        if wrong < self.limit:
            return timedelta()
        return min(MINUTE * 2 ** min(wrong - self.limit, 10), LONGEST)


SIGN_IN_ACCOUNT = BrakeKind("sign_in_account", gettext_lazy("Sign-in to the account"), 5, timedelta(days=1))
# An office shares one address: more tries, forgotten sooner.
SIGN_IN_ADDRESS = BrakeKind("sign_in_address", gettext_lazy("Sign-in from the address"), 30, timedelta(hours=1))
OLD_PASSWORD = BrakeKind("old_password", gettext_lazy("Change of the password"), 5, timedelta(days=1))
PAPER_CHECK = BrakeKind("paper_check", gettext_lazy("Check of papers from the address"), 30, timedelta(hours=1))
KINDS = {kind.name: kind for kind in (SIGN_IN_ACCOUNT, SIGN_IN_ADDRESS, OLD_PASSWORD, PAPER_CHECK)}


@dataclass(frozen=True)
class Guess:
    """One try: at `what` of a kind. `user` and `address` are told to the security administrator, where known; `what`
    itself may be somebody's password and is kept as a keyed hash alone."""

    kind: BrakeKind
    what: str
    user: User | None = None
    address: str = ""

    @property
    def key(self) -> str:
        return salted_hmac(f"accounts.brake.{self.kind.name}", self.what, algorithm="sha256").hexdigest()


class Braked(Refusal):
    """Too many wrong tries; until `until` nothing is looked at, be it right or wrong."""

    def __init__(self, until: datetime, *, at: datetime) -> None:
        self.seconds = ceil((until - at).total_seconds())
        super().__init__(
            _(
                "Too many wrong tries. This is locked for another %(minutes)s minutes, for the right password too. "
                "Wait, or ask the security administrator to unlock it."
            )
            % {"minutes": ceil(self.seconds / 60)}
        )


def guesses_at(username: str, *, user: User | None, address: str) -> tuple[Guess, Guess]:
    """A sign-in guesses at the account, and from the address. An account is one however its name is written, by
    whatever rule the database compares; so is a name that nobody has."""
    name = f"account {user.pk}" if user is not None else f"name {username.strip().casefold()}"
    return (
        Guess(SIGN_IN_ACCOUNT, name, user=user),
        Guess(SIGN_IN_ADDRESS, network_of(address), address=network_of(address)),
    )


def network_of(address: str) -> str:
    """The address; of version 6 the /64 round it, in which one machine takes as many as it likes."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if found.version == 4:
        return str(found)
    return str(found.ipv4_mapped or ip_network((found, 64), strict=False))
