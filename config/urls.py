from django.urls import include, path
from django.views.i18n import set_language

from core.rules import public
from core.views.health import ReadyView

urlpatterns = [
    path("", include("desk.urls")),
    path("", include("accounts.urls")),
    path("", include("records.urls")),
    path("", include("deadlines.urls")),
    path("", include("planning.urls")),
    path("", include("inspections.urls")),
    path("", include("rectification.urls")),
    path("ready/", ReadyView.as_view(), name="ready"),
    path("language/", public(set_language), name="set-language"),
]

handler400 = "core.views.errors.bad_request"
handler403 = "core.views.errors.forbidden"
handler404 = "core.views.errors.not_found"
handler500 = "core.views.errors.server_error"
