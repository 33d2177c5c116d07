from datetime import date

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from accounts.models import Scope, Unit
from accounts.permissions import Permission
from accounts.roles import ScopeKind
from core.addresses import address_of
from core.day_words import day_in_words
from core.models import Aggregate
from core.queries import ScopedQuerySet
from core.transitions import StateTable, Transition
from planning.models import InspectionTeam, PlanEntry, Ruleset


class RoundStatus(models.TextChoices):
    NOTIFIED = "notified", pgettext_lazy("round", "Notified")
    ON_SITE = "on_site", pgettext_lazy("round", "On site")
    ENDED = "ended", pgettext_lazy("round", "Fieldwork ended")
    CLOSED = "closed", pgettext_lazy("round", "Closed")
    ARCHIVED = "archived", pgettext_lazy("round", "Archived")
    CANCELLED = "cancelled", pgettext_lazy("round", "Cancelled")


# The day that gives a round its year: that of its entry, planned until it happened (DESIGN §2).
BEGUN_ON = Coalesce("entered_on", "planned_from_on")


RUNNING = (RoundStatus.NOTIFIED, RoundStatus.ON_SITE, RoundStatus.ENDED)
# Whatever waits in a round waits in one of these.
STANDING = (*RUNNING, RoundStatus.CLOSED)


class RoundQuerySet(ScopedQuerySet):
    # That of its entry.
    always_of_kind = {"scope": ScopeKind.ROUND}

    def running(self):
        return self.filter(status__in=RUNNING)

    def standing(self):
        """Neither archived nor called off."""
        return self.filter(status__in=STANDING)

    def of_year(self, year):
        """Rounds of a year: the year of a round is the year of its entry, planned until it happened (DESIGN §2)."""
        return self.filter(Q(entered_on__year=year) | Q(entered_on__isnull=True, planned_from_on__year=year))


class SubdistrictRound(Aggregate):
    """对某街道的一次巡查: one team in one subdistrict, from notice to archive. Carries its ruleset for good."""

    TRANSITIONS = StateTable(
        noun="round",
        statuses=RoundStatus,
        rows=(
            Transition("notify", (), "notified", Permission.ROUND_NOTIFY),
            Transition("enter", ("notified",), "on_site", Permission.ROUND_CONDUCT),
            Transition("note", ("on_site",), None, Permission.NOTE_RECORD),
            Transition("end", ("on_site",), "ended", Permission.ROUND_CONDUCT),
            Transition("close", ("ended",), "closed", Permission.ROUND_CLOSE),
            Transition("archive", ("closed",), "archived", Permission.ROUND_CLOSE),
            Transition("cancel", ("notified",), "cancelled", Permission.ROUND_CLOSE),
        ),
        tones={
            RoundStatus.NOTIFIED: "info",
            RoundStatus.ON_SITE: "warn",
            RoundStatus.ENDED: "warn",
            RoundStatus.CLOSED: "ok",
        },
    )

    status = models.CharField(_("state"), max_length=10, choices=RoundStatus.choices)
    # A cancelled round may be notified anew from the same entry, or from that of a later edition with its scope.
    entry = models.ForeignKey(PlanEntry, on_delete=models.PROTECT, related_name="rounds")
    team = models.ForeignKey(InspectionTeam, on_delete=models.PROTECT, related_name="rounds", verbose_name=_("team"))
    subdistrict = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="rounds", verbose_name=_("subdistrict")
    )
    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="rounds")
    ruleset = models.ForeignKey(Ruleset, on_delete=models.PROTECT, verbose_name=_("ruleset"))
    planned_from_on = models.DateField(_("planned entry"))
    planned_to_on = models.DateField(_("planned last day on site"))
    notified_on = models.DateField(_("notified on"))
    entered_on = models.DateField(_("entered on"), null=True, blank=True)
    entry_place = models.CharField(_("place of the opening meeting"), max_length=100, blank=True)
    entry_minutes = models.TextField(_("record of the opening meeting"), blank=True)
    ended_on = models.DateField(_("last day on site"), null=True, blank=True)
    short_reason = models.CharField(_("reason for a short stay"), max_length=300, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    archived_on = models.DateField(_("archived on"), null=True, blank=True)
    cancel_reason = models.CharField(_("reason for cancelling"), max_length=300, blank=True)

    objects = RoundQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["-planned_from_on", "pk"]
        indexes = [
            models.Index(F("planned_from_on").desc(), "id", name="round_in_order"),
            models.Index(Coalesce("entered_on", "planned_from_on"), name="round_by_its_year"),
            models.Index(fields=["planned_from_on", "id"], name="running_round", condition=Q(status__in=RUNNING)),
            models.Index(
                "status", F("planned_from_on").desc(), "id", name="standing_round", condition=Q(status__in=STANDING)
            ),
        ]
        verbose_name = _("subdistrict round")
        verbose_name_plural = _("subdistrict rounds")
        constraints = [
            models.UniqueConstraint(name="one_live_round_a_scope", fields=["scope"], condition=~Q(status="cancelled")),
            models.CheckConstraint(
                name="round_ends_after_entry", condition=Q(ended_on=None) | Q(ended_on__gte=F("entered_on"))
            ),
            models.CheckConstraint(
                name="round_on_site_has_entry",
                condition=Q(status__in=["notified", "cancelled"]) | Q(entered_on__isnull=False),
            ),
            models.CheckConstraint(
                name="round_ended_has_end",
                condition=~Q(status__in=["ended", "closed", "archived"]) | Q(ended_on__isnull=False),
            ),
            models.CheckConstraint(
                name="round_cancelled_has_reason", condition=~Q(status="cancelled") | ~Q(cancel_reason="")
            ),
        ]

    def __str__(self):
        """Subdistrict and cycle, so that two rounds of a year have two names; outside the plan, where one cycle holds
        them all, with its first day."""
        cycle = self.entry.cycle
        name = f"{self.subdistrict.short_name} {cycle}"
        if not cycle.is_ad_hoc:
            return name
        first_on = self.entered_on or self.planned_from_on
        return str(_("%(name)s (%(day)s)") % {"name": name, "day": day_in_words(first_on, date(cycle.year, 1, 1))})

    def get_absolute_url(self):
        return address_of("desk:round-detail", self.pk)

    @property
    def days(self) -> int | None:
        """Natural days on site, entry and last day both counted (一(二)1, R7); None until the round has ended."""
        if self.entered_on is None or self.ended_on is None:
            return None
        return (self.ended_on - self.entered_on).days + 1

    def last_day_on_site(self, today):
        """The last day on which something was found on site as far as `today` knows: while the round runs, today."""
        return self.ended_on if self.ended_on is not None and self.ended_on < today else today

    @property
    def year(self) -> int:
        return (self.entered_on or self.planned_from_on).year
