from django.urls import path

from records.views import documents, events, evidence

app_name = "records"
urlpatterns = [
    path("documents/", documents.DocumentListView.as_view(), name="document-list"),
    path("documents/<uuid:pk>/", documents.DocumentDetailView.as_view(), name="document-detail"),
    path("documents/<uuid:pk>/download/", documents.DocumentDownloadView.as_view(), name="document-download"),
    path("documents/<uuid:pk>/receive/", documents.DocumentReceiveView.as_view(), name="document-receive"),
    path("documents/<uuid:pk>/attach-scan/", documents.DocumentAttachScanView.as_view(), name="document-attach-scan"),
    path("evidence/<uuid:pk>/download/", evidence.EvidenceDownloadView.as_view(), name="evidence-download"),
    path("evidence/<uuid:pk>/view/", evidence.EvidenceViewView.as_view(), name="evidence-view"),
    path("log/", events.EventListView.as_view(), name="event-list"),
]
