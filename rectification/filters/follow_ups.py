import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.choices import UnitChoice
from core.filters import ListFilter, WordsFilter
from inspections.models.finding import RECTIFIED_KINDS, FindingKind
from rectification.models import FollowUpCheck
from rectification.models.follow_up import FollowUpStatus

ALL = _("All")


class FollowUpFilter(ListFilter):
    q = WordsFilter(label=_("Problem, body, place or earlier item"), method="search")
    status = django_filters.ChoiceFilter(label=_("State"), choices=FollowUpStatus.choices, empty_label=ALL)
    kind = django_filters.ChoiceFilter(
        label=_("Kind"), choices=[(kind.value, FindingKind(kind).label) for kind in RECTIFIED_KINDS], empty_label=ALL
    )
    unit = UnitChoice(
        label=_("Subdistrict"), field_name="round__subdistrict", model=FollowUpCheck, path="round__subdistrict",
        empty_label=_("All units"),
    )  # fmt: skip

    class Meta:
        model = FollowUpCheck
        fields = ["q", "status", "kind", "unit"]

    def search(self, queryset, name, value):
        words = value.strip()
        found = Q(text__icontains=words) | Q(subject_name__icontains=words) | Q(place__icontains=words)
        return queryset.filter(found | Q(key__icontains=words))
