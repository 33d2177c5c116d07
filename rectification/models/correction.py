from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.permissions import Permission
from core.queries import scoped
from inspections.models.correction import Correction, correction_table
from rectification.models.case import RectificationCase


class CorrectableDelivery(models.TextChoices):
    """Days of a case on which the feedback was delivered; the earliest starts the two months (三(三)5)."""

    MEETING_ON = "meeting_on", _("Feedback meeting")
    RECEIVED_ON = "received_on", _("Receipt of the feedback")


class ReceiptCorrection(Correction):
    """A wrong day of receipt or of the feedback meeting, mended by both sides (ADR 13)."""

    PAGE_IS_ELSEWHERE = True
    TRANSITIONS = correction_table("receipt_correction", Permission.RECEIPT_CORRECT)

    field = models.CharField(_("fact"), max_length=20, choices=CorrectableDelivery.choices)
    case = models.ForeignKey(RectificationCase, on_delete=models.PROTECT, related_name="corrections")

    objects = scoped("scope", "case__round__scope").as_manager()

    class Meta(Correction.Meta):
        verbose_name = _("correction of a receipt")
        verbose_name_plural = _("corrections of receipts")
        constraints = [
            *Correction.Meta.constraints,
            models.UniqueConstraint(
                name="one_open_correction_a_delivery", fields=["case", "field"], condition=Q(status="proposed")
            ),
        ]

    def get_absolute_url(self):
        return reverse("rectification:case-corrections", args=[self.case_id])

    @property
    def thing(self):
        return self.case
