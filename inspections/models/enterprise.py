from collections.abc import Callable
from typing import Any

from django.db import models
from django.db.models import Exists, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit
from core.addresses import address_of
from core.models import Aggregate
from core.slots import Slot

NAME_LENGTH = 150  # characters

# Of a user: whether a thing that he sees names the enterprise (OuterRef("pk")); None where this way is closed to him.
# Filled in AppConfig.ready().
KNOWN_BY: Slot[Callable[[Any], Exists | None]] = Slot()


class EnterpriseQuerySet(models.QuerySet):
    def visible_to(self, user):
        """What stands in something the person sees: the register itself would tell of findings he may not know of."""
        reach = Q(pk__in=[])
        for known in KNOWN_BY:
            if (exists := known(user)) is not None:
                reach |= Q(exists)
        return self.filter(reach)


class Enterprise(Aggregate):
    """A 生产经营单位 of a subdistrict, to which a round may extend (R8)."""

    name = models.CharField(_("name"), max_length=NAME_LENGTH)
    subdistrict = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="enterprises", verbose_name=_("subdistrict")
    )
    credit_code = models.CharField(_("unified social credit code"), max_length=18, blank=True)
    sector = models.CharField(_("industry"), max_length=60, blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    is_key = models.BooleanField(_("key enterprise"), default=False)

    objects = EnterpriseQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("enterprise")
        verbose_name_plural = _("enterprises")
        constraints = [
            models.UniqueConstraint(
                "subdistrict", Lower("name"), name="one_enterprise_a_name",
                violation_error_message=_("This subdistrict has an enterprise of that name already."),
            )
        ]  # fmt: skip
        indexes = [models.Index(fields=["name", "id"])]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return address_of("inspections:enterprise-detail", self.pk)

    @property
    def scope_ids(self):
        """None of its own: it is reached through what names it, and edited by whoever may edit all."""
        return ()


class FormerName(models.Model):
    """A name the enterprise bore until a day; lists and people go on using it for years."""

    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, related_name="former_names")
    name = models.CharField(_("former name"), max_length=NAME_LENGTH)
    until_on = models.DateField(_("until"))

    class Meta:
        ordering = ["-until_on", "-pk"]
        verbose_name = _("former name")
        verbose_name_plural = _("former names")

    def __str__(self):
        return self.name
