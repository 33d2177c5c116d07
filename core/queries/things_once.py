"""Things out of the rows of a page: what many rows name, such as their round or their unit, is made once for all of
them, as `prefetch_related` would do it.

Django makes each thing anew in each row, by its constructor and a setter for each field: of a page of findings that
was more work than anything else it did."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.db.models import Model, QuerySet
from django.db.models.base import ModelState
from django.db.models.query import ModelIterable


def made_once(found: QuerySet) -> QuerySet:
    """The same things; what is no thing, such as `values()`, stays as it was."""
    asked: Any = found.all()
    if asked._iterable_class is ModelIterable:
        asked._iterable_class = ThingsOnce
    return asked


class ThingsOnce(ModelIterable):
    """The same things as ModelIterable gives, with the same fields read and the others left out."""

    def __iter__(self) -> Iterator[Any]:
        queryset: Any = self.queryset
        if queryset._known_related_objects:
            # Found from a thing, which they then name.
            yield from super().__iter__()
            return
        compiler = queryset.query.get_compiler(using=queryset.db)
        rows = compiler.results_iter(compiler.execute_sql())
        maker = _Maker(compiler.klass_info, compiler.select, queryset.db)
        annotated = tuple(compiler.annotation_col_map.items()) if compiler.annotation_col_map else ()
        for row in rows:
            thing = maker.made(row)
            for name, place in annotated:
                setattr(thing, name, row[place])
            yield thing


class _Maker:
    """Makes the things of one model out of their columns, and hands them what is joined to them."""

    def __init__(self, info: Mapping[str, Any], select: Sequence[Any], db: str) -> None:
        if info.get("from_parent"):
            raise TypeError(f"{info['model']} shares its columns with the model it comes of")
        places = info["select_fields"]
        self._columns = slice(places[0], places[-1] + 1)
        self._model, self._db = info["model"], db
        self._names = [column[0].target.attname for column in select[self._columns]]
        self._key = self._columns.start + self._names.index(self._model._meta.pk.attname)
        self._is_plain = _is_plain(self._model)
        self._joined = [
            (_Maker(further, select, db), further["local_setter"], further["remote_setter"])
            for further in info.get("related_klass_infos", ())
        ]
        self._known: dict[Any, Any] = {}

    def made(self, row: Sequence[Any]) -> Any:
        thing = self._thing(row[self._columns])
        for maker, set_here, set_there in self._joined:
            named = maker._named(row)
            set_here(thing, named)
            if named is not None:
                set_there(named, thing)
        return thing

    def _named(self, row: Sequence[Any]) -> Any:
        key = row[self._key]
        if key is None:
            return None
        if key not in self._known:
            self._known[key] = self.made(row)
        return self._known[key]

    def _thing(self, values: Sequence[Any]) -> Any:
        if not self._is_plain:
            return self._model.from_db(self._db, self._names, values)
        thing = self._model.__new__(self._model)
        state = ModelState()
        state.adding, state.db = False, self._db
        vars(thing).update(zip(self._names, values, strict=True), _state=state)
        return thing


def _is_plain(model: type[Model]) -> bool:
    """Whether nothing but its columns makes a thing of this model: then they may be put where they belong at once.
    Nothing of the house waits for things that are made."""
    return model.__init__ is Model.__init__ and model.from_db.__func__ is Model.from_db.__func__  # type: ignore
