"""Ready states: what a builder makes is built once a worker, through the actions, and after that laid back in.

`@ready` on a builder keeps the rows it wrote and the things it returned. Asked again from the same beginning (an
empty house, or the state another ready builder left), it writes those rows as they are, some dozens of statements
instead of a thousand, and hands out fresh copies of the things. Each test still works in its own transaction, on its
own rows. Whatever else a test writes before it asks, undoes, patches or commits makes the builder run for real.
"""

import io
import pickle
import re
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import wraps
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models
from django.utils import timezone

# Statements that leave the rows as they are. Undoing a savepoint is none of them.
_HARMLESS = re.compile(r"\s*(SELECT|SAVEPOINT|RELEASE SAVEPOINT|EXPLAIN|PRAGMA)\b", re.IGNORECASE)
_PLAIN = (str, int, bool, date, type(None))

Rows = dict[Any, tuple]


@dataclass(frozen=True)
class Kept:
    """Rows by table, and the pickled result with what the builder made of its arguments."""

    new: dict[type[models.Model], list[tuple]]
    changed: dict[type[models.Model], list[tuple]]
    gone: dict[type[models.Model], list]
    things: bytes


@dataclass
class _Test:
    """What is known of the running test. `state` names how its rows came about, None where nobody can say."""

    state: tuple | None = ()
    is_patched: Callable[[], bool] = bool
    # Things that ready builders handed out, each with what it held then, in order.
    issued: list[tuple[Any, dict]] = field(default_factory=list)


_kept: dict[tuple, Kept] = {}
_test: _Test | None = None


def forget() -> None:
    """After a test that really committed: tables were emptied, and what rows refer to has new keys."""
    _kept.clear()


@contextmanager
def watched(*, is_patched):
    """For the length of one test in a transaction of its own: every statement is looked at."""
    global _test
    _test = _Test(is_patched=is_patched)
    try:
        with connection.execute_wrapper(_watch):
            yield
    finally:
        _test = None


def _watch(execute, sql, params, many, context):
    if not _HARMLESS.match(sql):
        _test.state = None
    return execute(sql, params, many, context)


def ready(build):
    """Keep what this builder makes; see the module."""

    @wraps(build)
    def kept_or_built(*args, **kwargs):
        if (key := _key(build, args, kwargs)) is None:
            return build(*args, **kwargs)
        given = _given([*args, *kwargs.values()])
        issued = list(_test.issued)
        if key not in _kept:
            result, _kept[key] = _build(lambda: build(*args, **kwargs), given)
        else:
            result = _lay_in(_kept[key], given)
        _test.state = key
        # Without what builders inside this one handed out: they are not called when it is laid in.
        touched = [*given, result]
        _test.issued = [one for one in issued if not any(one[0] is thing for thing in touched)]
        _test.issued += [(thing, dict(vars(thing))) for thing in touched]
        return result

    return kept_or_built


def _key(build, args, kwargs) -> tuple | None:
    """The state this call leads to; None where it has to be built for real."""
    if _test is None or _test.state is None or _test.is_patched():
        return None
    try:
        told = tuple((name, _told(value)) for name, value in [*enumerate(args), *sorted(kwargs.items())])
    except _Untellable:
        return None
    # A test may travel; the day is the only clock that may show in what a builder makes.
    return (_test.state, build.__module__, build.__qualname__, told, timezone.localdate())


class _Untellable(Exception):  # noqa: N818  it is no error
    """An argument of which nobody can say what it holds."""


def _told(value) -> tuple:
    if isinstance(value, _PLAIN):
        return (type(value), value)
    if isinstance(value, list | tuple):
        return tuple(_told(each) for each in value)
    if isinstance(value, models.Model):
        return (type(value), value.pk)
    for place, (known, held) in enumerate(_test.issued):
        if known is value:
            now = vars(value)
            if now.keys() == held.keys() and all(now[name] is thing for name, thing in held.items()):
                return ("issued", place)
    raise _Untellable


def _given(values) -> list:
    """The things among the arguments, those in lists too."""
    found = []
    for value in values:
        if isinstance(value, list | tuple):
            found += _given(value)
        elif not isinstance(value, _PLAIN) and not any(value is one for one in found):
            found.append(value)
    return found


def _build(call, given):
    before = _everything()
    result = call()
    after = _everything()
    new, changed, gone = {}, {}, {}
    for model, rows in after.items():
        old = before[model]
        new[model] = [row for key, row in rows.items() if key not in old]
        changed[model] = [row for key, row in rows.items() if key in old and old[key] != row]
        gone[model] = [key for key in old if key not in rows]
    kept = Kept(
        *({model: rows for model, rows in part.items() if rows} for part in (new, changed, gone)),
        _packed(result, given),
    )
    return result, kept


def _lay_in(kept: Kept, given):
    # Every name of a table or column is a model's own.
    with connection.cursor() as cursor:
        for model, keys in kept.gone.items():
            statement = f"DELETE FROM {_table(model)} WHERE {_key_column(model)} = %s"  # noqa: S608
            cursor.executemany(statement, [(key,) for key in keys])
        for model, rows in kept.changed.items():
            columns = ", ".join(f"{column} = %s" for column in _columns(model))
            statement = f"UPDATE {_table(model)} SET {columns} WHERE {_key_column(model)} = %s"  # noqa: S608
            cursor.executemany(statement, [(*row, row[_key_index(model)]) for row in rows])
        for model, rows in kept.new.items():
            columns = _columns(model)
            values = ", ".join(["%s"] * len(columns))
            statement = f"INSERT INTO {_table(model)} ({', '.join(columns)}) VALUES ({values})"  # noqa: S608
            cursor.executemany(statement, rows)
        for statement in connection.ops.sequence_reset_sql(no_style(), list(kept.new)):
            cursor.execute(statement)
    return _unpacked(kept.things, given)


def _everything() -> dict[type[models.Model], Rows]:
    found = {}
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            if not model._meta.managed or model._meta.proxy:
                continue
            cursor.execute(f"SELECT {', '.join(_columns(model))} FROM {_table(model)}")  # noqa: S608
            place = _key_index(model)
            found[model] = {row[place]: row for row in cursor.fetchall()}
    return found


def _table(model) -> str:
    return connection.ops.quote_name(model._meta.db_table)


def _columns(model) -> list[str]:
    return [connection.ops.quote_name(column.column) for column in model._meta.local_concrete_fields]


def _key_column(model) -> str:
    return connection.ops.quote_name(model._meta.pk.column)


def _key_index(model) -> int:
    return model._meta.local_concrete_fields.index(model._meta.pk)


def _packed(result, given) -> bytes:
    """The result, and what the builder made of the things it was given, which themselves stay what they are."""
    places = {id(thing): place for place, thing in enumerate(given)}

    class Packer(pickle.Pickler):
        def persistent_id(self, thing):
            return places.get(id(thing))

    out = io.BytesIO()
    Packer(out, protocol=pickle.HIGHEST_PROTOCOL).dump((result, [vars(thing) for thing in given]))
    return out.getvalue()


def _unpacked(things: bytes, given):
    class Unpacker(pickle.Unpickler):
        def persistent_load(self, place):
            return given[place]

    result, held = Unpacker(io.BytesIO(things)).load()
    for thing, now in zip(given, held, strict=True):
        vars(thing).update(now)
    return result
