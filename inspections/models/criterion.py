from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.permissions import Permission
from core.access import access_of
from core.models import Aggregate


class CriterionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """For whoever reads findings somewhere; to the others the papers tell the one that concerns them."""
        return self.all() if access_of(user).permits_somewhere(Permission.FINDING_VIEW) else self.none()

    def in_force_on(self, day):
        return self.filter(Q(until_on=None) | Q(until_on__gte=day), from_on__lte=day)

    def latest(self):
        """Those that nothing has followed yet and that have no end."""
        return self.filter(until_on=None)


class HazardCriterion(Aggregate):
    """判定标准: one article by which something is a major hazard (安全生产法 118). Never overwritten: another edition
    follows it, and findings keep the one they were judged by."""

    sector = models.CharField(_("industry"), max_length=60)
    standard = models.CharField(_("standard"), max_length=120)
    # 应急管理部令第10号, GB 45067-2024: what tells this edition from the one before.
    edition = models.CharField(_("document number or edition"), max_length=60)
    article = models.CharField(_("article"), max_length=40)
    # In short and in our words; the text itself is read where it is published.
    text = models.CharField(_("content in short"), max_length=300)
    from_on = models.DateField(_("in force from"))
    until_on = models.DateField(_("in force until"), null=True, blank=True)
    follows = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="followed_by",
        verbose_name=_("edition before"),
    )  # fmt: skip
    end_reason = models.CharField(_("reason for its end"), max_length=300, blank=True)

    # Articles in the order of their standard, which their Chinese numbers do not give.
    position = models.PositiveSmallIntegerField(default=0, editable=False)

    history = HistoricalRecords()
    objects = CriterionQuerySet.as_manager()

    class Meta:
        ordering = ["sector", "standard", "position", "id"]
        verbose_name = _("criterion of major hazards")
        verbose_name_plural = _("criteria of major hazards")
        constraints = [
            models.UniqueConstraint(
                name="one_criterion_an_article", fields=["standard", "edition", "article"],
                violation_error_message=_("The list has this article of this edition already."),
            ),
            models.CheckConstraint(
                name="criterion_ends_after_it_began", condition=Q(until_on=None) | Q(until_on__gte=F("from_on")),
                violation_error_message=_("An edition ends no earlier than it began."),
            ),
        ]  # fmt: skip

    def __str__(self):
        return self.citation

    def get_absolute_url(self):
        return reverse("inspections:criterion-list")

    @property
    def scope_ids(self):
        return ()

    @property
    def citation(self) -> str:
        """As findings and papers name it."""
        return f"{self.standard}（{self.edition}）{self.article}"
