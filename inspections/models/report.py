from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from accounts.models import Scope
from accounts.permissions import Permission
from core.addresses import address_of
from core.models import Aggregate
from core.queries import scoped
from core.transitions import StateTable, Transition
from inspections.models.round import SubdistrictRound
from records.models import Decidable


class ReportStatus(models.TextChoices):
    DRAFTING = "drafting", pgettext_lazy("report", "Being drafted")
    SUBMITTED = "submitted", pgettext_lazy("report", "Awaiting approval")
    RETURNED = "returned", pgettext_lazy("report", "Returned")
    APPROVED = "approved", pgettext_lazy("report", "Approved")


class InspectionReport(Decidable, Aggregate):
    """巡查工作报告 (R56–R58): drafted from the data, frozen at submission, approved or returned by the committee.

    `snapshot` holds, from the last submission, the report, the feedback text and the numbered list of what will be
    issued; it never changes after approval.
    """

    HEAVY = ("snapshot",)
    TRANSITIONS = StateTable(
        noun="report",
        statuses=ReportStatus,
        rows=(
            Transition("draft", (), "drafting", Permission.REPORT_DRAFT),
            Transition("edit", ("drafting", "returned"), None, Permission.REPORT_DRAFT),
            Transition("submit", ("drafting", "returned"), "submitted", Permission.REPORT_SUBMIT),
            Transition("approve", ("submitted",), "approved", Permission.REPORT_DECIDE, by_decision=True),
            Transition("return", ("submitted",), "returned", Permission.REPORT_DECIDE, by_decision=True),
        ),
        tones={
            ReportStatus.DRAFTING: "warn",
            ReportStatus.SUBMITTED: "info",
            ReportStatus.RETURNED: "bad",
            ReportStatus.APPROVED: "ok",
        },
    )

    status = models.CharField(_("state"), max_length=10, choices=ReportStatus.choices, default=ReportStatus.DRAFTING)
    round = models.OneToOneField(SubdistrictRound, on_delete=models.PROTECT, related_name="report")
    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+")
    overview = models.TextField(_("1. Basic facts"), blank=True)
    achievements = models.TextField(_("2. What works well"), blank=True)
    # R3: a judgement of the subdistrict as a whole, not only a list.
    assessment = models.TextField(_("Overall assessment"), blank=True)
    handling_proposals = models.TextField(_("4. Proposals for handling"), blank=True)
    suggestions = models.TextField(_("5. Suggestions"), blank=True)
    feedback_text = models.TextField(_("Feedback: main problems and requirements"), blank=True)
    lateness_reason = models.TextField(_("why it is late"), blank=True)
    # R43: topics with neither record nor reason are allowed with this one, which stands in the report.
    uncovered_reason = models.CharField(_("why topics were left out"), max_length=500, blank=True)
    snapshot = models.JSONField(_("frozen report"), null=True, blank=True)
    submissions = models.PositiveSmallIntegerField(_("submissions"), default=0)
    first_submitted_on = models.DateField(_("first submitted on"), null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    submitted_on = models.DateField(_("submitted on"), null=True, blank=True)

    objects = scoped("scope").as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("inspection report")
        verbose_name_plural = _("inspection reports")
        indexes = [
            models.Index(fields=["status", "round"], name="open_report", condition=~Q(status="approved")),
        ]
        constraints = [
            models.CheckConstraint(
                name="submitted_report_is_frozen",
                condition=~Q(status__in=["submitted", "approved"])
                | Q(snapshot__isnull=False, submitted_by__isnull=False, submitted_on__isnull=False),
            ),
            models.CheckConstraint(
                name="approved_report_has_decision",
                condition=~Q(status="approved") | Q(decision__isnull=False),
            ),
        ]

    def __str__(self):
        return str(_("Inspection report on %(round)s") % {"round": self.round})

    def get_absolute_url(self):
        return address_of("inspections:report-detail", self.pk)

    @property
    def frozen(self) -> dict:
        """What the committee had before it at the last submission. Raises ValueError where there was none yet."""
        if self.snapshot is None:
            raise ValueError("This report was never submitted.")
        return self.snapshot
