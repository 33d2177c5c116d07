"""Keeping which sorted matters are in no hand-off though they have to be (docs/adr/0040): what the office looks for
every time it opens its first page."""

from collections.abc import Iterable

from inspections.models import Finding
from rectification.models import HandOff
from rectification.queries import matters


def keep_loose(findings: Iterable[Finding]) -> None:
    """Write it anew of these, after a sorting or a hand-off has changed; of what is not sorted nothing is kept."""
    keys = [finding.pk for finding in findings]
    loose = matters.loose(keys)
    matters.sorted_of(keys).filter(is_loose=False, finding__in=loose).update(is_loose=True)
    matters.sorted_of(keys).filter(is_loose=True).exclude(finding__in=loose).update(is_loose=False)


def keep_loose_of(hand_off: HandOff) -> None:
    keep_loose([line.finding for line in hand_off.lines.select_related("finding")])


def rebuild_loose() -> int:
    """Mend every wrong one; gives how many there were."""
    missing, wrong = matters.wrongly_loose()
    return missing.update(is_loose=True) + wrong.update(is_loose=False)
