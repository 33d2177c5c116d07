"""Units, accounts and principals, entered one at a time by whoever administers the accounts of a world."""

from contextlib import suppress

from accounts.actions.sign_in import WrongPassword, open_door
from accounts.actions.terms import begin_term
from accounts.actions.units import create_unit
from accounts.actions.users import create_user
from core.scenes import World

GUESS = "guessed"


def unit_entered(world: World, code, *, name, kind, by, on, **facts):
    """A unit, known to the world by its code."""
    unit = create_unit(name=name, kind=kind, by=by, at=world.at(on), **facts)
    world.units[code] = unit
    return unit


def account_opened(world: World, account, *, username, role, unit, by, on, **facts):
    """An account of a demonstration, known to the world as `account`; `unit` is a code or None."""
    user = create_user(
        username=username, role=role, unit=world.units.get(unit), is_demo=True, by=by, at=world.at(on),
        email=f"{account.replace('_', '-')}@example.invalid", **facts,
    )  # fmt: skip
    world.users[account] = user
    return user


def principal_in_post(world: World, unit, *, post, from_on, by, on, account=None, full_name="", to_on=None):
    """A term of office, of a user of the world or of somebody without an account."""
    user = world.users.get(account)
    return begin_term(
        unit=world.units[unit], user=user, full_name=user.full_name if user else full_name, post=post,
        from_on=from_on, to_on=to_on, by=by, at=world.at(on),
    )  # fmt: skip


def wrong_password_given(world: World, account, *, address, at):
    """One try at the door of an account."""
    with suppress(WrongPassword):
        open_door(username=world.users[account].username, password=GUESS, address=address, at=at)
