"""What somebody types who fills a form in properly, so that a POST gets past the form and the action answers."""

from datetime import date
from types import SimpleNamespace

from django import forms
from django.forms.models import ModelChoiceIteratorValue
from django.http import HttpRequest, QueryDict

from accounts.access import resolve_access
from inspections.scenes.access import listed
from records.forms import EvidenceField
from records.scenes import pdf


def payload(view, *, user, kwargs, today) -> dict:
    """Values for every required field of the view's form as `user` would see it; empty where the view has none."""
    made = getattr(view, "view_class", None)
    if made is None or not hasattr(made, "get_form"):
        return {}
    form = _form_of(made(**view.view_initkwargs), user, kwargs)
    data = {}
    for bound in form:
        value = _typed(bound, today)
        if value not in (None, "", []):
            data[bound.html_name] = value
    return data


def _form_of(view, user, kwargs):
    request = HttpRequest()
    request.method, request.user, request.GET = "GET", user, QueryDict()
    request.session, request.htmx = {}, SimpleNamespace()
    user._access = resolve_access(user)
    view.setup(request, **kwargs)
    return view.get_form()


def _typed(bound, today):
    field, initial = bound.field, bound.initial
    if isinstance(field, forms.FileField):
        return _upload(field) if field.required else None
    if isinstance(field, forms.BooleanField):
        return "on" if field.required else None
    if initial not in (None, "", []):
        return _plain(initial)
    if isinstance(field, forms.ChoiceField):
        return _first_choice(field) if field.required else None
    if not (field.required or bound.name in ("note", "reason")):
        return None
    if isinstance(field, forms.DateField):
        return today.isoformat()
    if isinstance(field, forms.IntegerField):
        return "1"
    return "权限核对填写内容"[: getattr(field, "max_length", None) or 20]


def _upload(field):
    if isinstance(field, EvidenceField):
        return pdf()
    return listed()


def _plain(value):
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [str(_plain(one)) for one in value]
    return str(getattr(value, "pk", value))


def _first_choice(field):
    for value, _label in field.choices:
        plain = value.value if isinstance(value, ModelChoiceIteratorValue) else value
        if plain not in ("", None):
            return [str(plain)] if isinstance(field, forms.MultipleChoiceField) else str(plain)
    return None
