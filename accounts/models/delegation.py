from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models.aggregate import Aggregate
from accounts.models.scope import Scope
from accounts.models.user import User


class DelegationQuerySet(models.QuerySet):
    def in_force(self, today):
        """Delegations that cover `today`; both ends inclusive; revoked ones never."""
        return self.filter(from_on__lte=today, to_on__gte=today, revoked_at=None)


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
