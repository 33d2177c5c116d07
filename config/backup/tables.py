"""Rows as JSON lines that mean the same on every engine, and back."""

import base64
import json
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID

from django.apps import apps
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.utils.duration import duration_iso_string

_CHUNK = 2000
# Every system makes the first two for itself, with ids of its own; the third ends with the machine it was opened on.
LEFT_OUT = {"contenttypes.ContentType", "auth.Permission", "sessions.Session"}


def tables() -> list:
    """The models whose rows are kept, those of relations included, in the order of the apps.

    Rows may refer to later tables: foreign keys are asked for at the commit only.
    """
    found = apps.get_models(include_auto_created=True)
    return [model for model in found if model._meta.managed and model._meta.label not in LEFT_OUT]


def columns(model) -> list[str]:
    return [field.attname for field in model._meta.local_concrete_fields]


def _plain(value):
    """What JSON has no word for. Not by Django's encoder, which cuts instants to milliseconds: no mark would fit."""
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, UUID | Decimal):
        return str(value)
    if isinstance(value, timedelta):
        return duration_iso_string(value)
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(value).decode("ascii")
    raise TypeError(f"{type(value).__name__} has no form in a backup yet.")


@dataclass(frozen=True)
class OwnIds:
    """Content types and permissions, which have other ids in every system, by the names they share."""

    permissions: dict
    content_types: dict

    @classmethod
    def read(cls):
        types = {pk: [app, model] for pk, app, model in ContentType.objects.values_list("pk", "app_label", "model")}
        permissions = Permission.objects.values_list("pk", "codename", "content_type_id")
        return cls({pk: [codename, *types[type_id]] for pk, codename, type_id in permissions}, types)

    def _of(self, field) -> dict | None:
        target = field.remote_field.model if field.remote_field else None
        return {Permission: self.permissions, ContentType: self.content_types}.get(target)

    def to_names(self, model) -> dict[int, dict]:
        """For the columns that need it, by their place: id to name."""
        fields = enumerate(model._meta.local_concrete_fields)
        return {place: known for place, field in fields if (known := self._of(field)) is not None}

    def to_ids(self, model) -> dict[int, dict]:
        """For the columns that need it, by their place: name, as a tuple, to id."""
        return {
            place: {tuple(name): pk for pk, name in known.items()} for place, known in self.to_names(model).items()
        }


def lines(model, own_ids: OwnIds):
    """The table's rows in the order of their keys, each as one line of bytes."""
    names = own_ids.to_names(model)
    rows = model._base_manager.order_by("pk").values_list(*columns(model))
    for found in rows.iterator(chunk_size=_CHUNK):
        row = list(found)
        for place, known in names.items():
            row[place] = known.get(row[place])
        yield json.dumps(row, default=_plain, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def rows(model, found, own_ids: OwnIds):
    """Values ready for this model's fields, out of the lines. Raises KeyError for a permission unknown here."""
    fields = model._meta.local_concrete_fields
    ids = own_ids.to_ids(model)
    for line in found:
        row = json.loads(line)
        yield [
            value if value is None else ids[place][tuple(value)] if place in ids else field.to_python(value)
            for place, (field, value) in enumerate(zip(fields, row, strict=True))
        ]
