"""The findings of a round as a list that is read is compared with them."""

from accounts.models import User
from inspections.exporting import cells_of
from inspections.importing import KnownFinding
from inspections.models import Finding, SubdistrictRound
from inspections.models.finding import TAKEN_BACK


def known_findings(round_: SubdistrictRound, *, by: User) -> list[KnownFinding]:
    """Those that stand and that `by` may see: nobody learns of a lead by bringing a list."""
    findings = Finding.objects.visible_to(by).filter(round=round_).exclude(status__in=TAKEN_BACK)
    return [
        KnownFinding(
            number=str(finding.number),
            subject_name=finding.subject_name,
            text=finding.text,
            cells=cells_of(finding),
        )
        for finding in findings.select_related("unit", "enterprise")
    ]
