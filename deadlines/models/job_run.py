from django.db import models
from django.utils.translation import gettext_lazy as _


class JobRun(models.Model):
    """Heartbeat of a job: a row before it starts, finished after, so that "did not run" can be seen."""

    name = models.CharField(_("name"), max_length=60)
    started_at = models.DateTimeField(_("started at"))
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)
    counts = models.JSONField(_("counts"), default=dict)
    error = models.TextField(_("last error"), blank=True)

    class Meta:
        ordering = ["-started_at", "-id"]
        verbose_name = _("job run")
        verbose_name_plural = _("job runs")
        indexes = [models.Index(fields=["name", "finished_at"])]

    def __str__(self):
        return f"{self.name} {self.started_at}"
