"""A thing as far as a statement about it is the same for others: keys are left open in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Field, Model

from core.queries.compiled import Keys, hole


@dataclass(frozen=True)
class Outline:
    """A model with some of its fields: holes where they are keys, their values where they are not, each field by the
    name of its column in the order of the model."""

    model: type[Model]
    names: tuple[str, ...]
    values: tuple[Any, ...]

    def thing(self) -> Any:
        """Whoever asks it for another field reads what is not there: DoesNotExist, for he has to say what he reads."""
        return self.model.from_db(None, self.names, self.values)


def outline_of(thing: Model, reads: Sequence[str] = ()) -> tuple[Outline, Keys]:
    """The outline of the thing with its key and these fields, as far as it has them, and what its holes stand for."""
    names: list[str] = []
    values: list[Any] = []
    keys: list[list[Any]] = []
    for one in thing._meta.concrete_fields:
        if not (one.primary_key or one.attname in reads):
            continue
        value = getattr(thing, one.attname)
        names.append(one.attname)
        if _is_key(one) and value is not None:
            values.append(hole(len(keys), like=value))
            keys.append([value])
        else:
            values.append(value)
    return Outline(type(thing), tuple(names), tuple(values)), keys


def _is_key(one: Field) -> bool:
    return one.primary_key or one.is_relation
