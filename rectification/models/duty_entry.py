from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.models import Unit
from accounts.permissions import Permission
from core.access import access_of
from core.models import Aggregate
from core.queries import LightQuerySet
from inspections.models.finding import FindingKind


class DutyBasis(models.TextChoices):
    SECTOR = "sector", _("Industry")
    KIND = "kind", _("Kind of finding")
    TOPIC = "topic", _("Topic")


class DutyEntryQuerySet(LightQuerySet):
    def visible_to(self, user):
        """As a table to keep: the office's. What it proposes is read by `queries.duties`."""
        return self if Permission.DUTY_TABLE_EDIT in access_of(user).everywhere else self.none()

    def active(self):
        return self.filter(ended_on=None)


class DutyEntry(Aggregate):
    """职责分工: which department is answerable for an industry, a topic or a kind of finding (三(三)4, R61)."""

    basis = models.CharField(_("by"), max_length=10, choices=DutyBasis.choices)
    value = models.CharField(_("industry, topic or kind"), max_length=60)
    receiver = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="duties", verbose_name=_("answerable department")
    )
    source = models.CharField(_("where the duty is laid down"), max_length=200, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)

    objects = DutyEntryQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["basis", "value"]
        verbose_name = _("entry of the duty table")
        verbose_name_plural = _("entries of the duty table")
        constraints = [
            models.UniqueConstraint(name="one_duty_a_matter", fields=["basis", "value"], condition=Q(ended_on=None))
        ]

    def __str__(self):
        return f"{self.get_basis_display()} {self.value_words} → {self.receiver.short_name}"

    def get_absolute_url(self):
        return reverse("rectification:duty-list")

    @property
    def scope_ids(self):
        return ()

    @property
    def value_words(self) -> str:
        """A kind is stored by its code."""
        known = self.basis == DutyBasis.KIND and self.value in FindingKind.values
        return str(FindingKind(self.value).label) if known else self.value
