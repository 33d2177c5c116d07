from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from accounts.permissions import Permission
from core.access import access_of
from core.models import Aggregate
from planning.models.person import Person
from planning.models.team import InspectionTeam
from records.models import Decidable


class MemberRole(models.TextChoices):
    LEADER = "leader", pgettext_lazy("team", "Team leader")
    MEMBER = "member", pgettext_lazy("team", "Team member")


class MembershipQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Rows with reasons and decisions are for those who run or approve teams."""
        return self if Permission.TEAM_VIEW in access_of(user).everywhere else self.none()

    def acting(self, day):
        """Who may act on the day: somebody taken out of the team may not, from the moment it is recorded (R32)."""
        return self.filter(Q(to_on__isnull=True) | Q(to_on__gt=day), from_on__lte=day)

    def pending(self):
        """Substitutes proposed to the committee (and members of a team not yet approved)."""
        return self.filter(from_on=None, to_on=None)

    def in_office(self, day):
        """Memberships that cover the day, both ends inclusive; those not yet approved have no start."""
        return self.filter(Q(to_on__isnull=True) | Q(to_on__gte=day), from_on__lte=day)

    def proposed_or_serving(self):
        """Who belongs to the team as it stands, whether approved already or not."""
        return self.filter(to_on__isnull=True)


class Membership(Decidable, Aggregate):
    """Who belonged to a team, as what, from when to when (both inclusive): the truth of which grants are the
    projection. `from_on` stays empty until the committee has approved; a candidate dropped or refused before that
    keeps his row with an end and no start (R29). Its decision is a substitute's; others share the team's."""

    PAGE_IS_ELSEWHERE = True

    team = models.ForeignKey(InspectionTeam, on_delete=models.PROTECT, related_name="memberships")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships", verbose_name=_("person"))
    role = models.CharField(_("role"), max_length=10, choices=MemberRole.choices, default=MemberRole.MEMBER)
    from_on = models.DateField(_("from"), null=True, blank=True)
    to_on = models.DateField(_("to"), null=True, blank=True)
    # Restricted text (R32): the office and the committee read it, the team does not.
    end_reason = models.CharField(_("reason for leaving"), max_length=300, blank=True)
    substitutes = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="substituted_by"
    )

    objects = MembershipQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["team", "role", "person__full_name"]
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.CheckConstraint(
                name="membership_ends_after_start",
                condition=Q(to_on=None) | Q(from_on=None) | Q(to_on__gte=F("from_on")),
            ),
            models.UniqueConstraint(name="one_open_membership", fields=["team", "person"], condition=Q(to_on=None)),
            models.UniqueConstraint(
                name="one_leader_at_a_time", fields=["team"], condition=Q(to_on=None, role="leader")
            ),
        ]

    def __str__(self):
        return f"{self.person} {self.get_role_display()}"

    def get_absolute_url(self):
        return self.team.get_absolute_url()

    @property
    def is_pending_substitute(self) -> bool:
        """Whether he awaits the committee on his own, not with his team."""
        return self.from_on is None and self.to_on is None and self.substitutes_id is not None

    @property
    def successor(self) -> "Membership | None":
        """Who is named in his place, approved or not yet; a candidate refused leaves the place free."""
        return next((one for one in self.substituted_by.all() if one.from_on or not one.to_on), None)

    @property
    def scope_ids(self):
        return self.team.scope_ids
