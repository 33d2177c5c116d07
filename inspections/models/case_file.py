from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Scope
from accounts.permissions import Permission
from core.addresses import address_of
from core.models import Aggregate
from core.queries import ScopedQuerySet
from core.transitions import StateTable, Transition
from inspections.models.round import SubdistrictRound
from inspections.models.supplement import Supplement
from records.models import Blob, EvidenceLink, IssuedDocument


class CaseFileStatus(models.TextChoices):
    MADE = "made", pgettext_lazy("case file", "Made, not handed over")
    HANDED_OVER = "handed_over", pgettext_lazy("case file", "Handed over, awaiting receipt")
    RECEIVED = "received", pgettext_lazy("case file", "Received by the archive")
    WITHDRAWN = "withdrawn", pgettext_lazy("case file", "Withdrawn")


class Retention(models.TextChoices):
    """保管期限 as the rules of the National Archives Administration for documents of offices name them."""

    PERMANENT = "permanent", _("Permanent")
    THIRTY = "thirty", _("Fixed term, 30 years")
    TEN = "ten", _("Fixed term, 10 years")


class CaseFileQuerySet(ScopedQuerySet):
    def standing(self):
        return self.exclude(status=CaseFileStatus.WITHDRAWN)


class CaseFile(Aggregate):
    """卷宗: one volume of a closed round, a ZIP and a PDF/A made once and kept with their hashes (四(二)二, R83): the
    round itself, or what came later as a supplement. Whoever reads the round is not therefore its reader: the right
    is asked besides."""

    TRANSITIONS = StateTable(
        noun="case_file",
        statuses=CaseFileStatus,
        rows=(
            Transition("make", (), "made", Permission.ROUND_CLOSE),
            Transition("hand_over", ("made",), "handed_over", Permission.ROUND_CLOSE),
            Transition("record_receipt", ("handed_over",), "received", Permission.ROUND_CLOSE),
            Transition("withdraw", ("made", "handed_over"), "withdrawn", Permission.ROUND_CLOSE),
        ),
        tones={"made": "info", "handed_over": "warn", "received": "ok"},
    )

    status = models.CharField(_("state"), max_length=12, choices=CaseFileStatus.choices, default=CaseFileStatus.MADE)
    round = models.ForeignKey(SubdistrictRound, on_delete=models.PROTECT, related_name="case_files")
    supplement = models.ForeignKey(
        Supplement, on_delete=models.PROTECT, null=True, blank=True, related_name="case_files",
        verbose_name=_("supplement volume"),
    )  # fmt: skip
    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+")
    retention = models.CharField(_("retention term"), max_length=10, choices=Retention.choices)
    package = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="+", verbose_name=_("ZIP file"))
    book = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="+", verbose_name=_("PDF/A file"))
    pages = models.PositiveIntegerField(_("pages"))
    papers = models.PositiveIntegerField(_("papers"))
    files = models.PositiveIntegerField(_("files in the ZIP"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("made at"))
    archive = models.CharField(_("archive"), max_length=100, blank=True)
    handed_over_on = models.DateField(_("handed over on"), null=True, blank=True)
    transfer = models.OneToOneField(
        IssuedDocument, on_delete=models.PROTECT, null=True, blank=True, related_name="case_file",
        verbose_name=_("transfer list"),
    )  # fmt: skip
    received_on = models.DateField(_("received on"), null=True, blank=True)
    signed_by = models.CharField(_("who signed for the archive"), max_length=60, blank=True)
    receipt = models.ForeignKey(
        EvidenceLink, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("receipt on paper"),
    )  # fmt: skip
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)
    withdrawal_reason = models.CharField(_("reason for withdrawing it"), max_length=500, blank=True)

    objects = CaseFileQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "id"]
        verbose_name = _("case file")
        verbose_name_plural = _("case files")
        indexes = [models.Index(fields=["-made_at", "id"], name="case_file_in_order")]
        constraints = [
            models.UniqueConstraint(
                name="one_case_file_a_round", fields=["round"], condition=Q(supplement=None) & ~Q(status="withdrawn"),
                violation_error_message=_("This volume has its case file already."),
            ),
            models.UniqueConstraint(
                name="one_case_file_a_supplement", fields=["supplement"], condition=~Q(status="withdrawn"),
                violation_error_message=_("This volume has its case file already."),
            ),
            models.CheckConstraint(
                name="handed_over_case_file_has_list",
                condition=~Q(status__in=["handed_over", "received"])
                | (~Q(archive="") & Q(handed_over_on__isnull=False, transfer__isnull=False)),
            ),
            models.CheckConstraint(
                name="received_case_file_says_by_whom",
                condition=~Q(status="received")
                | (~Q(signed_by="") & Q(received_on__isnull=False, receipt__isnull=False)),
            ),
            models.CheckConstraint(
                name="withdrawn_case_file_has_reason",
                condition=~Q(status="withdrawn") | (~Q(withdrawal_reason="") & Q(withdrawn_on__isnull=False)),
            ),
        ]  # fmt: skip

    def __str__(self):
        """Reads `round` with its subdistrict and cycle, and `supplement`."""
        volume = str(self.supplement) if self.supplement_id else str(_("Main volume"))
        return f"{self.round} {volume}"

    def get_absolute_url(self):
        return address_of("inspections:case-file-detail", self.pk)
