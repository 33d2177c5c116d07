from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Aggregate, Scope, Unit
from planning.models.cycle import InspectionCycle
from planning.models.plan import AnnualPlan
from planning.models.team import InspectionTeam


class PlanEntry(Aggregate):
    """One team, one subdistrict, planned dates (both inclusive), and the `round` scope that grants hang on.

    Changed by plan revision only: the new edition's entry takes over the scope, so coverage and grants follow.
    """

    plan = models.ForeignKey(AnnualPlan, on_delete=models.PROTECT, related_name="entries", null=True)
    cycle = models.ForeignKey(InspectionCycle, on_delete=models.PROTECT, related_name="entries", verbose_name=_("cycle"))
    team = models.ForeignKey(
        InspectionTeam, on_delete=models.PROTECT, null=True, blank=True, related_name="entries", verbose_name=_("team")
    )
    subdistrict = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="plan_entries", verbose_name=_("subdistrict")
    )
    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="plan_entries")
    from_on = models.DateField(_("planned entry"))
    to_on = models.DateField(_("planned last day on site"))
    # R7: a planned stay under the pack's minimum is allowed with a reason that stands in plan and report.
    short_reason = models.CharField(_("reason for a short stay"), max_length=300, blank=True)
    ad_hoc_reason = models.CharField(_("reason for a round outside the plan"), max_length=300, blank=True)

    class Meta:
        ordering = ["from_on", "subdistrict"]
        verbose_name = _("plan entry")
        verbose_name_plural = _("plan entries")
        constraints = [
            models.CheckConstraint(name="entry_ends_after_start", condition=Q(to_on__gte=F("from_on"))),
            models.UniqueConstraint(name="one_entry_a_scope_and_plan", fields=["plan", "scope"]),
            models.CheckConstraint(
                name="entry_planned_or_reasoned", condition=Q(plan__isnull=False) | ~Q(ad_hoc_reason="")
            ),
        ]

    def __str__(self):
        return f"{self.subdistrict.short_name} {self.from_on:%Y-%m-%d}"

    @property
    def days(self) -> int:
        """Natural days on site, entry and last day both counted (R7)."""
        return (self.to_on - self.from_on).days + 1
