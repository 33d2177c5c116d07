from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Scope
from core.models import Aggregate
from core.queries import scoped
from inspections.models.round import SubdistrictRound


class TopicReason(Aggregate):
    """Why one of the topics was not inspected in this round (不涉及, R43)."""

    round = models.ForeignKey(SubdistrictRound, on_delete=models.PROTECT, related_name="topic_reasons")
    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+")
    topic_number = models.PositiveSmallIntegerField(_("topic"))
    reason = models.CharField(_("reason"), max_length=300)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("recorded at"))

    objects = scoped("scope").as_manager()

    class Meta:
        ordering = ["topic_number"]
        verbose_name = _("reason for a topic left out")
        verbose_name_plural = _("reasons for topics left out")
        constraints = [models.UniqueConstraint(name="one_reason_a_topic", fields=["round", "topic_number"])]

    def __str__(self):
        return f"{self.topic_number}. {self.reason[:30]}"
