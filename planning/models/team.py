from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from accounts.permissions import Permission
from core.access import access_of
from core.addresses import address_of
from core.models import Aggregate
from core.transitions import StateTable, Transition
from planning.models.cycle import InspectionCycle
from planning.models.plan import RULING
from planning.models.ruleset import Ruleset
from records.models import Decidable


class TeamStatus(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("team", "Draft")
    PROPOSED = "proposed", pgettext_lazy("team", "Awaiting approval")
    APPROVED = "approved", pgettext_lazy("team", "Approved")
    STOOD_DOWN = "stood_down", pgettext_lazy("team", "Stood down")


_RULING_ENTRY = Q(entries__plan=None) | Q(entries__plan__status__in=RULING)


class TeamQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Teams for those who run or approve them, and one's own."""
        if Permission.TEAM_VIEW in access_of(user).everywhere:
            return self
        own = self.model.objects.filter(_RULING_ENTRY, entries__scope__in=access_of(user).scope_ids)
        return self.filter(pk__in=own.order_by().values("pk"))

    def live(self):
        return self.exclude(status=TeamStatus.STOOD_DOWN)


class InspectionTeam(Decidable, Aggregate):
    """巡查组 for one cycle (R12–R17): proposed by the office, approved by the committee, never by the proposer."""

    TRANSITIONS = StateTable(
        noun="team",
        statuses=TeamStatus,
        rows=(
            Transition("draft", (), "draft", Permission.TEAM_PROPOSE),
            Transition("edit", ("draft",), None, Permission.TEAM_PROPOSE),
            Transition("add_member", ("draft",), None, Permission.TEAM_PROPOSE),
            Transition("change_role", ("draft",), None, Permission.TEAM_PROPOSE),
            Transition("drop_member", ("draft",), None, Permission.TEAM_PROPOSE),
            Transition("propose", ("draft",), "proposed", Permission.TEAM_PROPOSE),
            Transition("approve", ("proposed",), "approved", Permission.TEAM_DECIDE, by_decision=True),
            Transition("return", ("proposed",), "draft", Permission.TEAM_DECIDE, by_decision=True),
            Transition("remove_member", ("approved",), None, Permission.TEAM_CHANGE),
            Transition("substitute", ("approved",), None, Permission.TEAM_CHANGE),
            Transition("approve_substitute", ("approved",), None, Permission.TEAM_DECIDE, by_decision=True),
            Transition("refuse_substitute", ("approved",), None, Permission.TEAM_DECIDE, by_decision=True),
            Transition("stand_down", ("draft", "approved"), "stood_down", Permission.TEAM_CHANGE),
        ),
        tones={"proposed": "warn", "approved": "ok", "stood_down": "info"},
    )

    status = models.CharField(_("state"), max_length=12, choices=TeamStatus.choices, default=TeamStatus.DRAFT)
    cycle = models.ForeignKey(InspectionCycle, on_delete=models.PROTECT, related_name="teams", verbose_name=_("cycle"))
    ruleset = models.ForeignKey(Ruleset, on_delete=models.PROTECT, verbose_name=_("ruleset"))
    name = models.CharField(pgettext_lazy("of a body", "name"), max_length=60)

    objects = TeamQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["cycle", "name"]
        verbose_name = _("inspection team")
        verbose_name_plural = _("inspection teams")
        constraints = [
            models.UniqueConstraint(
                "cycle",
                Lower("name"),
                name="one_team_a_name",
                violation_error_message=_("There is a team of this name in the cycle already. Choose another name."),
            ),
            models.CheckConstraint(
                name="approved_team_has_decision",
                condition=~models.Q(status="approved") | models.Q(decision__isnull=False),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return address_of("planning:team-detail", self.pk)

    @cached_property
    def scope_ids(self):
        """Scopes of the rounds the team has under the edition in force; read once for a loaded team."""
        return tuple(self.entries.ruling().order_by().values_list("scope_id", flat=True))
