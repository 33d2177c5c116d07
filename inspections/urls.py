from django.urls import path

from accounts.permissions import Permission
from accounts.views.base import PageView

app_name = "inspections"


def stub(name):
    return type(name, (PageView,), {"rule": Permission.ROUND_VIEW}).as_view()


urlpatterns = [
    path("rounds/", stub("A"), name="round-list"),
    path("findings/", stub("A"), name="finding-overview"),
    path("rounds/<uuid:pk>/report/", stub("A"), name="round-report"),
    path("rounds/<uuid:pk>/findings/", stub("A"), name="finding-list"),
    path("rounds/<uuid:pk>/corrections/", stub("A"), name="round-corrections"),
    path("findings/<uuid:pk>/", stub("A"), name="finding-detail"),
    path("reports/<uuid:pk>/", stub("A"), name="report-detail"),
    path("imports/<uuid:pk>/", stub("A"), name="import-preview"),
]
