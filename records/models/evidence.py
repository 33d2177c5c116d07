from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Scope
from core.models import Aggregate
from core.queries import scoped
from records.models.blob import Blob


class EvidenceRole(models.TextChoices):
    """What a picture or paper shows of a thing that is mended; blank where it shows none of these."""

    BEFORE = "before", pgettext_lazy("picture", "Before")
    AFTER = "after", pgettext_lazy("picture", "After")
    CHECK = "check", pgettext_lazy("picture", "Check")


class EvidenceLink(Aggregate):
    """A file as evidence of something: access hangs on this row, never on the bytes (DESIGN §5, R82).

    `blob` is the original as it came; `viewing_copy` a picture without place and device data for people to look at.
    """

    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+")
    # Set where the subject was issued to a unit out of a round: the team sees it too.
    round_scope = models.ForeignKey(Scope, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    subject_kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=40)
    blob = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="links")
    viewing_copy = models.ForeignKey(Blob, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # The viewing copy once more, small, for lists and for pictures beside each other.
    thumbnail = models.ForeignKey(Blob, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # A picture whose viewing copy is still to be made, after the upload and by nobody who waits.
    awaits_copy = models.BooleanField(default=False, editable=False)
    name = models.CharField(_("name"), max_length=200)
    taken_on = models.DateField(_("taken on"), null=True, blank=True)
    # Where and by whom, as told; the device as the file itself tells it (R82).
    place = models.CharField(_("place"), max_length=100, blank=True)
    taken_by = models.CharField(_("taken by"), max_length=50, blank=True)
    device = models.CharField(_("device"), max_length=100, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)
    role = models.CharField(_("shows"), max_length=10, choices=EvidenceRole.choices, blank=True)
    # Of what is filed more than once: the number of the filing it belongs to, counted from 1.
    filing = models.PositiveSmallIntegerField(_("filing"), null=True, blank=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(_("uploaded at"))
    # Among the files that came with it at the same moment: as they were chosen.
    position = models.PositiveSmallIntegerField(default=0, editable=False)
    # 随问题附送: the team leader lets the inspected subdistrict see it together with the finding it belongs to.
    is_chosen = models.BooleanField(_("goes to the subdistrict"), default=False)

    objects = scoped("scope", "round_scope").as_manager()

    class Meta:
        ordering = ["uploaded_at", "position"]
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        indexes = [
            models.Index(fields=["subject_id"]),
            models.Index(name="awaits_copy", fields=["uploaded_at"], condition=models.Q(awaits_copy=True)),
        ]

    def __str__(self):
        return self.name

    @property
    def is_picture(self) -> bool:
        """Whether there is something to look at, or soon will be."""
        return self.awaits_copy or self.viewing_copy_id is not None

    @property
    def scope_ids(self):
        return (self.scope_id, self.round_scope_id)
