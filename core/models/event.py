from typing import Any, NoReturn, Self

from django.core.exceptions import PermissionDenied
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.access import Person


class AuditEventQuerySet(models.QuerySet):
    def visible_to(self, user: Person) -> Self:
        """Events of scopes in the person's reach. The log itself, without texts, is the audit administrator's."""
        return self.filter(scope_id__in=user.scopes_in_reach().values("pk"))

    def of(self, *things: models.Model) -> Self:
        """The timeline of these things, oldest first."""
        return self.filter(target_id__in=[str(thing.pk) for thing in things]).order_by("at", "id")

    def update(self, **fields: Any) -> NoReturn:
        raise PermissionDenied("Audit events are never changed.")

    def delete(self) -> NoReturn:
        raise PermissionDenied("Audit events are never deleted.")


class AuditEvent(models.Model):
    """Who did which verb to what, when and why (DESIGN §5, R81). Append-only, here and by triggers.

    No foreign keys: it must stand when everything it speaks of is gone. `on` is the day it happened,
    `at` the instant it was recorded; the first may be earlier.
    """

    actor_id = models.BigIntegerField(_("actor"), null=True)
    actor_name = models.CharField(_("actor"), max_length=120)
    verb = models.CharField(_("verb"), max_length=60)
    target_kind = models.CharField(_("kind"), max_length=40)
    target_id = models.CharField(_("id"), max_length=40)
    # The version the thing had after the verb; None for what has none.
    target_version = models.PositiveIntegerField(_("version"), null=True)
    old = models.JSONField(_("before"), default=dict, encoder=DjangoJSONEncoder)
    new = models.JSONField(_("after"), default=dict, encoder=DjangoJSONEncoder)
    reason = models.TextField(_("reason"), blank=True)
    on = models.DateField(_("on"), null=True)
    at = models.DateTimeField(_("at"))
    address = models.CharField(_("address"), max_length=45, blank=True)
    scope_id = models.BigIntegerField(null=True)
    # Nonce and keyed hash of the content, written with the row (core/marks.py): a row put in or changed from
    # outside has none that fits, whether or not it was sealed since.
    mark = models.CharField(max_length=96, blank=True, default="", db_default="")

    objects = AuditEventQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        verbose_name = _("audit event")
        verbose_name_plural = _("audit events")
        indexes = [
            models.Index(fields=["target_id", "at"]),
            models.Index(fields=["-at", "-id"], name="event_in_order"),
            models.Index(fields=["verb", "-at", "-id"], name="event_by_verb"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.target_kind} {self.target_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise PermissionDenied("Audit events are never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise PermissionDenied("Audit events are never deleted.")
