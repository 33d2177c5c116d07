from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from accounts.models import Scope, Unit, User
from accounts.permissions import Permission
from core.addresses import address_of
from core.models import Aggregate
from core.queries import LightQuerySet, ScopedQuerySet
from core.transitions import StateTable, Transition
from deadlines.models import Deadline
from records.models import IssuedDocument
from rectification.chase_ladder import ChaseLevel, ChaseStep


class ChaseStatus(models.TextChoices):
    ISSUED = "issued", pgettext_lazy("chase", "Issued")
    REPLIED = "replied", pgettext_lazy("chase", "Replied")
    WITHDRAWN = "withdrawn", pgettext_lazy("chase", "Withdrawn")


class ChaseQuerySet(ScopedQuerySet):
    def standing(self):
        return self.exclude(status=ChaseStatus.WITHDRAWN)

    def running(self):
        """Not withdrawn, and at least one of its duties is still open. Settled is never stored, as overdue is not."""
        open_ = ChaseLine.objects.filter(chase=models.OuterRef("pk"), deadline__met_on=None, deadline__voided_at=None)
        return self.standing().filter(models.Exists(open_))


class Chase(Aggregate):
    """催办单 or 督促整改函: one numbered paper to one body about duties of its that are overdue (二(一)2, R24).

    `scope` is that of the body addressed, or of the round where the team owes its report; whoever else works in the
    round does not read it. `addressee_name` is frozen. `answer_by` is the last day to comply, `next_on` the first on
    which the step after it may be taken.
    """

    TRANSITIONS = StateTable(
        noun="chase",
        statuses=ChaseStatus,
        rows=(
            Transition("issue", (), "issued", Permission.CHASE_ISSUE),
            Transition("reply", ("issued",), "replied", Permission.CHASE_ANSWER),
            Transition("withdraw", ("issued", "replied"), "withdrawn", Permission.CHASE_ISSUE),
        ),
        tones={"issued": "info", "replied": "ok", "withdrawn": ""},
    )

    status = models.CharField(_("state"), max_length=10, choices=ChaseStatus.choices, default=ChaseStatus.ISSUED)
    level = models.CharField(pgettext_lazy("of a chase", "level"), max_length=10, choices=ChaseLevel.choices)
    raised_reason = models.CharField(_("reason for a higher level"), max_length=500, blank=True)
    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="chases")
    addressee_name = models.CharField(_("addressee"), max_length=100)
    request = models.TextField(_("what is asked besides"), blank=True)
    letter = models.OneToOneField(IssuedDocument, on_delete=models.PROTECT, related_name="chase")
    issued_on = models.DateField(_("issued on"))
    answer_by = models.DateField(_("to be done by"))
    next_step = models.CharField(_("next step"), max_length=10, choices=ChaseStep.choices)
    next_on = models.DateField(_("next step from"))
    issued_at = models.DateTimeField(_("recorded at"))
    issued_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    reply = models.TextField(_("reply"), blank=True)
    replied_on = models.DateField(_("replied on"), null=True, blank=True)
    replied_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)
    withdrawal_reason = models.CharField(_("reason for withdrawing it"), max_length=500, blank=True)

    objects = ChaseQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["-issued_on", "-issued_at", "id"]
        verbose_name = _("chase note")
        verbose_name_plural = _("chase notes")
        indexes = [
            models.Index(fields=["-issued_on", "-issued_at", "id"]),
            models.Index(fields=["unit", "-issued_on"]),
        ]
        constraints = [
            models.CheckConstraint(
                name="replied_chase_has_reply",
                condition=~Q(status="replied") | (~Q(reply="") & Q(replied_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="withdrawn_chase_has_reason",
                condition=~Q(status="withdrawn") | (~Q(withdrawal_reason="") & Q(withdrawn_on__isnull=False)),
            ),
            models.CheckConstraint(name="chase_gives_days", condition=Q(answer_by__gt=F("issued_on"))),
        ]

    def __str__(self):
        """Number and addressee, never the matter: labels leave by mail. Reads `letter`."""
        return f"{self.letter.full_number} {self.addressee_name}"

    def get_absolute_url(self):
        return address_of("rectification:chase-detail", self.pk)

    @property
    def has_open_lines(self) -> bool:
        """Reads the lines with their deadlines."""
        return any(line.deadline.is_open for line in self.lines.all())

    @property
    def scope_ids(self):
        return (self.scope_id,)


class ChaseLineQuerySet(LightQuerySet):
    def visible_to(self, user):
        return self.filter(chase__in=Chase.objects.visible_to(user))

    def standing(self):
        return self.exclude(chase__status=ChaseStatus.WITHDRAWN)

    def of_present_date(self):
        """A later date that was granted begins the chasing anew, as it does the reminders."""
        return self.standing().filter(due_on=F("deadline__due_on"))


class ChaseLine(models.Model):
    """One duty of a chase, as the paper prints it."""

    chase = models.ForeignKey(Chase, on_delete=models.CASCADE, related_name="lines")
    deadline = models.ForeignKey(Deadline, on_delete=models.PROTECT, related_name="chase_lines")
    number = models.PositiveSmallIntegerField(_("number"))
    matter = models.CharField(_("matter"), max_length=300)
    due_on = models.DateField(_("due on"))
    # Calendar days on the day of the paper.
    days_late = models.PositiveIntegerField(_("days late"))
    # First day on which the step after this may be taken for this duty.
    next_on = models.DateField(_("next step from"))

    objects = ChaseLineQuerySet.as_manager()

    class Meta:
        ordering = ["chase", "number"]
        verbose_name = _("duty of a chase note")
        verbose_name_plural = _("duties of a chase note")
        constraints = [
            models.UniqueConstraint(name="one_chase_line_a_number", fields=["chase", "number"]),
            models.UniqueConstraint(name="one_chase_line_a_duty", fields=["chase", "deadline"]),
        ]

    def __str__(self):
        return f"{self.number}. {self.matter[:30]}"
