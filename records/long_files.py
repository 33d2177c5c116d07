"""Files of long lists, made in the background: the page of the list is asked once more for its table, on behalf of
whoever asked for it, and so reads what he may see (core/exports.py)."""

from dataclasses import replace
from tempfile import NamedTemporaryFile
from uuid import uuid4

from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.urls import resolve
from django.utils.translation import gettext as _

from accounts.models import User
from core.exports import WRITERS, Sheet
from core.refusals import IllegalMove
from core.rules import rule_of
from core.workbooks import MOST_ROWS
from records.jobs import Made, Progress, held
from records.models import Job

KIND = "export"


def make_file(job: Job, owner: User, progress: Progress) -> Made:
    form = job.facts["form"]
    sheet, name = _table(job, owner)
    if form == "xlsx" and sheet.count > MOST_ROWS:
        words = _("An Excel sheet holds %(count)s rows at most. Narrow the list by its filters, or take it as CSV.")
        raise IllegalMove(words % {"count": MOST_ROWS})
    file = NamedTemporaryFile(suffix=f".{form}")  # noqa: SIM115  closed by whoever keeps it
    try:
        WRITERS[form](replace(sheet, rows=progress.through(sheet.rows)), file)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    kept = File(file, name=f"{uuid4().hex}.{form}")
    return Made({"file_name": name, "access": held(owner.access), "total": sheet.count, "done": sheet.count}, kept)


def _table(job: Job, owner: User) -> tuple[Sheet, str]:
    request = HttpRequest()
    request.method, request.path = "GET", job.facts["path"]
    request.GET, request.user = QueryDict(job.facts["query"]), owner
    request.session = {}
    found = resolve(job.facts["path"])
    # What the middleware asks before any page.
    if not owner.access.permits_somewhere(rule_of(found.func)):
        raise PermissionDenied
    taken: list[tuple[Sheet, str]] = []

    def take(sheet: Sheet, name: str) -> HttpResponse:
        taken.append((sheet, name))
        return HttpResponse()

    page = found.func.view_class.as_view(**found.func.view_initkwargs, hand_out=take)
    page(request, *found.args, **found.kwargs)
    if not taken:
        raise Http404
    return taken[0]
