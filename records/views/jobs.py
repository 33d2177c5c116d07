from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic.detail import BaseDetailView

from accounts.permissions import Permission
from core.actions.events import record_event
from core.exports import TYPES
from core.links import page_of
from core.refusals import Refusal
from core.views.base import ThingDetailView, ThingMixin
from records.actions import jobs
from records.jobs import still_holds, words_of
from records.long_files import KIND
from records.models import Job
from records.models.job import JobStatus


class JobDetailView(ThingDetailView):
    """How far it is, then the file or what else came of it. The page asks again by itself until it is done."""

    rule = Permission.OWN_DESK
    model = Job
    template_name = "records/job/detail.html"

    def get_context_data(self, **kwargs):
        job = self.object
        words = words_of(job)
        return super().get_context_data(
            words=words,
            said=words.done % {"count": job.done},
            is_withheld=_is_withheld(job, self.request.user),
            result_url=page_of(job.result, self.request.user) if job.result else "",
            kept_until=timezone.localdate(job.ended_at + jobs.KEPT) if job.ended_at else None,
            events=[],
            **kwargs,
        )


def _is_withheld(job: Job, user) -> bool:
    return not still_holds(user.fresh_access(), job.access)


class JobDownloadView(ThingMixin, BaseDetailView):
    """The file, for as long as its owner holds every right with which it was made."""

    rule = Permission.OWN_DESK
    model = Job

    def get(self, request, *args, **kwargs):
        job = self.get_object()
        if job.status != JobStatus.READY or not job.file:
            raise Http404
        if _is_withheld(job, request.user):
            raise PermissionDenied
        record_event("job.take", target=job, by=request.user, on=None, at=self.now)
        response = FileResponse(
            job.file.open("rb"), as_attachment=True, filename=job.file_name,
            content_type=TYPES[job.file_name.rpartition(".")[2]],
        )  # fmt: skip
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Cache-Control"] = "no-store, private"
        return response


def make_in_background(request: HttpRequest, title: str, count: int) -> HttpResponseBase:
    """Has the file that this address gives made, and leads to where one sees how far it is (core.exports)."""
    facts = {"path": request.path_info, "query": request.GET.urlencode(), "form": request.GET["export"]}
    try:
        job = jobs.ask(kind=KIND, title=title, facts=facts, total=count, by=request.user, at=timezone.now())
    except Refusal as refusal:
        messages.error(request, refusal.reason)
        asked = request.GET.copy()
        del asked["export"]
        return HttpResponseRedirect(f"?{asked.urlencode()}")
    messages.info(request, _("The file is being made; this page shows how far it is."))
    return redirect(job)
