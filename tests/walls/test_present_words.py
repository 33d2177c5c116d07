"""After a stale save each kind of field says what is stored by now, and nothing fails."""

from datetime import date
from types import SimpleNamespace

import pytest
from django import forms

from core.forms import VersionedForm, show_present

GROUPS = [("甲组", [("a", "甲"), ("b", "乙")]), ("c", "丙")]


class EveryKindForm(VersionedForm):
    text = forms.CharField(required=False)
    day = forms.DateField(required=False)
    number = forms.IntegerField(required=False)
    ticked = forms.BooleanField(required=False)
    one = forms.ChoiceField(choices=GROUPS, required=False)
    several = forms.MultipleChoiceField(choices=GROUPS, required=False)
    numbers = forms.TypedMultipleChoiceField(choices=[(1, "一"), (2, "二")], coerce=int, required=False)


@pytest.mark.parametrize(
    ("name", "typed", "stored", "said"),
    [
        ("text", "新", "旧", "旧"),
        ("text", "新", "", "（空）"),
        ("day", "2026-03-01", date(2026, 3, 2), "2026-03-02"),
        ("number", "3", 4, "4"),
        ("ticked", "on", False, "否"),
        ("one", "a", "b", "乙"),
        ("several", ["a"], ["b", "c"], "乙、丙"),
        ("several", ["a"], [], "（空）"),
        ("numbers", ["1"], [1, 2], "一、二"),
        ("numbers", ["1"], (2,), "二"),
    ],
)
def test_stored_value_stands_beside_what_was_typed(name, typed, stored, said):
    form = EveryKindForm({name: typed, "version": "1"})
    assert form.is_valid(), form.errors

    show_present(form, SimpleNamespace(**{name: stored, "version": 2}), {name: stored, "version": 2})

    assert said in form.errors[name][0]
    assert form.data["version"] == 2


def test_value_that_is_stored_already_says_nothing():
    form = EveryKindForm({"several": ["b", "a"], "version": "1"})
    assert form.is_valid()
    show_present(form, SimpleNamespace(several=["a", "b"]), {"several": ["a", "b"], "version": 2})
    assert "several" not in form.errors
