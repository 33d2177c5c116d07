"""The demo multiplied for load tests: whole rounds copied by set-based inserts.

The one place outside the actions that writes business rows, and only for figures: copies carry no events, no grants
and no documents of their own, stand in subdistricts of their own, and are named as copies.
"""

import uuid
from itertools import islice

from accounts.models import Scope, Unit
from accounts.models.unit import UnitKind
from accounts.roles import ScopeKind
from deadlines.models import Deadline
from inspections.models import Enterprise, FieldNote, Finding, SubdistrictRound
from planning.models import PlanEntry
from rectification.models import RectificationCase, RectificationItem

BATCH = 1000


def multiply(factor: int) -> int:
    """Copy every round `factor` - 1 times, with all that hangs on it. Returns how many rounds were made."""
    rounds = list(SubdistrictRound.objects.select_related("entry", "scope", "subdistrict"))
    made = 0
    for number in range(2, factor + 1):
        for round_ in rounds:
            _copy_round(round_, number)
            made += 1
    return made


def _copy(thing, **changes):
    """An unsaved twin with a key of its own."""
    twin = type(thing)()
    for field in thing._meta.concrete_fields:
        setattr(twin, field.attname, getattr(thing, field.attname))
    if isinstance(thing.pk, uuid.UUID):
        twin.pk = uuid.uuid4()
    else:
        twin.pk = None
    for name, value in changes.items():
        setattr(twin, name, value)
    return twin


def _insert(model, twins) -> None:
    twins = iter(twins)
    while batch := list(islice(twins, BATCH)):
        model.objects.bulk_create(batch)


def _unit(subdistrict, number) -> Unit:
    unit, _created = Unit.objects.get_or_create(
        name=f"{subdistrict.short_name}副本{number}",
        defaults={"short_name": f"{subdistrict.short_name}副本{number}", "kind": UnitKind.SUBDISTRICT},
    )
    return unit


def _copy_round(round_, number) -> None:
    unit = _unit(round_.subdistrict, number)
    unit_scope, _created = Scope.objects.get_or_create(
        kind=ScopeKind.UNIT, unit=unit, defaults={"label": unit.short_name}
    )
    scope = Scope.objects.create(kind=ScopeKind.ROUND, label=f"{round_.scope.label} {number}"[:120])
    entry = _copy(round_.entry, scope=scope, subdistrict=unit)
    PlanEntry.objects.bulk_create([entry])
    twin = _copy(round_, scope=scope, subdistrict=unit, entry=entry)
    SubdistrictRound.objects.bulk_create([twin])
    _insert(FieldNote, (_copy(note, round=twin, scope=scope) for note in round_.notes.all()))
    findings = _copy_findings(round_, twin, unit, scope)
    _insert(Deadline, _deadlines(round_.scope_id, twin, round_.pk, scope=scope))
    if case := RectificationCase.objects.filter(round=round_).first():
        _copy_case(case, twin, unit, scope, unit_scope, findings)


def _copy_findings(round_, twin, unit, scope) -> dict:
    """Twins by the key of their originals; leads stay out, since their scopes are nobody's to copy."""
    enterprises = {}
    found = list(round_.findings.filter(scope=round_.scope).select_related("enterprise"))
    for finding in found:
        if finding.enterprise_id and finding.enterprise_id not in enterprises:
            enterprises[finding.enterprise_id] = _copy(finding.enterprise, subdistrict=unit)
    _insert(Enterprise, enterprises.values())
    twins = {
        finding.pk: _copy(
            finding,
            round=twin,
            scope=scope,
            enterprise=enterprises.get(finding.enterprise_id),
            unit_id=unit.pk if finding.unit_id else None,
            batch=None,
        )
        for finding in found
    }
    _insert(Finding, twins.values())
    return twins


def _copy_case(case, round_, unit, scope, unit_scope, findings) -> None:
    document = _copy(case.feedback, scope=unit_scope, round_scope=scope, addressee=unit, addressee_name=unit.name)
    document.number = type(document).objects.filter(series=document.series, year=document.year).count() + 100_000
    type(document).objects.bulk_create([document])
    twin = _copy(case, round=round_, unit=unit, scope=unit_scope, feedback=document)
    items = {
        item.pk: _copy(item, case=twin, scope=unit_scope, finding=findings[item.finding_id])
        for item in case.items.all()
        if item.finding_id in findings
    }
    twins_by_key = {str(case.pk): twin, **{str(key): item for key, item in items.items()}}
    deadlines = {
        deadline.pk: _copy(
            deadline, scope=unit_scope, round_scope=scope, responsible_unit=unit,
            subject_id=str(twins_by_key[deadline.subject_id].pk),
        )
        for deadline in Deadline.objects.filter(subject_id__in=twins_by_key)
    }  # fmt: skip
    _insert(Deadline, deadlines.values())
    for thing in (twin, *items.values()):
        for field in thing._meta.concrete_fields:
            if field.related_model is Deadline and getattr(thing, field.attname):
                setattr(thing, field.name, deadlines[getattr(thing, field.attname)])
    RectificationCase.objects.bulk_create([twin])
    _insert(RectificationItem, items.values())


def _deadlines(old_scope_id, round_, old_id, *, scope):
    for deadline in Deadline.objects.filter(scope_id=old_scope_id, subject_id=str(old_id)):
        yield _copy(deadline, scope=scope, subject_id=str(round_.pk), subject_label=str(round_))
