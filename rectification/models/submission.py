from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.models import Aggregate
from core.queries import scoped
from rectification.models.case import RectificationCase


class Submission(Aggregate):
    """整改情况报告, as filed: the first, and one more after each return (DESIGN §2)."""

    case = models.ForeignKey(RectificationCase, on_delete=models.PROTECT, related_name="submissions")
    number = models.PositiveSmallIntegerField(_("number"))
    measures = models.TextField(_("rectification"))
    # R67: punishment and investigation; “none” is written out.
    investigation = models.TextField(_("investigation and punishment"))
    lateness_reason = models.TextField(_("why it is late"), blank=True)
    # R90: the principal's word that the report is true.
    committed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    commitment = models.TextField(_("commitment to truth"))
    # The items as they were reported when the principal gave his word: [{"number", "result", "measures", …}].
    lines = models.JSONField(_("items as reported"), default=list)
    submitted_on = models.DateField(_("submitted on"))
    submitted_at = models.DateTimeField(_("recorded at"))

    objects = scoped("case__scope", "case__round__scope").as_manager()

    class Meta:
        ordering = ["case", "number"]
        verbose_name = _("rectification report")
        verbose_name_plural = _("rectification reports")
        constraints = [
            models.UniqueConstraint(name="one_submission_a_number", fields=["case", "number"]),
            models.CheckConstraint(name="submission_is_committed", condition=~Q(commitment="")),
            models.CheckConstraint(name="submission_says_investigation", condition=~Q(investigation="")),
        ]

    def __str__(self):
        return f"{self.case} {self.number}"

    @property
    def scope_ids(self):
        return self.case.scope_ids
