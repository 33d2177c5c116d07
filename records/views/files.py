"""Stored bytes as an answer that no browser takes for a page of ours."""

import logging

from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.generic.detail import BaseDetailView

from core.actions.events import record_event
from core.views.base import ThingMixin
from records.file_types import WORD
from records.sound_files import DamagedFile, sound_file

logger = logging.getLogger(__name__)

# Kept for this person alone, and shown again only where he may still see it.
KEPT = "private, no-cache"
# Nothing in the file may run, load or be framed; a PDF is drawn by the browser's own viewer, which styles itself.
_PICTURE_POLICY = "default-src 'none'; sandbox"
_PDF_POLICY = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"


class FileView(ThingMixin, BaseDetailView):
    """Hands out a file of a thing, and only the bytes the log says the thing stands for."""

    def give(self, thing, field, *, name, content_type, inline=False, is_kept=False, verb=""):
        """The bytes, streamed; `name` is sent as RFC 6266 wants it, in any script. `verb` is the event of taking it;
        `is_kept`: the browser may keep it, and asks before it shows it again.

        What was exchanged is not given out: evidence that is not what was kept is none. The audit administrator
        finds it in the log.
        """
        try:
            file, size = sound_file(thing, field)
        except DamagedFile as damage:
            logger.error("%s %s is not handed out: %s", thing._meta.model_name, thing.pk, damage)
            record_event("file.refuse", target=thing, by=self.request.user, on=None, at=self.now)
            return render(self.request, "errors/damaged_file.html", status=409)
        if verb:
            record_event(verb, target=thing, by=self.request.user, on=None, at=self.now)
        response = FileResponse(file, as_attachment=not inline, filename=name, content_type=content_type)
        response.headers["Content-Length"] = size
        response.headers["X-Content-Type-Options"] = "nosniff"
        is_pdf = content_type == "application/pdf"
        response.headers["Content-Security-Policy"] = _PDF_POLICY if is_pdf else _PICTURE_POLICY
        response.headers["Cache-Control"] = KEPT if is_kept else "no-store, private"
        return response


def word_answer(content: bytes, name: str) -> HttpResponse:
    """A Word file that was made just now, to be kept by whoever asked."""
    response = HttpResponse(content, content_type=WORD)
    response.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "no-store, private"
    return response
