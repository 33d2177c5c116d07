from django.conf import settings
from django.db import models


class OnceKey(models.Model):
    """A form that makes something carries a key made when it was opened; sent twice, it makes one (DESIGN §1)."""

    key = models.UUIDField(primary_key=True)
    verb = models.CharField(max_length=60)
    used_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    used_at = models.DateTimeField()
    # Where the thing that was made stands; "" where it has no page.
    path = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["used_at"])]

    def __str__(self) -> str:
        return f"{self.verb} {self.key}"
