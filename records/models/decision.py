from datetime import date
from uuid import uuid4

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.event_words import ON_BEHALF_OF
from records.models.evidence import EvidenceLink


class Decision(models.Model):
    """One decision of the committee about one thing (R30): the body, the day, the meeting, and who put it down.

    `decided_by` is the member of the committee who decided in the system. What a meeting decided and the secretary
    puts down has none, and never goes without the number and the scan. Written once, by
    records.actions.decisions.decide; read with its thing, in whose reach it is.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=40)
    verb = models.CharField(_("verb"), max_length=60)
    # The name it had that day.
    body = models.CharField(_("body that decided"), max_length=40)
    decided_on = models.DateField(_("decided on"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    meeting_number = models.CharField(_("number of the meeting"), max_length=60, blank=True)
    note = models.TextField(_("opinion of the committee"), blank=True)
    scan = models.ForeignKey(EvidenceLink, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("recorded at"))

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        indexes = [models.Index(fields=["subject_id"])]
        constraints = [
            models.CheckConstraint(
                name="decision_by_member_or_on_paper",
                condition=Q(decided_by__isnull=False) | ~Q(meeting_number="") & Q(scan__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.verb} {self.decided_on:%Y-%m-%d}"

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise PermissionDenied("A decision is never changed; another one follows it.")
        super().save(*args, **kwargs)

    @property
    def told(self) -> dict[str, str]:
        """What the event of the verb says of it (apply_move's `new`)."""
        told = {"decision": str(self.pk)}
        if self.meeting_number:
            told["meeting"] = self.meeting_number
        if self.decided_by_id is None:
            told[ON_BEHALF_OF] = self.body
        return told


class Decided(models.Model):
    """What the committee decides about; `decision` is the last one that counts, None while none does."""

    decision = models.ForeignKey(
        Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("decision")
    )

    class Meta:
        abstract = True

    @property
    def decided_on(self) -> date | None:
        return self.decision.decided_on if self.decision else None

    @property
    def decision_note(self) -> str:
        return self.decision.note if self.decision else ""


class Decidable(Decided):
    """What one person proposes and another decides on (R30)."""

    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    proposed_on = models.DateField(_("proposed on"), null=True, blank=True)

    class Meta:
        abstract = True
