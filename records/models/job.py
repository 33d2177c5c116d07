from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.permissions import Permission
from core.addresses import address_of
from core.links import Target
from core.models import Aggregate
from core.transitions import StateTable, Transition


class JobStatus(models.TextChoices):
    QUEUED = "queued", pgettext_lazy("job", "Waiting for its turn")
    RUNNING = "running", pgettext_lazy("job", "Running")
    READY = "ready", pgettext_lazy("job", "Ready")
    FAILED = "failed", pgettext_lazy("job", "Failed")
    CANCELLED = "cancelled", pgettext_lazy("job", "Cancelled")


UNENDED = (JobStatus.QUEUED, JobStatus.RUNNING)


class JobQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever asked for it, and nobody else, whatever he may see."""
        return self.filter(owner_id=user.pk) if user.is_active else self.none()

    def unended(self):
        return self.filter(status__in=UNENDED)


class Job(Aggregate):
    """后台任务: long work that one person asked for and that goes on without his page: a long file, a long list taken
    in. Its row is all that is known of it; a worker that dies leaves one that has gone silent (records/jobs.py)."""

    TRANSITIONS = StateTable(
        noun="job",
        statuses=JobStatus,
        # The worker moves it on; a person can only stop it.
        rows=(Transition("cancel", ("queued", "running"), "cancelled", Permission.OWN_DESK),),
        tones={
            JobStatus.QUEUED: "info", JobStatus.RUNNING: "info", JobStatus.READY: "ok", JobStatus.FAILED: "bad",
        },
    )  # fmt: skip
    scope_id = None

    status = models.CharField(_("state"), max_length=10, choices=JobStatus.choices, default=JobStatus.QUEUED)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="jobs")
    # Which work it is, by its name in records.jobs, and with what.
    kind = models.CharField(max_length=20)
    facts = models.JSONField(default=dict)
    title = models.CharField(_("title"), max_length=200)
    # As they were when it was asked for: the words of the file, the address of its events.
    language = models.CharField(max_length=10)
    address = models.CharField(max_length=45, blank=True)
    # Rows done and rows in all.
    done = models.PositiveIntegerField(_("done"), default=0)
    total = models.PositiveIntegerField(_("in all"), default=0)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    asked_at = models.DateTimeField(_("asked for at"))
    started_at = models.DateTimeField(_("started at"), null=True, blank=True)
    # The last sign of life of whoever works on it.
    told_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    words = models.CharField(_("why it failed"), max_length=300, blank=True)
    file = models.FileField(upload_to="jobs", max_length=120, blank=True)
    file_name = models.CharField(_("file"), max_length=200, blank=True)
    file_size = models.PositiveBigIntegerField(_("size in bytes"), default=0)
    # What the owner held when the file was made (records.jobs.held): without it he does not get the file.
    access = models.JSONField(default=dict)
    # What it led to, or is about: the way there is made when somebody looks (core/links.py).
    result_kind = models.CharField(max_length=40, blank=True)
    result_id = models.CharField(max_length=40, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-id"]
        verbose_name = _("background job")
        verbose_name_plural = _("background jobs")
        indexes = [
            models.Index(fields=["status", "told_at"]),
            models.Index(fields=["owner", "status"]),
            models.Index(fields=["ended_at"]),
        ]
        constraints = [
            models.CheckConstraint(
                name="ended_job_has_its_end",
                condition=models.Q(status__in=["queued", "running"], ended_at=None)
                | models.Q(status__in=["ready", "failed", "cancelled"], ended_at__isnull=False),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return address_of("records:job-detail", self.pk)

    @property
    def scope_ids(self):
        """None of its own: it is its owner's alone."""
        return ()

    @property
    def is_ended(self) -> bool:
        return self.status not in UNENDED

    @property
    def result(self) -> Target:
        return Target(self.result_kind, self.result_id)
