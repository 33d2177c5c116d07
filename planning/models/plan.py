from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from accounts.permissions import Permission
from core.access import access_of
from core.addresses import address_of
from core.models import Aggregate
from core.transitions import StateTable, Transition
from planning.models.ruleset import Ruleset
from records.models import Decidable


class PlanStatus(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("plan", "Draft")
    SUBMITTED = "submitted", pgettext_lazy("plan", "Awaiting approval")
    APPROVED = "approved", pgettext_lazy("plan", "Approved")
    SUPERSEDED = "superseded", pgettext_lazy("plan", "Replaced by a newer edition")
    CLOSED = "closed", pgettext_lazy("plan", "Closed")
    DISCARDED = "discarded", pgettext_lazy("plan", "Discarded")


# Editions that count: rounds may begin or have run under them. A replaced one handed its entries on.
RULING = (PlanStatus.APPROVED, PlanStatus.CLOSED)
# Editions somebody still works on, so that what is wrong with them can be mended.
RUNNING = (PlanStatus.DRAFT, PlanStatus.SUBMITTED, PlanStatus.APPROVED)


class PlanQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whole plans are for those who run or approve them; a subdistrict sees its extract."""
        return self if Permission.PLAN_VIEW in access_of(user).everywhere else self.none()

    def standing(self):
        """Without the drafts given up: these keep their row and their page, and count nowhere."""
        return self.exclude(status=PlanStatus.DISCARDED)

    def being_prepared(self, year):
        """The edition of the year that is drafted or awaits approval; one at most."""
        return self.filter(year=year, status__in=[PlanStatus.DRAFT, PlanStatus.SUBMITTED])

    def current(self, year):
        """The approved edition that rules the year, the latest first."""
        return self.filter(year=year, status=PlanStatus.APPROVED).order_by("-edition")


class AnnualPlan(Decidable, Aggregate):
    """年度巡查工作方案 (R19, R45): one edition for one year. Approved it is locked; a change is a new edition
    with a reason."""

    TRANSITIONS = StateTable(
        noun="plan",
        statuses=PlanStatus,
        rows=(
            Transition("draft", (), "draft", Permission.PLAN_DRAFT),
            Transition("edit", ("draft",), None, Permission.PLAN_DRAFT),
            Transition("submit", ("draft",), "submitted", Permission.PLAN_DRAFT),
            Transition("approve", ("submitted",), "approved", Permission.PLAN_DECIDE, by_decision=True),
            Transition("return", ("submitted",), "draft", Permission.PLAN_DECIDE, by_decision=True),
            Transition("publish", ("approved",), None, Permission.PLAN_PUBLISH),
            Transition("revise", ("approved",), None, Permission.PLAN_DRAFT),
            Transition("supersede", ("approved",), "superseded", Permission.PLAN_DECIDE, by_decision=True),
            Transition("assign_team", ("draft", "approved"), None, Permission.PLAN_DRAFT),
            Transition("discard", ("draft",), "discarded", Permission.PLAN_DRAFT),
            Transition("close_year", ("approved",), "closed", Permission.PLAN_PUBLISH),
        ),
        tones={"submitted": "warn", "approved": "ok", "closed": "info"},
    )

    status = models.CharField(_("state"), max_length=12, choices=PlanStatus.choices, default=PlanStatus.DRAFT)
    year = models.PositiveSmallIntegerField(_("year"))
    edition = models.PositiveSmallIntegerField(_("edition"), default=1)
    ruleset = models.ForeignKey(Ruleset, on_delete=models.PROTECT, verbose_name=_("ruleset"))
    title = models.CharField(_("title"), max_length=100)
    goals = models.TextField(_("goals and principles"), blank=True)
    focus = models.TextField(_("focus of the year"), blank=True)
    steps = models.TextField(_("steps"), blank=True)
    # Numbers of the methods 三(二) chosen; none chosen means that any may be used (R49).
    method_numbers = models.JSONField(_("methods chosen"), default=list, blank=True)
    training_on = models.DateField(_("training before the first cycle"), null=True, blank=True)
    budget_note = models.CharField(_("budget"), max_length=200, blank=True)
    requirements = models.TextField(_("discipline and support"), blank=True)
    revision_reason = models.CharField(_("reason for the revision"), max_length=500, blank=True)
    published_on = models.DateField(_("published on"), null=True, blank=True)
    discard_reason = models.CharField(_("reason for discarding"), max_length=300, blank=True)
    closed_on = models.DateField(_("year closed on"), null=True, blank=True)
    # What was open when the year was closed, and why: [{"label": …, "reason": …}].
    closing_notes = models.JSONField(_("left open when the year was closed"), default=list, blank=True)

    objects = PlanQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["-year", "-edition"]
        verbose_name = _("annual plan")
        verbose_name_plural = _("annual plans")
        constraints = [
            # A discarded draft keeps its number; the draft begun in its place has the same, so that none is left out.
            models.UniqueConstraint(
                name="one_plan_an_edition", fields=["year", "edition"], condition=~models.Q(status="discarded")
            ),
            models.CheckConstraint(
                name="approved_plan_has_decision",
                condition=~models.Q(status__in=["approved", "superseded", "closed"])
                | models.Q(decision__isnull=False),
            ),
            models.UniqueConstraint(
                name="one_open_edition_a_year", fields=["year"], condition=models.Q(status__in=["draft", "submitted"])
            ),
            models.UniqueConstraint(
                name="one_ruling_edition_a_year",
                fields=["year"],
                condition=models.Q(status__in=["approved", "closed"]),
            ),
            models.CheckConstraint(
                name="revised_plan_has_reason", condition=models.Q(edition=1) | ~models.Q(revision_reason="")
            ),
            models.CheckConstraint(
                name="discarded_plan_has_reason",
                condition=~models.Q(status="discarded") | ~models.Q(discard_reason=""),
            ),
            models.CheckConstraint(
                name="closed_plan_has_day", condition=~models.Q(status="closed") | models.Q(closed_on__isnull=False)
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return address_of("planning:plan-detail", self.pk)

    @property
    def scope_ids(self):
        return ()

    @property
    def was_before_the_committee(self) -> bool:
        """Submitted once at least; what the committee has had before it is mended, never discarded."""
        return self.proposed_on is not None

    @property
    def methods(self):
        """The methods chosen, in the words of the plan's ruleset; all of them where none was chosen."""
        methods = self.ruleset.methods.all()
        return methods.filter(number__in=self.method_numbers) if self.method_numbers else methods
