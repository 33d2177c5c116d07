"""Filters of the lists of 三(三)6: assessments, copies, announcements."""

import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.choices import UnitChoice
from core.filters import ListFilter, WordsFilter, YearFilter
from core.numbers import number_in
from rectification.models import Announcement, Assessment, CopyLetter
from rectification.models.announcement import AnnouncementStatus, Part
from rectification.models.assessment import AssessmentStatus
from rectification.models.copy_letter import CopyStatus

MISSING = "missing"


class _ResultFilter(ListFilter):
    """A body that reads its own is not asked for its unit."""

    def __init__(self, *args, is_inner, today, **kwargs):
        self.today = today
        super().__init__(*args, **kwargs)
        if not is_inner:
            del self.filters["unit"]


class AssessmentFilter(_ResultFilter):
    unit = UnitChoice(label=_("Subdistrict"), model=Assessment, path="unit", empty_label=_("All subdistricts"))
    year = YearFilter(label=_("Year"))
    status = django_filters.ChoiceFilter(label=_("State"), choices=AssessmentStatus.choices, empty_label=_("All"))

    class Meta:
        model = Assessment
        fields = ["unit", "year", "status"]


class CopyFilter(_ResultFilter):
    q = WordsFilter(label=_("Number or subdistrict"), method="search")
    state = django_filters.ChoiceFilter(
        label=_("State"), choices=[(MISSING, _("Receipt is missing")), *CopyStatus.choices], empty_label=_("All"),
        method="by_state",
    )  # fmt: skip
    unit = UnitChoice(label=_("To"), field_name="body", model=CopyLetter, path="body", empty_label=_("All units"))

    class Meta:
        model = CopyLetter
        fields = ["q", "state", "unit"]

    def search(self, queryset, name, value):
        words = value.strip()
        found = Q(round__subdistrict__name__icontains=words)
        if (number := number_in(words)) is not None:
            found |= Q(letter__number=number)
        return queryset.filter(found)

    def by_state(self, queryset, name, value):
        return queryset.unreceived(self.today) if value == MISSING else queryset.filter(status=value)


class AnnouncementFilter(_ResultFilter):
    q = WordsFilter(label=_("Title or number"), method="search")
    part = django_filters.ChoiceFilter(label=_("What is announced"), choices=Part.choices, empty_label=_("All"))
    status = django_filters.ChoiceFilter(label=_("State"), choices=AnnouncementStatus.choices, empty_label=_("All"))
    unit = UnitChoice(
        label=_("Subdistrict"), field_name="round__subdistrict", model=Announcement, path="round__subdistrict",
        empty_label=_("All subdistricts"),
    )  # fmt: skip

    class Meta:
        model = Announcement
        fields = ["q", "part", "status", "unit"]

    def search(self, queryset, name, value):
        words = value.strip()
        found = Q(title__icontains=words)
        if (number := number_in(words)) is not None:
            found |= Q(document__number=number)
        return queryset.filter(found)
