from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from accounts.permissions import Permission
from core.access import access_of
from core.addresses import address_of
from core.models.aggregate import Aggregate


class UnitKind(models.TextChoices):
    OFFICE = "office", _("Committee office")
    COMMITTEE = "committee", _("Safety committee")
    SUBDISTRICT = "subdistrict", _("Subdistrict")
    DEPARTMENT = "department", _("Department")
    PARTY_BODY = "party_body", _("Party or administrative body")
    LEADERSHIP = "leadership", _("Party Working Committee or Administrative Committee")
    EXTERNAL = "external", _("Outside body")


class ManagedQuerySet(models.QuerySet):
    def visible_to(self, user):
        """As things to manage, not as names on a page: the security administrator's alone."""
        return self if Permission.ACCOUNT_MANAGE in access_of(user).everywhere else self.none()


class Unit(Aggregate):
    """A body named in the regulation: subdistrict, department, committee, recipient of copies."""

    name = models.CharField(pgettext_lazy("of a body", "name"), max_length=100)
    short_name = models.CharField(_("short name"), max_length=40)
    kind = models.CharField(_("kind"), max_length=20, choices=UnitKind.choices)
    # The zone is no administrative division: a free code, never GB/T 2260 by force (DOMAIN §4).
    org_code = models.CharField(_("organisation code"), max_length=30, blank=True)
    is_member_unit = models.BooleanField(_("member unit of the committee"), default=False)
    # 区党群工作部 and 区政法委: the results of inspection are copied to them (三(三)6).
    gets_copies = models.BooleanField(_("gets copies of the results"), default=False)
    address = models.CharField(_("address"), max_length=200, blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    # Of the committee office: whom papers name beside its telephone, and where people tell of problems (三(二)3).
    contact_name = models.CharField(_("person to contact"), max_length=40, blank=True)
    complaint_phone = models.CharField(_("telephone for complaints"), max_length=40, blank=True)
    complaint_mailbox = models.CharField(_("mailbox for complaints"), max_length=200, blank=True)
    is_active = models.BooleanField(_("active"), default=True)

    objects = ManagedQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["kind", "org_code", "name"]
        indexes = [models.Index(fields=["kind", "org_code", "name", "id"], name="unit_in_order")]
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="one_unit_a_name",
                violation_error_message=_(
                    "There is a unit of this name already. Use that one, or enter another name."
                ),
            ),
            models.CheckConstraint(
                name="copies_go_to_party_bodies", condition=Q(gets_copies=False) | Q(kind=UnitKind.PARTY_BODY)
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return address_of("accounts:unit-detail", self.pk)

    @property
    def scope_ids(self) -> tuple:
        """The register is managed by role alone; the unit's scope is for the things of the unit."""
        return ()
