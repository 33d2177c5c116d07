"""Whose duty a matter is, as the duty table of the office says (三(三)4, R61)."""

from django.db.models import QuerySet

from accounts.models import Unit
from inspections.models import Finding
from inspections.models.finding import FindingKind
from rectification.models import DutyEntry
from rectification.models.duty_entry import DutyBasis
from rectification.models.hand_off import RECEIVER_KINDS


def receivers() -> QuerySet[Unit]:
    """Bodies a matter may be handed to: departments, the Party Working and the Administrative Committee (R61, R62)."""
    return Unit.objects.filter(kind__in=RECEIVER_KINDS, is_active=True).order_by("kind", "org_code", "name")


def receiver_by_duty(finding: Finding) -> Unit | None:
    """The body the table proposes; None where it is silent.

    An industry tells more than a kind, and a kind more than a topic; of a lead it is the kind that counts, since it is
    about a person and not about his trade. Where the table is silent about the industry, the supervising department
    that the team named counts.
    """
    by_sector, by_kind, by_topic = _by_sector(finding), _by_kind(finding), _by_topic(finding)
    if finding.kind == FindingKind.LEAD:
        return by_kind or by_sector or by_topic
    return by_sector or _named(finding) or by_kind or by_topic


def _entries(basis: str) -> QuerySet[DutyEntry]:
    found = DutyEntry.objects.active().filter(basis=basis, receiver__is_active=True)
    return found.select_related("receiver")


def _by_sector(finding: Finding) -> Unit | None:
    """The longest industry of the table that is part of the finding's words, such as 特种设备 in 特种设备（电梯）."""
    words = finding.sector.strip() or (finding.enterprise.sector.strip() if finding.enterprise else "")
    fitting = [entry for entry in _entries(DutyBasis.SECTOR) if words and entry.value in words]
    best = max(fitting, key=lambda entry: len(entry.value), default=None)
    return best.receiver if best else None


def _by_kind(finding: Finding) -> Unit | None:
    return _receiver(DutyBasis.KIND, finding.kind)


def _by_topic(finding: Finding) -> Unit | None:
    return _receiver(DutyBasis.TOPIC, str(finding.topic_number)) if finding.topic_number else None


def _receiver(basis: str, value: str) -> Unit | None:
    entry = _entries(basis).filter(value=value).first()
    return entry.receiver if entry else None


def _named(finding: Finding) -> Unit | None:
    name = finding.supervising_department.strip()
    return next((unit for unit in receivers() if name and name in (unit.name, unit.short_name)), None)


def proposed_receiver(finding: Finding) -> Unit | None:
    """Where the finding is to go: as the leader sorted it, else by the duty table."""
    sorted_ = getattr(finding, "classification", None)
    return (sorted_.proposed_receiver if sorted_ else None) or receiver_by_duty(finding)
