from datetime import datetime, time, timedelta

import django_filters
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.choices import UnitChoice
from core.event_words import verb_choices
from core.filters import DayFilter, ListFilter, WordsFilter, YearFilter
from core.models import AuditEvent
from records.forms import DateInput
from records.kinds import document_kind_choices
from records.models import IssuedDocument
from records.models.document import DocumentStatus
from records.searches import documents_with


class DocumentFilter(ListFilter):
    """Documents by words, kind, addressee, year and state."""

    q = WordsFilter(label=_("Title, number or addressee"), method="filter_words")
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=document_kind_choices, empty_label=_("All"))
    # Only addressees of what the person may see: the others are nobody's business.
    unit = UnitChoice(
        label=_("Addressee"), field_name="addressee", model=IssuedDocument, path="addressee", empty_label=_("All")
    )
    year = YearFilter(label=_("Year"))
    status = django_filters.ChoiceFilter(label=_("State"), choices=DocumentStatus.choices, empty_label=_("All"))

    class Meta:
        model = IssuedDocument
        fields = ["q", "kind", "unit", "year", "status"]

    def filter_words(self, queryset, name, value):
        return documents_with(queryset, value)


class EventFilter(ListFilter):
    """The log by words, verb, person and days (both inclusive, in Shanghai)."""

    q = WordsFilter(label=_("Id, kind or address"), method="filter_words")
    actor = WordsFilter(label=_("Person"), field_name="actor_name", lookup_expr="icontains")
    verb = django_filters.ChoiceFilter(label=_("Verb"), choices=verb_choices, empty_label=_("All"))
    at_after = DayFilter(label=_("From day"), widget=DateInput, method="filter_after")
    at_before = DayFilter(label=_("To day"), widget=DateInput, method="filter_before")

    class Meta:
        model = AuditEvent
        fields = ["q", "actor", "verb", "at_after", "at_before"]

    def filter_words(self, queryset, name, value):
        return queryset.filter(
            Q(target_id=value) | Q(target_kind__icontains=value) | Q(address=value) | Q(verb__icontains=value)
        )

    def filter_after(self, queryset, name, value):
        return queryset.filter(at__gte=_midnight(value))

    def filter_before(self, queryset, name, value):
        return queryset.filter(at__lt=_midnight(value + timedelta(days=1)))


def _midnight(day) -> datetime:
    """00:00 in Shanghai; compared as an instant, so that the index on `at` is of use."""
    return timezone.make_aware(datetime.combine(day, time.min))
