from django.urls import path

from inspections.views import bulk, corrections, exports, findings, imports, notes, reports, rounds

CSV, XLSX = {"suffix": "csv"}, {"suffix": "xlsx"}

app_name = "inspections"
urlpatterns = [
    path("rounds/", rounds.RoundListView.as_view(), name="round-list"),
    path("rounds/notify/", rounds.EntryListView.as_view(), name="entry-list"),
    path("rounds/notify/<uuid:pk>/", rounds.NotifyView.as_view(), name="round-notify"),
    path("rounds/<uuid:pk>/enter/", rounds.EnterView.as_view(), name="round-enter"),
    path("rounds/<uuid:pk>/end/", rounds.EndView.as_view(), name="round-end"),
    path("rounds/<uuid:pk>/cancel/", rounds.CancelView.as_view(), name="round-cancel"),
    path("rounds/<uuid:pk>/close/", rounds.CloseView.as_view(), name="round-close"),
    path("rounds/<uuid:pk>/archive/", rounds.ArchiveView.as_view(), name="round-archive"),
    path("rounds/<uuid:pk>/correct/", corrections.CorrectView.as_view(), name="round-correct"),
    path("rounds/<uuid:pk>/corrections/", corrections.CorrectionListView.as_view(), name="round-corrections"),
    path("corrections/<uuid:pk>/confirm/", corrections.CorrectionConfirmView.as_view(), name="correction-confirm"),
    path("corrections/<uuid:pk>/refuse/", corrections.CorrectionRefuseView.as_view(), name="correction-refuse"),
    path("rounds/<uuid:pk>/notes/", notes.NoteListView.as_view(), name="note-list"),
    path("rounds/<uuid:pk>/notes/add/", notes.NoteAddView.as_view(), name="note-add"),
    path("rounds/<uuid:pk>/topics/leave-out/", notes.LeaveOutView.as_view(), name="topic-leave-out"),
    path("rounds/<uuid:pk>/findings/", findings.FindingListView.as_view(), name="finding-list"),
    path("rounds/<uuid:pk>/findings/export.csv", exports.RoundExportView.as_view(), CSV, name="finding-export-csv"),
    path("rounds/<uuid:pk>/findings/export.xlsx", exports.RoundExportView.as_view(), XLSX, name="finding-export-xlsx"),
    path("rounds/<uuid:pk>/findings/bulk/", bulk.FindingBulkView.as_view(), name="finding-bulk"),
    path("rounds/<uuid:pk>/findings/add/", findings.FindingAddView.as_view(), name="finding-add"),
    path("rounds/<uuid:pk>/findings/import/", imports.ImportUploadView.as_view(), name="import-upload"),
    path("imports/template.xlsx", imports.ImportTemplateView.as_view(), name="import-template"),
    path("imports/<uuid:pk>/", imports.ImportPreviewView.as_view(), name="import-preview"),
    path("findings/", findings.FindingOverviewView.as_view(), name="finding-overview"),
    path("findings/export.csv", exports.OverviewExportView.as_view(), CSV, name="overview-export-csv"),
    path("findings/export.xlsx", exports.OverviewExportView.as_view(), XLSX, name="overview-export-xlsx"),
    path("findings/<uuid:pk>/", findings.FindingDetailView.as_view(), name="finding-detail"),
    path("findings/<uuid:pk>/edit/", findings.FindingEditView.as_view(), name="finding-edit"),
    path("findings/<uuid:pk>/confirm/", findings.FindingConfirmView.as_view(), name="finding-confirm"),
    path("findings/<uuid:pk>/withdraw/", findings.FindingWithdrawView.as_view(), name="finding-withdraw"),
    path("findings/<uuid:pk>/attach/", findings.FindingAttachView.as_view(), name="finding-attach"),
    path("rounds/<uuid:pk>/report/", reports.RoundReportView.as_view(), name="round-report"),
    path("rounds/<uuid:pk>/report/draft/", reports.ReportDraftView.as_view(), name="report-draft"),
    path("reports/<uuid:pk>/", reports.ReportDetailView.as_view(), name="report-detail"),
    path("reports/<uuid:pk>/edit/", reports.ReportEditView.as_view(), name="report-edit"),
    path("reports/<uuid:pk>/submit/", reports.ReportSubmitView.as_view(), name="report-submit"),
    path("reports/<uuid:pk>/approve/", reports.ReportApproveView.as_view(), name="report-approve"),
    path("reports/<uuid:pk>/return/", reports.ReportReturnView.as_view(), name="report-return"),
    path("reports/<uuid:pk>/preview.pdf", reports.ReportPreviewView.as_view(), name="report-preview"),
]
