"""Refuse a request body larger than XUNCHA_MAX_UPLOAD_MB before it is read, with a page a person can act on."""

from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string

# A form around the files: its other fields and the multipart boundaries.
FORM_ALLOWANCE_BYTES = 1024 * 1024


def max_body_bytes() -> int:
    """The longest request body taken, in bytes: the files at their limit, and the form around them."""
    return settings.MAX_UPLOAD_BYTES + FORM_ALLOWANCE_BYTES


def refusal_page() -> str:
    """The page shown instead, as HTML, in the language active."""
    return render_to_string("errors/413.html", {"max_upload_mb": settings.MAX_UPLOAD_BYTES // 1024**2})


class UploadLimitMiddleware:
    """The limit where another server than ours stands in front (gunicorn takes bodies of any length)."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        declared = request.META.get("CONTENT_LENGTH") or "0"
        if declared.isascii() and declared.isdigit() and int(declared) > max_body_bytes():
            return HttpResponse(refusal_page(), status=413)
        return self.get_response(request)
