import django_filters
from django.utils.translation import gettext_lazy as _

from accounts.choices import UnitChoice
from core.filters import ListFilter, WordsFilter
from inspections.models import CaseFile, SubdistrictRound
from inspections.models.case_file import CaseFileStatus, Retention
from inspections.searches import rounds_with


class CaseFileFilter(ListFilter):
    q = WordsFilter(label=_("Subdistrict or team"), method="search")
    status = django_filters.ChoiceFilter(label=_("State"), choices=CaseFileStatus.choices, empty_label=_("All"))
    retention = django_filters.ChoiceFilter(label=_("Retention term"), choices=Retention.choices, empty_label=_("All"))
    subdistrict = UnitChoice(
        label=_("Subdistrict"), field_name="round__subdistrict", model=CaseFile, path="round__subdistrict",
        empty_label=_("All"),
    )  # fmt: skip

    class Meta:
        model = CaseFile
        fields = ["q", "status", "retention", "subdistrict"]

    def search(self, queryset, name, value):
        return queryset.filter(round__in=rounds_with(SubdistrictRound.objects.all(), value))
