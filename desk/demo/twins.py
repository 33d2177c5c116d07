"""Rows multiplied inside the database: INSERT … SELECT of the same rows, once for every number of a series.

A twin's key follows from the key of its original and the number, so that nothing has to be remembered between the
tables: a foreign key to something that is multiplied too is reckoned in the same way.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models

# A change of one column: given the engine's words and the column of the original, an SQL expression.
Change = Callable[["Words", str], str]


@dataclass(frozen=True)
class Words:
    """SQL of this engine. `n` is the number of the twin, `u` that of its subdistrict, `years` how long ago it was. `k`
    and `s` are `n` and `u` as no other group counts them: keys follow from them. A group, `group` of `groups`, is a
    round that is multiplied; two may lie in one subdistrict."""

    is_postgresql: bool
    group: int = 0
    groups: int = 1

    def series(self, first: int, last: int, *, years: int) -> str:
        """Numbers first to last. With `years` 4 every subdistrict has four twins, one a year back."""
        numbers = (
            f"generate_series({first}, {last}) AS numbers(n)"
            if self.is_postgresql
            else f"(WITH RECURSIVE up(n) AS (SELECT {first} UNION ALL SELECT n + 1 FROM up WHERE n < {last}) "  # noqa: S608  numbers
            "SELECT n FROM up) AS numbers"
        )
        u, ago = (f"n / {years}", f"n % {years} + 1") if years else ("n", "0")
        keys = f"n * {self.groups} + {self.group} AS k, ({u}) * {self.groups} + {self.group} AS s"
        return f"(SELECT n, {u} AS u, {ago} AS years, {keys} FROM {numbers}) AS twin"  # noqa: S608  numbers

    def uuid(self, column: str, number: str) -> str:
        return (
            f"md5({column}::text || '-' || {number})::uuid"
            if self.is_postgresql
            else f"md5({column} || '-' || {number})"
        )

    def uuid_in_text(self, column: str, number: str) -> str:
        """Of a column that holds a key as text, with dashes on every engine."""
        if self.is_postgresql:
            return f"md5({column} || '-' || {number})::uuid::text"
        digest = f"md5(replace({column}, '-', '') || '-' || {number})"
        parts = (
            f"substr({digest}, {first}, {length})" for first, length in ((1, 8), (9, 4), (13, 4), (17, 4), (21, 12))
        )
        return " || '-' || ".join(parts)

    def earlier(self, column: str, kind: str) -> str:
        if self.is_postgresql:
            cast = "date" if kind == "date" else "timestamptz"
            return f"({column} - make_interval(years => twin.years))::{cast}"
        return f"{kind}({column}, '-' || twin.years || ' years')"

    def syllable(self, position: int) -> str:
        """One character of a place name, by the digits of `u`, so that every subdistrict has a name of its own."""
        return f"substr('{SYLLABLES}', 1 + (twin.u / {len(SYLLABLES) ** position}) % {len(SYLLABLES)}, 1)"


_PARTS_OF_A_KEY = ((1, 8), (9, 4), (13, 4), (17, 4), (21, 12))
SYLLABLES = "兴仁长安福康永宁太平新光华明东胜西河南山北岭青云白石金沙银湖高桥大塘清泉双龙凤"


@dataclass
class Twins:
    """Makes the twins of what hangs on some rounds. Of a few things a subdistrict has one, whatever the year: itself,
    its scope, its enterprises; those are numbered by `s`, all else by `k`. `highest` keys there were before the first
    twin, shared by all groups, so that keys do not grow with each."""

    words: Words
    highest: dict[type[models.Model], int] = field(default_factory=dict)
    # Keys of the originals by model, each with the column of the series that numbers its twins.
    sources: dict[type[models.Model], dict[Any, str]] = field(default_factory=dict)

    def add(self, rows: Iterable[models.Model], *, is_of_unit: bool = False) -> None:
        """Rows that are multiplied; wherever something multiplied refers to them, its twin refers to theirs."""
        for row in rows:
            model = type(row)
            self.sources.setdefault(model, {})[row.pk] = "twin.s" if is_of_unit else "twin.k"
            if model not in self.highest and not isinstance(model._meta.pk, models.UUIDField):
                self.highest[model] = 1 + (model._default_manager.aggregate(top=models.Max("pk"))["top"] or 0)

    def insert(self, model: type[models.Model], series: str, changes: Mapping[str, Change]) -> int:
        """INSERT … SELECT of every twin in the series; returns how many rows. `changes` by the name of the field."""
        made = 0
        for number in ("twin.s", "twin.k"):
            if keys := [key for key, numbered in self.sources.get(model, {}).items() if numbered == number]:
                made += self._insert(model, series, changes, keys, is_of_unit=number == "twin.s")
        return made

    def _insert(self, model, series, changes, keys, *, is_of_unit) -> int:
        name = connection.ops.quote_name
        fields, pk = model._meta.concrete_fields, model._meta.pk
        sql = (
            f"INSERT INTO {name(model._meta.db_table)} ({', '.join(name(each.column) for each in fields)}) "  # noqa: S608
            f"SELECT {', '.join(self._value(each, changes.get(each.name)) for each in fields)} "
            f"FROM {name(model._meta.db_table)} AS src CROSS JOIN {series} "
            f"WHERE src.{name(pk.column)} IN ({', '.join(self._literal(model, key) for key in keys)})"
            f"{' AND twin.years <= 1' if is_of_unit else ''}"
        )
        with connection.cursor() as cursor:
            cursor.execute(sql)
            return cursor.rowcount

    def reset_keys(self) -> None:
        """Numbers given out from now on come after those of the twins."""
        with connection.cursor() as cursor:
            for sql in connection.ops.sequence_reset_sql(no_style(), list(self.highest)):
                cursor.execute(sql)

    def _value(self, each: models.Field, change: Change | None) -> str:
        column = f"src.{connection.ops.quote_name(each.column)}"
        if change:
            return change(self.words, column)
        if each.name == "subject_id":
            return self._subject(column)
        of_model = each.model if each.primary_key else each.related_model
        if of_model in self.sources:
            return self._key(of_model, column)
        if isinstance(each, models.DateTimeField):
            return self.words.earlier(column, "datetime")
        if isinstance(each, models.DateField):
            return self.words.earlier(column, "date")
        return column

    def _key(self, model: type[models.Model], column: str) -> str:
        """The key of the twin of what `column` refers to; itself, where that is not multiplied."""
        cases = []
        for number in ("twin.s", "twin.k"):
            keys = ", ".join(
                self._literal(model, key) for key, numbered in self.sources[model].items() if numbered == number
            )
            if keys:
                twin = (
                    f"{column} + CAST({number} AS bigint) * {self.highest[model]}"
                    if model in self.highest
                    else self.words.uuid(column, number)
                )
                cases.append(f"WHEN {column} IN ({keys}) THEN {twin}")
        return f"CASE {' '.join(cases)} ELSE {column} END"

    def _subject(self, column: str) -> str:
        """As `_key`, for the pair of columns that names a kind of thing and its key as text."""
        cases = " ".join(
            f"WHEN '{model._meta.model_name}' THEN {self.words.uuid_in_text(column, next(iter(keys.values())))}"
            for model, keys in self.sources.items()
            if model not in self.highest
        )
        return f"CASE src.subject_kind {cases} ELSE {column} END"

    def _literal(self, model: type[models.Model], key: Any) -> str:
        if model in self.highest:
            return str(int(key))
        return f"'{key}'" if self.words.is_postgresql else f"'{key.hex}'"
