import re
from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from accounts.permissions import Permission
from core.access import access_of
from core.addresses import address_of
from core.clauses import clause_words
from core.models import Aggregate
from core.transitions import StateTable, Transition
from records.models import Decidable
from records.typesetting.text import full_width


class RulesetStatus(models.TextChoices):
    """Whether an approved edition is in force, or was, is a reading of the day and never stored (ADR 31)."""

    DRAFT = "draft", pgettext_lazy("ruleset", "Draft")
    SUBMITTED = "submitted", pgettext_lazy("ruleset", "Awaiting approval")
    APPROVED = "approved", pgettext_lazy("ruleset", "Approved")
    DISCARDED = "discarded", pgettext_lazy("ruleset", "Discarded")


class RulesetQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The law is public: it was printed 此件公开发布. What is being prepared is for those who do or decide it."""
        everywhere = access_of(user).everywhere
        if Permission.RULESET_DRAFT in everywhere or Permission.RULESET_DECIDE in everywhere:
            return self
        return self.approved()

    def approved(self):
        return self.filter(status=RulesetStatus.APPROVED)

    def being_prepared(self):
        """The edition that is drafted or awaits approval; one at most."""
        return self.filter(status__in=[RulesetStatus.DRAFT, RulesetStatus.SUBMITTED])

    def in_force_on(self, day):
        """The edition in force on a day (R2) first, then those before it: each gives way on the day of the next."""
        return self.approved().filter(effective_on__lte=day).order_by("-effective_on")


def _default_ladder():
    return [7, 3, 1, 0, -1, -3, -7]


def _default_chase_ladder():
    return [1, 3, 5, 7]


def _default_clauses():
    return {name: clause for name, clause in Ruleset.CLAUSES.items() if clause}


def _points(words, default):
    """Points of the assessment, of a hundred; 0 leaves the rule out."""
    return models.DecimalField(words, max_digits=5, decimal_places=2, default=Decimal(default))


class Ruleset(Decidable, Aggregate):
    """Every number and list of one edition of the regulation; a round carries its ruleset for good (R2).

    `clauses` holds the clause of each number by its field; a number without one is silent in the text: set by the
    office, and the screen says so (本制度未规定).
    """

    TRANSITIONS = StateTable(
        noun="ruleset",
        statuses=RulesetStatus,
        rows=(
            Transition("load", (), "approved", Permission.RULESET_DRAFT),
            Transition("draft", (), "draft", Permission.RULESET_DRAFT),
            Transition("edit", ("draft",), None, Permission.RULESET_DRAFT),
            Transition("edit_topics", ("draft",), None, Permission.RULESET_DRAFT),
            Transition("edit_methods", ("draft",), None, Permission.RULESET_DRAFT),
            Transition("submit", ("draft",), "submitted", Permission.RULESET_DRAFT),
            Transition("approve", ("submitted",), "approved", Permission.RULESET_DECIDE, by_decision=True),
            Transition("return", ("submitted",), "draft", Permission.RULESET_DECIDE, by_decision=True),
            Transition("revise", ("approved",), None, Permission.RULESET_DRAFT),
            Transition("discard", ("draft",), "discarded", Permission.RULESET_DRAFT),
        ),
        tones={"submitted": "warn", "approved": "ok"},
    )

    # The numbers in the order of the text, with the clauses of the edition of 2022; None: the text is silent.
    CLAUSES = {
        "report_days": "三(三)3",
        "rectification_months": "三(三)5",
        "minimum_round_days": "一(二)1",
        "min_teams": "二(一)",
        "max_teams": "二(一)",
        "min_team_size": "二(一)",
        "max_team_size": "二(一)",
        "leader_ranks": "二(一)",
        "rolls_to_workday": None,
        "ladder": None,
        "notice_days": None,
        "deemed_receipt_workdays": None,
        "review_days": None,
        "resubmission_days": None,
        "plan_workdays": None,
        "hand_off_reply_days": None,
        "follow_up_months": None,
        "chase_ladder": None,
        "chase_answer_days": None,
        "objection_days": None,
        "objection_answer_days": None,
        "assessment_objection_days": None,
        "interview_reply_days": None,
        "interview_late_count": None,
        "score_finding": None,
        "score_major": None,
        "score_unclosed": None,
        "score_late_day": None,
        "score_return": None,
        "score_chase": None,
        "score_listed_late": None,
        "score_listed_refused": None,
        "copy_receipt_days": None,
    }
    # Points of the assessment (三(三)6): the text says that there is one, and leaves to the office how it counts.
    SCORES = (
        "score_finding", "score_major", "score_unclosed", "score_late_day", "score_return", "score_chase",
        "score_listed_late", "score_listed_refused",
    )  # fmt: skip

    status = models.CharField(_("state"), max_length=12, choices=RulesetStatus.choices, default=RulesetStatus.DRAFT)
    # The edition it was copied from; none for the text that was loaded as it was published.
    base = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="editions",
        verbose_name=_("drafted from"),
    )
    title = models.CharField(_("title"), max_length=100)
    document_number = models.CharField(_("document number"), max_length=60, blank=True)
    # Of a draft: the day proposed. The committee's approval fixes it.
    effective_on = models.DateField(_("in force from"), null=True, blank=True)
    revision_reason = models.CharField(_("reason for the new edition"), max_length=500, blank=True)
    discard_reason = models.CharField(_("reason for discarding"), max_length=300, blank=True)
    clauses = models.JSONField(_("clauses"), default=_default_clauses, blank=True)
    report_days = models.PositiveSmallIntegerField(_("days to report"), default=15)
    rectification_months = models.PositiveSmallIntegerField(_("months to rectify"), default=2)
    minimum_round_days = models.PositiveSmallIntegerField(_("days on site at least"), default=14)
    min_teams = models.PositiveSmallIntegerField(_("teams at least"), default=1)
    max_teams = models.PositiveSmallIntegerField(_("teams at most"), default=2)
    min_team_size = models.PositiveSmallIntegerField(_("members at least"), default=6)
    max_team_size = models.PositiveSmallIntegerField(_("members at most"), default=8)
    leader_ranks = models.JSONField(_("ranks of a leader"), default=list)
    rolls_to_workday = models.BooleanField(_("a rest day moves the end to the next working day"), default=True)
    ladder = models.JSONField(_("days before (+) and after (-) the end on which to remind"), default=_default_ladder)
    notice_days = models.PositiveSmallIntegerField(_("days of notice before entry"), default=3)
    deemed_receipt_workdays = models.PositiveSmallIntegerField(_("working days to deemed receipt"), default=3)
    review_days = models.PositiveSmallIntegerField(_("days to review"), default=15)
    resubmission_days = models.PositiveSmallIntegerField(_("days to resubmit"), default=15)
    # The text asks for no plan of rectification: 0 proposes none, and the office may still ask for one (R66).
    plan_workdays = models.PositiveSmallIntegerField(_("working days to file a plan of rectification"), default=0)
    hand_off_reply_days = models.PositiveSmallIntegerField(_("days to reply on a hand-off"), default=30)
    follow_up_months = models.PositiveSmallIntegerField(_("months between questions in a long follow-up"), default=6)
    chase_ladder = models.JSONField(
        _("days after the end from which to chase in blue, yellow and red, and by letter"),
        default=_default_chase_ladder,
    )
    chase_answer_days = models.PositiveSmallIntegerField(_("days to comply after a chase"), default=3)
    objection_days = models.PositiveSmallIntegerField(_("days to object to an issued item"), default=10)
    objection_answer_days = models.PositiveSmallIntegerField(_("days to answer an objection"), default=15)
    assessment_objection_days = models.PositiveSmallIntegerField(_("days to object to the assessment"), default=7)
    interview_reply_days = models.PositiveSmallIntegerField(_("days to reply after an interview"), default=15)
    interview_late_count = models.PositiveSmallIntegerField(
        _("late duties of a round from which an interview is proposed"), default=3
    )
    score_finding = _points(_("points off for each problem or hazard"), "0.10")
    score_major = _points(_("points off for each major hazard"), "1.00")
    score_unclosed = _points(_("points off where nothing is closed, in proportion to what is not"), "40.00")
    score_late_day = _points(_("points off for each day the rectification report is late"), "0.50")
    score_return = _points(_("points off for each time an item is returned"), "0.50")
    score_chase = _points(_("points off for each chase"), "1.00")
    score_listed_late = _points(_("points off for each listed hazard not removed in time"), "2.00")
    score_listed_refused = _points(_("points off for each refused acceptance of a listed hazard"), "1.00")
    copy_receipt_days = models.PositiveSmallIntegerField(_("days to confirm receipt of a copy"), default=10)

    objects = RulesetQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = [F("effective_on").desc(nulls_first=True)]
        verbose_name = _("ruleset")
        verbose_name_plural = _("rulesets")
        constraints = [
            models.UniqueConstraint(
                name="one_approved_ruleset_a_day", fields=["effective_on"], condition=Q(status="approved")
            ),
            models.CheckConstraint(
                name="approved_ruleset_has_day", condition=~Q(status="approved") | Q(effective_on__isnull=False)
            ),
            models.CheckConstraint(
                name="approved_edition_has_decision",
                condition=~Q(status="approved") | Q(base__isnull=True) | Q(decision__isnull=False),
            ),
            models.CheckConstraint(
                name="new_edition_has_reason", condition=Q(base__isnull=True) | ~Q(revision_reason="")
            ),
            models.CheckConstraint(
                name="discarded_ruleset_has_reason", condition=~Q(status="discarded") | ~Q(discard_reason="")
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return address_of("planning:ruleset-detail", self.pk)

    @property
    def scope_ids(self):
        return ()

    @property
    def topic_numbers(self) -> list[int]:
        """The numbers of its inspection topics 三(一), in order."""
        return list(self.topics.values_list("number", flat=True))

    def clause_of(self, field: str) -> str:
        """The clause that fixes this number, or the words that say the text is silent."""
        return clause_words(self.clauses.get(field, "")) or _now("not fixed by the regulation")


class _NumberedText(models.Model):
    number = models.PositiveSmallIntegerField(_("number"))
    short = models.CharField(_("short title"), max_length=40)
    # Word for word; what is printed for a round is the text of the ruleset it carries (R34).
    text = models.TextField(_("text"))

    class Meta:
        abstract = True
        ordering = ["ruleset", "number"]

    def __str__(self):
        return f"{self.number}. {self.short}"

    @property
    def printed(self) -> str:
        """The text with the full-width punctuation of print; the words stay the same."""
        return full_width(self.text)


class InspectionTopic(_NumberedText):
    """One of the topics 三(一): nine in the text of 2022 (R34–R42)."""

    ruleset = models.ForeignKey(Ruleset, on_delete=models.PROTECT, related_name="topics")
    # What is looked at under the topic, one a line, in the words of its text.
    checkpoints = models.TextField(_("checkpoints"), blank=True)

    class Meta(_NumberedText.Meta):
        verbose_name = _("inspection topic")
        verbose_name_plural = _("inspection topics")
        constraints = [models.UniqueConstraint(name="one_topic_a_number", fields=["ruleset", "number"])]

    @property
    def checkpoint_list(self) -> list[str]:
        return self.checkpoints.splitlines()


class InspectionMethod(_NumberedText):
    """One of the six methods 三(二)1–6, used selectively (R49–R55)."""

    ruleset = models.ForeignKey(Ruleset, on_delete=models.PROTECT, related_name="methods")

    class Meta(_NumberedText.Meta):
        verbose_name = _("inspection method")
        verbose_name_plural = _("inspection methods")
        constraints = [models.UniqueConstraint(name="one_method_a_number", fields=["ruleset", "number"])]

    @property
    def parts(self) -> list[str]:
        """What its short title names: 三(二)3 is papers called up and letters taken, which are counted apart."""
        return re.split("[、与]", self.short)
