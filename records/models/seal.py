from django.db import models
from django.utils.translation import gettext_lazy as _


class SealEntry(models.Model):
    """One event's place in the chain: batches linked by keyed hash, in a table of their own so that writing
    an event never waits for the one before (DESIGN §5)."""

    event_id = models.BigIntegerField(_("event"), unique=True)
    batch = models.PositiveIntegerField(_("batch"))
    position = models.PositiveIntegerField(_("position"))
    # HMAC-SHA256 over the previous entry's digest and the event's whole content, hexadecimal.
    digest = models.CharField(_("digest"), max_length=64)

    class Meta:
        ordering = ["batch", "position"]
        verbose_name = _("seal entry")
        verbose_name_plural = _("seal entries")
        constraints = [models.UniqueConstraint(name="one_seal_place", fields=["batch", "position"])]

    def __str__(self):
        return f"{self.batch}/{self.position}"
