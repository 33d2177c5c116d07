"""Forms and filters: every field has a name that people read, and takes only what the house can reckon with."""

import importlib
import inspect
import pkgutil

import django_filters
import pytest
from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.forms import HiddenInput, MultipleHiddenInput

from core.filters import ListFilter, WordsFilter
from core.forms import DayField, HouseForm
from tests.walls.sources import APPS


def _modules(app, room="forms"):
    try:
        package = importlib.import_module(f"{app}.{room}")
    except ModuleNotFoundError:
        return
    yield package
    for found in pkgutil.iter_modules(getattr(package, "__path__", ())):
        yield importlib.import_module(f"{app}.{room}.{found.name}")


FORMS = sorted(
    {
        form
        for app in APPS
        for module in _modules(app)
        for form in vars(module).values()
        if inspect.isclass(form) and issubclass(form, forms.BaseForm) and form.__module__.startswith(APPS)
    },
    key=lambda form: (form.__module__, form.__qualname__),
)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__qualname__)
def test_every_form_mends_and_refuses_texts_as_the_house_does(form):
    """On any other base, what cannot be printed would be kept and stop a paper weeks later. At the door only passwords
    and names that are known already are typed."""
    assert issubclass(form, HouseForm | AuthenticationForm | PasswordChangeForm)


def test_there_are_forms_to_look_at():
    assert len(FORMS) > 40


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__qualname__)
def test_every_field_has_a_label(form):
    """Without one Django makes it up from the English name of the field."""
    bare = [
        name
        for name, field in form.base_fields.items()
        if not isinstance(field.widget, HiddenInput | MultipleHiddenInput) and field.label is None
    ]

    assert bare == []


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__qualname__)
def test_days_and_numbers_have_bounds(form):
    """A day of the year 1 or 9999 has no day before or after it; a number without end fits no column. The version is
    only compared."""
    fields = {name: field for name, field in form.base_fields.items() if name != "version"}
    days = [name for name, field in fields.items() if isinstance(field, forms.DateField | forms.DateTimeField)]
    numbers = [name for name, field in fields.items() if isinstance(field, forms.IntegerField)]

    assert [name for name in days if not isinstance(fields[name], DayField)] == []
    assert [name for name in numbers if None in (fields[name].min_value, fields[name].max_value)] == []


FILTERS = sorted(
    {
        kind
        for app in APPS
        for module in _modules(app, "filters")
        for kind in vars(module).values()
        if inspect.isclass(kind) and issubclass(kind, django_filters.FilterSet) and kind is not ListFilter
    },
    key=lambda kind: (kind.__module__, kind.__qualname__),
)


def test_there_are_filters_to_look_at():
    assert len(FILTERS) > 10


@pytest.mark.parametrize("kind", FILTERS, ids=lambda kind: f"{kind.__module__}.{kind.__qualname__}")
def test_filters_take_only_what_can_be_looked_for(kind):
    plain = (django_filters.NumberFilter, django_filters.DateFilter, django_filters.CharFilter)
    loose = [
        name
        for name, each in kind.base_filters.items()
        if isinstance(each, plain) and not isinstance(each, WordsFilter)
    ]

    assert issubclass(kind, ListFilter)
    assert loose == []
