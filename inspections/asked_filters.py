"""Filters of orders to fix at once and of interviews. A subdistrict that reads its own is not asked for its unit."""

import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.choices import UnitChoice
from core.filters import ListFilter, WordsFilter
from core.numbers import number_in
from core.searching import bears, narrowed
from inspections.models import ImmediateOrder, Interview
from inspections.models.interview import InterviewLevel, InterviewStatus
from inspections.models.order import OrderStatus

ALL = _("All")


def _numbered(words: str) -> list[Q]:
    number = number_in(words)
    return [] if number is None else [Q(notice__number=number)]


class OrderFilter(ListFilter):
    q = WordsFilter(label=_("Problem, body or number"), method="search")
    status = django_filters.ChoiceFilter(label=_("State"), choices=OrderStatus.choices, empty_label=ALL)
    unit = UnitChoice(
        label=_("Subdistrict"), field_name="round__subdistrict", empty_label=_("All units"),
        model=ImmediateOrder, path="round__subdistrict",
    )  # fmt: skip
    overdue = django_filters.ChoiceFilter(
        label=_("Date"), choices=[("1", _("Overdue"))], empty_label=ALL, method="by_overdue"
    )

    class Meta:
        model = ImmediateOrder
        fields = ["q", "status", "unit", "overdue"]

    def __init__(self, *args, today, is_inner, **kwargs):
        self.today = today
        super().__init__(*args, **kwargs)
        if not is_inner:
            del self.filters["unit"]

    def search(self, queryset, name, value):
        words = value.strip()
        return narrowed(queryset, [[bears(ImmediateOrder, words), *_numbered(words)]])

    def by_overdue(self, queryset, name, value):
        return queryset.standing().filter(status=OrderStatus.ISSUED, due_on__lt=self.today)


class InterviewFilter(ListFilter):
    q = WordsFilter(label=_("Body, person, reason or number"), method="search")
    status = django_filters.ChoiceFilter(label=_("State"), choices=InterviewStatus.choices, empty_label=ALL)
    level = django_filters.ChoiceFilter(label=_("Who speaks"), choices=InterviewLevel.choices, empty_label=ALL)
    unit = UnitChoice(
        label=_("Subdistrict"), empty_label=_("All units"),
        model=Interview, path="unit",
    )  # fmt: skip
    overdue = django_filters.ChoiceFilter(
        label=_("Reply"), choices=[("1", _("Overdue"))], empty_label=ALL, method="by_overdue"
    )

    class Meta:
        model = Interview
        fields = ["q", "status", "level", "unit", "overdue"]

    def __init__(self, *args, today, is_inner, **kwargs):
        self.today = today
        super().__init__(*args, **kwargs)
        if not is_inner:
            del self.filters["unit"]

    def search(self, queryset, name, value):
        words = value.strip()
        return narrowed(queryset, [[bears(Interview, words), *_numbered(words)]])

    def by_overdue(self, queryset, name, value):
        return queryset.filter(status=InterviewStatus.HELD, reply_by__lt=self.today)
