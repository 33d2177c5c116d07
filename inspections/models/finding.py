from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from accounts.models import Scope, Unit
from accounts.models.unit import UnitKind
from accounts.permissions import Permission
from accounts.roles import ScopeKind
from core.access import access_of
from core.addresses import address_of
from core.models import Aggregate
from core.queries import ScopedQuerySet
from core.transitions import StateTable, Transition
from inspections.models.criterion import HazardCriterion
from inspections.models.enterprise import Enterprise
from inspections.models.import_batch import ImportBatch
from inspections.models.round import STANDING, SubdistrictRound
from records.models import Decided


class FindingStatus(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("finding", "To be confirmed")
    CONFIRMED = "confirmed", pgettext_lazy("finding", "Confirmed")
    WITHDRAWN = "withdrawn", pgettext_lazy("finding", "Withdrawn")
    # A slip of the pen that nobody ever stood for: kept, and counted nowhere.
    DISCARDED = "discarded", pgettext_lazy("finding", "Discarded")


TAKEN_BACK = (FindingStatus.WITHDRAWN, FindingStatus.DISCARDED)
# What counts as withdrawn, wherever it is counted: what the leader had stood for; drafts that were never confirmed are
# none of it (R87).
COUNTED_WITHDRAWN = Q(status=FindingStatus.WITHDRAWN, confirmed_on__isnull=False)


class FindingKind(models.TextChoices):
    PROBLEM = "problem", _("Management shortcoming")
    GENERAL_HAZARD = "general_hazard", _("Ordinary hazard")
    MAJOR_HAZARD = "major_hazard", _("Major accident hazard")
    VIOLATION = "violation", _("Violation")
    LEAD = "lead", _("Lead")
    SUGGESTION = "suggestion", _("Suggestion")


# What becomes an item to rectify; suggestions are listed without one, leads leave only by hand-off (DESIGN §2).
RECTIFIED_KINDS = (
    FindingKind.PROBLEM,
    FindingKind.GENERAL_HAZARD,
    FindingKind.MAJOR_HAZARD,
    FindingKind.VIOLATION,
)


class Handling(models.TextChoices):
    FIX_AT_ONCE = "fix_at_once", _("Immediate correction")
    FIX_BY_DATE = "fix_by_date", _("Correction by date")
    # The stop itself is the department's decision: a team has no penalty verb.
    PROPOSE_SUSPENSION = "propose_suspension", _("Suspension proposed")


class ResponsibilityLevel(models.TextChoices):
    LOCAL = "local", _("Local duty")
    DEPARTMENT = "department", _("Departmental duty")
    ENTERPRISE = "enterprise", _("Enterprise duty")


# What is copied of the round; its history is the round's.
COPIED = ("round_from_on", "subdistrict", "year", "is_apart")


class FindingQuerySet(ScopedQuerySet):
    always_of_kind = {"round__scope": ScopeKind.ROUND}

    def visible_to(self, user):
        """Findings of rounds in reach; a lead besides only where its own scope is. Who left the team loses both."""
        return super().visible_to(user).filter(self.reach(access_of(user), ["round__scope"]))

    def ordinary(self):
        """What may be counted, listed and printed for everybody who sees the round: neither leads nor what lies in a
        scope of its own, such as a sealed visit."""
        return self.filter(is_apart=False)

    def apart(self):
        """All else: never in one list, count or file with the ordinary (ADR 9)."""
        return self.filter(is_apart=True)

    def of_standing_rounds(self):
        """Of rounds that are neither archived nor called off: of others nothing waits."""
        return self.filter(round__status__in=STANDING)

    def leads(self):
        return self.filter(kind=FindingKind.LEAD)

    def drafts(self):
        return self.filter(status=FindingStatus.DRAFT)

    def confirmed(self):
        return self.filter(status=FindingStatus.CONFIRMED)

    def standing(self):
        """All that was not taken back."""
        return self.exclude(status__in=TAKEN_BACK)

    def withdrawn(self):
        """What counts as withdrawn."""
        return self.filter(COUNTED_WITHDRAWN)

    def becoming_items(self):
        """Findings that become items in the feedback; as Finding.becomes_item."""
        return self.filter(Q(unit=None) | Q(unit__kind=UnitKind.SUBDISTRICT), kind__in=RECTIFIED_KINDS)


class Finding(Decided, Aggregate):
    """问题: what the team found; immutable once confirmed, withdrawn only with a reason (R87): by the leader until the
    report is approved, after it by a decision of the committee."""

    TRANSITIONS = StateTable(
        noun="finding",
        statuses=FindingStatus,
        rows=(
            Transition("record", (), "draft", Permission.FINDING_RECORD),
            Transition("edit", ("draft",), None, Permission.FINDING_RECORD),
            Transition("confirm", ("draft",), "confirmed", Permission.FINDING_CONFIRM),
            # Which photos go along with it; the finding itself stays as it is.
            Transition("choose_photos", ("draft", "confirmed"), None, Permission.FINDING_CONFIRM),
            Transition("withdraw", ("draft", "confirmed"), "withdrawn", Permission.FINDING_WITHDRAW),
            Transition("revoke", ("draft", "confirmed"), "withdrawn", Permission.FINDING_REVOKE, by_decision=True),
            Transition("discard", ("draft",), "discarded", Permission.FINDING_RECORD),
        ),
        tones={FindingStatus.DRAFT: "warn", FindingStatus.CONFIRMED: "ok"},
    )

    status = models.CharField(_("state"), max_length=10, choices=FindingStatus.choices, default=FindingStatus.DRAFT)
    round = models.ForeignKey(SubdistrictRound, on_delete=models.PROTECT, related_name="findings")
    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+")
    # Number within the round, never reused. Leads count in a series of their own: a gap would betray them.
    number = models.PositiveIntegerField(_("number"))
    kind = models.CharField(_("kind"), max_length=20, choices=FindingKind.choices)
    text = models.TextField(_("problem"))
    requirement = models.TextField(_("requirement"), blank=True)
    suggestion = models.TextField(_("opinion and suggestion"), blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("inspected body")
    )
    enterprise = models.ForeignKey(
        Enterprise, on_delete=models.PROTECT, null=True, blank=True, related_name="findings",
        verbose_name=_("enterprise"),
    )  # fmt: skip
    sector = models.CharField(_("industry"), max_length=60, blank=True)
    topic_number = models.PositiveSmallIntegerField(_("topic"), null=True, blank=True)
    responsibility = models.CharField(
        _("responsibility"), max_length=12, choices=ResponsibilityLevel.choices, blank=True
    )
    legal_basis = models.CharField(_("legal basis"), max_length=300, blank=True)
    criterion = models.CharField(_("criterion of a major hazard"), max_length=300, blank=True)
    # What the words above name in the list of criteria; None where they were typed because the list lacks it.
    listed_criterion = models.ForeignKey(
        HazardCriterion, on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="findings",
        verbose_name=_("criterion of the list"),
    )  # fmt: skip
    handling = models.CharField(_("handling"), max_length=20, choices=Handling.choices, blank=True)
    due_on = models.DateField(_("to be fixed by"), null=True, blank=True)
    due_text = models.CharField(_("deadline in the list's words"), max_length=60, blank=True)
    supervising_department = models.CharField(_("supervising department"), max_length=120, blank=True)
    found_on = models.DateField(_("found on"))
    # Of the round, kept beside it for the lists of all rounds (inspections/copies.py): what they are ordered and
    # narrowed by needs no other table.
    round_from_on = models.DateField(editable=False)
    subdistrict = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", editable=False)
    year = models.PositiveSmallIntegerField(editable=False)
    # A lead, or what lies in a scope of its own; kept from its birth, since neither ever changes.
    is_apart = models.BooleanField(default=False, editable=False)
    remark = models.CharField(_("remark"), max_length=300, blank=True)
    batch = models.ForeignKey(ImportBatch, on_delete=models.PROTECT, null=True, blank=True, related_name="findings")
    batch_row = models.PositiveIntegerField(_("row in the list"), null=True, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("recorded at"))
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    confirmed_on = models.DateField(_("confirmed on"), null=True, blank=True)
    withdraw_reason = models.CharField(_("reason for withdrawing"), max_length=500, blank=True)

    objects = FindingQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=COPIED)

    class Meta:
        ordering = ["round", "number"]
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        constraints = [
            models.UniqueConstraint(
                name="one_finding_a_number", fields=["round", "number"], condition=~Q(kind="lead")
            ),
            models.UniqueConstraint(name="one_lead_a_number", fields=["round", "number"], condition=Q(kind="lead")),
            models.CheckConstraint(
                name="finding_has_one_subject",
                condition=Q(unit__isnull=False, enterprise=None) | Q(unit=None, enterprise__isnull=False),
            ),
            models.CheckConstraint(name="lead_is_apart", condition=~Q(kind="lead") | Q(is_apart=True)),
            models.CheckConstraint(
                name="confirmed_finding_is_complete",
                condition=~Q(status="confirmed")
                | Q(confirmed_by__isnull=False, confirmed_on__isnull=False, topic_number__isnull=False),
            ),
            models.CheckConstraint(
                name="confirmed_major_has_criterion",
                condition=~Q(status="confirmed", kind="major_hazard") | ~Q(criterion=""),
            ),
            models.CheckConstraint(
                name="withdrawn_finding_has_reason", condition=~Q(status="withdrawn") | ~Q(withdraw_reason="")
            ),
        ]
        indexes = [
            models.Index(fields=["round", "status", "kind"]),
            models.Index(fields=["round"], name="finding_to_confirm", condition=Q(status="draft")),
            models.Index(fields=["year"], name="finding_to_confirm_of_year", condition=Q(status="draft")),
            models.Index(fields=["round"], name="withdrawn_finding", condition=Q(status="withdrawn")),
            # The order of the lists of all rounds, alone and within what they are narrowed by.
            models.Index(fields=["-round_from_on", "round", "number", "id"], name="finding_in_order"),
            models.Index(fields=["year", "-round_from_on", "round", "number", "id"], name="finding_of_year"),
            models.Index(fields=["subdistrict", "-round_from_on", "round", "number", "id"], name="finding_of_place"),
            models.Index(fields=["round"], name="finding_apart", condition=Q(is_apart=True)),
            models.Index(fields=["sector", "-round_from_on"], name="finding_of_sector"),
            # As the texts are, it is searched for in all rounds.
            models.Index(fields=["number"], name="finding_of_number"),
            # What has to be listed for supervision (R64); what "my work" asks of them stands beside, so that none is
            # read that is listed.
            models.Index(
                fields=["round"],
                name="finding_major",
                condition=Q(kind="major_hazard", status="confirmed"),
                include=["id", "scope", "number", "is_apart"],
            ),
        ]

    def __str__(self):
        return f"{self.number}. {self.text[:30]}{'…' if len(self.text) > 30 else ''}"

    def get_absolute_url(self):
        return address_of("inspections:finding-detail", self.pk)

    @property
    def is_lead(self) -> bool:
        return self.kind == FindingKind.LEAD

    @property
    def goes_to_subdistrict(self) -> bool:
        """Whether the feedback lists it: what a department fell short in goes out by hand-off (DESIGN §2)."""
        return self.unit is None or self.unit.kind == UnitKind.SUBDISTRICT

    @property
    def becomes_item(self) -> bool:
        """Whether the subdistrict has to rectify it, or see to it and report (三(三)5)."""
        return self.kind in RECTIFIED_KINDS and self.goes_to_subdistrict

    @property
    def is_outside_stay(self) -> bool:
        """Found on a day on which the team was not on site (R86): allowed, and shown. Reads `round`."""
        stay = self.round
        return (stay.entered_on is not None and self.found_on < stay.entered_on) or (
            stay.ended_on is not None and self.found_on > stay.ended_on
        )

    @property
    def subject_name(self) -> str:
        return str(self.enterprise or self.unit)
