from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.models import Scope, Unit, User
from core.models import Aggregate
from core.queries import LightQuerySet
from inspections.models import Finding


class MatterType(models.TextChoices):
    """What the leader takes the matter for; the receiver investigates and decides (三(三)4)."""

    UNLICENSED = "unlicensed", _("Without licence or approval")
    ILLEGAL_OPERATION = "illegal_operation", _("Illegal production, operation or construction")
    BREACH = "breach", _("Breach of rules in operation or command")
    NEGLECT = "neglect", _("Neglect of a supervisory duty")
    DISCIPLINE = "discipline", _("Breach of discipline")
    CRIME = "crime", _("Suspected crime")
    OTHER = "other", _("Other")


class ClassificationQuerySet(LightQuerySet):
    def visible_to(self, user):
        """Like the finding it sorts: of a lead only whoever sees the lead."""
        return self.filter(finding__in=Finding.objects.visible_to(user))


class Classification(Aggregate):
    """分类处置 of one finding (R60): unlawful or not, what for, and to whom it is to go; the team leader signs."""

    PAGE_IS_ELSEWHERE = True

    finding = models.OneToOneField(Finding, on_delete=models.PROTECT, related_name="classification")
    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+")
    is_unlawful = models.BooleanField(_("unlawful"))
    matter = models.CharField(_("type"), max_length=20, choices=MatterType.choices, blank=True)
    # What the duty table proposed then; another receiver needs a reason (R61).
    suggested_receiver = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("receiver by duty")
    )
    proposed_receiver = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("proposed receiver")
    )
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    sorted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    sorted_on = models.DateField(_("sorted on"))

    # Must be handed off and stands in no live hand-off; kept by the actions of both (rectification/actions/loose.py).
    is_loose = models.BooleanField(default=False, editable=False)

    objects = ClassificationQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=("is_loose",))

    class Meta:
        verbose_name = _("classification")
        verbose_name_plural = _("classifications")
        indexes = [models.Index(fields=["finding"], name="loose_matter", condition=Q(is_loose=True))]
        constraints = [
            models.CheckConstraint(name="unlawful_matter_has_type", condition=Q(is_unlawful=False) | ~Q(matter="")),
            models.CheckConstraint(
                name="unlawful_matter_has_receiver",
                condition=Q(is_unlawful=False) | Q(proposed_receiver__isnull=False),
            ),
        ]

    def __str__(self):
        return str(self.finding)

    def get_absolute_url(self):
        return self.finding.get_absolute_url()

    @property
    def scope_ids(self):
        return self.finding.scope_ids
