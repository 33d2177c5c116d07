from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Scope, Unit, User
from accounts.permissions import Permission
from core.addresses import address_of
from core.models import Aggregate
from core.transitions import StateTable, Transition
from records.models.blob import Blob
from records.models.evidence import EvidenceLink
from records.queries.documents import DocumentQuerySet


class DocumentStatus(models.TextChoices):
    NUMBERED = "numbered", _("Numbered, being made")
    ISSUED = "issued", pgettext_lazy("document", "Issued")


# What the number of a document is made of.
NUMBERED_BY = ("series", "year", "number")


def full_number(series: str, year: int, number: int) -> str:
    """发文字号: 机关代字〔year〕number 号, no leading zero (DOMAIN §2.1)."""
    return f"{series}〔{year}〕{number}号"


class NumberSeries(models.Model):
    """The counter of one 机关代字 in one year; locked for each number, so that none is skipped or used twice."""

    code = models.CharField(_("series"), max_length=30)
    year = models.PositiveSmallIntegerField(_("year"))
    last_number = models.PositiveIntegerField(_("last number"), default=0)

    class Meta:
        verbose_name = _("number series")
        verbose_name_plural = _("number series")
        constraints = [models.UniqueConstraint(name="one_series_a_year", fields=["code", "year"])]

    def __str__(self):
        return f"{self.code}〔{self.year}〕{self.last_number}"


class IssuedDocument(Aggregate):
    """A paper that left the house: numbered with its data frozen, made once, hashed, never made again (DESIGN §5)."""

    HEAVY = ("data",)
    TRANSITIONS = StateTable(
        noun="document",
        statuses=DocumentStatus,
        rows=(
            Transition("attach_scan", ("issued",), None, Permission.DOCUMENT_ATTACH_SCAN),
            Transition("receive", ("issued",), None, Permission.DOCUMENT_RECEIVE),
        ),
        tones={DocumentStatus.NUMBERED: "warn", DocumentStatus.ISSUED: "ok"},
    )

    status = models.CharField(_("state"), max_length=10, choices=DocumentStatus.choices)
    kind = models.CharField(_("kind"), max_length=40)
    title = models.CharField(_("title"), max_length=200)
    series = models.CharField(_("series"), max_length=30)
    year = models.PositiveSmallIntegerField(_("year"))
    number = models.PositiveIntegerField(_("number"))
    issued_on = models.DateField(_("date"))
    data = models.JSONField(_("frozen data"))
    # These and the addressee are found by indexes below.
    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+", db_index=False)
    round_scope = models.ForeignKey(
        Scope, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    addressee = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="documents", verbose_name=_("addressee"),
        db_index=False,
    )  # fmt: skip
    # As it stands on the paper: the unit may bear another name by now.
    addressee_name = models.CharField(_("addressee"), max_length=100, blank=True)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=40)
    numbered_at = models.DateTimeField(_("numbered at"))
    # Printed on it, for whoever holds it to ask whether it is genuine (records/check_codes.py); "" where none is.
    code = models.CharField(_("check code"), max_length=12, blank=True)
    pdf = models.ForeignKey(Blob, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    issued_at = models.DateTimeField(_("issued at"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts to make it"), default=0)
    error = models.CharField(_("last error"), max_length=300, blank=True)
    # Not before this instant is a failed document made again.
    try_again_at = models.DateTimeField(_("next attempt at"), null=True, blank=True)
    signed_scan = models.ForeignKey(EvidenceLink, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    received_on = models.DateField(_("received on"), null=True, blank=True)
    received_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ["-numbered_at", "-id"]
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        constraints = [
            models.UniqueConstraint(name="one_document_a_number", fields=["series", "year", "number"]),
            models.UniqueConstraint(name="one_document_a_code", fields=["code"], condition=~models.Q(code="")),
            models.CheckConstraint(
                name="issued_document_has_pdf",
                condition=~models.Q(status="issued") | models.Q(pdf__isnull=False, issued_at__isnull=False),
            ),
            models.CheckConstraint(
                name="document_received_by_somebody",
                condition=models.Q(received_on=None, received_by=None)
                | models.Q(received_on__isnull=False, received_by__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["-numbered_at", "-id"], name="document_in_order"),
            models.Index(fields=["addressee", "-numbered_at", "-id"], name="document_of_addressee"),
            # As of deadlines: the addressees that somebody of a few scopes may choose from.
            models.Index(fields=["scope", "addressee"], name="document_of_scope"),
            models.Index(fields=["round_scope", "addressee"], name="document_of_round_scope"),
            models.Index(fields=["subject_id"]),
            models.Index(fields=["year", "number"], name="document_of_number"),
            # What a letter is about is found by its number alone.
            models.Index(fields=["number"], name="document_of_any_year", condition=models.Q(number__isnull=False)),
            models.Index(fields=["status", "try_again_at"]),
        ]

    def __str__(self):
        return f"{self.full_number} {self.title}"

    def get_absolute_url(self):
        return address_of("records:document-detail", self.pk)

    @property
    def full_number(self) -> str:
        return full_number(self.series, self.year, self.number)

    @property
    def scope_ids(self):
        return (self.scope_id, self.round_scope_id)
