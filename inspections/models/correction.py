from collections.abc import Callable

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Scope
from accounts.permissions import Permission
from core.models import Aggregate
from core.queries import scoped
from core.transitions import StateTable, Transition
from inspections.models.round import SubdistrictRound


class CorrectionStatus(models.TextChoices):
    PROPOSED = "proposed", pgettext_lazy("correction", "Awaiting confirmation")
    CONFIRMED = "confirmed", pgettext_lazy("correction", "Confirmed")
    REFUSED = "refused", pgettext_lazy("correction", "Refused")


def correction_table(noun: str, permission: Permission) -> StateTable:
    """The states of corrections of one kind of thing: whoever may propose may also decide, on another's proposal."""
    return StateTable(
        noun=noun,
        statuses=CorrectionStatus,
        rows=(
            Transition("propose", (), "proposed", permission),
            Transition("confirm", ("proposed",), "confirmed", permission),
            Transition("refuse", ("proposed",), "refused", permission),
        ),
        tones={CorrectionStatus.PROPOSED: "warn"},
    )


class Correction(Aggregate):
    """A wrong date that started a clock, mended by two people: one proposes, another confirms (DESIGN §1). Stays for
    good. Subclasses say whose date it is (`thing`), which dates there are (`field`), and who may (`TRANSITIONS`)."""

    TRANSITIONS: StateTable
    # The name of the fact, from the choices of the subclass.
    get_field_display: Callable[[], str]

    status = models.CharField(
        _("state"), max_length=10, choices=CorrectionStatus.choices, default=CorrectionStatus.PROPOSED
    )
    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+")
    field = models.CharField(_("fact"), max_length=20)
    old_on = models.DateField(_("recorded day"))
    new_on = models.DateField(_("right day"))
    reason = models.CharField(_("reason"), max_length=500)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_on = models.DateField(_("proposed on"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    decision_note = models.CharField(_("remark"), max_length=500, blank=True)

    class Meta:
        abstract = True
        ordering = ["-proposed_on", "-version"]
        constraints = [
            models.CheckConstraint(
                name="%(class)s_decided_by_another",
                condition=Q(status="proposed", decided_by=None)
                | Q(decided_by__isnull=False, decided_on__isnull=False) & ~Q(decided_by=models.F("proposed_by")),
            ),
        ]

    def __str__(self):
        return f"{self.get_field_display()} {self.old_on} → {self.new_on}"

    @property
    def thing(self):
        """The round, the case …: its attribute `field` holds the date, its `corrections` are those made to it."""
        raise NotImplementedError

    def get_absolute_url(self):
        """The page on which it is confirmed or refused."""
        raise NotImplementedError


class CorrectableFact(models.TextChoices):
    """Facts of a round that start or end a clock."""

    ENTERED_ON = "entered_on", _("Day of entry")
    ENDED_ON = "ended_on", _("Last day on site")


class FactCorrection(Correction):
    """A wrong date of a round."""

    PAGE_IS_ELSEWHERE = True
    TRANSITIONS = correction_table("correction", Permission.ROUND_CONDUCT)

    field = models.CharField(_("fact"), max_length=20, choices=CorrectableFact.choices)
    round = models.ForeignKey(SubdistrictRound, on_delete=models.PROTECT, related_name="corrections")
    # R7: where the right day makes the stay short, the reason that the round then carries.
    short_reason = models.CharField(_("reason for a short stay"), max_length=300, blank=True)

    objects = scoped("scope").as_manager()

    class Meta(Correction.Meta):
        verbose_name = _("correction of a fact")
        verbose_name_plural = _("corrections of facts")
        constraints = [
            *Correction.Meta.constraints,
            models.UniqueConstraint(
                name="one_open_correction_a_fact", fields=["round", "field"], condition=Q(status="proposed")
            ),
        ]

    def get_absolute_url(self):
        return reverse("inspections:round-corrections", args=[self.round_id])

    @property
    def thing(self):
        return self.round
