from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models.user import User
from core.links import Target


class Message(models.Model):
    """Something the house tells one person, kept until read and after."""

    recipient = models.ForeignKey(User, on_delete=models.PROTECT, related_name="inbox")
    subject = models.CharField(_("subject"), max_length=200)
    body = models.TextField(_("text"), blank=True)
    # What it is about; the way there is made when somebody looks (core/links.py).
    target_kind = models.CharField(max_length=40, blank=True)
    target_id = models.CharField(max_length=40, blank=True)
    sent_at = models.DateTimeField(_("sent at"))
    read_at = models.DateTimeField(_("read at"), null=True, blank=True)

    class Meta:
        ordering = ["-sent_at", "-id"]
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        indexes = [
            models.Index(
                fields=["recipient", "-sent_at", "-id"], name="unread_message", condition=models.Q(read_at=None)
            ),
            models.Index(fields=["recipient", "-sent_at", "-id"], name="message_in_order"),
        ]

    def __str__(self):
        return self.subject

    @property
    def target(self) -> Target:
        return Target(self.target_kind, self.target_id)
