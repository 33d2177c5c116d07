import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.choices import UnitChoice
from core.filters import ListFilter, WordsFilter
from rectification.models import Extension
from rectification.models.extension import ExtensionStatus


class ExtensionFilter(ListFilter):
    """A subdistrict that reads its own is not asked for its unit."""

    q = WordsFilter(label=_("Matter or reason"), method="search")
    status = django_filters.ChoiceFilter(label=_("State"), choices=ExtensionStatus.choices, empty_label=_("All"))
    unit = UnitChoice(
        label=_("Subdistrict"), field_name="case__unit", model=Extension, path="case__unit",
        empty_label=_("All units"),
    )  # fmt: skip

    class Meta:
        model = Extension
        fields = ["q", "status", "unit"]

    def __init__(self, *args, is_inner, **kwargs):
        super().__init__(*args, **kwargs)
        if not is_inner:
            del self.filters["unit"]

    def search(self, queryset, name, value):
        words = value.strip()
        return queryset.filter(Q(reason__icontains=words) | Q(item__text__icontains=words))
