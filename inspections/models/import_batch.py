from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Aggregate, Scope
from accounts.queries import scoped
from inspections.models.round import SubdistrictRound
from records.models import Blob


class ImportBatch(Aggregate):
    """One list of findings taken in whole: the file as it came, who brought it, how many rows."""

    round = models.ForeignKey(SubdistrictRound, on_delete=models.PROTECT, related_name="imports")
    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+")
    blob = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("file"), max_length=200)
    rows = models.PositiveIntegerField(_("rows"))
    created = models.PositiveIntegerField(_("findings"))
    imported_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    imported_at = models.DateTimeField(_("imported at"))

    objects = scoped("scope").as_manager()

    class Meta:
        ordering = ["-imported_at"]
        verbose_name = _("import")
        verbose_name_plural = _("imports")

    def __str__(self):
        return self.name
