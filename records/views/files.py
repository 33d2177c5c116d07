"""Stored bytes as an answer that no browser takes for a page of ours."""

from django.http import FileResponse

# Nothing in the file may run, load or be framed; a PDF is drawn by the browser's own viewer, which styles itself.
_PICTURE_POLICY = "default-src 'none'; sandbox"
_PDF_POLICY = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"


def file_response(blob, *, name, content_type, inline=False) -> FileResponse:
    """The blob's bytes, streamed; `name` is sent as RFC 6266 wants it, in any script."""
    response = FileResponse(blob.file.open("rb"), as_attachment=not inline, filename=name, content_type=content_type)
    response.headers["Content-Length"] = blob.size
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = _PDF_POLICY if content_type == "application/pdf" else _PICTURE_POLICY
    response.headers["Cache-Control"] = "no-store, private"
    return response
