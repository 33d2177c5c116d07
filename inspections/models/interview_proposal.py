from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from accounts.models import Scope, Unit
from accounts.permissions import Permission
from core.addresses import address_of
from core.models import Aggregate
from core.queries import ScopedQuerySet
from core.transitions import StateTable, Transition
from deadlines.models import Deadline
from inspections.models.interview import Interview
from inspections.models.round import SubdistrictRound


class ProposalStatus(models.TextChoices):
    PROPOSED = "proposed", pgettext_lazy("interview proposal", "To be decided")
    TAKEN_UP = "taken_up", pgettext_lazy("interview proposal", "Interview called")
    DECLINED = "declined", pgettext_lazy("interview proposal", "No interview")


class ProposalGround(models.TextChoices):
    LAST_RUNG = "last_rung", pgettext_lazy("interview proposal", "Last step of the reminders")
    REPEATED = "repeated", pgettext_lazy("interview proposal", "Late again and again")


class InterviewProposal(Aggregate):
    """提请约谈: what the reminders put before the office, which calls the interview or says why not. Nothing is called
    by itself (DESIGN §3.5). Read inside alone.

    `late_count` is how many duties of the subdistrict in this round were or are late on the day of the proposal.
    """

    TRANSITIONS = StateTable(
        noun="interview_proposal",
        statuses=ProposalStatus,
        rows=(
            # By the sweep alone: nobody holds it in any role.
            Transition("propose", (), "proposed", Permission.INTERVIEW_CALL),
            Transition("take_up", ("proposed",), "taken_up", Permission.INTERVIEW_CALL),
            Transition("decline", ("proposed",), "declined", Permission.INTERVIEW_CALL),
        ),
        tones={"proposed": "warn", "taken_up": "ok", "declined": ""},
    )

    status = models.CharField(
        _("state"), max_length=10, choices=ProposalStatus.choices, default=ProposalStatus.PROPOSED
    )
    round = models.ForeignKey(SubdistrictRound, on_delete=models.PROTECT, related_name="interview_proposals")
    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    ground = models.CharField(_("why it is proposed"), max_length=10, choices=ProposalGround.choices)
    deadline = models.ForeignKey(Deadline, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(_("was due on"))
    late_count = models.PositiveSmallIntegerField(_("late duties of the round"))
    proposed_on = models.DateField(_("proposed on"))
    interview = models.OneToOneField(
        Interview, on_delete=models.PROTECT, null=True, blank=True, related_name="proposal"
    )
    declined_on = models.DateField(_("declined on"), null=True, blank=True)
    decline_reason = models.CharField(_("why no interview is called"), max_length=500, blank=True)

    objects = ScopedQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["-proposed_on", "id"]
        verbose_name = _("proposed interview")
        verbose_name_plural = _("proposed interviews")
        constraints = [
            models.UniqueConstraint(
                name="one_open_proposal_a_round", fields=["round"], condition=Q(status="proposed")
            ),
            models.CheckConstraint(
                name="declined_proposal_has_reason",
                condition=~Q(status="declined") | (~Q(decline_reason="") & Q(declined_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="taken_up_proposal_has_interview",
                condition=~Q(status="taken_up") | Q(interview__isnull=False),
            ),
        ]

    def __str__(self):
        return str(_("%(round)s: interview proposed") % {"round": self.round})

    def get_absolute_url(self):
        return address_of("inspections:interview-proposal-detail", self.pk)
