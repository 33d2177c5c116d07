from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Scope
from core.models import Aggregate
from core.queries import scoped
from inspections.models.round import SubdistrictRound


class Supplement(Aggregate):
    """补充卷: what came after a round was archived, with the reason; the archived round itself stays as it is
    (四(二)二, R83). Counted from 1 in each round, and never changed."""

    PAGE_IS_ELSEWHERE = True

    round = models.ForeignKey(SubdistrictRound, on_delete=models.PROTECT, related_name="supplements")
    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField(_("number"))
    title = models.CharField(_("title"), max_length=100)
    reason = models.CharField(_("reason"), max_length=500)
    added_on = models.DateField(_("added on"))
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(_("recorded at"))

    objects = scoped("scope").as_manager()

    class Meta:
        ordering = ["round", "number"]
        verbose_name = _("supplement volume")
        verbose_name_plural = _("supplement volumes")
        constraints = [models.UniqueConstraint(name="one_supplement_a_number", fields=["round", "number"])]

    def __str__(self):
        return str(_("Supplement volume %(number)s: %(title)s") % {"number": self.number, "title": self.title})

    def get_absolute_url(self):
        """It has no page of its own: it stands on that of its round."""
        return f"{self.round.get_absolute_url()}#supplements"
