from datetime import timedelta

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Scope, Unit
from core.links import Target
from core.models import Aggregate
from deadlines.arithmetic import Period
from deadlines.queries.deadlines import NEAR_DAYS, DeadlineQuerySet
from deadlines.roles import responsible_words


class Signal(models.TextChoices):
    """The lights of DESIGN §7; never stored."""

    NORMAL = "normal", _("On track")
    NEAR = "near", _("Due soon")
    OVERDUE = "overdue", _("Overdue")
    DONE = "done", _("Done")


class NominalDay(models.TextChoices):
    """What the counted last day is in the calendar; kept so that the sum can be explained without it."""

    WORKDAY = "workday", _("Working day")
    MAKE_UP = "make_up", _("Make-up working day")
    WEEKEND = "weekend", _("Weekend")
    HOLIDAY = "holiday", _("Holiday")


class Deadline(Aggregate):
    """One duty that runs, for one subject (DESIGN §3.4). Days are days of Asia/Shanghai, `due_on` ends at 24:00.

    `scope` is whose duty it is; `round_scope` lets the team see it too. Overdue is never stored.
    """

    kind = models.CharField(_("kind"), max_length=60)
    # Both found by indexes below.
    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="deadlines", db_index=False)
    round_scope = models.ForeignKey(
        Scope, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    subject_kind = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=40)
    subject_label = models.CharField(_("matter"), max_length=160)
    responsible_unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="deadlines", verbose_name=_("responsible")
    )
    responsible_role = models.CharField(_("responsible role"), max_length=40, blank=True)
    clause = models.CharField(_("clause"), max_length=60, blank=True)

    started_on = models.DateField(_("started on"))
    # English source word such as "Signed"; shown through gettext.
    start_reason = models.CharField(_("started by"), max_length=100, blank=True)
    # "15d", "2m", "15wd"; empty where a person set the date itself.
    period = models.CharField(_("period"), max_length=10, blank=True)
    rolls = models.BooleanField(default=True)
    nominal_on = models.DateField(_("counted last day"))
    nominal_day = models.CharField(max_length=10, choices=NominalDay.choices, default=NominalDay.WORKDAY)
    holiday_name = models.CharField(max_length=80, blank=True)
    due_on = models.DateField(_("due on"))
    is_provisional = models.BooleanField(_("provisional"), default=False)
    # The due date before the first extension.
    extended_from_on = models.DateField(_("extended from"), null=True, blank=True)
    extension_reason = models.CharField(_("reason of the extension"), max_length=200, blank=True)

    met_on = models.DateField(_("met on"), null=True, blank=True)
    # Calendar days past the due date, fixed by the first time it was met (DESIGN §3.6).
    days_late = models.PositiveIntegerField(_("days late"), default=0)
    late_explanation = models.TextField(_("explanation of the delay"), blank=True)
    # The first day on which the sweep must look at it again, never after that of its next rung; None: every rung is
    # stored. Kept by the actions that set `due_on` and by the sweep (docs/adr/0040).
    look_on = models.DateField(null=True, blank=True, editable=False)
    opened_at = models.DateTimeField(_("recorded at"))
    voided_at = models.DateTimeField(_("voided at"), null=True, blank=True)
    void_reason = models.CharField(_("reason"), max_length=200, blank=True)

    objects = DeadlineQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "opened_at", "id"]
        verbose_name = _("deadline")
        verbose_name_plural = _("deadlines")
        indexes = [
            models.Index(fields=["met_on", "due_on"]),
            models.Index(fields=["due_on", "opened_at", "id"], name="deadline_in_order"),
            models.Index(
                fields=["due_on", "opened_at", "id"],
                name="open_deadline_in_order",
                condition=Q(met_on=None, voided_at=None),
            ),
            *(
                models.Index(
                    fields=[name, "due_on"], name=f"open_deadline_of_{word}", condition=Q(met_on=None, voided_at=None)
                )
                for name, word in (("scope", "scope"), ("round_scope", "round"), ("responsible_unit", "unit"))
            ),
            models.Index(
                fields=["look_on", "id"], name="open_deadline_to_look_at", condition=Q(met_on=None, voided_at=None)
            ),
            models.Index(fields=["subject_id", "kind"]),
            # The units that somebody of a few scopes may choose from stand here, and no row has to be read for them.
            models.Index(fields=["scope", "responsible_unit"], name="deadline_of_scope"),
            models.Index(fields=["round_scope", "responsible_unit"], name="deadline_of_round_scope"),
        ]
        constraints = [
            models.UniqueConstraint(
                name="one_running_deadline_a_duty",
                fields=["kind", "subject_kind", "subject_id"],
                condition=Q(met_on=None, voided_at=None),
            ),
            models.CheckConstraint(
                name="deadline_late_only_when_met",
                condition=Q(days_late=0) | Q(met_on__isnull=False, met_on__gt=F("due_on")),
            ),
        ]

    def __str__(self):
        return f"{self.subject_label} {self.due_on}"

    @property
    def responsible_label(self) -> str:
        return responsible_words(self)

    def get_absolute_url(self):
        """A deadline has no page of its own: it stands on the list, which leads to its subject."""
        return reverse("deadlines:deadline-list")

    @property
    def subject(self) -> Target:
        """What it is about; core.links makes the way there for whoever looks."""
        return Target(self.subject_kind, self.subject_id)

    @property
    def scope_ids(self) -> tuple:
        return tuple(scope_id for scope_id in (self.scope_id, self.round_scope_id) if scope_id)

    @property
    def is_open(self) -> bool:
        return self.met_on is None and self.voided_at is None

    @property
    def may_still_move(self) -> bool:
        """Whether its date waits for the holidays of a year; of a duty that is done nothing waits."""
        return self.is_provisional and self.is_open

    @property
    def counted_period(self) -> Period | None:
        return Period.parse(self.period) if self.period else None

    def days_left(self, today) -> int:
        """Calendar days from today to the due date: 0 on the day, negative when past; frozen once met."""
        return (self.due_on - (self.met_on or today)).days

    def signal(self, today) -> Signal:
        if not self.is_open:
            return Signal.DONE
        if self.due_on < today:
            return Signal.OVERDUE
        return Signal.NEAR if self.due_on <= today + timedelta(days=NEAR_DAYS) else Signal.NORMAL
