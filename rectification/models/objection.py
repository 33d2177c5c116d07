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
from records.models import Decided, IssuedDocument
from rectification.models.case import RectificationCase
from rectification.models.item import RectificationItem


class ObjectionStatus(models.TextChoices):
    FILED = "filed", pgettext_lazy("objection to an item", "Awaiting answer")
    UPHELD = "upheld", pgettext_lazy("objection to an item", "Upheld")
    PARTLY_UPHELD = "partly_upheld", pgettext_lazy("objection to an item", "Partly upheld")
    REJECTED = "rejected", pgettext_lazy("objection to an item", "Rejected")
    TAKEN_BACK = "taken_back", pgettext_lazy("objection to an item", "Taken back")


class ObjectionQuerySet(ScopedQuerySet):
    scope_paths = ("scope", "case__round__scope")
    always_of_kind = {"case__round__scope": ScopeKind.ROUND}

    def pending(self):
        return self.filter(status=ObjectionStatus.FILED)

    def standing(self):
        return self.exclude(status=ObjectionStatus.TAKEN_BACK)


class Objection(Decided, Aggregate):
    """异议: the inspected holds that an issued item is wrong, within the ruleset's days from its receipt.

    The regulation says nothing of it. The clocks run on meanwhile. Upheld, the committee withdraws the finding; partly
    upheld, `outcome` says what of the item holds and what does not.
    """

    TRANSITIONS = StateTable(
        noun="objection",
        statuses=ObjectionStatus,
        rows=(
            Transition("file", (), "filed", Permission.OBJECTION_FILE),
            Transition("take_back", ("filed",), "taken_back", Permission.OBJECTION_FILE),
            Transition("uphold", ("filed",), "upheld", Permission.OBJECTION_DECIDE, by_decision=True),
            Transition("uphold_partly", ("filed",), "partly_upheld", Permission.OBJECTION_DECIDE, by_decision=True),
            Transition("reject", ("filed",), "rejected", Permission.OBJECTION_DECIDE, by_decision=True),
        ),
        tones={"filed": "warn", "upheld": "ok", "partly_upheld": "ok", "rejected": "bad", "taken_back": ""},
    )

    status = models.CharField(
        _("state"), max_length=14, choices=ObjectionStatus.choices, default=ObjectionStatus.FILED
    )
    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(RectificationCase, on_delete=models.PROTECT, related_name="objections")
    item = models.ForeignKey(RectificationItem, on_delete=models.PROTECT, related_name="objections")
    text = models.TextField(_("objection"))
    filed_on = models.DateField(_("filed on"))
    filed_at = models.DateTimeField(_("recorded at"))
    filed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    # The day on which the committee's answer is due.
    deadline = models.ForeignKey(Deadline, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    outcome = models.TextField(_("answer of the committee"), blank=True)
    # 异议复核意见, numbered with the decision.
    letter = models.OneToOneField(
        IssuedDocument, on_delete=models.PROTECT, null=True, blank=True, related_name="objection"
    )

    objects = ObjectionQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["-filed_on", "-filed_at", "id"]
        verbose_name = _("objection")
        verbose_name_plural = _("objections")
        indexes = [models.Index(fields=["-filed_on", "-filed_at", "id"], name="objection_in_order")]
        constraints = [
            models.UniqueConstraint(
                name="one_objection_an_item", fields=["item"], condition=~Q(status="taken_back"),
                violation_error_message=_("An objection to this item was filed already."),
            ),
            models.CheckConstraint(
                name="answered_objection_has_answer",
                condition=~Q(status__in=["upheld", "partly_upheld", "rejected"])
                | (~Q(outcome="") & Q(letter__isnull=False)),
            ),
        ]  # fmt: skip

    def __str__(self):
        """Whose and which item, never the matter: labels leave by mail. Reads `case` with its round, and `item`."""
        return str(_("%(round)s, item %(number)s: objection") % {"round": self.case.round, "number": self.item.number})

    def get_absolute_url(self):
        return address_of("rectification:objection-detail", self.pk)

    @property
    def scope_ids(self):
        return self.case.scope_ids
