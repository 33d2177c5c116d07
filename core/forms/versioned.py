"""Forms on a thing that may have changed since they were opened."""

from collections.abc import Iterable, Iterator
from typing import Any, cast

from django import forms
from django.db.models import Model
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.day_words import day_in_list
from core.forms.fields import DayField
from core.forms.house import HouseForm


class VersionedForm(HouseForm):
    """A form on a thing that exists: carries the version it was opened on (DESIGN §1)."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class ConfirmForm(VersionedForm):
    """A verb that needs nothing but a yes."""


class DayForm(VersionedForm):
    """A verb that needs only the day it happened."""

    on = DayField(
        label=gettext_lazy("Day"), help_text=gettext_lazy("The day it happened; it may be earlier than today.")
    )


class ReasonForm(VersionedForm):
    """A verb that must say why."""

    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


def show_present(form: forms.BaseForm, thing: Model, present: dict) -> None:
    """After a stale save: say beside each field what is stored by now, and take over the present version.

    `present` are the initial values of the form on the thing as it is. Who saves again does it knowing both texts.
    """
    if "version" in form.fields and "version" in present:
        data = cast(QueryDict, form.data).copy()
        data[form.add_prefix("version")] = present["version"]
        form.data = data
    for name, field in form.fields.items():
        if field.widget.is_hidden or name not in present or not hasattr(thing, name):
            continue
        if field.has_changed(present[name], form[name].data):
            form.add_error(name, _("Stored meanwhile: “%(value)s”") % {"value": _words(field, present[name])})


def _words(field: forms.Field, value: Any) -> str:
    """What is stored, whatever the kind of field: one value or several, of choices, of things, of days."""
    values = _as_list(value)
    return _(", ").join(_word(field, each) for each in values) if values else _("nothing")


def _as_list(value: Any) -> list:
    if hasattr(value, "all"):
        return list(value.all())
    values = list(value) if isinstance(value, list | tuple | set | frozenset) else [value]
    return [each for each in values if each not in (None, "")]


def _word(field: forms.Field, value: Any) -> str:
    known = dict(_flat(cast(Iterable[Any], field.choices))) if isinstance(field, forms.ChoiceField) else {}
    key = str(getattr(value, "pk", value))
    if isinstance(value, bool) and key not in known:
        return _("yes") if value else _("no")
    return str(known.get(key, day_in_list(value)))


def _flat(choices: Iterable[Any]) -> Iterator[tuple[str, Any]]:
    for value, label in choices:
        inner = label if isinstance(label, list | tuple) else [(value, label)]
        yield from ((str(each), words) for each, words in inner)
