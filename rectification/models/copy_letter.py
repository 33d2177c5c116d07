from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from accounts.models import Scope, Unit, User
from accounts.permissions import Permission
from core.addresses import address_of
from core.models import Aggregate
from core.queries import ScopedQuerySet
from core.transitions import StateTable, Transition
from deadlines.models import Deadline
from inspections.models import SubdistrictRound
from records.models import EvidenceLink, IssuedDocument


class CopyStatus(models.TextChoices):
    SENT = "sent", pgettext_lazy("copy", "Sent, awaiting receipt")
    RECEIVED = "received", pgettext_lazy("copy", "Received")
    WITHDRAWN = "withdrawn", pgettext_lazy("copy", "Withdrawn")


class CopyQuerySet(ScopedQuerySet):
    def standing(self):
        return self.exclude(status=CopyStatus.WITHDRAWN)

    def unreceived(self, today):
        """Sent, and past the days in which the ruleset wants the receipt (R71)."""
        return self.filter(status=CopyStatus.SENT, deadline__due_on__lt=today)


class CopyLetter(Aggregate):
    """抄送函: the result of one round to one of the two bodies (三(三)6, R71, R72), with the score sheet as its annex.

    `scope` is that of the body: it reads this row and its letter, and nothing else of the round.
    """

    TRANSITIONS = StateTable(
        noun="copy",
        statuses=CopyStatus,
        rows=(
            Transition("send", (), "sent", Permission.COPY_SEND),
            Transition("receive", ("sent",), "received", Permission.COPY_RECEIVE),
            Transition("record_receipt", ("sent",), "received", Permission.COPY_SEND),
            Transition("withdraw", ("sent", "received"), "withdrawn", Permission.COPY_SEND),
        ),
        tones={"sent": "info", "received": "ok", "withdrawn": ""},
    )

    status = models.CharField(_("state"), max_length=10, choices=CopyStatus.choices, default=CopyStatus.SENT)
    round = models.ForeignKey(SubdistrictRound, on_delete=models.PROTECT, related_name="copies")
    body = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="copies", verbose_name=pgettext_lazy("of a copy", "recipient")
    )
    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+")
    letter = models.OneToOneField(
        IssuedDocument, on_delete=models.PROTECT, related_name="copy", verbose_name=_("copy letter")
    )
    sent_on = models.DateField(_("sent on"))
    deadline = models.ForeignKey(Deadline, on_delete=models.PROTECT, related_name="+")
    received_on = models.DateField(_("received on"), null=True, blank=True)
    # Who of the body confirmed it in the system, or the name under the receipt on paper with its scan.
    received_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    signed_by = models.CharField(_("who signed on paper"), max_length=60, blank=True)
    receipt = models.ForeignKey(
        EvidenceLink, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("receipt on paper"),
    )  # fmt: skip
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)
    withdrawal_reason = models.CharField(_("reason for withdrawing it"), max_length=500, blank=True)

    objects = CopyQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["-sent_on", "id"]
        verbose_name = _("copy")
        verbose_name_plural = _("copies")
        indexes = [
            models.Index(fields=["-sent_on", "id"], name="copy_in_order"),
            models.Index(fields=["round", "body"]),
        ]
        constraints = [
            models.UniqueConstraint(
                name="one_copy_a_body", fields=["round", "body"], condition=~Q(status="withdrawn"),
                violation_error_message=_("This body has its copy of the round already."),
            ),
            models.CheckConstraint(
                name="received_copy_says_by_whom",
                condition=~Q(status="received")
                | Q(received_on__isnull=False)
                & (Q(received_by__isnull=False) | (~Q(signed_by="") & Q(receipt__isnull=False))),
            ),
            models.CheckConstraint(
                name="withdrawn_copy_has_reason",
                condition=~Q(status="withdrawn") | (~Q(withdrawal_reason="") & Q(withdrawn_on__isnull=False)),
            ),
        ]  # fmt: skip

    def __str__(self):
        """Number and body, never the result: labels leave by mail. Reads `letter` and `body`."""
        return f"{self.letter.full_number} {self.body.short_name}"

    def get_absolute_url(self):
        return address_of("rectification:copy-detail", self.pk)
