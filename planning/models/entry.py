from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.models import Scope, Unit
from core.access import access_of
from core.models import Aggregate
from planning.models.cycle import InspectionCycle
from planning.models.plan import RULING, AnnualPlan
from planning.models.team import InspectionTeam


class EntryQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Entries of the plans a person may see."""
        return self.filter(plan__in=AnnualPlan.objects.visible_to(user))

    def in_reach_of(self, user):
        """Of entries whose year a person may see, those whose own scope he reaches: a sealed visit (R54) stands in no
        look at the year of whoever is not let in."""
        access = access_of(user)
        return self.filter(Q(scope__kind__in=access.kinds) | Q(scope_id__in=access.scope_ids))

    def ruling(self):
        """Entries that count: of the edition in force, and those outside any plan."""
        return self.filter(Q(plan=None) | Q(plan__status__in=RULING))

    def of_year(self, year):
        return self.filter(cycle__year=year)


class PlanEntry(Aggregate):
    """One team, one subdistrict, planned dates (both inclusive), and the `round` scope that grants hang on.

    Changed by plan revision only: the new edition's entry takes over the scope, so coverage and grants follow.
    """

    PAGE_IS_ELSEWHERE = True

    plan = models.ForeignKey(AnnualPlan, on_delete=models.PROTECT, related_name="entries", null=True)
    cycle = models.ForeignKey(
        InspectionCycle, on_delete=models.PROTECT, related_name="entries", verbose_name=_("cycle")
    )
    team = models.ForeignKey(
        InspectionTeam, on_delete=models.PROTECT, null=True, blank=True, related_name="entries", verbose_name=_("team")
    )
    subdistrict = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="plan_entries", verbose_name=_("subdistrict")
    )
    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="plan_entries")
    from_on = models.DateField(_("planned entry"))
    to_on = models.DateField(_("planned last day on site"))
    # R7: a planned stay under the ruleset's minimum is allowed with a reason that stands in plan and report.
    short_reason = models.CharField(_("reason for a short stay"), max_length=300, blank=True)
    # R4: a round outside the plan says why, and on whose order.
    ad_hoc_reason = models.CharField(_("reason for a round outside the plan"), max_length=300, blank=True)
    ad_hoc_order = models.CharField(_("order of the committee"), max_length=200, blank=True)
    # From this instant the round is closed and its team's access over; copied with the scope on revision.
    access_ended_at = models.DateTimeField(_("access of the team ended at"), null=True, blank=True)

    objects = EntryQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["from_on", "subdistrict"]
        verbose_name = _("plan entry")
        verbose_name_plural = _("plan entries")
        indexes = [
            models.Index(fields=["plan", "subdistrict"]),
            models.Index(fields=["team", "from_on", "id"]),
            models.Index(fields=["plan", "from_on", "id"], name="entry_not_over", condition=Q(access_ended_at=None)),
        ]
        constraints = [
            models.CheckConstraint(name="entry_ends_after_start", condition=Q(to_on__gte=F("from_on"))),
            models.UniqueConstraint(name="one_entry_a_scope_and_plan", fields=["plan", "scope"]),
            models.CheckConstraint(
                name="entry_planned_or_reasoned",
                condition=Q(plan__isnull=False) | (~Q(ad_hoc_reason="") & ~Q(ad_hoc_order="")),
            ),
        ]

    def __str__(self):
        return f"{self.subdistrict.short_name} {self.from_on:%Y-%m-%d}"

    def get_absolute_url(self):
        """One outside the plan stands on no plan's page, but among the plans."""
        return self.plan.get_absolute_url() if self.plan else reverse("planning:plan-list")

    @property
    def is_ad_hoc(self) -> bool:
        return self.plan_id is None

    @property
    def days(self) -> int:
        """Natural days on site, entry and last day both counted (R7)."""
        return (self.to_on - self.from_on).days + 1
