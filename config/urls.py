from django.urls import include, path
from django.views.i18n import set_language

from accounts.rules import public

urlpatterns = [
    path("", include("desk.urls")),
    path("", include("accounts.urls")),
    path("", include("records.urls")),
    path("", include("deadlines.urls")),
    path("", include("planning.urls")),
    path("", include("inspections.urls")),
    path("", include("rectification.urls")),
    path("language/", public(set_language), name="set-language"),
]

handler400 = "accounts.views.errors.bad_request"
handler403 = "accounts.views.errors.forbidden"
handler404 = "accounts.views.errors.not_found"
handler500 = "accounts.views.errors.server_error"
