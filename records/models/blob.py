from django.db import models
from django.utils.translation import gettext_lazy as _


class Blob(models.Model):
    """Bytes, kept once and never changed (DESIGN §5, R82). Nobody reaches a blob but through an EvidenceLink or
    an IssuedDocument, and no upload tells that the bytes were known."""

    sha256 = models.CharField(_("SHA-256"), max_length=64, unique=True)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    content_type = models.CharField(_("content type"), max_length=100)
    file = models.FileField(upload_to="blobs", max_length=120)

    class Meta:
        verbose_name = _("stored file")
        verbose_name_plural = _("stored files")

    def __str__(self):
        return self.sha256
