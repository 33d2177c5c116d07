from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models.scope import Scope
from accounts.models.user import User
from core.access import access_of
from core.models.aggregate import Aggregate


class DelegationStage(models.TextChoices):
    """Never stored: it follows from the days."""

    TO_COME = "to_come", pgettext_lazy("delegation", "To come")
    IN_FORCE = "in_force", pgettext_lazy("delegation", "In force")
    OVER = "over", pgettext_lazy("delegation", "Over")
    REVOKED = "revoked", pgettext_lazy("delegation", "Taken back")


class DelegationQuerySet(models.QuerySet):
    def in_force(self, today):
        """Delegations that cover `today`; both ends inclusive; revoked ones never."""
        return self.in_force_or_later(today).filter(from_on__lte=today)

    def in_force_or_later(self, today):
        """Delegations not over by `today` (their last day inclusive), also those still to begin."""
        return self.filter(to_on__gte=today, revoked_at=None)

    def at_stage(self, stage, today):
        """Delegations at this DelegationStage on the day."""
        if stage == DelegationStage.REVOKED:
            return self.exclude(revoked_at=None)
        if stage == DelegationStage.OVER:
            return self.filter(revoked_at=None, to_on__lt=today)
        if stage == DelegationStage.TO_COME:
            return self.in_force_or_later(today).filter(from_on__gt=today)
        return self.in_force(today)

    def visible_to(self, user):
        """Open to whoever reaches the scope in which another acts, and to the two persons themselves."""
        if not user.is_active:
            return self.none()
        access = access_of(user)
        reach = Q(scope__kind__in=access.kinds) | Q(scope__in=access.scope_ids)
        return self.filter(reach | Q(giver=user) | Q(taker=user))


class Delegation(Aggregate):
    """One person lets another act in one scope for some days, visibly (DESIGN §4, R15)."""

    giver = models.ForeignKey(User, on_delete=models.PROTECT, related_name="delegations_given", verbose_name=_("from"))
    taker = models.ForeignKey(User, on_delete=models.PROTECT, related_name="delegations_taken", verbose_name=_("to"))
    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="delegations")
    from_on = models.DateField(_("from"))
    to_on = models.DateField(_("to"))
    reason = models.CharField(_("reason"), max_length=200)
    recorded_at = models.DateTimeField(_("recorded at"))
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)

    objects = DelegationQuerySet.as_manager()

    class Meta:
        ordering = ["-from_on"]
        verbose_name = _("delegation")
        verbose_name_plural = _("delegations")
        constraints = [
            models.CheckConstraint(name="delegation_ends_after_start", condition=Q(to_on__gte=F("from_on"))),
            models.CheckConstraint(name="delegation_to_another", condition=~Q(giver=F("taker"))),
        ]

    def __str__(self):
        return f"{self.giver} → {self.taker}"

    def get_absolute_url(self):
        """A delegation has no page of its own: the list says all of it."""
        return reverse("accounts:delegation-list")

    def is_open(self, today) -> bool:
        """Whether there is anything left of it to take back."""
        return self.revoked_at is None and self.to_on >= today

    def stage(self, today) -> DelegationStage:
        """Where it stands on the day."""
        if self.revoked_at is not None:
            return DelegationStage.REVOKED
        if self.to_on < today:
            return DelegationStage.OVER
        return DelegationStage.IN_FORCE if self.from_on <= today else DelegationStage.TO_COME
