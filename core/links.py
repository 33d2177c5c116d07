"""Where a thing that a row speaks of has its page. The row keeps kind and id; the way is made when it is shown, for
whoever looks: a thing that is gone, or not open to him, has none."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.db import models

from core.access import Person
from core.queries.at_once import AlikeByKeys, rows_at_once


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
    """The same for many at once. One query for all kinds that have pages of their own, one more for each kind whose
    things stand on the page of another (`PAGE_IS_ELSEWHERE`)."""
    wanted = dict.fromkeys(targets, "")
    kinds = {
        kind: models_with_pages()[kind] for kind in {target.kind for target in wanted} & models_with_pages().keys()
    }
    elsewhere = {kind for kind, model in kinds.items() if getattr(model, "PAGE_IS_ELSEWHERE", False)}
    things = things_of([target for target in wanted if target.kind in elsewhere], user)
    own = {kind: model for kind, model in sorted(kinds.items()) if kind not in elsewhere}
    asked = [AlikeByKeys(_keys_seen, user, _keys(kind, model, wanted), (model,)) for kind, model in own.items()]
    seen = rows_at_once(asked)
    by_key = [_from_key(model, key) for model, keys in zip(own.values(), seen, strict=True) for key in keys]
    return wanted | {target_of(thing): thing.get_absolute_url() for thing in (*things.values(), *by_key)}


def _keys(kind: str, model: type[models.Model], targets: Iterable[Target]) -> tuple[Any, ...]:
    return tuple(model._meta.pk.to_python(target.id) for target in targets if target.kind == kind)


def _keys_seen(user: Person, keys: Iterable[Any], model: type[models.Model]) -> models.QuerySet:
    seen = model.objects.visible_to(user)  # type: ignore[attr-defined]
    return seen.filter(pk__in=keys).order_by().values_list("pk", flat=True)


def _among(model: type[models.Model], kind: str, targets: Iterable[Target], user: Person) -> models.QuerySet:
    ids = [target.id for target in targets if target.kind == kind]
    return model.objects.visible_to(user).filter(pk__in=ids)  # type: ignore[attr-defined]


def _from_key(model: type[models.Model], key: Any) -> Any:
    """The thing with nothing read but its key: its address needs no more."""
    return model.from_db(None, [model._meta.pk.attname], [key])


def things_of(targets: Iterable[Target], user: Person) -> dict[Target, Any]:
    """Those of these things that this person sees and that have a page. One query a kind."""
    wanted = list(targets)
    found: dict[Target, Any] = {}
    for kind in sorted({target.kind for target in wanted} & models_with_pages().keys()):
        for thing in _among(models_with_pages()[kind], kind, wanted, user):
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
