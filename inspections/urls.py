from django.urls import path

from core.routes import verb_paths
from inspections.verbs import NOUNS
from inspections.views import corrections, exports, findings, imports, notes, reports, rounds

CSV, XLSX = {"suffix": "csv"}, {"suffix": "xlsx"}
LEADS = {"is_of_leads": True}

app_name = "inspections"
urlpatterns = [
    *verb_paths(*NOUNS),
    path("rounds/", rounds.RoundListView.as_view(), name="round-list"),
    path("rounds/notify/", rounds.EntryListView.as_view(), name="entry-list"),
    path("rounds/<uuid:pk>/corrections/", corrections.CorrectionListView.as_view(), name="round-corrections"),
    path("rounds/<uuid:pk>/notes/", notes.NoteListView.as_view(), name="note-list"),
    path("rounds/<uuid:pk>/findings/", findings.FindingListView.as_view(), name="finding-list"),
    path("rounds/<uuid:pk>/findings/export.csv", exports.RoundExportView.as_view(), CSV, name="finding-export-csv"),
    path("rounds/<uuid:pk>/findings/export.xlsx", exports.RoundExportView.as_view(), XLSX, name="finding-export-xlsx"),
    path("rounds/<uuid:pk>/findings/leads.csv", exports.RoundExportView.as_view(**LEADS), CSV, name="lead-export-csv"),
    path(
        "rounds/<uuid:pk>/findings/leads.xlsx", exports.RoundExportView.as_view(**LEADS), XLSX, name="lead-export-xlsx"
    ),
    path("imports/template.xlsx", imports.ImportTemplateView.as_view(), name="import-template"),
    path("findings/", findings.FindingOverviewView.as_view(), name="finding-overview"),
    path("findings/export.csv", exports.OverviewExportView.as_view(), CSV, name="overview-export-csv"),
    path("findings/export.xlsx", exports.OverviewExportView.as_view(), XLSX, name="overview-export-xlsx"),
    path("findings/leads.csv", exports.OverviewExportView.as_view(**LEADS), CSV, name="overview-leads-csv"),
    path("findings/leads.xlsx", exports.OverviewExportView.as_view(**LEADS), XLSX, name="overview-leads-xlsx"),
    path("findings/<uuid:pk>/", findings.FindingDetailView.as_view(), name="finding-detail"),
    path("rounds/<uuid:pk>/report/", reports.RoundReportView.as_view(), name="round-report"),
    path("reports/<uuid:pk>/", reports.ReportDetailView.as_view(), name="report-detail"),
    path("reports/<uuid:pk>/preview.pdf", reports.ReportPreviewView.as_view(), name="report-preview"),
]
