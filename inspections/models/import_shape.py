from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit


class ImportShape(models.Model):
    """How somebody reads lists with these headings. Of a list it holds a hash of its headings and which column is
    what, nothing of its rows: whoever loses a round loses nothing else by it."""

    # inspections.importing.shape_of the sheet.
    shape = models.CharField(_("shape of headings"), max_length=64)
    # SheetMapping.as_plain, without the name of the sheet.
    mapping = models.JSONField(_("what the columns mean"))
    remembered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    # The office of that person then: colleagues get forms of the same make.
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    remembered_at = models.DateTimeField(_("remembered at"))

    class Meta:
        ordering = ["-remembered_at"]
        verbose_name = _("remembered shape of a list")
        verbose_name_plural = _("remembered shapes of lists")
        constraints = [
            models.UniqueConstraint(name="one_reading_a_shape", fields=["remembered_by", "shape"]),
        ]
        indexes = [models.Index(fields=["unit", "shape"])]

    def __str__(self):
        return self.shape
