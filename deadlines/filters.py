import django_filters
from django.utils.translation import gettext_lazy as _

from accounts.choices import UnitChoice
from accounts.queries.units import unit_names
from core.filters import ListFilter, WordsFilter, YearFilter
from core.searching import bears, narrowed
from core.typed_words import parts_of
from deadlines.kinds import kind_label, registered_kinds
from deadlines.models import Deadline, Signal

ALL = "all"
# Whose duty it is where no unit is named.
NO_UNIT = _("Team or committee")


class DeadlineFilter(ListFilter):
    """What is still running unless another light is asked for; `today` comes from the view."""

    q = WordsFilter(label=_("Search"), method="search")
    signal = django_filters.ChoiceFilter(
        label=_("Signal"),
        choices=[*Signal.choices, (ALL, _("All, done ones too"))],
        empty_label=_("Still running"),
        method="by_signal",
    )
    kind = django_filters.ChoiceFilter(label=_("Kind"), empty_label=_("All kinds"))
    unit = UnitChoice(
        label=_("Responsible unit"), field_name="responsible_unit", model=Deadline, path="responsible_unit",
        empty_label=_("All units"), null_label=NO_UNIT,
    )  # fmt: skip

    year = YearFilter(label=_("Due in the year"), field_name="due_on__year")

    class Meta:
        model = Deadline
        fields = ["q", "signal", "kind", "unit", "year"]

    def __init__(self, *args, today, **kwargs):
        self.today = today
        super().__init__(*args, **kwargs)
        self.filters["kind"].extra["choices"] = [(code, kind_label(code)) for code in registered_kinds()]

    def filter_queryset(self, queryset):
        return super().filter_queryset(queryset.live() if self.form.cleaned_data.get("signal") else queryset.open())

    def search(self, queryset, name, value):
        ways = [[bears(Deadline, part), unit_names("responsible_unit", part)] for part in parts_of(value)]
        return narrowed(queryset, ways)

    def by_signal(self, queryset, name, value):
        by_signal = {
            Signal.NORMAL: lambda: queryset.normal(self.today),
            Signal.NEAR: lambda: queryset.near(self.today),
            Signal.OVERDUE: lambda: queryset.overdue(self.today),
            Signal.DONE: queryset.done,
        }
        return by_signal[value]() if value in by_signal else queryset
