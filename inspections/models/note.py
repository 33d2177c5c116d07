from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Scope
from core.models import Aggregate
from core.queries import scoped
from inspections.models.round import SubdistrictRound


class FieldNote(Aggregate):
    """What the team did on a day, by which method, on which content (R48, R81). Never seen by the subdistrict."""

    round = models.ForeignKey(SubdistrictRound, on_delete=models.PROTECT, related_name="notes")
    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+")
    happened_on = models.DateField(_("day"))
    # Numbers in the round's ruleset: methods 1–6, topics 1–9.
    method_number = models.PositiveSmallIntegerField(_("method"))
    # Which part of it, as its short title names them, from 1: papers called up and letters taken are one method of the
    # regulation and two things to count. 0: the method as a whole.
    method_part = models.PositiveSmallIntegerField(_("part of the method"), default=0)
    topic_number = models.PositiveSmallIntegerField(_("topic"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=120, blank=True)
    people = models.CharField(_("people"), max_length=300, blank=True)
    text = models.TextField(_("what was done and seen"))
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("recorded at"))

    objects = scoped("scope").as_manager()

    class Meta:
        ordering = ["-happened_on", "-recorded_at"]
        verbose_name = _("field note")
        verbose_name_plural = _("field notes")

    def __str__(self):
        return f"{self.happened_on:%Y-%m-%d} {self.text[:20]}"
