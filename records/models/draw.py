from uuid import uuid4

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Scope
from core.day_words import day_in_words
from core.queries import scoped
from records.drawing import drawn_of


class Draw(models.Model):
    """One draw by lot, with all that is needed to do it again: method, seed, every candidate, what was asked, what
    came out. Written once, by records.actions.draws.draw, and never changed."""

    HEAVY = ("keys", "always", "drawn")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+")
    # What it was drawn for: its page leads back there.
    subject_kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=40)
    # In words: from what was drawn.
    basis = models.CharField(_("drawn from"), max_length=500)
    method = models.CharField(_("way of drawing"), max_length=20)
    seed = models.CharField(_("seed"), max_length=64)
    keys = models.JSONField(_("candidates"))
    # Of these, those that were taken whole, without lot.
    always = models.JSONField(_("taken whole"))
    number = models.PositiveSmallIntegerField(_("number by lot"), null=True, blank=True)
    share = models.PositiveSmallIntegerField(_("share by lot"), null=True, blank=True)
    drawn = models.JSONField(_("drawn"))
    drawn_on = models.DateField(_("drawn on"))
    drawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    drawn_at = models.DateTimeField(_("drawn at"))

    objects = scoped("scope").as_manager()

    class Meta:
        ordering = ["-drawn_at"]
        verbose_name = _("draw by lot")
        verbose_name_plural = _("draws by lot")
        indexes = [models.Index(fields=["subject_id"])]
        constraints = [
            models.CheckConstraint(
                name="draw_by_number_or_share", condition=Q(number__isnull=True) ^ Q(share__isnull=True)
            ),
        ]

    def __str__(self):
        return str(
            _("Draw of %(day)s: %(drawn)s of %(all)s")
            % {"day": day_in_words(self.drawn_on), "drawn": len(self.drawn), "all": len(self.keys)}
        )

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise PermissionDenied("A draw is never changed; another one follows it.")
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("records:draw-detail", args=[self.pk])

    @property
    def scope_ids(self):
        return (self.scope_id,)

    def again(self) -> list[str]:
        """The same draw once more, from what is kept of it."""
        return drawn_of(self.seed, self.keys, always=self.always, number=self.number, share=self.share)

    @property
    def is_repeatable(self) -> bool:
        """Whether it comes out as it did."""
        return self.again() == self.drawn
