from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.links import Target


class OutboundMail(models.Model):
    """A mail that must go out: a row first, so that no broker or mail server can lose it (DESIGN §6)."""

    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="outbound_mails")
    subject = models.CharField(_("subject"), max_length=200)
    body = models.TextField(_("text"), blank=True)
    # What it is about; the way there is made when the mail leaves (core/links.py).
    target_kind = models.CharField(max_length=40, blank=True)
    target_id = models.CharField(max_length=40, blank=True)
    # Digest mails of a person are put together, once a day; the others go alone.
    is_digest = models.BooleanField(default=False)
    # Major hazards do not wait for office hours.
    ignores_hours = models.BooleanField(default=False)
    created_at = models.DateTimeField(_("created at"))
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    # Nobody touches the row before this instant: it is being sent, or waits after a failure.
    next_attempt_at = models.DateTimeField(_("next sending at"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    error = models.CharField(_("last error"), max_length=300, blank=True)

    class Meta:
        ordering = ["created_at", "id"]
        verbose_name = _("outbound mail")
        verbose_name_plural = _("outbound mails")
        indexes = [
            models.Index(fields=["sent_at", "created_at"]),
            models.Index(fields=["created_at"], name="unsent_mail", condition=models.Q(sent_at=None)),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def target(self) -> Target:
        return Target(self.target_kind, self.target_id)
