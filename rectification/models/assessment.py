from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from accounts.models import Scope, Unit, User
from accounts.permissions import Permission
from core.addresses import address_of
from core.models import Aggregate
from core.queries import scoped
from core.transitions import StateTable, Transition
from planning.models import Ruleset
from records.models import Decidable, IssuedDocument
from rectification.score import Line, lines_of, score_of, weights_of


class AssessmentStatus(models.TextChoices):
    DRAFTED = "drafted", pgettext_lazy("assessment", "Drafted")
    TOLD = "told", pgettext_lazy("assessment", "With the subdistrict")
    OBJECTED = "objected", pgettext_lazy("assessment", "Objection filed")
    SETTLED = "settled", pgettext_lazy("assessment", "Awaiting the committee")
    LOCKED = "locked", pgettext_lazy("assessment", "Locked")


class ObjectionOutcome(models.TextChoices):
    UPHELD = "upheld", pgettext_lazy("objection", "Upheld")
    PARTLY_UPHELD = "partly_upheld", pgettext_lazy("objection", "Partly upheld")
    REJECTED = "rejected", pgettext_lazy("objection", "Rejected")


class Assessment(Decidable, Aggregate):
    """考核: the result of inspection of one subdistrict in one year, in points (三(三)6, R70).

    `figures` are what was counted when it was drafted or counted anew, `ruleset` the edition whose weights apply, and
    `score` follows from the two and from `adjustment`, the points an objection won: what changes elsewhere afterwards
    changes nothing here. `scope` is the office's until the subdistrict is told, then the subdistrict's. `decision` is
    the last: on the objection, to lock, or to open again.
    """

    TRANSITIONS = StateTable(
        noun="assessment",
        statuses=AssessmentStatus,
        rows=(
            Transition("draft", (), "drafted", Permission.ASSESSMENT_DRAFT),
            Transition("recount", ("drafted",), None, Permission.ASSESSMENT_DRAFT),
            Transition("tell", ("drafted",), "told", Permission.ASSESSMENT_DRAFT),
            Transition("agree", ("told",), "settled", Permission.ASSESSMENT_OBJECT),
            Transition("object", ("told",), "objected", Permission.ASSESSMENT_OBJECT),
            Transition("answer", ("objected",), "settled", Permission.ASSESSMENT_DECIDE, by_decision=True),
            Transition("lock", ("told", "settled"), "locked", Permission.ASSESSMENT_DECIDE, by_decision=True),
            Transition("reopen", ("locked",), "drafted", Permission.ASSESSMENT_DECIDE, by_decision=True),
        ),
        tones={"told": "info", "objected": "warn", "settled": "info", "locked": "ok"},
    )

    status = models.CharField(_("state"), max_length=10, choices=AssessmentStatus.choices)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="assessments", verbose_name=_("subdistrict"))
    year = models.PositiveSmallIntegerField(_("year"))
    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+")
    ruleset = models.ForeignKey(
        Ruleset, on_delete=models.PROTECT, related_name="+", verbose_name=_("edition of the regulation")
    )
    figures = models.JSONField(_("figures"))
    # Ids of the rounds it counts.
    rounds = models.JSONField(_("rounds"), default=list)
    score = models.DecimalField(_("score"), max_digits=5, decimal_places=2)
    drafted_on = models.DateField(_("counted on"))
    told_on = models.DateField(_("told to the subdistrict on"), null=True, blank=True)
    # Last day to object, included. A right, not a duty: nobody is reminded or chased when it has passed.
    object_by = models.DateField(_("objection possible until"), null=True, blank=True)
    objection = models.TextField(_("objection"), blank=True)
    objected_on = models.DateField(_("objected on"), null=True, blank=True)
    objected_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    outcome = models.CharField(_("answer"), max_length=15, choices=ObjectionOutcome.choices, blank=True)
    answer = models.TextField(_("reason of the answer"), blank=True)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    adjustment = models.DecimalField(_("adjusted by"), max_digits=5, decimal_places=2, default=Decimal(0))
    agreed_on = models.DateField(_("no objection, on"), null=True, blank=True)
    sheet = models.OneToOneField(
        IssuedDocument, on_delete=models.PROTECT, null=True, blank=True, related_name="assessment",
        verbose_name=_("score sheet"),
    )  # fmt: skip
    locked_on = models.DateField(_("locked on"), null=True, blank=True)
    reopen_reason = models.CharField(_("reason for opening it again"), max_length=500, blank=True)

    objects = scoped("scope").as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["-year", "unit", "id"]
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")
        indexes = [models.Index(fields=["-year", "unit", "id"], name="assessment_in_order")]
        constraints = [
            models.UniqueConstraint(
                name="one_assessment_a_year", fields=["unit", "year"],
                violation_error_message=_("This subdistrict is assessed for that year already."),
            ),
            models.CheckConstraint(
                name="locked_assessment_has_sheet",
                condition=~Q(status="locked") | Q(sheet__isnull=False, locked_on__isnull=False),
            ),
            models.CheckConstraint(
                name="objected_assessment_has_words", condition=~Q(status="objected") | ~Q(objection="")
            ),
            models.CheckConstraint(
                name="adjustment_has_answer", condition=Q(adjustment=0) | (~Q(outcome="") & ~Q(answer=""))
            ),
        ]  # fmt: skip

    def __str__(self):
        """Reads `unit`."""
        return str(_("Assessment of %(unit)s, %(year)s") % {"unit": self.unit.short_name, "year": self.year})

    def get_absolute_url(self):
        return address_of("rectification:assessment-detail", self.pk)

    @property
    def lines(self) -> list[Line]:
        """Each deduction. Reads `ruleset`, which no longer changes once it is approved."""
        return lines_of(self.figures, weights_of(self.ruleset))

    def reckoned(self) -> Decimal:
        """The score that figures, edition and adjustment give; `score` is the same, stored."""
        return score_of(self.lines, self.adjustment)
