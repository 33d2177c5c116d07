from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.actions.scopes import regrant_unit_scope, unit_scope
from accounts.models import Scope, Unit, User
from accounts.permissions import Permission
from core.actions.events import record_event
from core.refusals import IllegalMove
from core.transitions import check_permission, lock


@transaction.atomic
def create_unit(*, name: str, short_name: str, kind: str, by: User, at: datetime, **fields: Any) -> Unit:
    """Enter a body of the regulation in the register (R5), with the scope its own things will stand in.

    Raises NotAllowed, IllegalMove for a name that another unit bears.
    """
    check_permission(Permission.ACCOUNT_MANAGE, by=by)
    unit = Unit(name=name, short_name=short_name, kind=kind, **fields)
    _require_own_name(unit)
    unit._history_user = by
    unit.save(force_insert=True)
    unit_scope(unit=unit, by=by, at=at)
    record_event("unit.create", target=unit, by=by, on=None, at=at, new={"name": name, "kind": kind})
    return unit


@transaction.atomic
def edit_unit(*, unit: Unit, by: User, at: datetime, version: int | None = None, **facts: Any) -> Unit:
    """Change facts of a unit. Papers that are numbered keep the name they were issued under.

    Raises NotAllowed, StaleCopy, IllegalMove for another unit's name, another kind once anything refers to the unit,
    and for leaving the register while accounts are active in it.
    """
    check_permission(Permission.ACCOUNT_MANAGE, by=by)
    unit = lock(unit, version=version)
    old = {name: getattr(unit, name) for name, value in facts.items() if getattr(unit, name) != value}
    for name, value in facts.items():
        setattr(unit, name, value)
    _require_own_name(unit)
    if "kind" in old and _is_in_use(unit):
        raise IllegalMove(
            _(
                "Accounts, terms of office or inspections refer to this unit already, so its kind can no longer "
                "change. Where it was entered wrongly, deactivate this unit and enter another."
            )
        )
    if old.get("is_active") and (count := unit.users.filter(is_active=True).count()):
        raise IllegalMove(
            ngettext(
                "%(count)s account of this unit is still active. Deactivate it or move it to another unit first.",
                "%(count)s accounts of this unit are still active. Deactivate them or move them to other units first.",
                count,
            )
            % {"count": count}
        )
    unit.version += 1
    unit._history_user = by
    unit.save(update_fields=[*facts, "version"])
    if {"kind", "short_name"} & set(old):
        regrant_unit_scope(unit=unit, by=by, at=at)
    record_event(
        "unit.edit", target=unit, by=by, on=None, at=at, old=old, new={name: getattr(unit, name) for name in old}
    )
    return unit


def _require_own_name(unit: Unit) -> None:
    if Unit.objects.filter(name__iexact=unit.name).exclude(pk=unit.pk).exists():
        raise IllegalMove(
            _("There is a unit named “%(name)s” already. Use that one, or enter another name.") % {"name": unit.name}
        )


def _is_in_use(unit: Unit) -> bool:
    """Whether any row of the house refers to the unit, its own scope aside."""
    return any(
        relation.related_model._base_manager.filter(**{relation.field.name: unit}).exists()
        for relation in Unit._meta.related_objects
        if relation.related_model is not Scope
    )
