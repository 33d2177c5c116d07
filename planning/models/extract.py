from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Scope, Unit, User
from core.addresses import address_of
from core.models import Aggregate
from core.queries import scoped
from planning.models.plan import AnnualPlan


class PlanExtract(Aggregate):
    """What one subdistrict is told of the plan, frozen at publication, with its receipt (三(三)1)."""

    plan = models.ForeignKey(AnnualPlan, on_delete=models.PROTECT, related_name="extracts")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="plan_extracts")
    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+")
    # [{"cycle": …, "from_on": ISO, "to_on": ISO, "team": …}]; empty where a new edition leaves the unit out.
    rounds = models.JSONField(_("rounds"))
    published_on = models.DateField(_("published on"))
    received_on = models.DateField(_("received on"), null=True, blank=True)
    received_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = scoped("scope").as_manager()

    class Meta:
        ordering = ["-published_on"]
        verbose_name = _("extract of the plan")
        verbose_name_plural = _("extracts of the plan")
        constraints = [
            models.UniqueConstraint(name="one_extract_a_unit", fields=["plan", "unit"]),
            models.CheckConstraint(
                name="extract_received_by_somebody",
                condition=models.Q(received_on=None, received_by=None)
                | models.Q(received_on__isnull=False, received_by__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.plan} {self.unit.short_name}"

    def get_absolute_url(self):
        return address_of("planning:extract-detail", self.pk)
