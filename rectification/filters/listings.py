import django_filters
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from accounts.choices import UnitChoice
from accounts.queries.units import unit_named
from core.choices import ThingFilter
from core.filters import ListFilter, WordsFilter
from inspections.models import SubdistrictRound
from inspections.queries.names import with_name
from rectification.models import HazardListing
from rectification.models.listing import ON_LIST, ListingStatus
from rectification.searches import listings_with

ON_THE_LIST, UNPUBLISHED = "on_list", "unpublished"


def _rounds(user):
    rounds = SubdistrictRound.objects.visible_to(user)
    listed = rounds.filter(Exists(HazardListing.objects.filter(round=OuterRef("pk"))))
    return with_name(listed)


def _named(rounds, words):
    """A round's name begins with that of its subdistrict."""
    return rounds.filter(unit_named("subdistrict", words.split()[0]))


class ListingFilter(ListFilter):
    """`today` comes from the view. Subdistrict and department are not told of rounds."""

    q = WordsFilter(label=_("Hazard, body or number"), method="search")
    status = django_filters.ChoiceFilter(
        label=_("State"),
        choices=[*ListingStatus.choices, (ON_THE_LIST, _("On the list")), (UNPUBLISHED, _("Not published yet"))],
        empty_label=_("All"), method="by_status",
    )  # fmt: skip
    department = UnitChoice(
        label=_("Supervising department"), model=HazardListing, path="department", empty_label=_("All")
    )
    round = ThingFilter(label=_("Round"), things=_rounds, named=_named, empty_label=_("All"))
    overdue = django_filters.ChoiceFilter(
        label=_("Date"), choices=[("1", _("Overdue"))], empty_label=_("All"), method="by_overdue"
    )

    class Meta:
        model = HazardListing
        fields = ["q", "status", "department", "round", "overdue"]

    def __init__(self, *args, today, is_inner, **kwargs):
        self.today = today
        super().__init__(*args, **kwargs)
        if not is_inner:
            del self.filters["department"], self.filters["round"]

    def search(self, queryset, name, value):
        return listings_with(queryset, value)

    def by_status(self, queryset, name, value):
        if value == ON_THE_LIST:
            return queryset.standing().filter(status__in=ON_LIST)
        if value == UNPUBLISHED:
            listed = Q(published_on=None, status__in=ON_LIST)
            removed = Q(status=ListingStatus.REMOVED) & (Q(published_on=None) | Q(removal_published_on=None))
            return queryset.filter(listed | removed)
        return queryset.filter(status=value)

    def by_overdue(self, queryset, name, value):
        return queryset.standing().overdue(self.today)
