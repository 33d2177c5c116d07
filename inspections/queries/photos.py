"""Photos of findings, and which of them go to the subdistrict with what is issued (ADR 29)."""

from collections.abc import Iterable

from django.db.models import QuerySet

from inspections.models import Finding
from records.models import EvidenceLink


def may_go_along(finding: Finding) -> bool:
    """Only what becomes an item takes photos along; never a lead, nor what lies in a scope of its own, such as a
    sealed visit. Reads `round` and `unit`."""
    return finding.becomes_item and finding.scope_id == finding.round.scope_id


def showable_photos(finding: Finding) -> QuerySet[EvidenceLink]:
    """What the leader may choose of: pictures of the finding whose viewing copy is made, since that is what he sees
    and what goes along."""
    kept = EvidenceLink.objects.filter(subject_kind="finding", subject_id=str(finding.pk), scope=finding.scope_id)
    return kept.filter(viewing_copy__isnull=False).select_related("viewing_copy")


def chosen_photos(findings: Iterable[Finding]) -> dict[str, list[EvidenceLink]]:
    """By the id of the finding as a string, the photos that go along with it; one query."""
    scopes = {str(finding.pk): finding.scope_id for finding in findings if may_go_along(finding)}
    links = EvidenceLink.objects.filter(
        subject_kind="finding", subject_id__in=scopes, is_chosen=True, viewing_copy__isnull=False
    ).select_related("viewing_copy")
    chosen: dict[str, list[EvidenceLink]] = {}
    for link in links:
        if link.scope_id == scopes[link.subject_id]:
            chosen.setdefault(link.subject_id, []).append(link)
    return chosen
