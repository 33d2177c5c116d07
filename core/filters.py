"""What every filter of a list stands on: what cannot be searched for is not found, and never breaks the page."""

from collections.abc import Mapping
from copy import copy
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.functional import cached_property

from core.forms.fields import DayField, YearField
from core.forms.plain_input import PlainInput
from core.forms.plain_select import PlainSelect
from core.queries.later import Batch

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


class AskingFilter(django_filters.Filter):
    """One that asks the database what there is to choose from, together with the others of its set."""

    def ask(self, batch: Batch) -> None:
        raise NotImplementedError


class _Filters(dict):
    """The filters of a class. Each request has its own, since it tells them what there is to choose from; of all that
    was said once it copies nothing."""

    def __deepcopy__(self, memo: Any) -> "_Filters":
        return _Filters((name, _own(each)) for name, each in self.items())


def _own(filter_: django_filters.Filter) -> django_filters.Filter:
    own = copy(filter_)
    own.extra = dict(filter_.extra)
    # By this it calls the method of its own set of filters.
    own.method = filter_.method
    return own


class _Fields(dict):
    """Fields made for one form, which therefore need no copy."""

    def __deepcopy__(self, memo: Any) -> "_Fields":
        return self


class _FilterForm(forms.Form):
    def __init__(self, fields: Mapping[str, forms.Field], *args: Any, **kwargs: Any) -> None:
        self.base_fields = _Fields(fields)
        super().__init__(*args, **kwargs)


class ListFilter(django_filters.FilterSet):
    """A filter that was given something it does not know lets nothing through: neither a page nor an export nor a verb
    for all that is listed may take the whole list for what was asked."""

    @classmethod
    def get_filters(cls) -> dict[str, django_filters.Filter]:
        return _Filters(super().get_filters())

    @cached_property
    def batch(self) -> Batch:
        """What its filters ask before they know their choices, in one statement."""
        return Batch()

    @cached_property
    def form(self) -> forms.Form:
        """Its fields are known at each request alone: a class of forms for each would take longer than to fill it."""
        for each in self.filters.values():
            if isinstance(each, AskingFilter):
                each.ask(self.batch)
        fields = {name: each.field for name, each in self.filters.items()}
        for field in fields.values():
            field.widget = _plain(field.widget)
        return _FilterForm(fields, self.data if self.is_bound else None, prefix=self.form_prefix)

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


def _plain(widget: forms.Widget) -> forms.Widget:
    if type(widget) is forms.Select:
        return PlainSelect(attrs=widget.attrs, choices=widget.choices)
    if isinstance(widget, forms.widgets.Input) and type(widget) in (forms.TextInput, forms.NumberInput):
        return PlainInput(str(widget.input_type), widget.attrs)
    return widget
