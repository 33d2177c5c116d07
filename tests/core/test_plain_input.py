"""The quick input says what Django's says, in the look of the house."""

from html.parser import HTMLParser

import django_filters
import pytest
from django import forms

from accounts.models import Unit
from core.filters import ListFilter
from core.forms.plain_input import PlainInput
from core.forms.plain_select import PlainSelect


class Attributes(HTMLParser):
    found: list = []

    def handle_starttag(self, tag, attrs):
        assert tag == "input"
        self.found = attrs


def said(widget, value) -> set:
    read = Attributes()
    read.feed(widget.render("which", value, attrs={"id": "id_which", "required": True, "disabled": False}))
    return set(read.found)


@pytest.mark.parametrize("value", ["", None, "甲<乙>\"'&", 3])
@pytest.mark.parametrize("of_django", [forms.TextInput, forms.NumberInput])
def test_quick_input_says_what_the_other_says(of_django, value):
    attrs = {"maxlength": "200", "min": 1, "placeholder": "街道"}

    quick = PlainInput(of_django.input_type, attrs)

    assert said(quick, value) == said(of_django(attrs), value)
    assert ("name", "which") in said(quick, value) and ("required", None) in said(quick, value)


def test_text_and_number_of_a_filter_are_plain_and_other_widgets_stay():
    class ShelfFilter(ListFilter):
        words = django_filters.CharFilter()
        number = django_filters.NumberFilter()
        kind = django_filters.ChoiceFilter(choices=[("a", "A")])
        day = django_filters.DateFilter()

    fields = ShelfFilter({}, queryset=Unit.objects.none()).form.fields
    assert {name: type(field.widget) for name, field in fields.items()} == {
        "words": PlainInput, "number": PlainInput, "kind": PlainSelect, "day": forms.DateInput,
    }  # fmt: skip


def test_what_one_request_tells_its_filters_no_other_sees():
    class ShelfFilter(ListFilter):
        kind = django_filters.ChoiceFilter(choices=[("a", "A")], method="chosen")

        def chosen(self, queryset, name, value):
            return queryset, self

    one, other = (ShelfFilter({}, queryset=Unit.objects.none()) for _each in range(2))
    one.filters["kind"].extra["choices"] = [("b", "B")]

    assert "B" in str(one.form["kind"]) and "B" not in str(other.form["kind"])
    assert [each.filters["kind"].filter("all", "a")[1] for each in (one, other)] == [one, other]
