from django.http import HttpResponse
from django.views import View

from accounts.permissions import Permission
from core.actions.events import record_event
from core.views.base import AccessMixin
from inspections.exporting import findings_csv, findings_workbook
from inspections.filters import OverviewFilter
from inspections.models import Finding
from inspections.views.findings import Filtered

TYPES = {
    "csv": ("text/csv; charset=utf-8", findings_csv),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", findings_workbook),
}


class _ExportMixin:
    rule = Permission.FINDING_VIEW

    def get(self, request, *args, suffix, **kwargs):
        content_type, made_by = TYPES[suffix]
        response = HttpResponse(made_by(self.filtered), content_type=content_type)
        response.headers["Content-Disposition"] = f'attachment; filename="findings-{self.today:%Y%m%d}.{suffix}"'
        record_event(
            "finding.export", target=request.user, by=request.user, on=None, at=self.now,
            new={"round": str(kwargs.get("pk", "")), "format": suffix},
        )  # fmt: skip
        return response


class RoundExportView(_ExportMixin, Filtered, AccessMixin, View):
    """The findings of one round that the filters let through."""


class OverviewExportView(_ExportMixin, AccessMixin, View):
    @property
    def filtered(self):
        base = Finding.objects.visible_to(self.request.user).select_related("unit", "enterprise", "round__subdistrict")
        return OverviewFilter(self.request.GET, queryset=base, request=self.request).qs
