from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from accounts.models.user import User
from accounts.permissions import Permission
from core.access import access_of
from core.addresses import address_of


class BrakeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Of accounts and addresses there are: the security administrator's alone. Of names nobody has, nobody's."""
        if Permission.ACCOUNT_MANAGE not in access_of(user).everywhere:
            return self.none()
        return self.exclude(user=None, address="")

    def closed(self, at):
        return self.filter(closed_until__gt=at)

    def over(self, at):
        """Neither closed nor counting any more."""
        return self.filter(counts_until__lte=at).exclude(closed_until__gt=at)


class Brake(models.Model):
    """Wrong tries at one secret and how long it is closed for them (accounts/brakes.py, ADR 21).

    `key` is a keyed hash of what was typed: it may be somebody's password. The row goes with the right password.
    """

    kind = models.CharField(max_length=30)
    key = models.CharField(max_length=64)
    user = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="brakes")
    address = models.CharField(_("address"), max_length=45, blank=True)
    wrong = models.PositiveIntegerField(_("wrong tries"), default=0)
    counts_until = models.DateTimeField()
    closed_until = models.DateTimeField(_("locked until"), null=True)

    objects = BrakeQuerySet.as_manager()

    class Meta:
        ordering = [F("closed_until").desc(nulls_last=True), "pk"]
        verbose_name = _("lock")
        verbose_name_plural = _("locks")
        constraints = [models.UniqueConstraint(name="one_brake_a_secret", fields=["kind", "key"])]
        indexes = [models.Index(fields=["counts_until"]), models.Index(fields=["closed_until"])]

    def __str__(self):
        return f"{self.user.full_name}（{self.user.username}）" if self.user else self.address

    def get_absolute_url(self):
        """Its own page is where it is released."""
        return address_of("accounts:brake-release", self.pk)

    @property
    def subject(self):
        """What events and messages are about: the account, where there is one."""
        return self.user or self

    @property
    def scope_ids(self) -> tuple:
        return ()
