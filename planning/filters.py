import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.choices import UnitChoice, units_of
from accounts.models import Unit
from accounts.models.unit import UnitKind
from accounts.queries.units import unit_named
from core.filters import ListFilter, WordsFilter, YearFilter
from core.searching import spelled, whose
from core.typed_words import parts_of
from planning.models import AnnualPlan, InspectionTeam, Membership, Person
from planning.models.person import MemberType
from planning.models.plan import PlanStatus
from planning.models.team import TeamStatus


class PlanFilter(ListFilter):
    """Drafts given up come only when they are asked for."""

    year = YearFilter(label=_("Year"))
    status = django_filters.ChoiceFilter(
        label=_("State"), choices=PlanStatus.choices, empty_label=_("All but discarded drafts")
    )

    class Meta:
        model = AnnualPlan
        fields = ["year", "status"]

    def filter_queryset(self, queryset):
        found = super().filter_queryset(queryset)
        return found if self.form.cleaned_data["status"] else found.standing()


class TeamFilter(ListFilter):
    q = WordsFilter(label=_("Search"), method="search")
    year = YearFilter(label=_("Year"), field_name="cycle__year")
    status = django_filters.ChoiceFilter(label=_("State"), choices=TeamStatus.choices, empty_label=_("All states"))

    class Meta:
        model = InspectionTeam
        fields = ["q", "year", "status"]

    def search(self, queryset, name, value):
        words = value.strip()
        people = Person.objects.filter(spelled(Person, words), full_name__icontains=words)
        served = Membership.objects.filter(whose("person", people))
        return queryset.filter(spelled(InspectionTeam, words) | whose("pk", served, key="team"))


class PersonFilter(ListFilter):
    q = WordsFilter(label=_("Name, post or field"), method="search")
    unit = UnitChoice(
        label=_("Unit"), things=lambda user: units_of(Person.objects.all(), "unit"), empty_label=_("All units")
    )
    member_type = django_filters.ChoiceFilter(
        label=_("Kind of member"), choices=MemberType.choices, empty_label=_("All kinds")
    )
    is_in_post = django_filters.ChoiceFilter(
        label=_("In post"), choices=[("true", _("In post")), ("false", _("No longer in post"))],
        empty_label=_("All"), method="in_post",
    )  # fmt: skip

    class Meta:
        model = Person
        fields = ["q", "unit", "member_type", "is_in_post"]

    def search(self, queryset, name, value):
        return search_people(queryset, value)

    def in_post(self, queryset, name, value):
        return queryset.filter(is_in_post=value == "true")


def search_people(queryset, words):
    for part in parts_of(words):
        queryset = queryset.filter(spelled(Person, part) | unit_named("unit", part))
    return queryset


class UnitFilter(ListFilter):
    q = WordsFilter(label=_("Name or principal"), method="search")
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=UnitKind.choices, empty_label=_("All kinds"))

    class Meta:
        model = Unit
        fields = ["q", "kind"]

    def search(self, queryset, name, value):
        words = value.strip()
        found = unit_named("pk", words) | Q(terms__full_name__icontains=words)
        return queryset.filter(found).distinct()
