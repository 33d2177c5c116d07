"""What somebody types who fills a form in properly, so that a POST gets past the form and the action answers."""

from datetime import date, timedelta

from django import forms
from django.forms.models import ModelChoiceIteratorValue
from django.http import HttpRequest, QueryDict

from accounts.access import resolve_access
from deadlines.statutory_days import statutory_days
from inspections.scenes.access import listed
from records.forms import EvidenceField
from records.scenes import pdf

# What accounts of the world sign in with, and what they change it to.
PASSWORD, NEW_PASSWORD = "Kongjian-2026-hedui", "Xunjian-2027-gengxin"
WORDS = "权限核对填写内容"
# Not required by the form, but by the action in some states, or by the form for want of another field.
_ALSO_TYPED = {"note", "reason", "short_reason", "full_name", "receiver", "no_evidence_reason", "no_recording_reason"}
# Ticked though nobody must.
_ALSO_TICKED = {"replace"}
# Days that lie ahead.
_LATER = {"expected_on", "RejectForm.due_on", "RequestForm.until_on", "AskPlanForm.due_on", "SendPlanBackForm.due_on"}


def _days_off(year: int) -> list[str]:
    return [f"{day},0,{name}" for day, name in statutory_days(year).items()]


# Answers of one form, as `Form.field`, that no rule gives.
_ANSWERS = {
    "YearImportForm.year": "2000",
    "YearImportForm.text": "\n".join(["date,is_workday,name", *_days_off(2000)]),
    "ConfirmManyForm.topic_number": "5",
    "ConfirmManyForm.handling": "fix_by_date",
    "SetManyForm.topic_number": "5",
    "SortForm.matter": "breach",
    "SortManyForm.matter": "breach",
    "AnswerForm.outcome": "partly_upheld",
    "AnswerForm.adjustment": "1",
    "FixedForm.lateness_reason": WORDS,
    # At least one of its fields.
    "FillForm.measures": WORDS,
    "FillManyForm.measures": WORDS,
    "ListWordsForm.kind": "own",
    "PublishForm.medium": "website",
    # Without a file that proves it.
    "PublishForm.url": "https://example.invalid/tonggao",
    "ResultForm.people_held": "无",
    "ResultForm.units_punished": "无",
    "ResultForm.fine_yuan": "无",
}


def payload(view, *, user, kwargs, today) -> dict:
    """Values for every required field of the view's form as `user` would see it; empty where the view has none."""
    made = getattr(view, "view_class", None)
    if made is None or not hasattr(made, "get_form"):
        return {}
    form = _form_of(made(**view.view_initkwargs), user, kwargs)
    data = {}
    for bound in form:
        value = _ANSWERS.get(f"{type(form).__name__}.{bound.name}") or _typed(bound, user, today)
        if value not in (None, "", []):
            data[bound.html_name] = value
    return data


def _form_of(view, user, kwargs):
    request = HttpRequest()
    # Of a list from which some are chosen, all of them.
    request.method, request.user, request.GET = "GET", user, QueryDict("all=1")
    request.session = {}
    # What he holds now: a moment may have given him more than he was loaded with.
    user.access = resolve_access(user)
    view.setup(request, **kwargs)
    return view.get_form()


def _typed(bound, user, today):
    field, initial, name = bound.field, bound.initial, bound.name
    is_asked = field.required or name in _ALSO_TYPED
    if isinstance(field, forms.FileField):
        return _upload(field) if is_asked else None
    if isinstance(field, forms.TimeField):
        return "14:30" if is_asked else None
    if isinstance(field, forms.BooleanField):
        return "on" if field.required or initial or name in _ALSO_TICKED else None
    if isinstance(field.widget, forms.PasswordInput):
        return PASSWORD if name.startswith("old") else NEW_PASSWORD
    if {name, f"{type(bound.form).__name__}.{name}"} & _LATER:
        return (today + timedelta(days=30)).isoformat()
    if initial not in (None, "", []):
        # A list in one line, such as the days of a ladder, as the field writes it.
        return str(bound.value()) if isinstance(field, forms.CharField) else _plain(initial)
    if not is_asked:
        return None
    if isinstance(field, forms.ChoiceField):
        return _first_choice(field)
    if isinstance(field, forms.DateField):
        return today.isoformat()
    if isinstance(field, forms.IntegerField):
        return str(max(1, field.min_value or 1))
    return WORDS[: getattr(field, "max_length", None) or 20]


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
    for value, label in field.choices:
        if isinstance(label, list | tuple):
            # A heading with its choices below.
            value = next((one for one, _words in label), None)
        plain = value.value if isinstance(value, ModelChoiceIteratorValue) else value
        if plain not in ("", None):
            return [str(plain)] if isinstance(field, forms.MultipleChoiceField) else str(plain)
    return None
