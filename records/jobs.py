"""Work done in the background for one person (ADR 34): which kinds there are, how one is carried out, and what its
owner must still hold to get a file that was made of what he saw."""

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.http import Http404
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.models import User
from core.access import Access
from core.refusals import Refusal
from core.shapes import Words
from records.actions import jobs
from records.models import Job

logger = logging.getLogger(__name__)

T = TypeVar("T")

# A row of progress no more often than this.
_EVERY = timedelta(seconds=1)
# Rows between two looks at the clock.
_ROWS = 200


class Stopped(Exception):  # noqa: N818
    """The job was cancelled, or somebody else works on it by now."""


@dataclass
class Progress:
    """How far a job is, told to whoever looks at its page. Raises Stopped where nobody wants it any more."""

    job: Job
    clock: Callable[[], datetime]
    last: datetime | None = None

    def tell(self, done: int) -> None:
        at = self.clock()
        if self.last is not None and at < self.last + _EVERY:
            return
        self.last = at
        if not jobs.tell_progress(job=self.job, done=min(done, self.job.total), at=at):
            raise Stopped

    def through(self, rows: Iterable[T]) -> Iterator[T]:
        """The rows, counted as they go by."""
        for number, row in enumerate(rows):
            if not number % _ROWS:
                self.tell(number)
            yield row


@dataclass(frozen=True)
class Made:
    """What came of it: fields of the job, and the file that is kept with it."""

    fields: Mapping[str, Any] = field(default_factory=dict)
    file: File | None = None


@dataclass(frozen=True)
class JobWords:
    """What its page says of a kind: its heading, what is counted, that one may leave, that all is counted, what is
    done ("%(count)s" in it), and the ways from there and back after a failure."""

    heading: Words
    counted: Words
    waiting: Words
    ending: Words
    done: Words
    way_on: Words
    way_back: Words


# Does the work of a job for its owner; raises Refusal with words for him.
Work = Callable[[Job, User, Progress], Made]
_kinds: dict[str, str] = {}
_words: dict[str, JobWords] = {}


def register_job(kind: str, work: str, words: JobWords) -> None:
    """Name the work of a kind by where it stands; told in AppConfig.ready(), loaded by whoever works."""
    _kinds[kind] = work
    _words[kind] = words


def words_of(job: Job) -> JobWords:
    """Raises KeyError for a kind that nobody registered."""
    return _words[job.kind]


def carry_out(job: Job, clock: Callable[[], datetime]) -> Job:
    """Do a job that waits; one that is done, or that somebody is at, comes back as it is. Never raises for what the
    work itself does."""
    begun = jobs.start(job=job, at=clock())
    if begun is None:
        return Job.objects.get(pk=job.pk)
    with override(begun.language):
        try:
            made = _done(begun, clock)
        except Stopped:
            return Job.objects.get(pk=job.pk)
        except Refusal as refusal:
            return jobs.fail(job=begun, words=refusal.reason, at=clock())
        except (Http404, PermissionDenied):
            return jobs.fail(job=begun, words=_("What it was asked for is not open to you any more."), at=clock())
        except Exception:
            logger.exception("The background job %s (%s) failed", begun.pk, begun.kind)
            words = _("Something went wrong in the system. Try it again; if it goes on, tell the administrator.")
            return jobs.fail(job=begun, words=words, at=clock())
        try:
            return jobs.finish(job=begun, at=clock(), made=made.fields, file=made.file)
        finally:
            if made.file is not None:
                made.file.close()


def _done(job: Job, clock: Callable[[], datetime]) -> Made:
    owner = User.objects.get(pk=job.owner_id)
    if not owner.is_active:
        raise PermissionDenied
    owner.address = job.address
    return import_string(_kinds[job.kind])(job, owner, Progress(job, clock))


def held(access: Access) -> dict[str, Any]:
    """The access as plain values."""
    return {
        "everywhere": sorted(access.everywhere),
        "kinds": sorted(access.kinds),
        "in_scope": {str(scope): sorted(rights) for scope, rights in access.in_scope.items()},
    }


def still_holds(access: Access, before: Mapping[str, Any]) -> bool:
    """Whether nothing was lost of what was held before. Who lost something may have lost what stands in the file."""
    now = held(access)
    return all(set(before.get(name, ())) <= set(now[name]) for name in ("everywhere", "kinds")) and all(
        set(rights) <= set(now["in_scope"].get(scope, ())) for scope, rights in before.get("in_scope", {}).items()
    )
