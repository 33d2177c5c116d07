from django.db import models
from django.utils.translation import gettext_lazy as _


class InspectionCycle(models.Model):
    """轮次: a wave of the plan's year. Ad-hoc rounds 不定期 stand in a hidden one (R4)."""

    year = models.PositiveSmallIntegerField(_("year"))
    number = models.PositiveSmallIntegerField(_("number"))
    is_ad_hoc = models.BooleanField(_("outside the plan"), default=False)

    class Meta:
        ordering = ["year", "is_ad_hoc", "number"]
        verbose_name = _("inspection cycle")
        verbose_name_plural = _("inspection cycles")
        constraints = [models.UniqueConstraint(name="one_cycle_a_number", fields=["year", "number", "is_ad_hoc"])]

    def __str__(self):
        if self.is_ad_hoc:
            return str(_("%(year)s, outside the plan") % {"year": self.year})
        return str(_("%(year)s, cycle %(number)s") % {"year": self.year, "number": self.number})
