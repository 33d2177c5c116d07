from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from core.models import Aggregate
from core.queries import scoped
from inspections.models.finding import FindingKind
from rectification.models.case import RectificationCase
from rectification.models.item import RectificationItem


class ReviewDecision(models.TextChoices):
    ACCEPTED = "accepted", pgettext_lazy("review", "Accepted")
    RETURNED = "returned", pgettext_lazy("review", "Returned")


class Submission(Aggregate):
    """整改情况报告, as filed: the first, and one more after each return (DESIGN §2)."""

    case = models.ForeignKey(RectificationCase, on_delete=models.PROTECT, related_name="submissions")
    number = models.PositiveSmallIntegerField(_("number"))
    measures = models.TextField(_("rectification"))
    # R67: punishment and investigation; “none” is written out.
    investigation = models.TextField(_("investigation and punishment"))
    lateness_reason = models.TextField(_("why it is late"), blank=True)
    # R90: the principal's word that the report is true.
    committed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    commitment = models.TextField(_("commitment to truth"))
    submitted_on = models.DateField(_("submitted on"))
    submitted_at = models.DateTimeField(_("recorded at"))
    # Its review by the committee; blank until it has decided.
    decision = models.CharField(_("decision"), max_length=10, choices=ReviewDecision.choices, blank=True)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)

    objects = scoped("case__scope", "case__round__scope").as_manager()

    class Meta:
        ordering = ["case", "number"]
        verbose_name = _("rectification report")
        verbose_name_plural = _("rectification reports")
        constraints = [
            models.UniqueConstraint(name="one_submission_a_number", fields=["case", "number"]),
            models.CheckConstraint(name="submission_is_committed", condition=~Q(commitment="")),
            models.CheckConstraint(name="submission_says_investigation", condition=~Q(investigation="")),
            models.CheckConstraint(
                name="submission_decision_has_day",
                condition=Q(decision="", decided_on=None) | (~Q(decision="") & Q(decided_on__isnull=False)),
            ),
        ]

    def __str__(self):
        return f"{self.case} {self.number}"

    @property
    def scope_ids(self):
        return self.case.scope_ids


class FiledResult(models.TextChoices):
    REPORTED = "reported", pgettext_lazy("filed item", "Reported as rectified")
    UNFINISHED = "unfinished", pgettext_lazy("filed item", "Unfinished, explained")


class FiledDecision(models.TextChoices):
    PASSED = "passed", pgettext_lazy("filed item", "Passed")
    RETURNED = "returned", pgettext_lazy("filed item", "Returned")


class FiledItem(Aggregate):
    """What one report says of one item, as it stood when the principal gave his word, and what a review decided on it.

    The review is that of this report, or a later one where the item was still being checked (`reviewed_in`).
    """

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="lines")
    item = models.ForeignKey(RectificationItem, on_delete=models.PROTECT, related_name="filings")
    number = models.PositiveIntegerField(_("number"))
    kind = models.CharField(_("kind"), max_length=20, choices=FindingKind.choices)
    subject_name = models.CharField(_("inspected body"), max_length=150)
    text = models.TextField(_("problem"))
    result = models.CharField(_("result"), max_length=10, choices=FiledResult.choices)
    measures = models.TextField(_("rectification"), blank=True)
    responsible_name = models.CharField(_("person responsible for the rectification"), max_length=60, blank=True)
    penalty = models.CharField(_("punishment and accountability"), max_length=500, blank=True)
    no_evidence_reason = models.CharField(_("reason why there is no evidence"), max_length=500, blank=True)
    reason = models.CharField(_("reason why it is not finished"), max_length=500, blank=True)
    expected_on = models.DateField(_("expected to be finished on"), null=True, blank=True)
    decision = models.CharField(_("decision"), max_length=10, choices=FiledDecision.choices, blank=True)
    decision_reason = models.TextField(_("reason for the decision"), blank=True)
    reviewed_in = models.ForeignKey(
        Submission, on_delete=models.PROTECT, null=True, blank=True, related_name="reviewed_lines"
    )

    objects = scoped("submission__case__scope", "submission__case__round__scope").as_manager()

    class Meta:
        ordering = ["submission", "number"]
        verbose_name = _("item as filed")
        verbose_name_plural = _("items as filed")
        constraints = [
            models.UniqueConstraint(name="one_line_an_item_in_a_report", fields=["submission", "item"]),
            models.CheckConstraint(
                name="filed_item_is_decided_in_a_review",
                condition=Q(decision="", reviewed_in=None) | (~Q(decision="") & Q(reviewed_in__isnull=False)),
            ),
            models.CheckConstraint(
                name="unfinished_line_is_explained",
                condition=~Q(result="unfinished") | (~Q(reason="") & Q(expected_on__isnull=False)),
            ),
        ]

    def __str__(self):
        return f"{self.submission}: {self.number}"

    @property
    def scope_ids(self):
        return self.submission.scope_ids
