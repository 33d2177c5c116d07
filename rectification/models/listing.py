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
from core.queries import LightQuerySet, ScopedQuerySet
from core.transitions import StateTable, Transition
from deadlines.models import Deadline
from inspections.models import Finding, SubdistrictRound
from inspections.models.finding import FindingStatus
from records.models import Decidable, IssuedDocument
from rectification.models.five import FIVE, FiveSettled


class ListingStatus(models.TextChoices):
    PROPOSED = "proposed", pgettext_lazy("listing", "Proposed")
    LISTED = "listed", pgettext_lazy("listing", "Listed for supervision")
    NOT_LISTED = "not_listed", pgettext_lazy("listing", "Not listed, removed before")
    ACCEPTANCE_REQUESTED = "acceptance_requested", pgettext_lazy("listing", "Acceptance requested")
    REJECTED = "rejected", pgettext_lazy("listing", "Acceptance refused, goes on")
    REMOVED = "removed", pgettext_lazy("listing", "Removed from the list")


# Where the subdistrict has still to remove the hazard.
OWED = (ListingStatus.LISTED, ListingStatus.REJECTED)
ON_LIST = (*OWED, ListingStatus.ACCEPTANCE_REQUESTED)
# Listed once: with a notice, a scope and somebody who reads it outside of the round.
EVER_LISTED = (*ON_LIST, ListingStatus.REMOVED)


class ListingQuerySet(ScopedQuerySet):
    scope_paths = ("scope", "inner_scope")
    always_of_kind = {"inner_scope": ScopeKind.ROUND}

    def standing(self):
        """Without those whose finding was withdrawn: nothing is owed for them."""
        return self.exclude(finding__status=FindingStatus.WITHDRAWN)

    def unfinished(self):
        """What still keeps a round open (R64), publications included (R65)."""
        removed = Q(status=ListingStatus.REMOVED)
        done = Q(status=ListingStatus.NOT_LISTED) | removed & Q(
            published_on__isnull=False, removal_published_on__isnull=False
        )
        return self.standing().exclude(done)

    def overdue(self, today):
        return self.filter(status__in=OWED, due_on__lt=today)


class HazardListing(FiveSettled, Decidable, Aggregate):
    """挂牌督办: a major hazard on the list of the committee, until somebody who did not rectify it has looked and the
    committee takes it off (三(三)4, R64, R65).

    `inner_scope` is the round's, where it is proposed. `scope` is the same until it is listed, and then one of its
    own, into which the subdistrict and the supervising department are let (ADR 36). The words of the finding are
    frozen: neither of them reads the finding itself. `decision` is the last one of the committee.
    """

    TRANSITIONS = StateTable(
        noun="listing",
        statuses=ListingStatus,
        rows=(
            Transition("propose", (), "proposed", Permission.LISTING_PROPOSE),
            Transition("prepare", ("proposed",), None, Permission.LISTING_PROPOSE),
            Transition("list", ("proposed",), "listed", Permission.LISTING_DECIDE, by_decision=True),
            Transition("not_list", ("proposed",), "not_listed", Permission.LISTING_DECIDE, by_decision=True),
            Transition("put_up_sign", ON_LIST, None, Permission.LISTING_RECTIFY),
            Transition("add_plan", OWED, None, Permission.LISTING_RECTIFY),
            Transition("check", ("proposed", *OWED), None, Permission.LISTING_CHECK),
            Transition("request_acceptance", OWED, "acceptance_requested", Permission.LISTING_RECTIFY),
            Transition("check_acceptance", ("acceptance_requested",), None, Permission.LISTING_CHECK),
            Transition("remove", ("acceptance_requested",), "removed", Permission.LISTING_DECIDE, by_decision=True),
            Transition("reject", ("acceptance_requested",), "rejected", Permission.LISTING_DECIDE, by_decision=True),
            Transition("publish", EVER_LISTED, None, Permission.LISTING_PUBLISH),
            Transition("publish_removal", ("removed",), None, Permission.LISTING_PUBLISH),
        ),
        tones={
            "proposed": "warn", "listed": "bad", "acceptance_requested": "info", "rejected": "bad", "removed": "ok",
            "not_listed": "ok",
        },
    )  # fmt: skip

    # Born proposed, and so in the order of its list by a field that is never empty.
    proposed_on = models.DateField(_("proposed on"))
    status = models.CharField(_("state"), max_length=20, choices=ListingStatus.choices, default=ListingStatus.PROPOSED)
    round = models.ForeignKey(SubdistrictRound, on_delete=models.PROTECT, related_name="listings")
    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="listings")
    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+")
    inner_scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+")
    # As the finding said it.
    text = models.TextField(_("hazard"))
    subject_name = models.CharField(_("inspected body"), max_length=150)
    credit_code = models.CharField(_("unified social credit code"), max_length=30, blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    found_on = models.DateField(_("found on"))
    criterion = models.CharField(_("criterion of a major hazard"), max_length=300)
    criterion_text = models.CharField(_("content of the criterion"), max_length=300, blank=True)

    reason = models.CharField(_("why it is proposed"), max_length=500, blank=True)
    # Settled with 五落实 before the committee lists it, beside the emergency plan's own file.
    responsible_body = models.CharField(_("body responsible for the removal"), max_length=150, blank=True)
    department = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="listings",
        verbose_name=_("supervising department"),
    )  # fmt: skip
    interim_measures = models.TextField(_("control until it is removed"), blank=True)

    notice = models.OneToOneField(
        IssuedDocument, on_delete=models.PROTECT, null=True, blank=True, related_name="listing",
        verbose_name=_("notice of the listing"),
    )  # fmt: skip
    listed_on = models.DateField(_("listed on"), null=True, blank=True)
    deadline = models.ForeignKey(Deadline, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    sign_on = models.DateField(_("sign put up on"), null=True, blank=True)
    sign_place = models.CharField(_("where the sign stands"), max_length=200, blank=True)
    next_check_on = models.DateField(_("next check due"), null=True, blank=True)
    requested_on = models.DateField(_("acceptance requested on"), null=True, blank=True)
    requested_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    rectification = models.TextField(_("how it was removed"), blank=True)
    # The check on which the committee decides; a new request asks for another.
    acceptance = models.ForeignKey(
        "ListingCheck", on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("check for acceptance"),
    )  # fmt: skip
    rejections = models.PositiveSmallIntegerField(_("times refused"), default=0)
    removal_notice = models.OneToOneField(
        IssuedDocument, on_delete=models.PROTECT, null=True, blank=True, related_name="removed_listing",
        verbose_name=_("notice of the removal"),
    )  # fmt: skip
    removed_on = models.DateField(_("removed from the list on"), null=True, blank=True)
    published_on = models.DateField(_("listing published on"), null=True, blank=True)
    published_where = models.CharField(_("where the listing was published"), max_length=200, blank=True)
    published_url = models.URLField(_("address of the listing"), max_length=300, blank=True)
    removal_published_on = models.DateField(_("removal published on"), null=True, blank=True)
    removal_published_where = models.CharField(_("where the removal was published"), max_length=200, blank=True)
    removal_published_url = models.URLField(_("address of the removal"), max_length=300, blank=True)

    objects = ListingQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["-proposed_on", "id"]
        verbose_name = _("listed hazard")
        verbose_name_plural = _("listed hazards")
        constraints = [
            models.UniqueConstraint(
                name="one_listing_a_finding", fields=["finding"], condition=~Q(status="not_listed"),
                violation_error_message=_("This finding is proposed for listing already."),
            ),
            models.CheckConstraint(
                name="listed_hazard_has_notice_and_day",
                condition=Q(status__in=["proposed", "not_listed"])
                | Q(notice__isnull=False, listed_on__isnull=False, due_on__isnull=False, department__isnull=False),
            ),
            models.CheckConstraint(
                name="decided_listing_has_decision", condition=Q(status="proposed") | Q(decision__isnull=False)
            ),
            models.CheckConstraint(
                name="removed_listing_was_accepted",
                condition=~Q(status="removed")
                | Q(removed_on__isnull=False, acceptance__isnull=False, removal_notice__isnull=False),
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["-proposed_on", "id"], name="listing_in_order"),
            models.Index(fields=["round", "status"]),
            models.Index(fields=["status", "due_on"]),
            models.Index(
                fields=["inner_scope"], name="unpublished_listing",
                condition=Q(published_on=None, status__in=EVER_LISTED),
            ),
            models.Index(
                fields=["inner_scope"], name="unpublished_removal",
                condition=Q(removal_published_on=None, status=ListingStatus.REMOVED),
            ),
        ]  # fmt: skip

    def __str__(self):
        """Number, or the subdistrict, never the matter: labels leave by mail."""
        number = self.notice.full_number if self.notice_id else _("Proposed listing")
        return f"{number} {self.round.subdistrict.short_name}"

    def get_absolute_url(self):
        return address_of("rectification:listing-detail", self.pk)

    @property
    def scope_ids(self):
        return (self.scope_id, self.inner_scope_id)

    @property
    def is_withdrawn(self) -> bool:
        """Its finding was withdrawn: nothing is owed for it any more. Reads `finding`."""
        return self.finding.status == FindingStatus.WITHDRAWN

    @property
    def lacking(self) -> list[str]:
        """Labels of what has to be settled before it is listed."""
        asked = (*FIVE, "department", "interim_measures", "responsible_body")
        return [str(self._meta.get_field(name).verbose_name) for name in asked if not getattr(self, name)]


class CheckResult(models.TextChoices):
    ON_PLAN = "on_plan", _("Removal goes on as planned")
    BEHIND = "behind", _("Removal is behind")
    REMOVED = "removed", _("The hazard is removed")
    NOT_REMOVED = "not_removed", _("The hazard is not removed")


class ListingCheckQuerySet(LightQuerySet):
    def visible_to(self, user):
        return self.filter(listing__in=HazardListing.objects.visible_to(user))

    def of_removal(self):
        """Those that found the hazard gone."""
        return self.filter(result=CheckResult.REMOVED)


class ListingCheck(models.Model):
    """One look at the place by somebody who does not rectify (R64, R65); written once, with its photos."""

    PAGE_IS_ELSEWHERE = True

    listing = models.ForeignKey(HazardListing, on_delete=models.PROTECT, related_name="checks")
    number = models.PositiveSmallIntegerField(_("number"))
    checked_on = models.DateField(_("checked on"))
    checked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("checked by"))
    # Asked for by the subdistrict, and what the committee decides on.
    is_acceptance = models.BooleanField(_("check for acceptance"), default=False)
    result = models.CharField(_("result"), max_length=12, choices=CheckResult.choices)
    words = models.TextField(_("what the check showed"))

    objects = ListingCheckQuerySet.as_manager()

    class Meta:
        ordering = ["listing", "number"]
        verbose_name = _("check of a listed hazard")
        verbose_name_plural = _("checks of a listed hazard")
        constraints = [models.UniqueConstraint(name="one_check_a_number", fields=["listing", "number"])]

    def __str__(self):
        return f"{self.number}. {self.get_result_display()}"

    def get_absolute_url(self):
        return self.listing.get_absolute_url()
