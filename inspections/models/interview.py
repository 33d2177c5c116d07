from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from accounts.models import Scope, Unit, User
from accounts.permissions import Permission
from accounts.roles import ScopeKind
from core.addresses import address_of
from core.models import Aggregate
from core.queries import ScopedQuerySet
from core.transitions import StateTable, Transition
from deadlines.models import Deadline
from inspections.models.enterprise import Enterprise
from inspections.models.finding import Finding
from inspections.models.round import SubdistrictRound
from records.models import IssuedDocument


class InterviewStatus(models.TextChoices):
    CALLED = "called", pgettext_lazy("interview", "Called")
    HELD = "held", pgettext_lazy("interview", "Reply owed")
    REPLIED = "replied", pgettext_lazy("interview", "Reply to be reviewed")
    CLOSED = "closed", pgettext_lazy("interview", "Closed")
    CALLED_OFF = "called_off", pgettext_lazy("interview", "Called off")


OVER = (InterviewStatus.CLOSED, InterviewStatus.CALLED_OFF)


class InterviewLevel(models.TextChoices):
    """Who speaks; the notice goes out in the name of the office, of a team leader's in that of the team."""

    COMMITTEE = "committee", pgettext_lazy("level of an interview", "Safety committee")
    OFFICE = "office", pgettext_lazy("level of an interview", "Committee office")
    LEADER = "leader", pgettext_lazy("level of an interview", "Team leader")


class InterviewQuerySet(ScopedQuerySet):
    scope_paths = ("scope", "round__scope")
    always_of_kind = {"round__scope": ScopeKind.ROUND}

    def running(self):
        return self.exclude(status__in=OVER)


class Interview(Aggregate):
    """约谈 of the leader of a subdistrict, or of an enterprise of it, with a clear opinion and a reply (四(二)一, R79,
    R80).

    `scope` is the unit scope of the subdistrict, through which an enterprise is called and answers too. Without
    `enterprise` it is the subdistrict's own leader. `reply_by` is the last day to reply, included.
    """

    TRANSITIONS = StateTable(
        noun="interview",
        statuses=InterviewStatus,
        rows=(
            Transition("call", (), "called", Permission.INTERVIEW_CALL),
            Transition("call_about", (), "called", Permission.INTERVIEW_CALL),
            Transition("call_proposed", (), "called", Permission.INTERVIEW_CALL),
            Transition("hand_over", ("called",), None, Permission.INTERVIEW_CALL),
            Transition("hold", ("called",), "held", Permission.INTERVIEW_CALL),
            Transition("call_off", ("called",), "called_off", Permission.INTERVIEW_CALL),
            Transition("reply", ("held",), "replied", Permission.INTERVIEW_REPLY),
            Transition("ask_again", ("replied",), "held", Permission.INTERVIEW_REVIEW),
            Transition("close", ("replied",), "closed", Permission.INTERVIEW_REVIEW),
        ),
        tones={"called": "info", "held": "warn", "replied": "info", "closed": "ok", "called_off": ""},
    )

    status = models.CharField(
        _("state"), max_length=10, choices=InterviewStatus.choices, default=InterviewStatus.CALLED
    )
    round = models.ForeignKey(SubdistrictRound, on_delete=models.PROTECT, related_name="interviews")
    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="interviews")
    enterprise = models.ForeignKey(
        Enterprise, on_delete=models.PROTECT, null=True, blank=True, related_name="interviews"
    )
    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, null=True, blank=True, related_name="interviews")
    # Frozen as the notice says it.
    subject_name = models.CharField(_("whose leader"), max_length=150)
    person = models.CharField(_("who is called, with post"), max_length=100)
    level = models.CharField(_("who speaks"), max_length=10, choices=InterviewLevel.choices)
    reason = models.TextField(pgettext_lazy("interview", "reason"))
    legal_basis = models.CharField(_("legal basis"), max_length=300)
    meet_on = models.DateField(_("day of the interview"))
    meet_time = models.TimeField(_("hour"))
    place = models.CharField(_("place"), max_length=200)
    materials = models.CharField(_("what to bring"), max_length=500, blank=True)
    notice = models.OneToOneField(IssuedDocument, on_delete=models.PROTECT, related_name="interview")
    called_on = models.DateField(_("called on"))
    called_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    handed_on = models.DateField(_("notice handed over on"), null=True, blank=True)
    handed_to = models.CharField(_("notice handed to"), max_length=100, blank=True)
    # The minutes.
    held_on = models.DateField(_("held on"), null=True, blank=True)
    host = models.CharField(_("who spoke, with post"), max_length=100, blank=True)
    recorder = models.CharField(_("recorder"), max_length=60, blank=True)
    attendees = models.TextField(_("attendees"), blank=True)
    problems = models.TextField(_("problems put forward"), blank=True)
    statement = models.TextField(_("statement of who was called"), blank=True)
    opinion = models.TextField(_("clear opinion on the rectification"), blank=True)
    commitment = models.TextField(_("what was promised"), blank=True)
    minutes = models.OneToOneField(
        IssuedDocument, on_delete=models.PROTECT, null=True, blank=True, related_name="held_interview"
    )
    reply_by = models.DateField(_("reply due on"), null=True, blank=True)
    deadline = models.ForeignKey(Deadline, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reply = models.TextField(_("reply"), blank=True)
    replied_on = models.DateField(_("replied on"), null=True, blank=True)
    replied_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    times_asked_again = models.PositiveSmallIntegerField(_("times asked again"), default=0)
    again_reason = models.CharField(_("what the reply lacks"), max_length=500, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    review = models.TextField(_("review of the reply"), blank=True)
    off_reason = models.CharField(_("reason for calling it off"), max_length=500, blank=True)

    objects = InterviewQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["-called_on", "id"]
        verbose_name = _("interview")
        verbose_name_plural = _("interviews")
        indexes = [
            models.Index(fields=["-called_on", "id"], name="interview_in_order"),
            models.Index(fields=["round", "status"]),
        ]
        constraints = [
            models.CheckConstraint(
                name="held_interview_has_opinion",
                condition=Q(status__in=["called", "called_off"])
                | (Q(held_on__isnull=False, reply_by__isnull=False, minutes__isnull=False) & ~Q(opinion="")),
            ),
            models.CheckConstraint(
                name="replied_interview_has_reply",
                condition=Q(status__in=["called", "held", "called_off"])
                | (Q(replied_on__isnull=False) & ~Q(reply="")),
            ),
            models.CheckConstraint(
                name="called_off_interview_has_reason", condition=~Q(status="called_off") | ~Q(off_reason="")
            ),
        ]

    def __str__(self):
        """Number and subdistrict, never the matter: labels leave by mail. Reads `notice` and `unit`."""
        return f"{self.notice.full_number} {self.unit.short_name}"

    def get_absolute_url(self):
        return address_of("inspections:interview-detail", self.pk)

    @property
    def scope_ids(self):
        return (self.scope_id, self.round.scope_id)
