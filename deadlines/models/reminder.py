from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from deadlines.models.deadline import Deadline


class ReminderState(models.TextChoices):
    SENT = "sent", _("Sent")
    SKIPPED = "skipped", _("Skipped")


class Reminder(models.Model):
    """One rung of the ladder for one person, once (DESIGN §3.5): stored before anything is sent.

    `rung` is days before `due_on`, negative after it. A new due date starts the ladder anew.
    """

    deadline = models.ForeignKey(Deadline, on_delete=models.PROTECT, related_name="reminders")
    due_on = models.DateField(_("due on"))
    rung = models.SmallIntegerField(_("rung"))
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(_("state"), max_length=10, choices=ReminderState.choices)
    at = models.DateTimeField(_("at"))

    class Meta:
        ordering = ["at", "id"]
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        constraints = [
            models.UniqueConstraint(name="one_reminder_a_rung", fields=["deadline", "due_on", "rung", "recipient"])
        ]

    def __str__(self):
        return f"{self.deadline_id} {self.rung}"
