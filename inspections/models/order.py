from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from accounts.models import Scope, User
from accounts.permissions import Permission
from accounts.roles import ScopeKind
from core.addresses import address_of
from core.models import Aggregate
from core.queries import ScopedQuerySet
from core.transitions import StateTable, Transition
from deadlines.models import Deadline
from inspections.models.finding import Finding, FindingStatus
from inspections.models.round import SubdistrictRound
from records.models import IssuedDocument


class OrderStatus(models.TextChoices):
    ISSUED = "issued", pgettext_lazy("order", "To be fixed")
    FIXED = "fixed", pgettext_lazy("order", "To be verified")
    VERIFIED = "verified", pgettext_lazy("order", "Verified")


class OrderQuerySet(ScopedQuerySet):
    scope_paths = ("scope", "round__scope")
    always_of_kind = {"round__scope": ScopeKind.ROUND}

    def standing(self):
        """Of findings that were not withdrawn: of the others nothing is owed."""
        return self.exclude(finding__status=FindingStatus.WITHDRAWN)

    def unfinished(self):
        return self.standing().exclude(status=OrderStatus.VERIFIED)


class ImmediateOrder(Aggregate):
    """立行立改: what the team has fixed while it is on site, with a day of its own (DESIGN §2).

    Addressed to the subdistrict, also for an enterprise. `scope` is the unit scope of the subdistrict: it reads the
    order from its issue on, and the finding itself never. The words of the finding are frozen.
    """

    TRANSITIONS = StateTable(
        noun="order",
        statuses=OrderStatus,
        rows=(
            Transition("issue", (), "issued", Permission.ORDER_ISSUE),
            Transition("report_fixed", ("issued",), "fixed", Permission.ORDER_FIX),
            Transition("verify", ("fixed",), "verified", Permission.ORDER_VERIFY),
            Transition("send_back", ("fixed",), "issued", Permission.ORDER_VERIFY),
        ),
        tones={"issued": "warn", "fixed": "info", "verified": "ok"},
    )

    status = models.CharField(_("state"), max_length=10, choices=OrderStatus.choices, default=OrderStatus.ISSUED)
    round = models.ForeignKey(SubdistrictRound, on_delete=models.PROTECT, related_name="orders")
    finding = models.OneToOneField(Finding, on_delete=models.PROTECT, related_name="order")
    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+")
    # As the finding said it.
    text = models.TextField(_("problem"))
    subject_name = models.CharField(_("inspected body"), max_length=150)
    place = models.CharField(_("place"), max_length=200, blank=True)
    requirement = models.CharField(_("what has to be done"), max_length=500)
    notice = models.OneToOneField(IssuedDocument, on_delete=models.PROTECT, related_name="order")
    issued_on = models.DateField(_("ordered on"))
    issued_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(_("to be fixed by"))
    # An hour of that day, Asia/Shanghai; without one the day ends it.
    due_time = models.TimeField(_("hour"), null=True, blank=True)
    deadline = models.ForeignKey(Deadline, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    measures = models.TextField(_("how it was fixed"), blank=True)
    fixed_on = models.DateField(_("fixed on"), null=True, blank=True)
    fixed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    verification = models.TextField(_("what the check showed"), blank=True)
    verified_on = models.DateField(_("verified on"), null=True, blank=True)
    verified_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    returns = models.PositiveSmallIntegerField(_("times sent back"), default=0)
    return_reason = models.CharField(_("why it was sent back"), max_length=500, blank=True)

    objects = OrderQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["-issued_on", "id"]
        verbose_name = _("order to fix at once")
        verbose_name_plural = _("orders to fix at once")
        indexes = [
            models.Index(fields=["-issued_on", "id"], name="order_in_order"),
            models.Index(fields=["round", "status"]),
        ]
        constraints = [
            models.CheckConstraint(
                name="fixed_order_says_how",
                condition=Q(status="issued") | (Q(fixed_on__isnull=False, fixed_by__isnull=False) & ~Q(measures="")),
            ),
            models.CheckConstraint(
                name="verified_order_was_checked_by_another",
                condition=~Q(status="verified")
                | (Q(verified_on__isnull=False, verified_by__isnull=False) & ~Q(verified_by=models.F("fixed_by"))),
            ),
        ]

    def __str__(self):
        """Number and subdistrict, never the matter: labels leave by mail. Reads `notice` and `round`."""
        return f"{self.notice.full_number} {self.round.subdistrict.short_name}"

    def get_absolute_url(self):
        return address_of("inspections:order-detail", self.pk)

    @property
    def scope_ids(self):
        return (self.scope_id, self.round.scope_id)

    @property
    def is_withdrawn(self) -> bool:
        """Its finding was withdrawn: nothing is owed any more. Reads `finding`."""
        return self.finding.status == FindingStatus.WITHDRAWN
