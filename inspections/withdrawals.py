"""What hangs on a finding that is taken back. The apps above register in ready() what they end with it."""

from collections.abc import Callable

_followers: list[Callable] = []


def register_withdrawal_follower(follow: Callable) -> None:
    """`follow(finding, by=…, on=…, at=…)` runs inside the withdrawal, after the finding is stored as withdrawn."""
    if follow not in _followers:
        _followers.append(follow)


def tell_followers(finding, *, by, on, at) -> None:
    for follow in _followers:
        follow(finding, by=by, on=on, at=at)
