"""What becomes of a background job. It is begun again where its worker died: what a job writes is written all at once
at its end, so that half of it never stands."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from accounts.actions.messages import notify
from accounts.models import User
from accounts.permissions import Permission
from core.actions.events import record_event
from core.actions.moves import apply_move, begin, store
from core.enqueue import enqueue
from core.links import NOTHING, Target
from core.refusals import IllegalMove
from core.shapes import Words
from core.transitions import check_move, check_permission, lock
from records.models import Job
from records.models.job import JobStatus

# Of one person at the same time: one worker does them all, and others wait, too.
MOST_AT_ONCE = 3
# Silent for so long, whoever worked on it is taken for dead; so often it is begun.
SILENCE = timedelta(minutes=5)
MOST_ATTEMPTS = 3
# Afterwards neither file nor row is kept.
KEPT = timedelta(days=7)


@transaction.atomic
def ask(
    *, kind: str, title: str, facts: Mapping[str, Any], total: int, by: User, at: datetime, about: Target = NOTHING
) -> Job:
    """Have the work `kind` done on `facts` (plain values) in the background. The same work asked again while it is not
    done is the job that stands already. Raises IllegalMove where too much of this person waits."""
    check_permission(Permission.OWN_DESK, by=by)
    # Two clicks at once are one job.
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    waiting = list(Job.objects.filter(owner=by).unended())
    for job in waiting:
        if (job.kind, job.facts) == (kind, dict(facts)):
            return job
    if len(waiting) >= MOST_AT_ONCE:
        raise IllegalMove(
            _("%(count)s of your background jobs are not done yet. Wait for one of them, or cancel it.")
            % {"count": len(waiting)}
        )
    job = Job(
        owner=by, kind=kind, title=title[:200], facts=dict(facts), total=total, asked_at=at,
        language=get_language() or "", address=by.address, result_kind=about.kind, result_id=about.id,
    )  # fmt: skip
    begin(job, "job.ask", by=by, on=None, at=at, new={"kind": kind, "rows": total})
    transaction.on_commit(partial(enqueue, "records.tasks.run_job", str(job.pk)))
    return job


@transaction.atomic
def start(*, job: Job, at: datetime) -> Job | None:
    """Take the job up, or again where its worker has gone silent; None where there is nothing to do."""
    job = lock(job)
    is_dead = job.status == JobStatus.RUNNING and job.told_at is not None and job.told_at < at - SILENCE
    if job.status != JobStatus.QUEUED and not is_dead:
        return None
    if job.attempts >= MOST_ATTEMPTS:
        fail(job=job, words=_("It broke off %(count)s times without a reason.") % {"count": job.attempts}, at=at)
        return None
    return store(
        job, by=None, status=JobStatus.RUNNING, attempts=job.attempts + 1, started_at=at, told_at=at, done=0
    )  # fmt: skip


def tell_progress(*, job: Job, done: int, at: datetime) -> bool:
    """Say how far this attempt is; False where it no longer counts, since it was cancelled or taken for dead. No new
    version: nobody decides anything by it."""
    told = Job.objects.filter(pk=job.pk, status=JobStatus.RUNNING, attempts=job.attempts)
    return bool(told.update(done=done, told_at=at))


@transaction.atomic
def finish(*, job: Job, at: datetime, made: Mapping[str, Any], file: File | None = None) -> Job:
    """The work is done: `made` are fields of the job. The owner is told. Comes back unchanged where it was cancelled
    or begun again meanwhile."""
    current = lock(job)
    if current.status != JobStatus.RUNNING or current.attempts != job.attempts:
        return current
    if file is not None:
        current.file.save(str(file.name), file, save=False)
        made = {**made, "file": current.file.name, "file_size": current.file.size}
    done = {"done": current.total} | dict(made)
    store(current, by=None, status=JobStatus.READY, ended_at=at, told_at=at, **done)
    record_event("job.finish", target=current, by=None, on=None, at=at, new={"rows": current.done})
    _tell_owner(current, _("Ready: %(title)s"), at=at)
    return current


@transaction.atomic
def fail(*, job: Job, words: Words, at: datetime) -> Job:
    current = lock(job)
    if current.status not in (JobStatus.QUEUED, JobStatus.RUNNING) or current.attempts != job.attempts:
        return current
    store(current, by=None, status=JobStatus.FAILED, ended_at=at, words=str(words)[:300])
    record_event("job.fail", target=current, by=None, on=None, at=at)
    _tell_owner(current, _("Not done: %(title)s"), at=at)
    return current


def _tell_owner(job: Job, subject: str, *, at: datetime) -> None:
    with override(job.language):
        notify(recipients=[job.owner], subject=subject % {"title": job.title}, body=job.words, about=job, at=at)


@transaction.atomic
def cancel(*, job: Job, by: User, at: datetime) -> Job:
    """Its owner wants it no longer; whoever works on it learns of it within a second and leaves nothing.

    Raises NotAllowed, IllegalMove.
    """
    job = lock(job)
    move = check_move(job, "cancel", by=by)
    return apply_move(job, move, by=by, on=None, at=at, ended_at=at)


def forget_ended(*, at: datetime) -> int:
    """Drop the jobs that ended long ago, with their files. Returns how many."""
    count = 0
    for job in Job.objects.filter(ended_at__lt=at - KEPT):
        if job.file:
            job.file.delete(save=False)
        job.delete()
        count += 1
    return count
