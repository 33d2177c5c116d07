from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.models import Aggregate
from core.queries import ScopedQuerySet
from inspections.models.finding import FindingKind
from rectification.models.five import FIVE, FiveSettled
from rectification.models.item import RectificationItem
from rectification.models.rectification_plan import RectificationPlan

# 应急预案 is asked of major hazards alone.
ASKED_OF_ALL = tuple(name for name in FIVE if name != "plan")


def _is_unfilled() -> Q:
    empty = Q(due_on=None)
    for name in ("responsible_person", "measures", "funds"):
        empty |= Q(**{name: ""})
    return empty | Q(item__kind=FindingKind.MAJOR_HAZARD, plan="")


class RemedyQuerySet(ScopedQuerySet):
    scope_paths = ("plan_of__scope", "plan_of__case__round__scope")

    def live(self):
        """Without those of findings withdrawn since: nothing is planned for them any more."""
        return self.filter(item__is_withdrawn=False)

    def unfilled(self):
        return self.live().filter(_is_unfilled())


class Remedy(FiveSettled, Aggregate):
    """整改措施 for one item in a plan of rectification, by 五落实; the emergency plan of major hazards alone."""

    PAGE_IS_ELSEWHERE = True

    plan_of = models.ForeignKey(RectificationPlan, on_delete=models.PROTECT, related_name="remedies")
    item = models.ForeignKey(RectificationItem, on_delete=models.PROTECT, related_name="remedies")
    # That of the item, by which many are chosen.
    number = models.PositiveIntegerField(_("number"))
    due_on = models.DateField(_("to be fixed by"), null=True, blank=True)

    objects = RemedyQuerySet.as_manager()

    class Meta:
        ordering = ["plan_of", "number"]
        verbose_name = _("planned remedy")
        verbose_name_plural = _("planned remedies")
        constraints = [models.UniqueConstraint(name="one_remedy_an_item", fields=["plan_of", "item"])]

    def __str__(self):
        return f"{self.plan_of}: {self.number}"

    def get_absolute_url(self):
        return self.plan_of.get_absolute_url()

    @property
    def scope_ids(self):
        return self.plan_of.scope_ids

    @property
    def is_major(self) -> bool:
        return self.item.kind == FindingKind.MAJOR_HAZARD

    @property
    def lacking(self) -> list[str]:
        """Labels of what is not said yet. Reads `item`."""
        asked = FIVE if self.is_major else ASKED_OF_ALL
        return [str(self._meta.get_field(name).verbose_name) for name in asked if not getattr(self, name)]
