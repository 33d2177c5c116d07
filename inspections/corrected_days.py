"""What follows a corrected day of a stay. The apps above register in ready() what they do then."""

from collections.abc import Callable

_followers: list[Callable] = []


def register_correction_follower(follow: Callable) -> None:
    """`follow(correction, by=…, on=…, at=…)` runs inside the confirmation, after the right day is stored."""
    if follow not in _followers:
        _followers.append(follow)


def tell_followers(correction, *, by, on, at) -> None:
    for follow in _followers:
        follow(correction, by=by, on=on, at=at)
