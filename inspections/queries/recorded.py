"""The findings of a round as a list that is read is compared with them."""

from accounts.models import Unit, User
from inspections.exporting import cells_of
from inspections.importing import KnownFinding, Registered
from inspections.models import Enterprise, Finding, SubdistrictRound
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


def registered_in(subdistrict: Unit, *, by: User) -> list[Registered]:
    """The enterprises of the subdistrict that `by` may see, with the names they bore before."""
    seen = Enterprise.objects.visible_to(by).filter(subdistrict=subdistrict).prefetch_related("former_names")
    return [
        Registered(
            (one.name, *(former.name for former in one.former_names.all())), one.credit_code, one.get_absolute_url()
        )
        for one in seen.order_by("pk")
    ]
