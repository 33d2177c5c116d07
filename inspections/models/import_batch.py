from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Scope
from core.addresses import address_of
from core.models import Aggregate
from core.queries import ScopedQuerySet, scoped
from inspections.models.round import SubdistrictRound
from records.models import Blob


class _UploadedList(Aggregate):
    round = models.ForeignKey(SubdistrictRound, on_delete=models.PROTECT, related_name="+")
    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+")
    blob = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("file"), max_length=200)

    objects = scoped("scope").as_manager()

    class Meta:
        abstract = True

    def __str__(self):
        return self.name


class ImportDraftQuerySet(ScopedQuerySet):
    def visible_to(self, user):
        """Only whoever uploaded a list looks through it, as long as its round is in reach."""
        return super().visible_to(user).filter(uploaded_by_id=user.pk)


class MappingSource(models.TextChoices):
    """Who said which column is what."""

    GUESSED = "guessed", _("Recognised by the system")
    REMEMBERED = "remembered", _("As chosen before")
    CHOSEN = "chosen", _("Chosen by hand")


class ImportDraft(_UploadedList):
    """A list that was uploaded and looked at, and is not imported yet: confirming needs no second upload."""

    # What was read of the file, as `inspections.importing.as_plain` gives it: a file is read once.
    table = models.JSONField(_("rows read"))
    # `Mapping.as_plain`: which sheet, which heading rows, which column is what.
    mapping = models.JSONField(_("what the columns mean"))
    mapping_source = models.CharField(
        _("source of the mapping"), max_length=10, choices=MappingSource.choices, default=MappingSource.GUESSED
    )
    # Who chose it, and when, where it was not the system: also the colleague by whom it is remembered.
    mapped_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    mapped_at = models.DateTimeField(_("mapped at"), null=True, blank=True)
    # The day on which those rows were found that name none.
    found_on = models.DateField(_("found on"))
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(_("uploaded at"))

    objects = ImportDraftQuerySet.as_manager()

    class Meta:
        ordering = ["-uploaded_at"]
        verbose_name = _("uploaded list")
        verbose_name_plural = _("uploaded lists")
        constraints = [
            models.CheckConstraint(
                name="guessed_mapping_has_no_author",
                condition=models.Q(mapping_source="guessed", mapped_by=None, mapped_at=None)
                | (~models.Q(mapping_source="guessed") & models.Q(mapped_by__isnull=False, mapped_at__isnull=False)),
            ),
        ]

    def get_absolute_url(self):
        return address_of("inspections:import-list-take-in", self.pk)


class ImportBatch(_UploadedList):
    """One list of findings taken in whole: the file as it came, who brought it, how many rows."""

    PAGE_IS_ELSEWHERE = True

    round = models.ForeignKey(SubdistrictRound, on_delete=models.PROTECT, related_name="imports")
    rows = models.PositiveIntegerField(_("rows"))
    created = models.PositiveIntegerField(_("findings"))
    imported_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    imported_at = models.DateTimeField(_("imported at"))

    class Meta:
        ordering = ["-imported_at"]
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        constraints = [
            # Two clicks, or two colleagues, must not bring the same list in twice.
            models.UniqueConstraint(name="one_import_a_file", fields=["round", "blob"]),
        ]

    def get_absolute_url(self):
        return reverse("inspections:finding-list", args=[self.round_id])
