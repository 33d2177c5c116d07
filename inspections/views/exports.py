from django.http import Http404, HttpResponse
from django.views import View

from accounts.permissions import Permission
from core.actions.events import record_event
from core.views.base import AccessMixin
from inspections.exporting import findings_csv, findings_workbook
from inspections.filters import FindingFilter, OverviewFilter
from inspections.models import Finding
from inspections.views.inside import InsideRound

TYPES = {
    "csv": ("text/csv; charset=utf-8", findings_csv),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", findings_workbook),
}


class _ExportMixin:
    """A file of what the filters let through; leads are never in one with other findings, but in their own, asked for
    on purpose, by whoever sees any (ADR 9)."""

    rule = Permission.FINDING_VIEW
    is_of_leads = False

    def get(self, request, *args, suffix, **kwargs):
        findings = self.filtered.apart() if self.is_of_leads else self.filtered.ordinary()
        if self.is_of_leads and not findings.exists():
            raise Http404
        content_type, made_by = TYPES[suffix]
        name = "leads" if self.is_of_leads else "findings"
        response = HttpResponse(made_by(findings), content_type=content_type)
        response.headers["Content-Disposition"] = f'attachment; filename="{name}-{self.today:%Y%m%d}.{suffix}"'
        record_event(
            "finding.export_leads" if self.is_of_leads else "finding.export",
            target=request.user, by=request.user, on=None, at=self.now,
            new={"round": str(kwargs.get("pk", "")), "format": suffix},
        )  # fmt: skip
        return response


class RoundExportView(_ExportMixin, InsideRound, AccessMixin, View):
    """The findings of one round that the filters let through. Who sees no lead of it is told nothing of the file."""

    @property
    def filtered(self):
        base = Finding.objects.visible_to(self.request.user).filter(round=self.round)
        found = FindingFilter(
            self.request.GET, queryset=base.select_related("unit", "enterprise"), request=self.request
        )
        return found.qs.order_by("number", "recorded_at")

    def dispatch(self, request, *args, **kwargs):
        self.round  # noqa: B018  404 and 403 of the round come first
        if self.is_of_leads and not Finding.objects.visible_to(request.user).filter(round=self.round).apart().exists():
            raise Http404
        return super().dispatch(request, *args, **kwargs)


class OverviewExportView(_ExportMixin, AccessMixin, View):
    @property
    def filtered(self):
        base = Finding.objects.visible_to(self.request.user).select_related("unit", "enterprise", "round__subdistrict")
        return OverviewFilter(self.request.GET, queryset=base, request=self.request).qs
