"""Whose duty a matter is, as the duty table of the office says (三(三)4, R61)."""

from django.db.models import QuerySet
from django.utils.functional import cached_property

from accounts.models import Unit
from inspections.models import Finding
from inspections.models.finding import FindingKind
from rectification.models import DutyEntry
from rectification.models.duty_entry import DutyBasis
from rectification.models.hand_off import RECEIVER_KINDS


def receivers() -> QuerySet[Unit]:
    """Bodies a matter may be handed to: departments, the Party Working and the Administrative Committee (R61, R62)."""
    return Unit.objects.filter(kind__in=RECEIVER_KINDS, is_active=True).order_by("kind", "org_code", "name")


class DutyTable:
    """The table as it stands, read once however many findings are asked about."""

    def __init__(self) -> None:
        entries = DutyEntry.objects.active().filter(receiver__is_active=True).select_related("receiver")
        self._entries: dict[str, dict[str, Unit]] = {basis: {} for basis in DutyBasis.values}
        for entry in entries:
            self._entries[entry.basis].setdefault(entry.value, entry.receiver)

    @cached_property
    def _receivers(self) -> list[Unit]:
        return list(receivers())

    def receiver_of(self, finding: Finding) -> Unit | None:
        """The body the table proposes; None where it is silent.

        An industry tells more than a kind, and a kind more than a topic; of a lead it is the kind that counts, since
        it is about a person and not about his trade. Where the table is silent about the industry, the supervising
        department that the team named counts.
        """
        by_sector = self._by_sector(finding)
        by_kind = self._entries[DutyBasis.KIND].get(finding.kind)
        by_topic = self._entries[DutyBasis.TOPIC].get(str(finding.topic_number))
        if finding.kind == FindingKind.LEAD:
            return by_kind or by_sector or by_topic
        return by_sector or self._named(finding) or by_kind or by_topic

    def _by_sector(self, finding: Finding) -> Unit | None:
        """The longest industry of the table within the finding's words, such as 特种设备 in 特种设备（电梯）."""
        words = finding.sector.strip() or (finding.enterprise.sector.strip() if finding.enterprise else "")
        sectors = self._entries[DutyBasis.SECTOR]
        best = max((value for value in sectors if words and value in words), key=len, default=None)
        return sectors[best] if best else None

    def _named(self, finding: Finding) -> Unit | None:
        name = finding.supervising_department.strip()
        if not name:
            return None
        return next((unit for unit in self._receivers if name in (unit.name, unit.short_name)), None)


def receiver_by_duty(finding: Finding) -> Unit | None:
    """Of one finding alone; of many, ask a DutyTable."""
    return DutyTable().receiver_of(finding)


def proposed_receiver(finding: Finding, table: DutyTable | None = None) -> Unit | None:
    """Where the finding is to go: as the leader sorted it, else by the duty table."""
    sorted_ = getattr(finding, "classification", None)
    return (sorted_.proposed_receiver if sorted_ else None) or (table or DutyTable()).receiver_of(finding)
