from django.urls import path

from core.routes import verb_paths
from records.verbs import NOUNS
from records.views import checks, documents, draws, events, evidence, jobs

app_name = "records"
urlpatterns = [
    *verb_paths(*NOUNS),
    path("documents/", documents.DocumentListView.as_view(), name="document-list"),
    path("documents/<uuid:pk>/", documents.DocumentDetailView.as_view(), name="document-detail"),
    path("documents/<uuid:pk>/download/", documents.DocumentDownloadView.as_view(), name="document-download"),
    path("documents/<uuid:pk>/word/", documents.DocumentWordView.as_view(), name="document-word"),
    path("check/", checks.PaperCheckView.as_view(), name="paper-check-form"),
    path("check/<str:code>/", checks.PaperCheckView.as_view(), name="paper-check"),
    path("evidence/<uuid:pk>/download/", evidence.EvidenceDownloadView.as_view(), name="evidence-download"),
    path("evidence/<uuid:pk>/view/", evidence.EvidenceViewView.as_view(), name="evidence-view"),
    path("evidence/<uuid:pk>/thumbnail/", evidence.EvidenceThumbnailView.as_view(), name="evidence-thumbnail"),
    path("draws/<uuid:pk>/", draws.DrawDetailView.as_view(), name="draw-detail"),
    path("jobs/<uuid:pk>/", jobs.JobDetailView.as_view(), name="job-detail"),
    path("jobs/<uuid:pk>/download/", jobs.JobDownloadView.as_view(), name="job-download"),
    path("log/", events.EventListView.as_view(), name="event-list"),
]
