from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from accounts.models import Scope, User
from accounts.permissions import Permission
from core.models import Aggregate
from core.queries import ScopedQuerySet
from core.transitions import StateTable, Transition
from deadlines.models import Deadline
from records.models import IssuedDocument
from rectification.models.case import RectificationCase


class RectificationPlanStatus(models.TextChoices):
    ASKED = "asked", pgettext_lazy("rectification plan", "Asked for")
    FILED = "filed", pgettext_lazy("rectification plan", "To be reviewed")
    SENT_BACK = "sent_back", pgettext_lazy("rectification plan", "Sent back")
    ACCEPTED = "accepted", pgettext_lazy("rectification plan", "Accepted")
    CALLED_OFF = "called_off", pgettext_lazy("rectification plan", "Called off")


# With the subdistrict, which writes and files it.
OWED_PLAN = (RectificationPlanStatus.ASKED, RectificationPlanStatus.SENT_BACK)
_FILED_ONCE = (RectificationPlanStatus.FILED, RectificationPlanStatus.SENT_BACK, RectificationPlanStatus.ACCEPTED)


class RectificationPlanQuerySet(ScopedQuerySet):
    scope_paths = ("scope", "case__round__scope")

    def live(self):
        """Asked for and not called off; one a case at most."""
        return self.exclude(status=RectificationPlanStatus.CALLED_OFF)

    def owed(self):
        return self.filter(status__in=OWED_PLAN)

    def unsettled(self):
        """Neither accepted nor called off."""
        return self.live().exclude(status=RectificationPlanStatus.ACCEPTED)


class RectificationPlan(Aggregate):
    """整改方案: how and by when a subdistrict will rectify each item, where the office asks for it.

    The regulation knows no such plan (本制度未规定): it is asked for by the office, case by case, and stops no clock.
    `paper` is the plan as it was filed last, `deadline` the day for the present filing.
    """

    TRANSITIONS = StateTable(
        noun="rectification_plan",
        statuses=RectificationPlanStatus,
        rows=(
            Transition("ask", (), "asked", Permission.RECTIFICATION_PLAN_ASK),
            Transition("fill", OWED_PLAN, None, Permission.RECTIFICATION_PLAN_FILL),
            Transition("file", OWED_PLAN, "filed", Permission.RECTIFICATION_PLAN_FILE),
            Transition("accept", ("filed",), "accepted", Permission.RECTIFICATION_PLAN_ASK),
            Transition("send_back", ("filed",), "sent_back", Permission.RECTIFICATION_PLAN_ASK),
            Transition("call_off", (*OWED_PLAN, "filed"), "called_off", Permission.RECTIFICATION_PLAN_ASK),
        ),
        tones={"asked": "warn", "filed": "info", "sent_back": "bad", "accepted": "ok", "called_off": ""},
    )

    status = models.CharField(
        _("state"), max_length=10, choices=RectificationPlanStatus.choices, default=RectificationPlanStatus.ASKED
    )
    case = models.ForeignKey(RectificationCase, on_delete=models.PROTECT, related_name="plans")
    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField(_("asked for on"))
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    wanted = models.CharField(_("what it is to deal with"), max_length=500, blank=True)
    due_on = models.DateField(_("to be filed by"))
    deadline = models.ForeignKey(Deadline, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    organisation = models.TextField(_("organisation and guarantees"), blank=True)
    paper = models.OneToOneField(
        IssuedDocument, on_delete=models.PROTECT, null=True, blank=True, related_name="rectification_plan"
    )
    filed_on = models.DateField(_("filed on"), null=True, blank=True)
    filed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    times_sent_back = models.PositiveSmallIntegerField(_("times sent back"), default=0)
    lacking = models.CharField(_("what the plan lacks"), max_length=500, blank=True)
    accepted_on = models.DateField(_("accepted on"), null=True, blank=True)
    review = models.CharField(_("opinion on the plan"), max_length=500, blank=True)
    off_reason = models.CharField(_("reason for calling it off"), max_length=500, blank=True)

    objects = RectificationPlanQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["-asked_on", "id"]
        verbose_name = _("plan of rectification")
        verbose_name_plural = _("plans of rectification")
        indexes = [models.Index(fields=["status", "due_on"])]
        constraints = [
            models.UniqueConstraint(
                name="one_live_plan_a_case", fields=["case"], condition=~Q(status="called_off"),
                violation_error_message=_("A plan of rectification was asked for already."),
            ),
            models.CheckConstraint(
                name="filed_plan_has_paper",
                condition=~Q(status__in=_FILED_ONCE)
                | (Q(paper__isnull=False, filed_on__isnull=False, filed_by__isnull=False) & ~Q(organisation="")),
            ),
            models.CheckConstraint(
                name="plan_sent_back_has_reason", condition=~Q(status="sent_back") | ~Q(lacking="")
            ),
            models.CheckConstraint(
                name="accepted_plan_has_day", condition=~Q(status="accepted") | Q(accepted_on__isnull=False)
            ),
            models.CheckConstraint(
                name="plan_called_off_has_reason", condition=~Q(status="called_off") | ~Q(off_reason="")
            ),
        ]  # fmt: skip

    def __str__(self):
        """Whose, never the matter: labels leave by mail. Reads `case` with its round."""
        return str(_("Plan of rectification: %(round)s") % {"round": self.case.round})

    def get_absolute_url(self):
        return reverse("rectification:rectification-plan-detail", args=[self.pk])

    @property
    def scope_ids(self):
        return self.case.scope_ids

    @property
    def is_owed(self) -> bool:
        return self.status in OWED_PLAN
