from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from accounts.models import Scope, Unit, User
from accounts.models.unit import UnitKind
from accounts.permissions import Permission
from core.addresses import address_of
from core.models import Aggregate
from core.queries import LightQuerySet, ScopedQuerySet
from core.transitions import StateTable, Transition
from deadlines.models import Deadline
from inspections.models import Finding, SubdistrictRound
from inspections.models.finding import FindingKind, FindingStatus
from records.models import Decided, Decision, IssuedDocument


class HandOffStatus(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("hand-off", "Draft")
    SENT = "sent", pgettext_lazy("hand-off", "Sent, awaiting receipt")
    RECEIVED = "received", pgettext_lazy("hand-off", "Being handled")
    REFUSED = "refused", pgettext_lazy("hand-off", "Refused")
    RESULTED = "resulted", pgettext_lazy("hand-off", "Result reported")
    CLOSED = "closed", pgettext_lazy("hand-off", "Closed")
    DISCARDED = "discarded", pgettext_lazy("hand-off", "Discarded")


OPEN_HAND_OFF = (
    HandOffStatus.DRAFT, HandOffStatus.SENT, HandOffStatus.RECEIVED, HandOffStatus.REFUSED, HandOffStatus.RESULTED,
)  # fmt: skip
# With the receiver, who owes something.
OWED = (HandOffStatus.SENT, HandOffStatus.RECEIVED)
# Of which a result is told.
ANSWERED = (HandOffStatus.RESULTED, HandOffStatus.CLOSED)
RECEIVER_KINDS = (UnitKind.DEPARTMENT, UnitKind.PARTY_BODY, UnitKind.LEADERSHIP)


class HandOffQuerySet(ScopedQuerySet):
    scope_paths = ("scope", "inner_scope")

    def live(self):
        """Neither given up as a draft nor taken back."""
        return self.exclude(status=HandOffStatus.DISCARDED).filter(taken_back_reason="")

    def with_result(self):
        """Handled as far as the round is concerned: a result is there, or the committee follows it up for long."""
        done = Q(status__in=[HandOffStatus.RESULTED, HandOffStatus.CLOSED]) | Q(followed_up_on__isnull=False)
        return self.live().filter(done)

    def unfinished(self):
        """What still keeps a round open (四(二)二)."""
        open_ = (HandOffStatus.DRAFT, HandOffStatus.SENT, HandOffStatus.RECEIVED, HandOffStatus.REFUSED)
        return self.filter(status__in=open_, followed_up_on=None)

    def ordinary(self):
        """Without those of leads, which are kept apart (ADR 9, ADR 18)."""
        return self.exclude(inner_scope__among=Scope.objects.of_leads())

    def apart(self):
        """Those of leads alone."""
        return self.filter(inner_scope__among=Scope.objects.of_leads())

    def overdue(self, today):
        return self.filter(
            status__in=OWED, deadline__met_on=None, deadline__voided_at=None, deadline__due_on__lt=today
        )


class HandOff(Decided, Aggregate):
    """移交: matters of one round handed to the body whose duty they are (三(三)4, R60–R63).

    `inner_scope` is where it is prepared: the round's, or, of leads, one of kind `lead` of its own. `scope` is the
    same until it is sent, and then the receiver's: it reads this row, its lines, letter and files, and nothing of the
    round. `decision` is that of the committee on the long follow-up, `ratification` that on what was sent ahead.
    """

    TRANSITIONS = StateTable(
        noun="hand_off",
        statuses=HandOffStatus,
        rows=(
            Transition("draft", (), "draft", Permission.HAND_OFF_DRAFT),
            Transition("edit", ("draft",), None, Permission.HAND_OFF_DRAFT),
            Transition("discard", ("draft",), "discarded", Permission.HAND_OFF_DRAFT),
            Transition("send", ("draft",), "sent", Permission.HAND_OFF_DRAFT),
            Transition("receive", ("sent",), "received", Permission.HAND_OFF_RECEIVE),
            Transition("refuse", ("sent", "received"), "refused", Permission.HAND_OFF_RECEIVE),
            Transition("re_route", ("refused",), "sent", Permission.HAND_OFF_DRAFT),
            Transition("report_progress", ("received",), None, Permission.HAND_OFF_RESULT),
            Transition("report_result", ("received",), "resulted", Permission.HAND_OFF_RESULT),
            Transition("send_back", ("resulted",), "received", Permission.HAND_OFF_DRAFT),
            Transition("close", ("resulted",), "closed", Permission.HAND_OFF_DRAFT),
            Transition("take_back", ("sent", "received", "refused", "resulted"), "closed", Permission.HAND_OFF_DRAFT),
            Transition("follow_up", ("sent", "received"), None, Permission.HAND_OFF_FOLLOW_UP, by_decision=True),
            Transition(
                "ratify",
                ("sent", "received", "refused", "resulted", "closed"),
                None,
                Permission.HAND_OFF_FOLLOW_UP,
                by_decision=True,
            ),
        ),
        tones={"sent": "info", "received": "info", "refused": "bad", "resulted": "warn", "closed": "ok"},
    )

    status = models.CharField(_("state"), max_length=10, choices=HandOffStatus.choices, default=HandOffStatus.DRAFT)
    round = models.ForeignKey(SubdistrictRound, on_delete=models.PROTECT, related_name="hand_offs")
    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+")
    inner_scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+")
    receiver = models.ForeignKey(
        Unit,
        on_delete=models.PROTECT,
        related_name="hand_offs",
        verbose_name=pgettext_lazy("of a hand-off", "receiver"),
    )
    receiver_reason = models.CharField(_("reason for this receiver"), max_length=500, blank=True)
    background = models.TextField(_("background"), blank=True)
    requirement = models.TextField(_("what is asked of the receiver"), blank=True)
    includes_evidence = models.BooleanField(_("with the photos and papers of the findings"), default=True)
    # 先行处置: sent before the report is approved; the report or the committee ratifies it.
    urgent_reason = models.CharField(_("why it cannot wait for the report"), max_length=500, blank=True)
    ratification = models.ForeignKey(
        Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("ratification")
    )
    drafted_on = models.DateField(_("drafted on"))
    letter = models.OneToOneField(
        IssuedDocument, on_delete=models.PROTECT, null=True, blank=True, related_name="hand_off",
        verbose_name=_("letter"),
    )  # fmt: skip
    sent_on = models.DateField(_("sent on"), null=True, blank=True)
    # The day the reply, or the next word of a long follow-up, is due.
    deadline = models.ForeignKey(Deadline, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    received_on = models.DateField(_("received on"), null=True, blank=True)
    received_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    contact = models.CharField(_("who handles it, with telephone"), max_length=120, blank=True)
    refused_on = models.DateField(_("refused on"), null=True, blank=True)
    refusal_reason = models.CharField(_("reason for refusing"), max_length=500, blank=True)
    progress = models.TextField(_("progress"), blank=True)
    progress_on = models.DateField(_("progress reported on"), null=True, blank=True)
    result = models.TextField(_("investigation and handling"), blank=True)
    # 0 is "none"; empty while nothing is reported (R63).
    people_held = models.PositiveIntegerField(_("people held to account"), null=True, blank=True)
    units_punished = models.PositiveIntegerField(_("units punished"), null=True, blank=True)
    fine_yuan = models.DecimalField(_("fines in yuan"), max_digits=14, decimal_places=2, null=True, blank=True)
    resulted_on = models.DateField(_("result reported on"), null=True, blank=True)
    resulted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    return_reason = models.CharField(_("why the result is not enough"), max_length=500, blank=True)
    followed_up_on = models.DateField(_("in long follow-up since"), null=True, blank=True)
    closed_on = models.DateField(pgettext_lazy("of a hand-off", "closed on"), null=True, blank=True)
    closing_note = models.CharField(_("note on the result"), max_length=500, blank=True)
    taken_back_reason = models.CharField(_("reason for taking it back"), max_length=500, blank=True)
    discard_reason = models.CharField(_("reason for discarding"), max_length=300, blank=True)

    objects = HandOffQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["-drafted_on", "id"]
        verbose_name = _("hand-off")
        verbose_name_plural = _("hand-offs")
        constraints = [
            models.CheckConstraint(
                name="sent_hand_off_has_letter",
                condition=Q(status__in=["draft", "discarded"]) | Q(letter__isnull=False, sent_on__isnull=False),
            ),
            models.CheckConstraint(
                name="refused_hand_off_has_reason", condition=~Q(status="refused") | ~Q(refusal_reason="")
            ),
            models.CheckConstraint(
                name="resulted_hand_off_has_result",
                condition=~Q(status="resulted")
                | (
                    ~Q(result="")
                    & Q(resulted_on__isnull=False, people_held__isnull=False, units_punished__isnull=False)
                    & Q(fine_yuan__isnull=False)
                ),
            ),
            models.CheckConstraint(
                name="closed_hand_off_has_result_or_reason",
                condition=~Q(status="closed")
                | (Q(closed_on__isnull=False) & (~Q(result="") | ~Q(taken_back_reason=""))),
            ),
            models.CheckConstraint(
                name="discarded_hand_off_has_reason", condition=~Q(status="discarded") | ~Q(discard_reason="")
            ),
        ]
        indexes = [
            models.Index(fields=["-drafted_on", "id"], name="hand_off_in_order"),
            models.Index(fields=["round", "status"]),
            models.Index(fields=["receiver", "status"]),
            models.Index(
                fields=["status", "-drafted_on", "id"], name="open_hand_off", condition=Q(status__in=OPEN_HAND_OFF)
            ),
        ]

    def __str__(self):
        """Number and receiver, never the matter: labels leave by mail."""
        number = self.letter.full_number if self.letter_id else _("Draft of a hand-off")
        return f"{number} {self.receiver.short_name}"

    def get_absolute_url(self):
        return address_of("rectification:hand-off-detail", self.pk)

    @property
    def scope_ids(self):
        return (self.scope_id, self.inner_scope_id)

    @property
    def is_of_leads(self) -> bool:
        """Reads `inner_scope`."""
        return self.inner_scope.kind == "lead"

    @property
    def is_upward(self) -> bool:
        """To the Party Working Committee or the Administrative Committee: by a 报告 (R62). Reads `receiver`."""
        return self.receiver.kind == UnitKind.LEADERSHIP

    @property
    def is_urgent(self) -> bool:
        return bool(self.urgent_reason)

    @property
    def is_taken_back(self) -> bool:
        return bool(self.taken_back_reason)

    @property
    def is_withdrawn(self) -> bool:
        """Every finding of it was withdrawn: nothing is owed any more. Reads the lines."""
        lines = list(self.lines.all())
        return bool(lines) and all(line.is_withdrawn for line in lines)


class HandOffLineQuerySet(LightQuerySet):
    def visible_to(self, user):
        return self.filter(hand_off__in=HandOff.objects.visible_to(user))

    def standing(self):
        return self.exclude(finding__status=FindingStatus.WITHDRAWN)


class HandOffLine(models.Model):
    """One matter of a hand-off, its words frozen: the receiver reads these and never the finding."""

    hand_off = models.ForeignKey(HandOff, on_delete=models.CASCADE, related_name="lines")
    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="hand_off_lines")
    number = models.PositiveSmallIntegerField(_("number"))
    kind = models.CharField(_("kind"), max_length=20, choices=FindingKind.choices)
    text = models.TextField(_("problem"))
    subject_name = models.CharField(_("inspected body"), max_length=150)
    credit_code = models.CharField(_("unified social credit code"), max_length=30, blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    found_on = models.DateField(_("found on"))
    basis = models.CharField(_("legal basis"), max_length=620, blank=True)

    objects = HandOffLineQuerySet.as_manager()

    class Meta:
        ordering = ["hand_off", "number"]
        verbose_name = _("matter of a hand-off")
        verbose_name_plural = _("matters of a hand-off")
        constraints = [
            models.UniqueConstraint(name="one_matter_a_number", fields=["hand_off", "number"]),
            models.UniqueConstraint(name="one_matter_a_hand_off", fields=["hand_off", "finding"]),
        ]

    def __str__(self):
        return f"{self.number}. {self.text[:30]}"

    @property
    def is_withdrawn(self) -> bool:
        """Reads `finding`."""
        return self.finding.status == FindingStatus.WITHDRAWN
