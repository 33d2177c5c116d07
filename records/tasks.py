import logging
import time

from celery import shared_task
from django.utils import timezone

from core.bounded import Busy
from records.actions.head import tell_head as send_head
from records.actions.issuing import make_document
from records.actions.jobs import forget_ended
from records.actions.seal import seal_all
from records.actions.viewing_copies import make_viewing_copy
from records.head import HeadProblem
from records.jobs import carry_out
from records.models import EvidenceLink, IssuedDocument, Job
from records.models.document import DocumentStatus

logger = logging.getLogger(__name__)

_DOCUMENTS_A_RUN = 50
# Seconds after which a run leaves what still waits to the next, a minute later: other work must come to its turn.
_COPYING_SECONDS = 40


@shared_task
def render_document(document_id) -> str:
    """Make and issue one document; asked for when it is numbered. Returns its status."""
    document = IssuedDocument.objects.get(pk=document_id)
    return make_document(document=document, at=timezone.now()).status


@shared_task
def render_waiting_documents() -> dict:
    """Make every document that still waits: whose first call was lost, or failed and has rested. Returns counts."""
    counts = {"issued": 0, "failed": 0}
    for document_id in list(
        IssuedDocument.objects.waiting(timezone.now()).values_list("pk", flat=True)[:_DOCUMENTS_A_RUN]
    ):
        document = make_document(document=IssuedDocument.objects.get(pk=document_id), at=timezone.now())
        counts["issued" if document.status == DocumentStatus.ISSUED else "failed"] += 1
    return counts


@shared_task
def make_viewing_copies() -> dict:
    """Make the viewing copies that still wait: asked for when pictures were kept, and every minute. Returns counts."""
    counts = {"made": 0, "none": 0, "failed": 0}
    end = time.monotonic() + _COPYING_SECONDS
    for link in EvidenceLink.objects.filter(awaits_copy=True).select_related("blob").order_by("uploaded_at"):
        if time.monotonic() > end:
            break
        try:
            link = make_viewing_copy(link=link, at=timezone.now())
        except (OSError, Busy) as failure:
            logger.warning("The viewing copy of %s waits for the next run: %s", link.pk, failure)
            counts["failed"] += 1
        except Exception:
            # Whatever it is, the pictures behind this one do not wait for it.
            logger.exception("No viewing copy of %s was made", link.pk)
            counts["failed"] += 1
        else:
            counts["made" if link.viewing_copy_id else "none"] += 1
    return counts


@shared_task
def seal_events() -> int:
    """Seal the events written since the last run. Returns how many; none where the proof does not fit together."""
    try:
        return seal_all()
    except (HeadProblem, OSError) as problem:
        logger.error("Nothing was sealed: %s. See manage.py verify_audit.", problem)
        return 0


@shared_task
def tell_head() -> int:
    """Tell the audit administrator, and the store of copies, where the log ends today. Returns how many were told."""
    try:
        return send_head(at=timezone.now())
    except (HeadProblem, OSError) as problem:
        logger.error("The end of the log was not told: %s", problem)
        return 0


@shared_task
def run_job(job_id) -> str:
    """Do one background job; asked for when its row is there. Returns its status."""
    job = Job.objects.filter(pk=job_id).first()
    return carry_out(job, timezone.now).status if job is not None else ""


@shared_task
def run_waiting_jobs() -> int:
    """Do what still waits: whose first call was lost, or whose worker died. Returns how many were looked at."""
    jobs = list(Job.objects.unended().order_by("asked_at"))
    for job in jobs:
        carry_out(job, timezone.now)
    return len(jobs)


@shared_task
def forget_jobs() -> int:
    """Drop what ended long ago, with its files. Returns how many."""
    return forget_ended(at=timezone.now())
