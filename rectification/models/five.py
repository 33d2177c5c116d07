from django.db import models
from django.utils.translation import gettext_lazy as _

# 五落实, by field: 责任, 措施, 资金, 时限, 预案.
FIVE = ("responsible_person", "measures", "funds", "due_on", "plan")


class FiveSettled(models.Model):
    """五落实: what is settled of a hazard that is listed, and of an item in a plan of rectification."""

    responsible_person = models.CharField(_("person responsible, with post"), max_length=80, blank=True)
    measures = models.TextField(_("measures"), blank=True)
    funds = models.CharField(_("funds"), max_length=200, blank=True)
    due_on = models.DateField(_("to be removed by"), null=True, blank=True)
    plan = models.TextField(_("emergency plan"), blank=True)

    class Meta:
        abstract = True
