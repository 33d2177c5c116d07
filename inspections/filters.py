import django_filters
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.choices import UnitChoice
from accounts.models import Unit
from accounts.models.unit import UnitKind
from accounts.roles import Role
from core.access import access_of
from core.choices import MOST_LISTED, ValueFilter
from core.filters import ListFilter, WordsFilter
from core.joined import FILTERS
from core.queries.asked_alike import made_alike
from core.queries.at_once import Texts
from core.queries.later import Batch, Gathered
from core.queries.values import Statement, few_values, first_values, together, told_by
from inspections.models import Enterprise, Finding, SubdistrictRound
from inspections.models.finding import RECTIFIED_KINDS, FindingKind, FindingStatus, Handling
from inspections.models.round import BEGUN_ON, RoundStatus
from inspections.queries.topics import topic_labels_of, topic_labels_seen
from inspections.searches import enterprises_with, findings_with, rounds_with

ALL = _("All")
# What counts of findings leave out; links under such a number open the same.
STANDING = "standing"
# All that is to be rectified: what a suggestion or a lead is not.
ISSUES = "issues"
# Withdrawn before anybody had stood for it: no count of withdrawn findings holds it (R87).
DRAFT_WITHDRAWN = "draft_withdrawn"


def years_seen(user) -> Gathered[list[tuple[int, str]]]:
    """Those of the rounds in reach, as choices."""
    return Gathered([Texts(end) for end in made_alike(ends_seen, user)], years_between)


def ends_seen(user) -> list[Statement]:
    """The first day and the last of the rounds in reach. Two look-ups at the ends of an index."""
    told = SubdistrictRound.objects.visible_to(user).annotate(told=BEGUN_ON).values("told")
    return [told_by(told.order_by(by)[:1]) for by in (BEGUN_ON, BEGUN_ON.desc())]


def years_between(first: list[str], last: list[str]) -> list[tuple[int, str]]:
    """Every year from that of the first day to that of the last, the last one first; none without days."""
    if not (first and last):
        return []
    return [(year, str(year)) for year in range(int(last[0][:4]), int(first[0][:4]) - 1, -1)]


class RoundFilter(ListFilter):
    q = WordsFilter(label=_("Subdistrict or team"), method="filter_words")
    year = django_filters.ChoiceFilter(label=_("Year"), method="filter_year", empty_label=ALL)
    status = django_filters.ChoiceFilter(label=_("State"), choices=RoundStatus.choices, empty_label=ALL)
    subdistrict = UnitChoice(label=_("Subdistrict"), model=SubdistrictRound, path="subdistrict", empty_label=ALL)

    class Meta:
        model = SubdistrictRound
        fields = ["q", "year", "status", "subdistrict"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        years = self.batch.later(years_seen(self.request.user))
        self.filters["year"].extra["choices"] = lambda: years.told

    def filter_words(self, queryset, name, value):
        return rounds_with(queryset, value)

    def filter_year(self, queryset, name, value):
        return queryset.of_year(int(value))


class FindingFilter(ListFilter):
    """Findings of one round; `sector` offers what this person sees there, `topic_number` what its ruleset has. What
    apps above add (core.joined) they tell of `today`; their orders stand here alone, where the list is short."""

    q = WordsFilter(label=_("Words"), method="filter_words")
    kind = django_filters.ChoiceFilter(
        label=_("Kind"), choices=[*FindingKind.choices, (ISSUES, _("All to be rectified"))], empty_label=ALL,
        method="filter_kind",
    )  # fmt: skip
    status = django_filters.ChoiceFilter(
        label=_("State"), choices=[
            *FindingStatus.choices, (DRAFT_WITHDRAWN, _("Withdrawn as a draft")), (STANDING, _("Not withdrawn")),
        ], empty_label=ALL, method="filter_status",
    )  # fmt: skip
    topic_number = django_filters.ChoiceFilter(label=_("Topic"), empty_label=ALL, null_label=_("Not set"))
    handling = django_filters.ChoiceFilter(
        label=_("Handling"), choices=[*Handling.choices, ("none", _("Not set"))], empty_label=ALL,
        method="filter_handling",
    )  # fmt: skip
    sector = ValueFilter(label=_("Industry"), empty_label=ALL)
    sort = django_filters.ChoiceFilter(label=_("Order"), empty_label=_("By number"), method="in_order")

    class Meta:
        model = Finding
        fields = ["q", "kind", "status", "topic_number", "handling", "sector", "sort"]

    def __init__(self, *args, today, ruleset=None, sectors=None, topics=None, **kwargs):
        """`ruleset` is that of the round; `sectors` are all its industries and `topics` the labels of its ruleset,
        where they are known already."""
        super().__init__(*args, **kwargs)
        self.ruleset, self.known_sectors = ruleset, sectors
        if topics is not None:
            self.topics = topics
        self.orders = {}
        for joined in FILTERS.of(Finding):
            self.filters |= joined.filters(today)
            self.orders |= joined.orders
        self.filters["sort"].extra["choices"] = [(word, label) for word, (label, _by) in self.orders.items()]
        self.filters["sector"].extra["values"] = self.sectors
        self.filters["topic_number"].extra["choices"] = self.topic_choices

    @property
    def narrows(self) -> bool:
        """Whether anything but an order is asked for."""
        if not self.is_bound:
            return False
        # What cannot be understood lets nothing through.
        asked = self.form.cleaned_data.items() if self.form.is_valid() else [("", True)]
        return any(value not in (None, "") for name, value in asked if name != "sort")

    @cached_property
    def topics(self):
        """Of every ruleset that a listed finding may name a topic of; the columns tell them by these too."""
        return Batch().later(topic_labels_of(self.ruleset)).told

    def topic_choices(self):
        return [(number, str(number)) for number in sorted({number for _ruleset, number in self.topics})]

    def sectors(self, beginning, most):
        if self.known_sectors is None:
            return together(few_values(self.queryset, "sector", beginning, most))[0]
        return [sector for sector in self.known_sectors if sector.startswith(beginning)][:most]

    def filter_words(self, queryset, name, value):
        return findings_with(queryset, value)

    def filter_kind(self, queryset, name, value):
        return queryset.filter(kind__in=RECTIFIED_KINDS) if value == ISSUES else queryset.filter(kind=value)

    def filter_status(self, queryset, name, value):
        if value == STANDING:
            return queryset.standing()
        if value == DRAFT_WITHDRAWN:
            return queryset.filter(status=FindingStatus.WITHDRAWN, confirmed_on=None)
        return queryset.withdrawn() if value == FindingStatus.WITHDRAWN else queryset.filter(status=value)

    def filter_handling(self, queryset, name, value):
        return queryset.filter(handling="" if value == "none" else value)

    def in_order(self, queryset, name, value):
        _label, by = self.orders[value]
        return queryset.order_by(*by, "number", "recorded_at")


def sectors_seen(user, beginning, most) -> Statement:
    """Industries of the findings in reach that begin so."""
    tell = first_values if access_of(user).kinds else few_values
    return tell(Finding.objects.visible_to(user), "sector", beginning, most)


def _first_sectors(user) -> Statement:
    return sectors_seen(user, "", MOST_LISTED + 1)


class OverviewFilter(FindingFilter):
    """Findings of all rounds in reach."""

    year = django_filters.ChoiceFilter(label=_("Year"), method="filter_year", empty_label=ALL)
    subdistrict = UnitChoice(label=_("Subdistrict"), model=SubdistrictRound, path="subdistrict", empty_label=ALL)

    class Meta(FindingFilter.Meta):
        fields = ["q", "year", "subdistrict", "kind", "status", "topic_number", "handling", "sector"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.filters["sort"]
        user, later = self.request.user, self.batch.later
        years = later(years_seen(user))
        self.filters["year"].extra["choices"] = lambda: years.told
        self._first_sectors = later(Gathered([Texts(made_alike(_first_sectors, user))], list))
        self._topics = later(topic_labels_seen(user))

    @property
    def topics(self):
        return self._topics.told

    def sectors(self, beginning, most):
        """The first ones are read together with all else there is to choose from."""
        if not beginning and most <= MOST_LISTED + 1:
            return self._first_sectors.told[:most]
        return together(sectors_seen(self.request.user, beginning, most))[0]

    def filter_year(self, queryset, name, value):
        return queryset.filter(year=int(value))


class EnterpriseFilter(ListFilter):
    q = WordsFilter(label=_("Name or credit code"), method="filter_words")
    subdistrict = UnitChoice(
        label=_("Subdistrict"), things=lambda user: Unit.objects.filter(kind=UnitKind.SUBDISTRICT), empty_label=ALL
    )
    sector = WordsFilter(label=_("Industry"), lookup_expr="icontains")
    is_key = django_filters.ChoiceFilter(
        label=_("Key enterprise"), choices=[("1", _("yes")), ("0", _("no"))], empty_label=ALL, method="filter_key"
    )

    class Meta:
        model = Enterprise
        fields = ["q", "subdistrict", "sector", "is_key"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.request.user.unit_id and self.request.user.role == Role.SUBDISTRICT:
            del self.filters["subdistrict"]

    def filter_words(self, queryset, name, value):
        return enterprises_with(queryset, value)

    def filter_key(self, queryset, name, value):
        return queryset.filter(is_key=value == "1")
