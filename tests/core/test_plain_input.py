"""The quick input says what Django's says, in the look of the house."""

from html.parser import HTMLParser

import pytest
from django import forms

from core.forms.plain_input import PlainInput


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
