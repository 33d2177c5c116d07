from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from accounts.models import Scope, User
from accounts.permissions import Permission
from accounts.roles import ScopeKind
from core.models import Aggregate
from core.queries import ScopedQuerySet
from core.transitions import StateTable, Transition
from inspections.models import Enterprise, Finding, SubdistrictRound
from inspections.models.finding import TAKEN_BACK, FindingKind
from inspections.models.round import RoundStatus
from records.models import Draw
from rectification.models.item import RectificationItem


class FollowUpStatus(models.TextChoices):
    PENDING = "pending", _("Awaiting the follow-up check")
    HELD = "held", _("Still fixed")
    CAME_BACK = "came_back", _("Came back")
    NOT_CHECKED = "not_checked", _("Could not be checked")


class Hindrance(models.TextChoices):
    CLOSED = "closed", _("The enterprise has closed")
    GONE = "gone", _("The place is gone")
    SHUT = "shut", _("Nobody was there, or the place was shut")
    OTHER = "other", pgettext_lazy("why it was not checked", "Another reason")


class FollowUpQuerySet(ScopedQuerySet):
    # That of the round in which it is looked at again.
    always_of_kind = {"scope": ScopeKind.ROUND}

    def pending(self):
        return self.filter(status=FollowUpStatus.PENDING)

    def on_site(self):
        """Of rounds whose team is on site."""
        return self.filter(round__status=RoundStatus.ON_SITE)

    def returned(self):
        """What came back, and whose finding stands."""
        return self.filter(status=FollowUpStatus.CAME_BACK).exclude(finding__status__in=TAKEN_BACK)

    def unsettled(self):
        """Not looked at, or found again by a finding that was taken back since."""
        return self.filter(
            Q(status=FollowUpStatus.PENDING) | Q(status=FollowUpStatus.CAME_BACK, finding__status__in=TAKEN_BACK)
        )


class FollowUpCheck(Aggregate):
    """复查（回头看）: a later round of the same subdistrict looks again at what an earlier one closed.

    It belongs to the later round alone, and keeps the words of the item as they were issued and closed: the earlier
    round may be archived, and another team does not read it (ADR 49).
    """

    TRANSITIONS = StateTable(
        noun="follow_up",
        statuses=FollowUpStatus,
        rows=(
            Transition("draw", (), "pending", Permission.ROUND_CONDUCT),
            Transition("hold", ("pending",), "held", Permission.FINDING_RECORD),
            Transition("come_back", ("pending",), "came_back", Permission.FINDING_RECORD),
            Transition("pass_over", ("pending",), "not_checked", Permission.FINDING_RECORD),
            Transition("look_again", ("held", "came_back", "not_checked"), "pending", Permission.FINDING_RECORD),
        ),
        tones={"pending": "warn", "held": "ok", "came_back": "bad"},
    )

    status = models.CharField(
        _("state"), max_length=12, choices=FollowUpStatus.choices, default=FollowUpStatus.PENDING
    )
    round = models.ForeignKey(SubdistrictRound, on_delete=models.PROTECT, related_name="follow_ups")
    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+")
    draw = models.ForeignKey(Draw, on_delete=models.PROTECT, related_name="+")
    item = models.ForeignKey(RectificationItem, on_delete=models.PROTECT, related_name="follow_ups")
    # Within the round.
    number = models.PositiveIntegerField(_("number"))
    is_taken_whole = models.BooleanField(_("taken without lot"), default=False)
    drawn_on = models.DateField(_("drawn on"))
    # The item, as it was issued and closed.
    key = models.CharField(_("earlier item"), max_length=80)
    earlier_round = models.CharField(_("earlier round"), max_length=150)
    kind = models.CharField(_("kind"), max_length=20, choices=FindingKind.choices)
    text = models.TextField(_("problem"))
    requirement = models.TextField(_("requirement"), blank=True)
    subject_name = models.CharField(_("inspected body"), max_length=150)
    enterprise = models.ForeignKey(
        Enterprise, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("enterprise")
    )
    place = models.CharField(_("place"), max_length=200, blank=True)
    measures = models.TextField(_("how it was rectified"), blank=True)
    closed_on = models.DateField(pgettext_lazy("of an item", "closed on"))
    # How often it was found by then: 1 where it was found once.
    times = models.PositiveSmallIntegerField(_("times found"), default=1)
    # What was seen.
    checked_on = models.DateField(_("looked at on"), null=True, blank=True)
    checked_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    words = models.TextField(_("what was seen"), blank=True)
    hindrance = models.CharField(
        _("why it could not be checked"), max_length=10, choices=Hindrance.choices, blank=True
    )
    finding = models.OneToOneField(
        Finding, on_delete=models.PROTECT, null=True, blank=True, related_name="follow_up",
        verbose_name=_("found again as"),
    )  # fmt: skip

    objects = FollowUpQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["-drawn_on", "round", "number"]
        verbose_name = _("follow-up check")
        verbose_name_plural = _("follow-up checks")
        indexes = [
            models.Index(fields=["-drawn_on", "round", "number", "id"], name="follow_up_in_order"),
            models.Index(fields=["round"], name="pending_follow_up", condition=Q(status="pending")),
        ]
        constraints = [
            models.UniqueConstraint(name="one_follow_up_an_item_and_round", fields=["round", "item"]),
            models.UniqueConstraint(name="one_follow_up_a_number", fields=["round", "number"]),
            models.CheckConstraint(
                name="looked_at_says_what_was_seen",
                condition=Q(status="pending") | (Q(checked_on__isnull=False, checked_by__isnull=False) & ~Q(words="")),
            ),
            models.CheckConstraint(
                name="came_back_has_finding", condition=~Q(status="came_back") | Q(finding__isnull=False)
            ),
            models.CheckConstraint(name="not_checked_says_why", condition=Q(status="not_checked") ^ Q(hindrance="")),
        ]

    def __str__(self):
        """Number and round, never the matter: labels leave by mail. Reads `round`."""
        return str(_("Follow-up check %(number)s, %(round)s") % {"number": self.number, "round": self.round})

    def get_absolute_url(self):
        return reverse("rectification:follow-up-detail", args=[self.pk])

    @property
    def scope_ids(self):
        return (self.scope_id,)
