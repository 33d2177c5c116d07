"""What was changed in a finding, read from its kept versions: the log carries no texts."""

from dataclasses import replace
from datetime import date

from core.about import Always
from core.day_words import day_in_list
from core.presenters import Change
from inspections.models import Finding

_PREFIX = "finding."
_FIELDS = (
    "kind", "text", "requirement", "suggestion", "place", "unit", "enterprise", "sector", "topic_number",
    "responsibility", "legal_basis", "criterion", "handling", "due_on", "due_text", "supervising_department",
    "found_on", "remark",
)  # fmt: skip


def _versions(finding, user, today):
    return Finding.history.filter(id=finding.pk).select_related("unit", "enterprise").order_by("version")


VERSIONS = Always(_versions)


def with_changes(events, finding) -> list:
    """The timeline of the finding, newest first, with old and new of each field a verb changed."""
    versions = VERSIONS.of(finding)
    verbs = [event for event in reversed(events) if event.verb.startswith(_PREFIX)]
    if len(versions) != len(verbs):
        # A version kept otherwise, by a repair for instance: better nothing than what another did.
        return events
    changed = {
        id(event): tuple(_differences(old, new))
        for event, old, new in zip(verbs[1:], versions, versions[1:], strict=False)
    }
    return [replace(event, changes=(*event.changes, *changed.get(id(event), ()))) for event in events]


def _differences(old, new):
    for name in _FIELDS:
        before, after = _shown(old, name), _shown(new, name)
        if before != after:
            yield Change(field=new.instance_type._meta.get_field(name).verbose_name, old=before, new=after)


def _shown(version, name) -> str:
    field = version.instance_type._meta.get_field(name)
    value = getattr(version, name)
    if value is None or value == "":
        return ""
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return day_in_list(value) if isinstance(value, date) else str(value)
