from django.urls import path

from core.routes import verb_paths
from inspections.verbs import NOUNS
from inspections.views import (
    case_files,
    corrections,
    criteria,
    enterprises,
    findings,
    imports,
    interviews,
    notes,
    orders,
    reports,
    rounds,
)

app_name = "inspections"
urlpatterns = [
    *verb_paths(*NOUNS),
    path("case-files/", case_files.CaseFileListView.as_view(), name="case-file-list"),
    path("case-files/<uuid:pk>/", case_files.CaseFileDetailView.as_view(), name="case-file-detail"),
    path("case-files/<uuid:pk>/package/", case_files.PackageView.as_view(), name="case-file-package"),
    path("case-files/<uuid:pk>/book/", case_files.BookView.as_view(), name="case-file-book"),
    path("rounds/", rounds.RoundListView.as_view(), name="round-list"),
    path("rounds/notify/", rounds.EntryListView.as_view(), name="entry-list"),
    path("rounds/<uuid:pk>/corrections/", corrections.CorrectionListView.as_view(), name="round-corrections"),
    path("rounds/<uuid:pk>/notes/", notes.NoteListView.as_view(), name="note-list"),
    path("rounds/<uuid:pk>/findings/", findings.FindingListView.as_view(), name="finding-list"),
    path("rounds/<uuid:pk>/findings/template.xlsx", imports.ImportTemplateView.as_view(), name="import-template"),
    path("findings/", findings.FindingOverviewView.as_view(), name="finding-overview"),
    path("findings/<uuid:pk>/", findings.FindingDetailView.as_view(), name="finding-detail"),
    path("rounds/<uuid:pk>/report/", reports.RoundReportView.as_view(), name="round-report"),
    path("criteria/", criteria.CriterionListView.as_view(), name="criterion-list"),
    path("enterprises/", enterprises.EnterpriseListView.as_view(), name="enterprise-list"),
    path("enterprises/<uuid:pk>/", enterprises.EnterpriseDetailView.as_view(), name="enterprise-detail"),
    path("reports/<uuid:pk>/", reports.ReportDetailView.as_view(), name="report-detail"),
    path("reports/<uuid:pk>/preview.pdf", reports.ReportPreviewView.as_view(), name="report-preview"),
    path("orders/", orders.OrderListView.as_view(), name="order-list"),
    path("orders/<uuid:pk>/", orders.OrderDetailView.as_view(), name="order-detail"),
    path("interviews/", interviews.InterviewListView.as_view(), name="interview-list"),
    path("interviews/<uuid:pk>/", interviews.InterviewDetailView.as_view(), name="interview-detail"),
    path(
        "interview-proposals/<uuid:pk>/",
        interviews.InterviewProposalDetailView.as_view(),
        name="interview-proposal-detail",
    ),
]
