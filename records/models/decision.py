from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from records.models.evidence import EvidenceLink


class Decidable(models.Model):
    """What is proposed by one person and decided by another (R30). A decision taken on paper carries the meeting's
    number and its scan, entered by the committee's secretary (DESIGN §4)."""

    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    proposed_on = models.DateField(_("proposed on"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    decision_note = models.TextField(_("opinion of the committee"), blank=True)
    meeting_number = models.CharField(_("number of the meeting"), max_length=60, blank=True)
    paper_scan = models.ForeignKey(EvidenceLink, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        abstract = True
