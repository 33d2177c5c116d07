import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.choices import UnitChoice, units_of
from accounts.queries.units import unit_names
from core.filters import ListFilter, WordsFilter
from core.numbers import number_in
from core.searching import bears, narrowed, spelled
from core.typed_words import parts_of
from deadlines.kinds import kind_label, registered_kinds
from deadlines.models import Deadline
from rectification.chase_ladder import ChaseLevel
from rectification.models import Chase
from rectification.models.chase import ChaseStatus
from rectification.queries.chases import board, never_chased, superseded, waiting, with_last

NEVER, SETTLED, RUNNING, SHOWN = "never", "settled", "running", "shown"


def _responsible(user, today):
    return units_of(board(user, today), "responsible_unit")


class BoardFilter(ListFilter):
    """What of the overdue duties is shown; `today` comes from the view."""

    q = WordsFilter(label=_("Search"), method="search")
    unit = UnitChoice(
        label=_("Responsible unit"), field_name="responsible_unit", things=_responsible, empty_label=_("All units")
    )
    kind = django_filters.ChoiceFilter(label=_("Kind"), empty_label=_("All kinds"))
    level = django_filters.ChoiceFilter(
        label=_("Last chase"), choices=[(NEVER, _("Never chased")), *ChaseLevel.choices], empty_label=_("All"),
        method="by_level",
    )  # fmt: skip
    due = django_filters.ChoiceFilter(
        label=_("Next step"), choices=[("1", _("Due now"))], empty_label=_("All"), method="by_due"
    )

    class Meta:
        model = Deadline
        fields = ["q", "unit", "kind", "level", "due"]

    def __init__(self, *args, today, **kwargs):
        self.today = today
        super().__init__(*args, **kwargs)
        self.filters["kind"].extra["choices"] = [(code, kind_label(code)) for code in registered_kinds()]
        self.filters["unit"].asked = (today,)

    def search(self, queryset, name, value):
        ways = [[bears(Deadline, part), unit_names("responsible_unit", part)] for part in parts_of(value)]
        return narrowed(queryset, ways)

    def by_level(self, queryset, name, value):
        return never_chased(queryset) if value == NEVER else with_last(queryset).filter(last_level=value)

    def by_due(self, queryset, name, value):
        return waiting(queryset, self.today)


class ChaseFilter(ListFilter):
    """The notes themselves. A body that reads its own is not asked for its unit."""

    q = WordsFilter(label=_("Number or addressee"), method="search")
    level = django_filters.ChoiceFilter(
        label=pgettext_lazy("of a chase", "Level"), choices=ChaseLevel.choices, empty_label=_("All")
    )
    state = django_filters.ChoiceFilter(
        label=_("State"), choices=[(RUNNING, _("Not settled yet")), (SETTLED, _("Settled")), *ChaseStatus.choices],
        empty_label=_("All"), method="by_state",
    )  # fmt: skip
    unit = UnitChoice(label=_("Addressee"), model=Chase, path="unit", empty_label=_("All units"))
    earlier = django_filters.ChoiceFilter(
        label=_("Earlier notes"), choices=[(SHOWN, _("Shown too"))], empty_label=_("The latest of each matter"),
        method="as_they_are",
    )  # fmt: skip

    class Meta:
        model = Chase
        fields = ["q", "level", "state", "unit", "earlier"]

    def __init__(self, *args, is_inner, **kwargs):
        super().__init__(*args, **kwargs)
        del self.filters["earlier" if is_inner else "unit"]

    def filter_queryset(self, queryset):
        """A body reads the latest note of each matter; the earlier ones when it asks for anything in particular."""
        found = super().filter_queryset(queryset)
        asked = self.form.cleaned_data
        if "earlier" not in self.filters or any(asked.get(name) for name in self.filters):
            return found
        return found.exclude(pk__in=superseded(found).order_by().values("pk"))

    def as_they_are(self, queryset, name, value):
        return queryset

    def search(self, queryset, name, value):
        words = value.strip()
        found = spelled(Chase, words)
        if (number := number_in(words)) is not None:
            found |= Q(letter__number=number)
        return queryset.filter(found)

    def by_state(self, queryset, name, value):
        if value == RUNNING:
            return queryset.running()
        if value == SETTLED:
            return queryset.standing().exclude(pk__in=queryset.running().order_by().values("pk"))
        return queryset.filter(status=value)
