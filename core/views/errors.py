import sys

from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from core.rules import public
from core.troubles import trouble_of


@public
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was open too long or in two windows: say how to go on; the browser keeps what was typed."""
    return render(request, "errors/csrf.html", {"title": _("This page was open for too long")}, status=403)


@public
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "errors/400.html", status=400)


@public
def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "errors/403.html", status=403)


@public
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "errors/404.html", status=404)


@public
def server_error(request: HttpRequest) -> HttpResponse:
    """Says nothing of what failed: an error page must never carry data. Made without the request, whose context asks
    a database that may be what failed. What the machine cannot do just now is said as what it is."""
    if trouble := trouble_of(sys.exc_info()[1]):
        return HttpResponse(render_to_string("errors/trouble.html", {"trouble": trouble}), status=trouble.status)
    return HttpResponseServerError(render_to_string("errors/500.html"))
