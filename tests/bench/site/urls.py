from django.http import HttpResponse
from django.urls import path
from django.views import View

from accounts.permissions import Permission
from config.urls import handler400, handler403, handler404, handler500, urlpatterns

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


class EmptyView(View):
    """The floor: nothing, through the same middleware, for somebody who is signed in."""

    rule = Permission.OWN_DESK

    def get(self, request):
        return HttpResponse("")


urlpatterns = [*urlpatterns, path("bench-empty/", EmptyView.as_view(), name="bench-empty")]
