from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit
from core.models import Aggregate

NAME_LENGTH = 150  # characters


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

    class Meta:
        ordering = ["name"]
        verbose_name = _("enterprise")
        verbose_name_plural = _("enterprises")
        constraints = [models.UniqueConstraint("subdistrict", Lower("name"), name="one_enterprise_a_name")]

    def __str__(self):
        return self.name
