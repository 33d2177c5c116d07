from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.models import Scope, User
from accounts.permissions import Permission
from accounts.roles import ScopeKind
from core.models import Aggregate
from core.queries import ScopedQuerySet
from core.transitions import StateTable, Transition
from records.models import Draw
from rectification.models.case import RectificationCase
from rectification.models.item import ItemStatus, RectificationItem


class SampleStatus(models.TextChoices):
    DRAWN = "drawn", _("To be checked on site")
    PASSED = "passed", _("Checked on site: fixed")
    FAILED = "failed", _("Checked on site: not fixed")
    EXCUSED = "excused", _("Not checked, with a reason")


class SampledItemQuerySet(ScopedQuerySet):
    # That of the round: the subdistrict reads how many, in the letter, and not which.
    always_of_kind = {"scope": ScopeKind.ROUND}

    def waiting(self):
        """Neither checked nor excused, of a report that is still being reviewed and an item that was not returned."""
        return self.of_running_review().filter(status=SampleStatus.DRAWN)

    def of_running_review(self):
        return self.filter(case__status="submitted", item__filing=models.F("filing"))


class SampledItem(Aggregate):
    """抽中现场核查: an item of a filed report that was drawn to be looked at on site before it passes (R68)."""

    PAGE_IS_ELSEWHERE = True
    TRANSITIONS = StateTable(
        noun="sampled_item",
        statuses=SampleStatus,
        rows=(
            Transition("draw", (), "drawn", Permission.ITEM_SAMPLE),
            Transition("pass", ("drawn", "failed", "excused"), "passed", Permission.ITEM_VERIFY),
            Transition("fail", ("drawn", "passed", "excused"), "failed", Permission.ITEM_VERIFY),
            Transition("excuse", ("drawn",), "excused", Permission.ITEM_SAMPLE),
        ),
        tones={"drawn": "warn", "passed": "ok", "failed": "bad"},
    )

    status = models.CharField(_("state"), max_length=10, choices=SampleStatus.choices, default=SampleStatus.DRAWN)
    case = models.ForeignKey(RectificationCase, on_delete=models.PROTECT, related_name="sampled")
    item = models.ForeignKey(RectificationItem, on_delete=models.PROTECT, related_name="samples")
    # The report it was drawn from.
    filing = models.PositiveSmallIntegerField(_("report"))
    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+")
    draw = models.ForeignKey(Draw, on_delete=models.PROTECT, related_name="+")
    is_taken_whole = models.BooleanField(_("taken without lot"), default=False)
    drawn_on = models.DateField(_("drawn on"))
    checked_on = models.DateField(_("checked on"), null=True, blank=True)
    checked_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    words = models.TextField(_("what the check showed"), blank=True)
    excuse_reason = models.CharField(_("why it is not checked"), max_length=500, blank=True)

    objects = SampledItemQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["-drawn_on", "case", "item"]
        verbose_name = _("item drawn for a check on site")
        verbose_name_plural = _("items drawn for a check on site")
        indexes = [models.Index(fields=["case"], name="sample_to_check", condition=Q(status="drawn"))]
        constraints = [
            models.UniqueConstraint(name="drawn_once_a_report", fields=["item", "filing"]),
            models.CheckConstraint(
                name="sample_checked_says_what",
                condition=~Q(status__in=["passed", "failed"])
                | (Q(checked_on__isnull=False, checked_by__isnull=False) & ~Q(words="")),
            ),
            models.CheckConstraint(
                name="sample_excused_has_reason", condition=~Q(status="excused") | ~Q(excuse_reason="")
            ),
        ]

    def __str__(self):
        """Reads `item` and `case`."""
        return str(_("Check on site of item %(number)s, %(case)s") % {"number": self.item.number, "case": self.case})

    def get_absolute_url(self):
        return reverse("rectification:item-detail", args=[self.item_id])

    @property
    def scope_ids(self):
        return (self.scope_id,)

    @property
    def is_open(self) -> bool:
        """Whether a check still says something: the committee neither returned nor closed the item. Reads `item`."""
        return self.item.filing == self.filing and self.item.status in (ItemStatus.REPORTED, ItemStatus.VERIFIED)
