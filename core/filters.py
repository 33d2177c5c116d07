"""What every filter of a list stands on: what cannot be searched for is not found, and never breaks the page."""

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet

from core.forms.fields import DayField, YearField
from core.forms.plain_input import PlainInput
from core.forms.plain_select import PlainSelect

# Of words somebody looks for; SQLite compares no pattern beyond 50,000 bytes.
MOST_SIGNS = 200


def searched_words(typed: str) -> str:
    """Words of a search that stands in no form: cut to length, without NUL, which PostgreSQL refuses in a text."""
    return typed.replace("\0", "").strip()[:MOST_SIGNS]


class WordsFilter(django_filters.CharFilter):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, max_length=MOST_SIGNS, **kwargs)


class YearFilter(django_filters.Filter):
    field_class = YearField


class DayFilter(django_filters.Filter):
    field_class = DayField


class ListFilter(django_filters.FilterSet):
    """A filter that was given something it does not know lets nothing through: neither a page nor an export nor a verb
    for all that is listed may take the whole list for what was asked."""

    def get_form_class(self) -> type[forms.Form]:
        found = super().get_form_class()
        for field in found.base_fields.values():
            widget = field.widget
            if type(widget) is forms.Select:
                field.widget = PlainSelect(attrs=widget.attrs, choices=widget.choices)
            elif type(widget) in (forms.TextInput, forms.NumberInput):
                field.widget = PlainInput(widget.input_type, widget.attrs)
        return found

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        """Words are looked for last, among what all else lets through: then the search has counted the list."""
        for words_asked in (False, True):
            for name, value in self.form.cleaned_data.items():
                if isinstance(self.filters[name], WordsFilter) is words_asked:
                    queryset = self.filters[name].filter(queryset, value)
        return queryset

    @property
    def qs(self) -> QuerySet:
        if self.is_bound and not self.form.is_valid():
            return self.queryset.none()
        return super().qs
