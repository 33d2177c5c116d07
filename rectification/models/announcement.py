from secrets import token_urlsafe
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from accounts.models import Scope, User
from accounts.permissions import Permission
from core.access import access_of
from core.addresses import address_of
from core.models import Aggregate
from core.queries import LightQuerySet, ScopedQuerySet
from core.transitions import StateTable, Transition
from inspections.models import SubdistrictRound
from records.models import Decidable, IssuedDocument


class Part(models.TextChoices):
    """The two that 三(三)6 wants told to the public."""

    FEEDBACK = "feedback", pgettext_lazy("announcement", "Feedback")
    RECTIFICATION = "rectification", pgettext_lazy("announcement", "Rectification")


class AnnouncementStatus(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("announcement", "Draft")
    SUBMITTED = "submitted", pgettext_lazy("announcement", "Awaiting approval")
    APPROVED = "approved", pgettext_lazy("announcement", "Approved, to be published")
    PUBLISHED = "published", pgettext_lazy("announcement", "Published")
    WITHDRAWN = "withdrawn", pgettext_lazy("announcement", "Withdrawn")
    CORRECTED = "corrected", pgettext_lazy("announcement", "Replaced by a corrected one")
    DISCARDED = "discarded", pgettext_lazy("announcement", "Discarded")


PREPARED = (AnnouncementStatus.DRAFT, AnnouncementStatus.SUBMITTED, AnnouncementStatus.APPROVED)


class AnnouncementQuerySet(ScopedQuerySet):
    def on_public_page(self):
        """What anybody may read without signing in: published, and published there."""
        return self.filter(status=AnnouncementStatus.PUBLISHED, publications__medium=Medium.SYSTEM).distinct()

    def once_on_public_page(self):
        """The same with what was withdrawn or replaced since: whoever has the address is told so."""
        gone = (AnnouncementStatus.PUBLISHED, AnnouncementStatus.WITHDRAWN, AnnouncementStatus.CORRECTED)
        return self.filter(status__in=gone, publications__medium=Medium.SYSTEM).distinct()


def new_token() -> str:
    """128 bits: who has no address finds none by trying."""
    return token_urlsafe(16)


class Announcement(Decidable, Aggregate):
    """通告: what the public is told of one round, its feedback or its rectification (三(三)6, R73).

    `source_text` is what was composed of the issued texts, `text` what will be printed. `scope` is the office's until
    the committee has approved, then the subdistrict's. `token` is its address on the public page: nobody guesses the
    next one. `corrects` is the announcement it replaces.
    """

    TRANSITIONS = StateTable(
        noun="announcement",
        statuses=AnnouncementStatus,
        rows=(
            Transition("draft", (), "draft", Permission.ANNOUNCEMENT_DRAFT),
            Transition("correct", (), "draft", Permission.ANNOUNCEMENT_DRAFT),
            Transition("edit", ("draft",), None, Permission.ANNOUNCEMENT_DRAFT),
            Transition("list_words", ("draft",), None, Permission.ANNOUNCEMENT_DRAFT),
            Transition("keep_word", ("draft",), None, Permission.ANNOUNCEMENT_DRAFT),
            Transition("hide_words", ("draft",), None, Permission.ANNOUNCEMENT_DRAFT),
            Transition("discard", ("draft",), "discarded", Permission.ANNOUNCEMENT_DRAFT),
            Transition("submit", ("draft",), "submitted", Permission.ANNOUNCEMENT_DRAFT),
            Transition("approve", ("submitted",), "approved", Permission.ANNOUNCEMENT_DECIDE, by_decision=True),
            Transition("return", ("submitted",), "draft", Permission.ANNOUNCEMENT_DECIDE, by_decision=True),
            Transition("publish", ("approved", "published"), "published", Permission.ANNOUNCEMENT_DRAFT),
            Transition("withdraw", ("approved", "published"), "withdrawn", Permission.ANNOUNCEMENT_DRAFT),
            Transition("give_way", ("published", "withdrawn"), "corrected", Permission.ANNOUNCEMENT_DRAFT),
        ),
        tones={"submitted": "warn", "approved": "info", "published": "ok", "withdrawn": "bad"},
    )

    status = models.CharField(
        _("state"), max_length=10, choices=AnnouncementStatus.choices, default=AnnouncementStatus.DRAFT
    )
    round = models.ForeignKey(SubdistrictRound, on_delete=models.PROTECT, related_name="announcements")
    part = models.CharField(_("about"), max_length=15, choices=Part.choices)
    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("title"), max_length=100)
    source_text = models.TextField(_("as composed"))
    text = models.TextField(_("text"))
    drafted_on = models.DateField(_("drafted on"))
    corrects = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrections",
        verbose_name=_("replaces"),
    )  # fmt: skip
    correction_reason = models.CharField(_("why it is corrected"), max_length=500, blank=True)
    document = models.OneToOneField(
        IssuedDocument, on_delete=models.PROTECT, null=True, blank=True, related_name="announcement",
        verbose_name=_("announcement"),
    )  # fmt: skip
    token = models.CharField(max_length=32, unique=True, default=new_token, editable=False)
    approved_on = models.DateField(_("approved on"), null=True, blank=True)
    published_on = models.DateField(_("first published on"), null=True, blank=True)
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)
    withdrawal_reason = models.CharField(_("reason for withdrawing it"), max_length=500, blank=True)
    discard_reason = models.CharField(_("reason for discarding"), max_length=300, blank=True)

    objects = AnnouncementQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["-drafted_on", "id"]
        verbose_name = _("announcement")
        verbose_name_plural = _("announcements")
        indexes = [
            models.Index(fields=["-drafted_on", "id"], name="announcement_in_order"),
            models.Index(fields=["round", "part"]),
            models.Index(fields=["-published_on", "id"], name="announcement_by_day"),
        ]
        constraints = [
            models.UniqueConstraint(
                name="one_announcement_prepared", fields=["round", "part"], condition=Q(status__in=PREPARED),
                violation_error_message=_("An announcement of this is being prepared already."),
            ),
            models.UniqueConstraint(
                name="one_announcement_published", fields=["round", "part"], condition=Q(status="published"),
                violation_error_message=_("This is announced already; correct that announcement."),
            ),
            models.CheckConstraint(
                name="approved_announcement_has_number",
                condition=~Q(status__in=["approved", "published"])
                | Q(document__isnull=False, approved_on__isnull=False, decision__isnull=False),
            ),
            models.CheckConstraint(
                name="published_announcement_has_day",
                condition=~Q(status="published") | Q(published_on__isnull=False),
            ),
            models.CheckConstraint(
                name="withdrawn_announcement_has_reason", condition=~Q(status="withdrawn") | ~Q(withdrawal_reason="")
            ),
            models.CheckConstraint(
                name="correcting_announcement_has_reason",
                condition=Q(corrects__isnull=True) | ~Q(correction_reason=""),
            ),
        ]  # fmt: skip

    def __str__(self):
        """Reads `round` and its subdistrict."""
        about = {"part": self.get_part_display(), "unit": self.round.subdistrict.short_name}
        return str(_("Announcement of %(part)s, %(unit)s") % about)

    def get_absolute_url(self):
        return address_of("rectification:announcement-detail", self.pk)

    @property
    def is_approved(self) -> bool:
        return self.approved_on is not None


class RedactionKind(models.TextChoices):
    PERSON = "person", pgettext_lazy("redaction", "Person")
    COMPLAINANT = "complainant", pgettext_lazy("redaction", "Complainant")
    NUMBER = "number", pgettext_lazy("redaction", "Telephone, identity or credit number")
    TRADE_SECRET = "trade_secret", pgettext_lazy("redaction", "Trade secret")
    OPEN_CASE = "open_case", pgettext_lazy("redaction", "Open case")
    OWN = "own", pgettext_lazy("redaction", "Other")


class _OfAnnouncement(models.QuerySet):
    """What belongs to an announcement and is nobody's beside the house: it says what the public is not to read."""

    def visible_to(self, user):
        if Permission.ANNOUNCEMENT_VIEW not in access_of(user).everywhere:
            return self.none()
        return self.filter(announcement__in=Announcement.objects.visible_to(user))


class Redaction(models.Model):
    """One word that must not stand in the text, and what stands there instead; kept public only with a reason."""

    PAGE_IS_ELSEWHERE = True

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    announcement = models.ForeignKey(Announcement, on_delete=models.CASCADE, related_name="redactions")
    word = models.CharField(_("word"), max_length=100)
    kind = models.CharField(_("kind"), max_length=15, choices=RedactionKind.choices)
    replacement = models.CharField(_("instead"), max_length=40, blank=True)
    # Found by the system, not typed.
    is_proposed = models.BooleanField(_("proposed by the system"), default=False)
    kept_reason = models.CharField(_("reason why it may be read"), max_length=300, blank=True)

    objects = _OfAnnouncement.as_manager()

    class Meta:
        ordering = ["announcement", "kind", "word"]
        verbose_name = _("redacted word")
        verbose_name_plural = _("redacted words")
        constraints = [models.UniqueConstraint(name="one_redaction_a_word", fields=["announcement", "word"])]

    def __str__(self):
        return self.word

    def get_absolute_url(self):
        return self.announcement.get_absolute_url()

    @property
    def scope_ids(self):
        """Reads `announcement`."""
        return self.announcement.scope_ids

    @property
    def is_kept(self) -> bool:
        return bool(self.kept_reason)


class Medium(models.TextChoices):
    SYSTEM = "system", pgettext_lazy("medium", "Public page of this system")
    WEBSITE = "website", pgettext_lazy("medium", "Website of the government")
    ACCOUNT = "account", pgettext_lazy("medium", "Official account")
    NEWSPAPER = "newspaper", pgettext_lazy("medium", "Newspaper, radio or television")
    BOARD = "board", pgettext_lazy("medium", "Notice board")
    OTHER = "other", pgettext_lazy("medium", "Another place")


class PublicationQuerySet(LightQuerySet):
    def visible_to(self, user):
        return self.filter(announcement__in=Announcement.objects.visible_to(user))


class Publication(models.Model):
    """Where and when an announcement was published, with an address or files that prove it."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    announcement = models.ForeignKey(Announcement, on_delete=models.CASCADE, related_name="publications")
    medium = models.CharField(_("published"), max_length=10, choices=Medium.choices)
    place = models.CharField(_("where exactly"), max_length=100, blank=True)
    url = models.URLField(_("address"), max_length=300, blank=True)
    published_on = models.DateField(_("published on"))
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("recorded at"))

    objects = PublicationQuerySet.as_manager()

    class Meta:
        ordering = ["announcement", "published_on", "id"]
        verbose_name = _("publication")
        verbose_name_plural = _("publications")

    def __str__(self):
        return f"{self.get_medium_display()} {self.published_on:%Y-%m-%d}"
