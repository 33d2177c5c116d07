from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Scope, TermOfOffice, Unit, User
from accounts.permissions import Permission
from accounts.roles import ScopeKind
from core.addresses import address_of
from core.models import Aggregate
from core.queries import ScopedQuerySet
from core.transitions import StateTable, Transition
from deadlines.models import Deadline
from inspections.models import SubdistrictRound
from records.models import Decidable, IssuedDocument


class CaseStatus(models.TextChoices):
    AWAITING_RECEIPT = "awaiting_receipt", _("Awaiting receipt")
    RECTIFYING = "rectifying", _("Being rectified")
    SUBMITTED = "submitted", _("Awaiting review")
    RETURNED = "returned", _("Returned")
    ACCEPTED = "accepted", _("Accepted")


NEVER_FILED = (CaseStatus.AWAITING_RECEIPT, CaseStatus.RECTIFYING)
OPEN_CASE = (CaseStatus.AWAITING_RECEIPT, CaseStatus.RECTIFYING, CaseStatus.SUBMITTED, CaseStatus.RETURNED)


class CaseQuerySet(ScopedQuerySet):
    scope_paths = ("scope", "round__scope")
    # As of items.
    always_of_kind = {"scope": ScopeKind.UNIT}


class RectificationCase(Decidable, Aggregate):
    """What one subdistrict has to rectify after one round (R59, R66–R68): from the feedback to its acceptance."""

    TRANSITIONS = StateTable(
        noun="case",
        statuses=CaseStatus,
        rows=(
            Transition("issue_feedback", (), "awaiting_receipt", Permission.FEEDBACK_ISSUE),
            Transition("record_meeting", ("awaiting_receipt", "rectifying"), None, Permission.FEEDBACK_ISSUE),
            Transition("sign_receipt", ("awaiting_receipt",), "rectifying", Permission.FEEDBACK_RECEIVE),
            # Receipt is deemed after some working days; nobody stops the clock, or his own way, by not signing.
            Transition("submit", ("awaiting_receipt", "rectifying", "returned"), "submitted", Permission.CASE_SUBMIT),
            Transition("return", ("submitted",), "returned", Permission.CASE_REVIEW, by_decision=True),
            Transition("accept", ("submitted",), "accepted", Permission.CASE_REVIEW, by_decision=True),
        ),
        tones={
            "awaiting_receipt": "warn", "rectifying": "info", "submitted": "info", "returned": "bad", "accepted": "ok",
        },
    )  # fmt: skip

    status = models.CharField(_("state"), max_length=20, choices=CaseStatus.choices)
    # One source exactly; incoming inspections of the city become the second when they come.
    round = models.OneToOneField(SubdistrictRound, on_delete=models.PROTECT, related_name="case")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="cases", verbose_name=_("subdistrict"))
    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+")
    feedback = models.OneToOneField(
        IssuedDocument, on_delete=models.PROTECT, related_name="case", verbose_name=_("feedback")
    )
    issued_on = models.DateField(_("issued on"))
    # The day receipt counts as given where nobody signs (DESIGN §3.3).
    deemed_on = models.DateField(_("deemed received on"))
    # The two months of 三(三)5, and after a return the date for what was returned.
    deadline = models.OneToOneField(Deadline, on_delete=models.PROTECT, related_name="+")
    resubmission = models.OneToOneField(Deadline, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # The feedback meeting with a principal present delivers too; the earliest delivery starts the clock.
    meeting_on = models.DateField(_("feedback meeting"), null=True, blank=True)
    meeting_place = models.CharField(_("place of the meeting"), max_length=100, blank=True)
    meeting_term = models.ForeignKey(
        TermOfOffice, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("principal present"),
    )  # fmt: skip
    received_on = models.DateField(_("received on"), null=True, blank=True)
    received_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    received_term = models.ForeignKey(
        TermOfOffice, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("principal who signed"),
    )  # fmt: skip
    accepted_on = models.DateField(_("accepted on"), null=True, blank=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        ordering = ["-issued_on", "pk"]
        indexes = [
            models.Index(fields=["-issued_on", "id"], name="case_in_order"),
            models.Index(fields=["status", "-issued_on", "id"], name="open_case", condition=Q(status__in=OPEN_CASE)),
        ]
        verbose_name = _("rectification case")
        verbose_name_plural = _("rectification cases")
        constraints = [
            models.CheckConstraint(
                name="receipt_has_signer",
                condition=Q(received_on=None, received_by=None)
                | Q(received_on__isnull=False, received_by__isnull=False),
            ),
            models.CheckConstraint(
                name="rectifying_case_was_received", condition=~Q(status="rectifying") | Q(received_on__isnull=False)
            ),
            models.CheckConstraint(
                name="accepted_case_has_decision",
                condition=~Q(status="accepted") | Q(decision__isnull=False, accepted_on__isnull=False),
            ),
            models.CheckConstraint(
                name="returned_case_has_new_date", condition=~Q(status="returned") | Q(resubmission__isnull=False)
            ),
        ]

    def __str__(self):
        return str(_("Rectification of %(round)s") % {"round": self.round})

    def get_absolute_url(self):
        return address_of("rectification:case-detail", self.pk)

    @property
    def scope_ids(self):
        return (self.scope_id, self.round.scope_id)

    @property
    def is_under_review(self) -> bool:
        return self.status == CaseStatus.SUBMITTED

    @property
    def running_deadline(self) -> Deadline:
        """The date that counts now: that of the returned items, else the two months."""
        return self.resubmission or self.deadline

    def days_late(self, today: date) -> int:
        """How many days the report would be late, were it filed on `today`; 0 in time."""
        return max((today - self.running_deadline.due_on).days, 0)
