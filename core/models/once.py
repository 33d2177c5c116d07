from django.conf import settings
from django.db import models

from core.links import Target


class OnceKey(models.Model):
    """A form that makes something carries a key made when it was opened; sent twice, it makes one (DESIGN §1)."""

    key = models.UUIDField(primary_key=True)
    verb = models.CharField(max_length=60)
    used_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    used_at = models.DateTimeField()
    # Keyed hash of what was sent, and whereto: the same key with anything else is no repetition.
    sent = models.CharField(max_length=64)
    # What was made; the way there is made for whoever sends the form again (core/links.py).
    target_kind = models.CharField(max_length=40, blank=True)
    target_id = models.CharField(max_length=40, blank=True)

    class Meta:
        indexes = [models.Index(fields=["used_at"])]

    def __str__(self) -> str:
        return f"{self.verb} {self.key}"

    @property
    def target(self) -> Target:
        return Target(self.target_kind, self.target_id)
