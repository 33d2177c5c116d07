import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit
from accounts.queries.units import unit_named
from core.filters import ListFilter, WordsFilter
from core.numbers import whole_number
from inspections.models import Finding, SubdistrictRound
from inspections.models.finding import RECTIFIED_KINDS, FindingKind, FindingStatus, Handling
from inspections.models.round import RoundStatus
from planning.models import InspectionTopic

ALL = _("All")
# What counts of findings leave out; links under such a number open the same.
STANDING = "standing"
# All that is to be rectified: what a suggestion or a lead is not.
ISSUES = "issues"


def years_of(queryset) -> list[tuple[int, str]]:
    days = queryset.order_by().values_list("entered_on", "planned_from_on")
    years = sorted({(entered or planned).year for entered, planned in days}, reverse=True)
    return [(year, str(year)) for year in years]


class RoundFilter(ListFilter):
    q = WordsFilter(label=_("Subdistrict or team"), method="filter_words")
    year = django_filters.ChoiceFilter(label=_("Year"), method="filter_year", empty_label=ALL)
    status = django_filters.ChoiceFilter(label=_("State"), choices=RoundStatus.choices, empty_label=ALL)
    subdistrict = django_filters.ModelChoiceFilter(
        label=_("Subdistrict"), queryset=Unit.objects.none(), empty_label=ALL
    )

    class Meta:
        model = SubdistrictRound
        fields = ["q", "year", "status", "subdistrict"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["year"].extra["choices"] = years_of(self.queryset)
        self.filters["subdistrict"].queryset = Unit.objects.filter(
            pk__in=self.queryset.order_by().values("subdistrict")
        )

    def filter_words(self, queryset, name, value):
        return queryset.filter(unit_named("subdistrict", value) | Q(team__name__icontains=value))

    def filter_year(self, queryset, name, value):
        return queryset.of_year(int(value))


class FindingFilter(ListFilter):
    """Findings of one round; `sector` offers what this person sees there, `topic_number` what its ruleset has."""

    q = WordsFilter(label=_("Words"), method="filter_words")
    kind = django_filters.ChoiceFilter(
        label=_("Kind"), choices=[*FindingKind.choices, (ISSUES, _("All to be rectified"))], empty_label=ALL,
        method="filter_kind",
    )  # fmt: skip
    status = django_filters.ChoiceFilter(
        label=_("State"), choices=[*FindingStatus.choices, (STANDING, _("Not withdrawn"))], empty_label=ALL,
        method="filter_status",
    )  # fmt: skip
    topic_number = django_filters.ChoiceFilter(label=_("Topic"), empty_label=ALL, null_label=_("Not set"))
    handling = django_filters.ChoiceFilter(
        label=_("Handling"), choices=[*Handling.choices, ("none", _("Not set"))], empty_label=ALL,
        method="filter_handling",
    )  # fmt: skip
    sector = django_filters.ChoiceFilter(label=_("Industry"), empty_label=ALL)

    class Meta:
        model = Finding
        fields = ["q", "kind", "status", "topic_number", "handling", "sector"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        sectors = self.queryset.exclude(sector="").order_by("sector").values_list("sector", flat=True).distinct()
        self.filters["sector"].extra["choices"] = [(sector, sector) for sector in sectors]
        topics = InspectionTopic.objects.filter(ruleset__in=self.queryset.order_by().values("round__ruleset"))
        numbers = topics.order_by("number").values_list("number", flat=True).distinct()
        self.filters["topic_number"].extra["choices"] = [(number, str(number)) for number in numbers]

    def filter_words(self, queryset, name, value):
        words = Q(text__icontains=value) | Q(place__icontains=value)
        words |= Q(enterprise__name__icontains=value) | unit_named("unit", value)
        if (number := whole_number(value)) is not None:
            words |= Q(number=number)
        return queryset.filter(words)

    def filter_kind(self, queryset, name, value):
        return queryset.filter(kind__in=RECTIFIED_KINDS) if value == ISSUES else queryset.filter(kind=value)

    def filter_status(self, queryset, name, value):
        return queryset.standing() if value == STANDING else queryset.filter(status=value)

    def filter_handling(self, queryset, name, value):
        return queryset.filter(handling="" if value == "none" else value)


class OverviewFilter(FindingFilter):
    """Findings of all rounds in reach."""

    year = django_filters.ChoiceFilter(label=_("Year"), method="filter_year", empty_label=ALL)
    subdistrict = django_filters.ModelChoiceFilter(
        label=_("Subdistrict"), field_name="round__subdistrict", queryset=Unit.objects.none(), empty_label=ALL
    )

    class Meta(FindingFilter.Meta):
        fields = ["q", "year", "subdistrict", "kind", "status", "topic_number", "handling", "sector"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        rounds = SubdistrictRound.objects.visible_to(self.request.user)
        self.filters["year"].extra["choices"] = years_of(rounds)
        self.filters["subdistrict"].queryset = Unit.objects.filter(pk__in=rounds.order_by().values("subdistrict"))

    def filter_year(self, queryset, name, value):
        rounds = SubdistrictRound.objects.of_year(int(value))
        return queryset.filter(round__in=rounds)
