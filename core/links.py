"""Where a thing that a row speaks of has its page. The row keeps kind and id; the way is made when it is shown, for
whoever looks: a thing that is gone, or not open to him, has none."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.db import models

from core.access import Person


@dataclass(frozen=True)
class Target:
    """A thing by its kind (the model's lower-case name, as events keep it) and id; both empty: none."""

    kind: str = ""
    id: str = ""

    def __bool__(self) -> bool:
        return bool(self.kind)


NOTHING = Target()


def target_of(thing: models.Model | Target | None) -> Target:
    """Kind and id of a thing; a target stays what it is, None is nothing."""
    if thing is None:
        return NOTHING
    return thing if isinstance(thing, Target) else Target(str(thing._meta.model_name), str(thing.pk))


def page_of(target: Target, user: Person) -> str:
    """The page of the thing for this person, "" where there is none. One query."""
    return pages_of([target], user)[target]


def pages_of(targets: Iterable[Target], user: Person) -> dict[Target, str]:
    """The same for many at once. One query a kind."""
    found = dict.fromkeys(targets, "")
    return found | {target: thing.get_absolute_url() for target, thing in things_of(found, user).items()}


def things_of(targets: Iterable[Target], user: Person) -> dict[Target, Any]:
    """Those of these things that this person sees and that have a page. One query a kind."""
    wanted = list(targets)
    found: dict[Target, Any] = {}
    for kind in sorted({target.kind for target in wanted} & models_with_pages().keys()):
        ids = [target.id for target in wanted if target.kind == kind]
        for thing in models_with_pages()[kind].objects.visible_to(user).filter(pk__in=ids):  # type: ignore[attr-defined]
            found[target_of(thing)] = thing
    return found


@cache
def models_with_pages() -> dict[str, type[models.Model]]:
    """Models whose things have a page and are reached through scope, by their lower-case name."""
    return {
        str(model._meta.model_name): model
        for model in apps.get_models()
        if hasattr(model, "get_absolute_url") and hasattr(getattr(model, "objects", None), "visible_to")
    }
