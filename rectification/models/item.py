from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from accounts.models import Scope, Unit, User
from accounts.permissions import Permission
from accounts.roles import ScopeKind
from core.addresses import address_of
from core.models import Aggregate
from core.queries import ScopedQuerySet
from core.transitions import StateTable, Transition
from deadlines.models import Deadline
from inspections.models import Finding
from inspections.models.finding import FindingKind
from records.models import Decided
from rectification.models.case import RectificationCase


class ItemStatus(models.TextChoices):
    OPEN = "open", _("To be rectified")
    REPORTED = "reported", _("Reported as rectified")
    RETURNED = "returned", _("Returned")
    VERIFIED = "verified", _("Verified")
    CLOSED = "closed", pgettext_lazy("item", "Closed")
    REOPENED = "reopened", _("Reopened")


UNFINISHED = (ItemStatus.OPEN, ItemStatus.RETURNED, ItemStatus.REOPENED)
NOT_CLOSED = (*UNFINISHED, ItemStatus.REPORTED, ItemStatus.VERIFIED)


# What is copied of the case, its round and the finding; its history is theirs.
COPIED = ("issued_on", "subdistrict", "year", "is_withdrawn")


class ItemQuerySet(ScopedQuerySet):
    scope_paths = ("scope", "case__round__scope")
    # Issued to a subdistrict, whose own scope it stands in (DESIGN §4); rebuild_copies --check asks.
    always_of_kind = {"scope": ScopeKind.UNIT}

    def live(self):
        """Without those whose finding the committee has withdrawn since: they are owed by nobody."""
        return self.filter(is_withdrawn=False)

    def of_year(self, year):
        """Of the rounds of a year: that of their entry (DESIGN §2)."""
        return self.filter(year=year)

    def unfinished(self):
        """Items the subdistrict still owes; a returned one counts as not done (R68)."""
        return self.live().filter(status__in=UNFINISHED)

    def unanswered(self):
        """Unfinished items without a reason and a new date: with one of them no report can be filed (R66)."""
        return self.unfinished().filter(Q(unfinished_reason="") | Q(expected_on=None))

    def without_opinion(self):
        """Reported, and the team leader has not said yet what he holds of it."""
        return self.live().filter(status__in=[ItemStatus.REPORTED, ItemStatus.VERIFIED], opinion="")

    def unchecked(self):
        """Reported, and nobody has been there yet to see."""
        return self.live().filter(status=ItemStatus.REPORTED, verified_on=None)

    def check_failed(self):
        """A check did not find them fixed; the committee has not returned them yet."""
        return self.live().filter(status=ItemStatus.REPORTED, verified_on__isnull=False)

    def not_closed(self):
        return self.live().filter(status__in=NOT_CLOSED)

    def overdue(self, today):
        """Unfinished items whose own date has passed. `due_on` itself is still in time."""
        return self.unfinished().filter(deadline__due_on__lt=today)


class RectificationItem(Decided, Aggregate):
    """One issued finding to be rectified (R66–R69). The words are frozen: the finding itself stays with the team. Its
    decision is the last: closed, returned or opened again."""

    TRANSITIONS = StateTable(
        noun="item",
        statuses=ItemStatus,
        rows=(
            Transition("issue", (), "open", Permission.FEEDBACK_ISSUE),
            Transition("report", ("open", "returned", "reopened"), "reported", Permission.ITEM_REPORT),
            Transition("amend", ("reported",), None, Permission.ITEM_REPORT),
            # Filed in time though unfinished, with reason and new date; the two months never move.
            Transition("explain", ("open", "returned", "reopened"), None, Permission.ITEM_REPORT),
            Transition("give_opinion", ("reported", "verified"), None, Permission.ITEM_GIVE_OPINION),
            Transition("verify", ("reported",), "verified", Permission.ITEM_VERIFY),
            Transition("fail_check", ("reported",), None, Permission.ITEM_VERIFY),
            Transition("return", ("reported", "verified"), "returned", Permission.CASE_REVIEW, by_decision=True),
            Transition("close", ("verified",), "closed", Permission.CASE_REVIEW, by_decision=True),
            Transition("reopen", ("closed",), "reopened", Permission.CASE_REVIEW, by_decision=True),
        ),
        tones={"reported": "info", "returned": "bad", "verified": "info", "closed": "ok", "reopened": "bad"},
    )

    status = models.CharField(_("state"), max_length=10, choices=ItemStatus.choices, default=ItemStatus.OPEN)
    # Of the case and its round, kept beside it for the list of all items (rectification/copies.py).
    issued_on = models.DateField(editable=False)
    subdistrict = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", editable=False)
    year = models.PositiveSmallIntegerField(editable=False)
    # The committee has withdrawn its finding since; kept likewise, as every count of what is owed asks.
    is_withdrawn = models.BooleanField(default=False, editable=False)
    case = models.ForeignKey(RectificationCase, on_delete=models.PROTECT, related_name="items")
    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+")
    finding = models.OneToOneField(Finding, on_delete=models.PROTECT, related_name="item")
    number = models.PositiveIntegerField(_("number"))
    kind = models.CharField(_("kind"), max_length=20, choices=FindingKind.choices)
    text = models.TextField(_("problem"))
    requirement = models.TextField(_("requirement"), blank=True)
    subject_name = models.CharField(_("inspected body"), max_length=150)
    place = models.CharField(_("place"), max_length=200, blank=True)
    # The case's two months, a date of its own (kind "item"), or after a return that of the resubmission: never copied,
    # so that an item cannot be overdue while the clock it hangs on is not.
    deadline = models.ForeignKey(Deadline, on_delete=models.PROTECT, related_name="+")
    # The rectification report it stands in: 1 the first, one more with every return.
    filing = models.PositiveSmallIntegerField(_("report"), default=1)
    measures = models.TextField(_("rectification"), blank=True)
    responsible_name = models.CharField(_("person responsible for the rectification"), max_length=60, blank=True)
    # R67: what became of the matter itself; the report as a whole has its own part on it.
    penalty = models.CharField(_("punishment and accountability"), max_length=500, blank=True)
    # 重大事故隐患: why it is reported as rectified without a photo or paper that shows it.
    no_evidence_reason = models.CharField(_("reason why there is no evidence"), max_length=500, blank=True)
    unfinished_reason = models.CharField(_("reason why it is not finished"), max_length=500, blank=True)
    expected_on = models.DateField(_("expected to be finished on"), null=True, blank=True)
    reported_on = models.DateField(_("reported on"), null=True, blank=True)
    reported_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    opinion = models.TextField(_("opinion of the team leader"), blank=True)
    opinion_on = models.DateField(_("opinion given on"), null=True, blank=True)
    opinion_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    verified_on = models.DateField(_("verified on"), null=True, blank=True)
    verified_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    verification = models.TextField(_("what the check showed"), blank=True)
    return_reason = models.CharField(_("reason for returning"), max_length=500, blank=True)
    returns = models.PositiveSmallIntegerField(_("times returned"), default=0)
    closed_on = models.DateField(pgettext_lazy("of an item", "closed on"), null=True, blank=True)

    objects = ItemQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=COPIED)

    class Meta:
        ordering = ["case", "number"]
        verbose_name = _("rectification item")
        verbose_name_plural = _("rectification items")
        constraints = [
            models.UniqueConstraint(name="one_item_a_number", fields=["case", "number"]),
            models.CheckConstraint(
                name="closed_item_was_verified",
                condition=~Q(status="closed")
                | Q(closed_on__isnull=False, verified_on__isnull=False, verified_by__isnull=False),
            ),
            models.CheckConstraint(
                name="reported_item_has_report",
                condition=~Q(status__in=["reported", "verified", "closed"])
                | Q(reported_on__isnull=False, reported_by__isnull=False),
            ),
            models.CheckConstraint(
                name="returned_item_has_reason", condition=~Q(status="returned") | ~Q(return_reason="")
            ),
        ]
        indexes = [
            models.Index(fields=["case", "status"]),
            models.Index(fields=["status", "case"], name="open_item", condition=Q(status__in=NOT_CLOSED)),
            models.Index(fields=["year", "status"], name="open_item_of_year", condition=Q(status__in=NOT_CLOSED)),
            # The order of the list of all items, alone and within what it is narrowed by.
            models.Index(fields=["-issued_on", "case", "number", "id"], name="item_in_order"),
            models.Index(fields=["year", "-issued_on", "case", "number", "id"], name="item_of_year"),
            models.Index(fields=["subdistrict", "-issued_on", "case", "number", "id"], name="item_of_subdistrict"),
            # As the texts are, it is searched for in all cases.
            models.Index(fields=["number"], name="item_of_number"),
        ]

    def __str__(self):
        return f"{self.number}. {self.text[:30]}"

    def get_absolute_url(self):
        return address_of("rectification:item-detail", self.pk)

    @property
    def scope_ids(self):
        return self.case.scope_ids

    @property
    def due_on(self):
        """Last day, until 24:00 Asia/Shanghai. Reads `deadline`."""
        return self.deadline.due_on

    @property
    def is_explained(self) -> bool:
        return bool(self.unfinished_reason) and self.expected_on is not None

    @property
    def opinion_is_earlier(self) -> bool:
        """The leader's opinion is on a report that has come back; the next report clears it."""
        return bool(self.opinion) and self.status in UNFINISHED

    @property
    def failed_its_check(self) -> bool:
        """A check took place and did not find it fixed; the committee has not returned it yet."""
        return self.status == ItemStatus.REPORTED and self.verified_on is not None
