import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.choices import UnitChoice
from core.filters import ListFilter, WordsFilter
from rectification.models import Objection
from rectification.models.objection import ObjectionStatus


class ObjectionFilter(ListFilter):
    """A subdistrict that reads its own is not asked for its unit."""

    q = WordsFilter(label=_("Item, objection or answer"), method="search")
    status = django_filters.ChoiceFilter(label=_("State"), choices=ObjectionStatus.choices, empty_label=_("All"))
    unit = UnitChoice(
        label=_("Subdistrict"), field_name="case__unit", model=Objection, path="case__unit",
        empty_label=_("All units"),
    )  # fmt: skip

    class Meta:
        model = Objection
        fields = ["q", "status", "unit"]

    def __init__(self, *args, is_inner, **kwargs):
        super().__init__(*args, **kwargs)
        if not is_inner:
            del self.filters["unit"]

    def search(self, queryset, name, value):
        words = value.strip()
        found = Q(text__icontains=words) | Q(outcome__icontains=words) | Q(item__text__icontains=words)
        return queryset.filter(found)
