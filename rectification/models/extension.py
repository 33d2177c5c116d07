from django.db import models
from django.db.models import F, Q
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
from records.models import Decided, IssuedDocument
from rectification.models.case import RectificationCase
from rectification.models.item import RectificationItem


class ExtensionStatus(models.TextChoices):
    REQUESTED = "requested", pgettext_lazy("extension", "Awaiting decision")
    GRANTED = "granted", pgettext_lazy("extension", "Granted")
    REFUSED = "refused", pgettext_lazy("extension", "Refused")
    TAKEN_BACK = "taken_back", pgettext_lazy("extension", "Taken back")


class ExtensionQuerySet(ScopedQuerySet):
    scope_paths = ("scope", "case__round__scope")
    always_of_kind = {"case__round__scope": ScopeKind.ROUND}

    def pending(self):
        """Not decided, and the duty still runs: what is done by now needs no later day."""
        return self.filter(status=ExtensionStatus.REQUESTED, deadline__met_on=None, deadline__voided_at=None)


class Extension(Decided, Aggregate):
    """延期: the subdistrict asks for a later day than a date of an item's own, or than that of a resubmission.

    The two months of 三(三)5 never move (R66); the regulation says nothing of the other dates. `due_on` is the day as
    it stood when it was asked; `until_on` the day asked for, `granted_until_on` the day given. Without `item` it is
    about the resubmission of the whole. Pending stops no clock.
    """

    TRANSITIONS = StateTable(
        noun="extension",
        statuses=ExtensionStatus,
        rows=(
            Transition("request", (), "requested", Permission.EXTENSION_REQUEST),
            Transition("request_resubmission", (), "requested", Permission.EXTENSION_REQUEST),
            Transition("take_back", ("requested",), "taken_back", Permission.EXTENSION_REQUEST),
            Transition("grant", ("requested",), "granted", Permission.EXTENSION_DECIDE, by_decision=True),
            Transition("refuse", ("requested",), "refused", Permission.EXTENSION_DECIDE, by_decision=True),
        ),
        tones={"requested": "warn", "granted": "ok", "refused": "bad", "taken_back": ""},
    )

    status = models.CharField(
        _("state"), max_length=12, choices=ExtensionStatus.choices, default=ExtensionStatus.REQUESTED
    )
    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(RectificationCase, on_delete=models.PROTECT, related_name="extensions")
    item = models.ForeignKey(
        RectificationItem, on_delete=models.PROTECT, null=True, blank=True, related_name="extensions"
    )
    deadline = models.ForeignKey(Deadline, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(_("due on"))
    until_on = models.DateField(_("asked until"))
    reason = models.CharField(_("reason for the later day"), max_length=500)
    requested_on = models.DateField(_("asked on"))
    requested_at = models.DateTimeField(_("recorded at"))
    requested_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    granted_until_on = models.DateField(_("granted until"), null=True, blank=True)
    refusal_reason = models.CharField(_("reason for refusing"), max_length=500, blank=True)
    # 延期审批表, numbered with the decision.
    form = models.OneToOneField(
        IssuedDocument, on_delete=models.PROTECT, null=True, blank=True, related_name="extension"
    )

    objects = ExtensionQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["-requested_on", "-requested_at", "id"]
        verbose_name = _("extension")
        verbose_name_plural = _("extensions")
        indexes = [models.Index(fields=["-requested_on", "-requested_at", "id"], name="extension_in_order")]
        constraints = [
            models.UniqueConstraint(
                name="one_open_extension_a_duty", fields=["deadline"], condition=Q(status="requested")
            ),
            models.CheckConstraint(name="extension_asks_for_a_later_day", condition=Q(until_on__gt=F("due_on"))),
            models.CheckConstraint(
                name="granted_extension_has_day",
                condition=~Q(status="granted")
                | Q(granted_until_on__gt=F("due_on"), granted_until_on__lte=F("until_on"), form__isnull=False),
            ),
            models.CheckConstraint(
                name="refused_extension_has_reason",
                condition=~Q(status="refused") | (~Q(refusal_reason="") & Q(form__isnull=False)),
            ),
        ]

    def __str__(self):
        """Whose and which duty, never the matter: labels leave by mail. Reads `case` with its round, and `item`."""
        if self.item is None:
            return str(_("%(round)s, resubmission: extension") % {"round": self.case.round})
        return str(_("%(round)s, item %(number)s: extension") % {"round": self.case.round, "number": self.item.number})

    def get_absolute_url(self):
        return address_of("rectification:extension-detail", self.pk)

    @property
    def scope_ids(self):
        return self.case.scope_ids

    @property
    def is_moot(self) -> bool:
        """The duty was done, or ended, before anybody decided. Reads `deadline`."""
        return self.status == ExtensionStatus.REQUESTED and not self.deadline.is_open
