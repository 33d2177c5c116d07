"""The buttons of a page: the verbs of its thing that this person may use now, from whichever app they come."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import Model, QuerySet
from django.urls import reverse

from core.access import Access, Person, access_of
from core.queries.asked_alike import rows_of_keys
from core.queries.values import keys_of_each, placed_keys
from core.shapes import Button, Words
from core.slots import ModelSlot
from core.verbs import Noun, ThingsInside, Verb, births_on, bulk_verbs_on, noun_of, verbs_on

# Ways from a thing's page that are no verbs, such as "open the report": functions of thing, user and today that give
# buttons. Apps above add theirs in ready().
WAYS: ModelSlot[Callable[[Any, Any, date], list[Button]]] = ModelSlot()

# How a verb for many finds its things (core.verbs.Bulk.things).
Way = Callable[[Any, Any, date], QuerySet]

_KINDS = ("primary", "secondary", "danger")


def button(
    label: Words,
    url_name: str,
    thing: Model | None = None,
    *,
    kind: str = "secondary",
    icon: str = "",
    method: str = "get",
    disabled_reason: Words = "",
    **fields: str,
) -> Button:
    """A button that is no verb of a thing; `fields` are hidden values for a POST."""
    url = reverse(url_name, args=[thing.pk] if thing is not None else [])
    return Button(label, url, kind, icon, method, disabled_reason, fields)


def may_do(noun: Noun, verb: Verb, thing: Any, *, access: Access) -> bool:
    """Whether state and right allow the verb on the thing of its page (None: born of nothing)."""
    if thing is None:
        return access.permits_somewhere(noun.permission_of(verb))
    if not access.permits(noun.permission_of(verb), thing.scope_ids):
        return False
    rows = noun.rows_of(verb)
    if not rows or noun.is_birth(verb):
        return True
    held_by = verb.holder(thing) if verb.holder else thing
    return any(held_by.status in row.sources for row in rows)


def offers(noun: Noun, verb: Verb, thing: Any, *, user: Person, today: date) -> bool:
    """Whether to offer the verb to this person; the action asks again."""
    if not may_do(noun, verb, thing, access=access_of(user)):
        return False
    return verb.offered is None or bool(verb.offered(thing, user, today))


def verb_button(noun: Noun, verb: Verb, thing: Any, *, user: Person, today: date) -> Button:
    """The button of one verb, with the reason where it cannot be done yet."""
    blocked = verb.blocked(thing, user, today) if verb.blocked else ""
    kind = "danger" if verb.tone == "danger" else "primary" if verb.is_step and not blocked else "secondary"
    return Button(
        verb.label, noun.url(verb, thing), kind, verb.icon, disabled_reason=blocked, verb=f"{noun.name}.{verb.name}"
    )


def buttons_of(thing: Any, *, user: Person, today: date, of: Noun | None = None) -> list[Button]:
    """Everything this person may do here: the page's main one first and only once, what takes away last. `of` one noun
    alone, for the row of a list, where what other apps add would ask the database once a row."""
    found = [
        verb_button(noun, verb, thing, user=user, today=today)
        for noun, verb in verbs_on(type(thing))
        if of in (None, noun) and offers(noun, verb, thing, user=user, today=today)
    ]
    for way in WAYS.of(thing) if of is None else ():
        found += way(thing, user, today)
    return in_order(found)


def births_of(listed: Noun | type[Model], *, user: Person, today: date) -> list[Button]:
    """The buttons of a list: what this person may bring to life there out of nothing."""
    noun = listed if isinstance(listed, Noun) else noun_of(listed)
    if noun is None:
        return []
    return in_order(
        [
            verb_button(born, verb, None, user=user, today=today)
            for born, verb in births_on(noun)
            if offers(born, verb, None, user=user, today=today)
        ]
    )


def bulk_buttons(container: Any, *, user: Person, today: date) -> list[Button]:
    """What this person may do to many things of the list on this page at once, as far as there are any for it
    (_components/bulk_bar.html)."""
    return [button for button, _things in bulk_offers(container, user=user, today=today)]


def bulk_offers(container: Any, *, user: Person, today: date) -> list[tuple[Button, set[Any]]]:
    """The same, each with the ids of the things it may be done to: where several verbs share a list, a box stands only
    at those that one of them is for."""
    access = access_of(user)
    allowed = [
        (noun, verb, bulk)
        for noun, verb, bulk in bulk_verbs_on(type(container))
        if access.permits(noun.permission_of(verb), container.scope_ids)
    ]
    # Verbs that are for the same things ask once.
    ways = list(dict.fromkeys(bulk.things for _noun, _verb, bulk in allowed))
    keys = _keys_inside(ways, container, user, today)
    return [
        (
            Button(bulk.label, noun.bulk_url(verb, container), icon=verb.icon, verb=f"{noun.name}.{verb.name}"),
            keys[bulk.things],
        )
        for noun, verb, bulk in allowed
        if keys[bulk.things]
    ]


def _keys_inside(ways: Sequence[Way], container: Any, user: Person, today: date) -> dict[Way, set[Any]]:
    """What each of them gives, by keys: those of which it is known how to ask in one statement, the others in one."""
    inside = [way for way in ways if isinstance(way, ThingsInside)]
    others = [way for way in ways if way not in inside]
    found = {way: set() for way in ways} | dict(
        zip(others, keys_of_each([way(container, user, today) for way in others]), strict=True)
    )
    asked = [way for way in inside if way.may(container, user, today)]
    if asked:
        for place, key in rows_of_keys(_placed_inside, user, [container.pk], today, *(way.rows for way in asked)):
            found[asked[place]].add(key)
    return found


def _placed_inside(user: Person, keys: Sequence[Any], today: date, *rows: Callable[..., QuerySet]) -> QuerySet:
    return placed_keys([each(user, keys, today) for each in rows])


def in_order(buttons: list[Button]) -> list[Button]:
    """One main button at most, then the others, those that take away last."""
    main = next((each for each in buttons if each.kind == "primary"), None)
    toned = [each if each.kind != "primary" or each is main else _quiet(each) for each in buttons]
    return sorted(toned, key=lambda each: _KINDS.index(each.kind))


def _quiet(button: Button) -> Button:
    return replace(button, kind="secondary")
