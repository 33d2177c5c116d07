import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.choices import UnitChoice
from accounts.queries.units import unit_named
from core.filters import ListFilter, WordsFilter, YearFilter
from core.numbers import number_in
from inspections.models.finding import RECTIFIED_KINDS, FindingKind
from rectification.models import RectificationCase, RectificationItem
from rectification.models.case import CaseStatus
from rectification.models.item import ItemStatus
from rectification.searches import items_of_all_with, items_with

UNFINISHED, NOT_CLOSED, UNANSWERED, WITHDRAWN = "unfinished", "not_closed", "unanswered", "withdrawn"
NO_OPINION = "no_opinion"
# What counts: all but the withdrawn.
LIVE = "live"
UNCHECKED, CHECK_FAILED = "unchecked", "check_failed"


class CaseFilter(ListFilter):
    """Cases by words, state and year of issue."""

    q = WordsFilter(label=_("Subdistrict or number"), method="search")
    status = django_filters.ChoiceFilter(label=_("State"), choices=CaseStatus.choices, empty_label=_("All"))
    year = YearFilter(label=_("Year"), field_name="issued_on__year")

    class Meta:
        model = RectificationCase
        fields = ["q", "status", "year"]

    def search(self, queryset, name, value):
        words = value.strip()
        by_unit = unit_named("unit", words)
        number = number_in(words)
        return queryset.filter(by_unit | Q(feedback__number=number) if number is not None else by_unit)


class ItemFilter(ListFilter):
    """Items of one case; `today` comes from the view. Only who `sees_inner` learns which bear the leader's opinion."""

    q = WordsFilter(label=_("Problem, body or number"), method="search")
    status = django_filters.ChoiceFilter(
        label=_("State"),
        choices=[
            *ItemStatus.choices,
            (UNFINISHED, _("All that are unfinished")),
            (UNANSWERED, _("Neither reported nor explained")),
            (UNCHECKED, _("Reported, not checked yet")),
            (CHECK_FAILED, _("Check failed")),
            (NOT_CLOSED, _("All that are not closed")),
            (LIVE, _("All but the withdrawn")),
            (WITHDRAWN, _("Withdrawn")),
        ],
        empty_label=_("All"),
        method="by_status",
    )
    kind = django_filters.ChoiceFilter(
        label=_("Kind"), choices=[(kind.value, kind.label) for kind in FindingKind if kind in RECTIFIED_KINDS],
        empty_label=_("All"),
    )  # fmt: skip
    overdue = django_filters.ChoiceFilter(
        label=_("Date"), choices=[("1", _("Overdue"))], empty_label=_("All"), method="by_overdue"
    )

    class Meta:
        model = RectificationItem
        fields = ["q", "status", "kind", "overdue"]

    def __init__(self, *args, today, sees_inner=False, **kwargs):
        self.today = today
        super().__init__(*args, **kwargs)
        if sees_inner:
            self.filters["status"].extra["choices"] = [
                *self.filters["status"].extra["choices"], (NO_OPINION, _("Without an opinion of the leader")),
            ]  # fmt: skip

    def search(self, queryset, name, value):
        return items_with(queryset, value)

    def by_status(self, queryset, name, value):
        groups = {
            UNFINISHED: queryset.unfinished,
            UNANSWERED: queryset.unanswered,
            UNCHECKED: queryset.unchecked,
            CHECK_FAILED: queryset.check_failed,
            NOT_CLOSED: queryset.not_closed,
            LIVE: queryset.live,
            NO_OPINION: queryset.without_opinion,
            WITHDRAWN: lambda: queryset.filter(is_withdrawn=True),
        }
        return groups[value]() if value in groups else queryset.filter(status=value)

    def by_overdue(self, queryset, name, value):
        return queryset.overdue(self.today)


class ItemOverviewFilter(ItemFilter):
    """Items of every case in reach."""

    year = YearFilter(label=_("Year"), method="by_year")
    unit = UnitChoice(
        label=_("Subdistrict"), field_name="subdistrict", model=RectificationCase, path="unit", empty_label=_("All")
    )

    class Meta(ItemFilter.Meta):
        fields = ["q", "year", "unit", "status", "kind", "overdue"]

    def search(self, queryset, name, value):
        """Here the subdistrict is searched for, too."""
        return items_of_all_with(queryset, value)

    def by_year(self, queryset, name, value):
        return queryset.of_year(value)
