from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.models import Unit, User
from accounts.permissions import Permission
from core.access import access_of
from core.addresses import address_of
from core.models import Aggregate


class MemberType(models.TextChoices):
    SERVING_LEADER = "serving_leader", _("Serving leading official")
    STAFF = "staff", _("Staff member")
    EXPERT = "expert", _("Technical expert")


class Rank(models.TextChoices):
    """Posts and grades of 公务员法 18–19; 科级 is section head or deputy, and the matching grades (DOMAIN §4)."""

    COUNTY_HEAD = "county_head", _("County level, head")
    COUNTY_DEPUTY = "county_deputy", _("County level, deputy")
    SECTION_HEAD = "section_head", _("Section level, head")
    SECTION_DEPUTY = "section_deputy", _("Section level, deputy")
    SENIOR_CLERK_1 = "senior_clerk_1", _("Principal clerk, grade 1")
    SENIOR_CLERK_2 = "senior_clerk_2", _("Principal clerk, grade 2")
    SENIOR_CLERK_3 = "senior_clerk_3", _("Principal clerk, grade 3")
    SENIOR_CLERK_4 = "senior_clerk_4", _("Principal clerk, grade 4")
    SUBSECTION = "subsection", _("Subsection level")
    CLERK = "clerk", _("Clerk")
    NONE = "none", _("No rank")


ABOVE_SECTION = frozenset({Rank.COUNTY_HEAD, Rank.COUNTY_DEPUTY})


class PersonQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The register is the office's and the committee's."""
        return self if Permission.TEAM_VIEW in access_of(user).everywhere else self.none()


class Person(Aggregate):
    """Somebody who may serve in a team (R14). No identity number, no health record (DOMAIN §3.2)."""

    full_name = models.CharField(_("full name"), max_length=50)
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="people", verbose_name=_("unit")
    )
    post = models.CharField(_("post"), max_length=60, blank=True)
    rank = models.CharField(_("rank"), max_length=20, choices=Rank.choices, default=Rank.NONE)
    member_type = models.CharField(_("kind of member"), max_length=20, choices=MemberType.choices)
    is_in_post = models.BooleanField(_("in post"), default=True)
    specialty = models.CharField(_("field of expertise"), max_length=60, blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    user = models.OneToOneField(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="person", verbose_name=_("account")
    )

    objects = PersonQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["full_name", "pk"]
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self):
        return self.full_name

    def get_absolute_url(self):
        return address_of("planning:person-detail", self.pk)

    @property
    def scope_ids(self):
        return ()

    @property
    def named(self) -> str:
        """Name with unit and post, since names repeat."""
        rest = " ".join(filter(None, [self.unit.short_name if self.unit else "", self.post]))
        return gettext("%(name)s (%(rest)s)") % {"name": self.full_name, "rest": rest} if rest else self.full_name

    @property
    def post_and_rank(self) -> str:
        """副局长 · 乡科级副职; once where both have the same name, and no word of a rank that nobody has."""
        rank = "" if self.rank == Rank.NONE and self.post else str(self.get_rank_display())
        return " · ".join(dict.fromkeys(filter(None, [self.post, rank])))
