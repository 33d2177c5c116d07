"""Forms: every field has a name that people read."""

import importlib
import inspect
import pkgutil

import pytest
from django import forms
from django.forms import HiddenInput, MultipleHiddenInput

from core.forms import HouseForm
from tests.walls.sources import APPS


def _modules(app):
    try:
        package = importlib.import_module(f"{app}.forms")
    except ModuleNotFoundError:
        return
    yield package
    for found in pkgutil.iter_modules(getattr(package, "__path__", ())):
        yield importlib.import_module(f"{app}.forms.{found.name}")


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
    """On any other base, what cannot be printed would be kept and stop a paper weeks later."""
    assert issubclass(form, HouseForm)


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
