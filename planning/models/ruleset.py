from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.models import Aggregate
from records.rendering.text import full_width


class RulesetStatus(models.TextChoices):
    DRAFT = "draft", _("Draft")
    IN_FORCE = "in_force", _("In force")
    SUPERSEDED = "superseded", _("Superseded")


class RulesetQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The law is public: it was printed 此件公开发布."""
        return self

    def in_force_on(self, day):
        """The ruleset in force on a day (R2), the latest first."""
        return self.exclude(status=RulesetStatus.DRAFT).filter(effective_on__lte=day).order_by("-effective_on")


def _default_ladder():
    return [7, 3, 1, 0, -1, -3, -7]


def _default_chase_ladder():
    return [1, 3, 5, 7]


class Ruleset(Aggregate):
    """Every number and list of one edition of the regulation; a round carries its ruleset for good (R2).

    Fields whose clause in `CLAUSES` is None are silent in the text: set by the office, and the screen says so
    (本制度未规定).
    """

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
        "hand_off_reply_days": None,
        "follow_up_months": None,
        "chase_ladder": None,
        "chase_answer_days": None,
    }

    status = models.CharField(_("state"), max_length=12, choices=RulesetStatus.choices, default=RulesetStatus.DRAFT)
    title = models.CharField(_("title"), max_length=100)
    document_number = models.CharField(_("document number"), max_length=60)
    effective_on = models.DateField(_("in force from"))
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

    hand_off_reply_days = models.PositiveSmallIntegerField(_("days to reply on a hand-off"), default=30)
    follow_up_months = models.PositiveSmallIntegerField(_("months between questions in a long follow-up"), default=6)
    chase_ladder = models.JSONField(
        _("days after the end from which to chase in blue, yellow and red, and by letter"),
        default=_default_chase_ladder,
    )
    chase_answer_days = models.PositiveSmallIntegerField(_("days to comply after a chase"), default=3)

    objects = RulesetQuerySet.as_manager()

    class Meta:
        ordering = ["-effective_on"]
        verbose_name = _("ruleset")
        verbose_name_plural = _("rulesets")
        constraints = [
            models.UniqueConstraint(name="one_ruleset_an_edition", fields=["document_number", "effective_on"])
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("planning:ruleset-detail", args=[self.pk])

    @property
    def scope_ids(self):
        return ()

    @property
    def topic_numbers(self) -> list[int]:
        """The numbers of its inspection topics 三(一), in order."""
        return list(self.topics.values_list("number", flat=True))

    @classmethod
    def clause_of(cls, field: str) -> str:
        """The clause that fixes this number, or the words that say the text is silent."""
        return cls.CLAUSES[field] or _("not fixed by the regulation")


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

    class Meta(_NumberedText.Meta):
        verbose_name = _("inspection topic")
        verbose_name_plural = _("inspection topics")
        constraints = [models.UniqueConstraint(name="one_topic_a_number", fields=["ruleset", "number"])]


class InspectionMethod(_NumberedText):
    """One of the six methods 三(二)1–6, used selectively (R49–R55)."""

    ruleset = models.ForeignKey(Ruleset, on_delete=models.PROTECT, related_name="methods")

    class Meta(_NumberedText.Meta):
        verbose_name = _("inspection method")
        verbose_name_plural = _("inspection methods")
        constraints = [models.UniqueConstraint(name="one_method_a_number", fields=["ruleset", "number"])]
