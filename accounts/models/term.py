from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.models.unit import ManagedQuerySet, Unit
from accounts.models.user import User
from core.models.aggregate import Aggregate


class PrincipalPost(models.TextChoices):
    """主要负责人: both posts answer alike (党政同责)."""

    PARTY_SECRETARY = "party_secretary", _("Party secretary")
    OFFICE_DIRECTOR = "office_director", _("Office director")


class TermQuerySet(ManagedQuerySet):
    def in_post(self, today):
        """Terms that cover `today`; both ends inclusive, an open end runs on."""
        return self.in_post_or_later(today).filter(from_on__lte=today)

    def in_post_or_later(self, today):
        """Terms that have not ended by `today` (their last day inclusive), also those still to begin."""
        return self.filter(Q(to_on__isnull=True) | Q(to_on__gte=today))


class TermOfOffice(Aggregate):
    """A principal of a unit in post from–to (both inclusive). Who answers on a day is read from here (R5, R59)."""

    PAGE_IS_ELSEWHERE = True

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="terms", verbose_name=_("unit"))
    # A principal without an account still stands in letters by name.
    user = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="terms", verbose_name=_("account")
    )
    full_name = models.CharField(_("full name"), max_length=50)
    post = models.CharField(_("post"), max_length=20, choices=PrincipalPost.choices)
    from_on = models.DateField(_("in post from"))
    to_on = models.DateField(_("in post to"), null=True, blank=True)

    objects = TermQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["unit", "post", "-from_on"]
        verbose_name = _("term of office")
        verbose_name_plural = _("terms of office")
        constraints = [
            models.CheckConstraint(name="term_ends_after_start", condition=Q(to_on=None) | Q(to_on__gte=F("from_on"))),
            models.UniqueConstraint(name="one_open_term", fields=["unit", "post"], condition=Q(to_on=None)),
        ]

    def __str__(self):
        return f"{self.full_name} {self.get_post_display()}"

    def get_absolute_url(self):
        """A term has no page of its own: it stands on its unit's."""
        return reverse("accounts:unit-detail", args=[self.unit_id])

    @property
    def scope_ids(self) -> tuple:
        return ()
