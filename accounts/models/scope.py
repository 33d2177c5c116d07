from django.db import models
from django.utils.translation import gettext_lazy as _
from guardian.models import GroupObjectPermissionBase, UserObjectPermissionBase

from accounts.models.unit import Unit
from accounts.roles import Grant, ScopeKind
from core.access import access_of


class ScopeQuerySet(models.QuerySet):
    def visible_to(self, user):
        access = access_of(user)
        return self.filter(models.Q(kind__in=access.kinds) | models.Q(pk__in=access.scope_ids))

    def of_leads(self):
        """Few or none, and found by their index: `__among` them, whether anything stands apart is known at once."""
        return self.filter(kind=ScopeKind.LEAD).order_by().values("pk")

    def outside(self, kinds):
        """The scopes of every other kind; None where there is no other kind. The database knows no further kinds
        (`scope_is_of_a_kind`), so that whatever stands in none of these stands in one of `kinds`."""
        others = sorted(set(ScopeKind.values) - set(kinds))
        return self.filter(kind__in=others).order_by().values("pk") if others else None


class Scope(models.Model):
    """What a row belongs to, and the only object that grants are made on (DESIGN §4)."""

    kind = models.CharField(max_length=10, choices=ScopeKind.choices)
    # Shown to administrators of grants; never a complainant, never a finding's words.
    label = models.CharField(max_length=120)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="scopes")

    objects = ScopeQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        permissions = [(grant.value, grant.name) for grant in Grant]
        indexes = [models.Index(fields=["kind", "id"], name="scope_of_kind")]
        constraints = [
            models.CheckConstraint(name="scope_is_of_a_kind", condition=models.Q(kind__in=ScopeKind.values)),
            models.UniqueConstraint(name="one_unit_scope", fields=["unit"], condition=models.Q(kind=ScopeKind.UNIT)),
            models.CheckConstraint(
                name="unit_scope_has_unit", condition=~models.Q(kind=ScopeKind.UNIT) | models.Q(unit__isnull=False)
            ),
        ]

    def __str__(self):
        return self.label

    @property
    def scope_ids(self) -> tuple:
        return (self.pk,)


class _DatedGrant(models.Model):
    granted_at = models.DateTimeField(_("granted at"), null=True)
    # First instant at which the grant counts; None: since it was given.
    begins_at = models.DateTimeField(_("begins at"), null=True, blank=True)
    # First instant at which the grant no longer counts; None: until taken back.
    expires_at = models.DateTimeField(_("expires at"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=200, blank=True)

    class Meta:
        abstract = True

    def __str__(self):
        return f"{self.permission.codename} {self.content_object_id}"


class ScopeUserPermission(_DatedGrant, UserObjectPermissionBase):
    """Guardian's direct table for users; its generic one is never used."""

    content_object = models.ForeignKey(Scope, on_delete=models.CASCADE)

    class Meta(UserObjectPermissionBase.Meta):
        indexes = [models.Index(fields=["user", "content_object"])]


class ScopeGroupPermission(_DatedGrant, GroupObjectPermissionBase):
    content_object = models.ForeignKey(Scope, on_delete=models.CASCADE)

    class Meta(GroupObjectPermissionBase.Meta):
        indexes = [models.Index(fields=["group", "content_object"])]
