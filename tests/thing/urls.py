from django.urls import include, path

from config.urls import handler403, handler404  # noqa: F401
from config.urls import urlpatterns as real
from core.routes import verb_paths
from tests.thing.verbs import NOUNS
from tests.thing.views import ParcelDetailView, ParcelListView

parcels = [
    path("parcels/", ParcelListView.as_view(), name="parcel-list"),
    path("parcels/<uuid:pk>/", ParcelDetailView.as_view(), name="parcel-detail"),
    *verb_paths(*NOUNS),
]
urlpatterns = [path("", include((parcels, "thing"))), *real]
