"""What inspections itself asks before a round may close."""

from django.urls import reverse
from django.utils.translation import gettext as _

from inspections.closing import Gap
from inspections.models.report import ReportStatus
from inspections.policies import report_of


def report_gate(round_, today) -> list[Gap]:
    report = report_of(round_)
    path = reverse("inspections:round-report", args=[round_.pk])
    if report is None:
        return [Gap(_("the inspection report is not written"), path, _("Team leader"))]
    if report.status != ReportStatus.APPROVED:
        return [
            Gap(
                _("the inspection report is not approved (now: %(status)s)") % {"status": report.get_status_display()},
                path,
                _("Safety committee") if report.status == ReportStatus.SUBMITTED else _("Team leader"),
            )
        ]
    return []


def findings_gate(round_, today) -> list[Gap]:
    open_numbers = round_.findings.ordinary().drafts().order_by("number").values_list("number", flat=True)
    if not open_numbers:
        return []
    words = _("findings neither confirmed nor withdrawn: %(numbers)s") % {
        "numbers": _(", ").join(str(number) for number in open_numbers)
    }
    return [Gap(words, reverse("inspections:finding-list", args=[round_.pk]) + "?status=draft", _("Team leader"))]


def correction_gate(round_, today) -> list[Gap]:
    if round_.corrections.filter(status="proposed").exists():
        return [
            Gap(
                _("a correction of a date awaits confirmation"),
                reverse("inspections:round-corrections", args=[round_.pk]),
                _("Somebody else than who proposed it"),
            )
        ]
    return []
